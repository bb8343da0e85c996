#pragma once
// A report as our own inbox takes it: the text and files of one report in one sealed file, by the vault's format for
// files to others (app/vault). Short reports all have one length. The bytes inside are described in app/seal/README.md.
// Any thread.

#include <string>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"
#include "app/seal/report.hpp"
#include "app/vault/sealed.hpp"

namespace amparo::seal {

/// Errors: Usage — nobody to seal for, or too many, a file name that is none; Limit — too long; Corrupt — an address
/// that is none.
[[nodiscard]] Result<std::string> seal_report(const std::vector<vault::InboxAddress>& readers, const Report& report);

/// Errors: Corrupt — "seal.box.broken": not a sealed report, or cut off; NotFound — "seal.box.not_ours": sealed for
/// others; Tampered — "seal.box.changed": a byte is not as it was sealed, and nothing is returned; Limit — too long.
[[nodiscard]] Result<Report> open_report(Bytes sealed, const vault::InboxKey& key);

}  // namespace amparo::seal
