#pragma once
// Little-endian numbers in and out of byte strings, for the formats of FORMAT.md. Reading never passes the end.

#include <array>
#include <cstdint>
#include <string>

#include "app/base/bytes.hpp"

namespace amparo::vault {

template <typename T>
void append_le(std::string& out, T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
}

template <typename T>
void store_le(std::string& out, std::size_t offset, T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) out[offset + i] = static_cast<char>((value >> (8 * i)) & 0xFFU);
}

inline void append(std::string& out, Bytes bytes) { out.append(as_text(bytes)); }

/// Takes one field after the other. After a field that does not fit, `good` is false and everything is zero or empty.
class FieldReader {
  public:
    explicit FieldReader(Bytes bytes) : bytes_(bytes) {}

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

    template <typename T>
    [[nodiscard]] T number() {
        const Bytes field = take(sizeof(T));
        return good_ ? load_le<T>(field, 0) : T{0};
    }

    [[nodiscard]] Bytes take(std::uint64_t count) {
        good_ = good_ && count <= left();
        if (!good_) return {};
        const Bytes field = bytes_.subspan(at_, static_cast<std::size_t>(count));
        at_ += field.size();
        return field;
    }

    template <std::size_t N>
    [[nodiscard]] std::array<std::uint8_t, N> array() {
        std::array<std::uint8_t, N> out{};
        const Bytes field = take(N);
        for (std::size_t i = 0; i < field.size(); ++i) out[i] = field[i];
        return out;
    }

  private:
    Bytes bytes_;
    std::size_t at_ = 0;
    bool good_ = true;
};

}  // namespace amparo::vault
