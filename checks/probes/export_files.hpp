#pragma once
// Recognises the files that password managers and browsers write when people take all their passwords out in
// readable form. Looks at a name and at the first bytes; keeps nothing of them. Headers are compared field by
// field as a set, so that order, quotes and case do not matter and a column called "Password policy" is no
// password. Sources: the export formats in our reference, section 11 (headers as seen in public importers).

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

/// How much of a file is looked at, in bytes.
inline constexpr std::size_t kExportHead = 4096;

/// True for names worth opening: .csv, .tsv, .txt, .json, .xml, .1pux, also with "~", ".bak" or ".old" after
/// them.
[[nodiscard]] bool may_be_export(std::string_view name);

/// What wrote the file ("Bitwarden CSV", "KeePass XML"), or "password table" when the columns hold addresses,
/// names and passwords but fit no product we know. Nothing when it is no such file, holds no entry, or is
/// encrypted. `head` is the file's beginning, at most kExportHead bytes.
[[nodiscard]] std::optional<std::string_view> recognise_export(std::string_view name, std::string_view head);

/// What was understood of a head, for tests and curious people: never a value of an entry.
struct ExportHead {
    std::string product;               ///< "" when it is no export
    std::vector<std::string> columns;  ///< of a table: at most 64 names, in lower case
};
/// Errors: Limit — longer than kExportHead.
[[nodiscard]] Result<ExportHead> parse_export_head(std::string_view head);
[[nodiscard]] std::string describe(const ExportHead& head);

}  // namespace amparo::checks
