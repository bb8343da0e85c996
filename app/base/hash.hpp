#pragma once
// BLAKE2b-256 through libsodium, for telling whether a file is the one that this program was made with. Anyone may use
// it; it is not for passphrases.

#include <array>
#include <cstdint>
#include <string>

#include "app/base/bytes.hpp"

namespace amparo {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest blake2b(Bytes bytes);
/// 64 lower-case hexadecimal characters.
[[nodiscard]] std::string hex(const Digest& digest);

/// SHA-256, for lists of files that sha256sum and courts can check.
[[nodiscard]] Digest sha256(Bytes bytes);

}  // namespace amparo
