#pragma once
// The head of a locked KeePass file: how long a guess at its passphrase takes. Nothing is opened.

#include <optional>

#include "app/base/bytes.hpp"
#include "checks/accounts/login.hpp"

namespace amparo::accounts {

/// How much of a file is looked at.
inline constexpr std::size_t kVaultHead = 64 * 1024;

[[nodiscard]] bool is_keepass_vault(Bytes head);
/// Errors: Corrupt — a length points behind the end; Unsupported — a version that nobody has told us about.
[[nodiscard]] Result<VaultStrength> parse_keepass_head(Bytes head);

enum class VaultGrade : std::uint8_t { Good, Low, Weak, Unknown };
[[nodiscard]] VaultGrade grade(const VaultStrength& vault);

[[nodiscard]] std::string describe(const VaultStrength& vault);

}  // namespace amparo::accounts
