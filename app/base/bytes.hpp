#pragma once
// Spans of bytes and the two conversions that every parser needs. Anyone may use this header.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace amparo {

using Bytes = std::span<const std::uint8_t>;

/// The characters of `text` seen as bytes; valid as long as `text` is.
[[nodiscard]] inline Bytes as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The bytes seen as characters; valid as long as the bytes are.
[[nodiscard]] inline std::string_view as_text(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Little-endian integer of `sizeof(T)` bytes at `offset`. The caller has checked that the bytes are there.
template <typename T>
[[nodiscard]] T load_le(Bytes bytes, std::size_t offset) {
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        value = static_cast<T>(value | static_cast<T>(static_cast<T>(bytes[offset + i]) << (8 * i)));
    }
    return value;
}

/// True when `count` bytes start at `offset` inside a buffer of `size` bytes; never overflows.
[[nodiscard]] constexpr bool fits(std::size_t size, std::size_t offset, std::size_t count) {
    return offset <= size && count <= size - offset;
}

}  // namespace amparo
