#pragma once
// SHA-1 (FIPS 180-4), only because public lists of leaked passwords are written with it. Not for anything that must
// hold against forgers; nothing of ours is protected by it.

#include <array>
#include <cstdint>
#include <string_view>

namespace amparo {

using Sha1Digest = std::array<std::uint8_t, 20>;

/// Wipes its working memory, since the text is a password.
[[nodiscard]] Sha1Digest sha1(std::string_view text);

}  // namespace amparo
