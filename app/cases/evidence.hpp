#pragma once
// Evidence that others can check: a manifest, a list for sha256sum -c, and a log of who did what in which no line can be
// taken out or changed unseen. Originals are never touched. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/cases/case_file.hpp"

namespace amparo::cases {

/// Notes a file: its hash and size are those of `bytes`. A name that is taken gets a number. Gives the name.
/// Errors: Usage — not the name of a file; Limit.
[[nodiscard]] Result<std::string> add_evidence(CaseFile& file, EvidenceFile about, Bytes bytes, const std::string& when);

/// Appends to the custody log.
void log_custody(CaseFile& file, const std::string& when, const std::string& what, const std::string& name);
/// Index of the first line that does not follow from the one before it; nothing when all do.
[[nodiscard]] std::optional<std::size_t> broken_custody(const CaseFile& file);

/// One file of a bundle: where it lies in the folder, and its bytes.
struct BundleFile {
    std::string path;
    std::string bytes;
};
/// Everything but the originals themselves: manifest.json, manifest.sha256 (over the originals, the public copies and the
/// manifest, in the form that sha256sum -c reads), custody.log, case.txt. `copies` are hashed and listed, too.
[[nodiscard]] std::vector<BundleFile> bundle_of(const CaseFile& file, const std::vector<BundleFile>& copies, const std::string& timeline);

/// The names of originals whose bytes are not those that were noted.
[[nodiscard]] std::vector<std::string> changed_files(const CaseFile& file, const std::vector<BundleFile>& originals);

}  // namespace amparo::cases
