#include "checks/accounts/text_encoding.hpp"

#include <array>

#include "app/base/utf8.hpp"

namespace amparo::accounts {

namespace {

// 0x80 to 0x9F; what Windows-1252 leaves open becomes the replacement character.
constexpr std::array<char16_t, 32> kUpper = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void put(WipedBytes& out, char32_t code) {
    std::string bytes;  // four at most, so they stay inside the object
    utf8::append(bytes, code);
    out.insert(out.end(), bytes.begin(), bytes.end());
    wipe(bytes);
}

WipedBytes from_utf16(const WipedBytes& bytes, bool big) {
    WipedBytes out;
    out.reserve(bytes.size() * 3 / 2 + 4);
    const auto unit = [&](std::size_t at) {
        const auto a = static_cast<unsigned char>(bytes[at]);
        const auto b = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(big ? (a << 8U) | b : (b << 8U) | a);
    };
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        char32_t code = unit(at);
        if (code >= 0xD800 && code <= 0xDBFF && at + 3 < bytes.size()) {
            const char32_t low = unit(at + 2);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
                at += 2;
            }
        }
        put(out, code);
    }
    return out;
}

}  // namespace

DecodedText decode_text(WipedBytes bytes) {
    const std::string_view view = view_of(bytes);
    if (view.starts_with("\xFF\xFE")) return {from_utf16(bytes, false), Encoding::Utf16};
    if (view.starts_with("\xFE\xFF")) return {from_utf16(bytes, true), Encoding::Utf16};
    if (view.starts_with("\xEF\xBB\xBF")) bytes.erase(bytes.begin(), bytes.begin() + 3);
    if (utf8::is_valid(view_of(bytes))) return {std::move(bytes), Encoding::Utf8};
    WipedBytes out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        put(out, byte < 0x80 ? byte : byte < 0xA0 ? kUpper[byte - 0x80U] : byte);
    }
    return {std::move(out), Encoding::Windows1252};
}

}  // namespace amparo::accounts
