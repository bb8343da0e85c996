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

}  // namespace amparo
