#pragma once
// Passphrases and recovery codes as people write them. FORMAT.md sections 2 and 6. Thread: any.

#include <string_view>

#include "app/base/result.hpp"
#include "app/base/secret.hpp"

namespace amparo::vault {

inline constexpr std::size_t kLeastPassphrase = 10;      ///< characters
inline constexpr std::size_t kMostPassphraseBytes = 1024;

/// What goes into the key derivation: a recovery code in its plain form if the text is one, else the text in NFC.
/// Errors: Corrupt — not UTF-8; Limit — longer than kMostPassphraseBytes.
[[nodiscard]] Result<SecretString> normalised(std::string_view typed);

/// Whether a passphrase of one's own is long enough to be taken. Errors: Usage with "vault.error.short".
[[nodiscard]] Result<void> judge_passphrase(std::string_view typed);

/// Syllables that can be pronounced and typed on every Latin keyboard, from 72 random bits: "kovi-rame-…".
[[nodiscard]] Result<SecretString> make_passphrase();
/// A recovery code as it is printed: 160 random bits in nine groups.
[[nodiscard]] Result<SecretString> make_recovery_code();
/// Whether the text is a recovery code without a slip.
[[nodiscard]] bool is_recovery_code(std::string_view typed);

/// Letters beyond ASCII: what cannot be typed on every keyboard, and whose strength we cannot judge.
[[nodiscard]] bool has_other_letters(std::string_view typed);

}  // namespace amparo::vault
