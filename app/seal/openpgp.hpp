#pragma once
// Sealing to OpenPGP keys, through librnp. Only public keys are read and only encryption is done: no signatures, since
// a seized message must not prove who wrote it. A key that cannot be used is refused with the reason; nothing falls
// back to something weaker. Any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo::seal {

inline constexpr std::size_t kKeyFileBytes = 256 * 1024;
inline constexpr std::size_t kPlainBytes = 24 * 1024 * 1024;
inline constexpr std::size_t kMostRecipients = 8;

/// One key that can be sealed to.
struct PublicKey {
    std::string file;         ///< the key as it came
    std::string fingerprint;  ///< 40 or 64 capital hexadecimal characters
    std::string name;         ///< what the key says of its owner; made safe to show, proven by nobody
    std::int64_t created = 0;
    std::optional<std::int64_t> expires;
};

/// True when this build can seal to OpenPGP keys.
[[nodiscard]] bool has_openpgp();

/// Reads the one key of a file, armoured or not, and judges whether it can be used at `now`. `pinned`: the fingerprint
/// to expect, spaces and case ignored; empty when there is none, and then a person has to compare.
/// Errors: Limit — the file is too large; Corrupt — no key, or more than one ("seal.key.none", "seal.key.several");
/// Denied — `say` names why the key is refused: "seal.key.secret", ".revoked", ".expired", ".sign_only", ".invalid",
/// ".weak", ".early"; Tampered — "seal.key.other": not the pinned fingerprint; Unsupported — this build has no OpenPGP.
[[nodiscard]] Result<PublicKey> read_key(std::string_view file, std::string_view pinned, std::int64_t now);

/// An armoured message with integrity protection that GnuPG and all others of the last twenty years read (no AEAD), not
/// compressed, for all `keys` at once. Each key is judged again at `now`. Errors: as read_key; Limit — too long; Usage —
/// nothing to seal, or nobody to seal it to.
[[nodiscard]] Result<std::string> encrypt(const std::vector<PublicKey>& keys, Bytes plain, std::int64_t now);

/// "ABCD EF01 …" in groups of four, to be read out.
[[nodiscard]] std::string fingerprint_groups(std::string_view fingerprint);
/// Capital hexadecimal without spaces; "" when it is no fingerprint.
[[nodiscard]] std::string plain_fingerprint(std::string_view text);

}  // namespace amparo::seal
