#pragma once
// Signatures that anybody can make and check with the tool minisign: prehashed Ed25519, one line of trusted comment.
// Stricter than the tool: nothing behind the signature, no second way to write the same bytes in base64, and no
// signatures of the old kind, which sign the file itself. Thread: all of it may be used from several threads.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"
#include "app/base/secret.hpp"

namespace amparo::packs {

using KeyId = std::array<std::uint8_t, 8>;

struct PublicKey {
    KeyId id{};
    std::array<std::uint8_t, 32> key{};
    bool operator==(const PublicKey&) const = default;
};

struct Signature {
    KeyId id{};
    std::array<std::uint8_t, 64> signature{};
    std::array<std::uint8_t, 64> comment_signature{};
    std::string trusted_comment;
};

/// A public key: the file that minisign writes, or its second line alone. Errors: Corrupt, Limit.
[[nodiscard]] Result<PublicKey> parse_public_key(std::string_view text);
/// The second line of such a file.
[[nodiscard]] std::string key_text(const PublicKey& key);
/// As minisign shows it: 16 hexadecimal digits.
[[nodiscard]] std::string key_name(const KeyId& id);

/// Errors: Corrupt — names what is off; Unsupported — a signature of the old kind; Limit.
[[nodiscard]] Result<Signature> parse_signature(std::string_view text);
/// Canonical text, for `amparo selftest parse minisig`.
[[nodiscard]] std::string describe(const Signature& signature);

/// True when the key signed these bytes, and the comment with them. Errors: NotFound — another key's signature;
/// Tampered — not signed by this key.
[[nodiscard]] Result<void> verify(std::string_view bytes, const Signature& signature, const PublicKey& key);

/// A secret key as minisign writes it; `passphrase` is empty for one without (minisign -W).
/// Errors: Corrupt; Denied — another passphrase; Unsupported.
struct SecretKey {
    KeyId id{};
    SecretBytes key;  ///< 64 bytes
};
[[nodiscard]] Result<SecretKey> parse_secret_key(std::string_view text, std::string_view passphrase);

/// The text of a signature file. Errors: Usage — a comment with line feeds, or too long.
[[nodiscard]] Result<std::string> sign(std::string_view bytes, const SecretKey& key, const std::string& trusted_comment);

}  // namespace amparo::packs
