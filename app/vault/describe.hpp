#pragma once
// What can be said of files of the vault without any key, for `selftest parse` and the fuzzers.

#include <string>
#include <string_view>

#include "app/base/result.hpp"

namespace amparo::vault {

/// A copy of a vault, or only its head. Errors: those of parse_head; Corrupt — another length.
[[nodiscard]] Result<std::string> describe_vault(std::string_view bytes);
/// The opened payload of a bay.
[[nodiscard]] Result<std::string> describe_payload(std::string_view bytes);
/// How many may open a sealed file, and how long it is. Errors: Corrupt, Unsupported.
[[nodiscard]] Result<std::string> describe_sealed(std::string_view bytes);

}  // namespace amparo::vault
