#pragma once
// Makes UTF-8 of a text file as people have them: with a mark in front, in 16-bit units, or in the letters of old Windows.

#include "app/base/wiped.hpp"

namespace amparo::accounts {

enum class Encoding : std::uint8_t { Utf8, Utf16, Windows1252 };

struct DecodedText {
    WipedBytes text;
    Encoding was = Encoding::Utf8;
};

/// Takes the bytes over. What is neither UTF-8 nor marked as UTF-16 is read as Windows-1252.
[[nodiscard]] DecodedText decode_text(WipedBytes bytes);

}  // namespace amparo::accounts
