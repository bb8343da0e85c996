#pragma once
// The front of SSH key files: whether a private key is protected, and whether a public one is of an old kind. No key is
// opened; what is read is thrown away. Sources: OpenSSH PROTOCOL.key, RFC 4253 section 6.6, RFC 7468.

#include <string_view>

#include "app/base/result.hpp"

namespace amparo::checks {

enum class KeyProtection { None, Passphrase, Token };

[[nodiscard]] bool looks_like_private_key(std::string_view text);
/// Errors: Corrupt — a private key that is cut or of an odd form.
[[nodiscard]] Result<KeyProtection> private_key_protection(std::string_view text);
/// DSA, or RSA below 3,072 bits. What is no public key is not weak.
[[nodiscard]] bool is_weak_public_key(std::string_view line);

}  // namespace amparo::checks
