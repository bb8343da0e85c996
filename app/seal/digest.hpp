#pragma once
// Hashes and random numbers that sealing and sending need, from libsodium.

#include <cstdint>
#include <string>

#include "app/base/bytes.hpp"

namespace amparo::seal {

/// SHA-256, 64 small hexadecimal characters: what `sha256sum` prints.
[[nodiscard]] std::string sha256_hex(Bytes bytes);
/// The 32 raw bytes.
[[nodiscard]] std::string sha256(Bytes bytes);
/// A number from 0 to `end` - 1, each as likely.
[[nodiscard]] std::uint32_t random_below(std::size_t end);
/// Fills with bytes that nobody can guess.
void random_fill(std::string& bytes);
[[nodiscard]] std::string base64(Bytes bytes);

}  // namespace amparo::seal
