#include "localization/characters.hpp"

#include <cstdint>

#include "app/base/utf8.hpp"

namespace amparo::localization {

namespace {

constexpr char32_t kLeftToRightIsolate = 0x2066;
constexpr char32_t kRightToLeftIsolate = 0x2067;
constexpr char32_t kFirstStrongIsolate = 0x2068;
constexpr char32_t kPopIsolate = 0x2069;

bool opens_isolate(char32_t code) { return code >= kLeftToRightIsolate && code <= kFirstStrongIsolate; }
bool in(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

std::string hex(char32_t code, bool upper) {
    const char* const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string out;
    for (auto rest = static_cast<std::uint32_t>(code); rest != 0 || out.empty(); rest >>= 4U) {
        out.insert(out.begin(), digits[rest & 0xFU]);
    }
    return out;
}

}  // namespace

bool may_stand_in_language_file(char32_t code) {
    if (code == U'\n' || code == U'\t') return true;
    if (code < 0x20 || in(code, 0x7F, 0x9F)) return false;
    if (in(code, 0x2028, 0x202E)) return false;  // line and paragraph separators, embeddings, overrides
    if (in(code, 0x2061, 0x2065) || in(code, 0x206A, 0x206F)) return false;
    if (code == 0xFEFF || in(code, 0xFFF9, 0xFFFC)) return false;
    if (in(code, 0xE000, 0xF8FF) || code >= 0xF0000) return false;            // private use
    if (in(code, 0xFDD0, 0xFDEF) || (code & 0xFFFE) == 0xFFFE) return false;  // noncharacters
    return !in(code, 0xE0000, 0xE0FFF);  // tags and unassigned format characters
}

std::optional<char32_t> first_refused(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        if (!next.valid || !may_stand_in_language_file(next.code)) return next.code;
        i += next.size;
    }
    return std::nullopt;
}

std::string code_point_name(char32_t code) {
    std::string digits = hex(code, true);
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    return "U+" + digits;
}

bool isolates_are_balanced(std::string_view text) {
    std::size_t open = 0;
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        i += next.size;
        if (opens_isolate(next.code)) ++open;
        if (next.code == kPopIsolate && open-- == 0) return false;
        if (next.code == U'\n' && open != 0) return false;
    }
    return open == 0;
}

bool has_right_to_left(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        i += next.size;
        const char32_t code = next.code;
        if (code < 0x0590) continue;
        // The blocks that Unicode sets aside for right-to-left scripts, assigned or not, and the
        // right-to-left mark.
        if (in(code, 0x0590, 0x08FF) || in(code, 0xFB1D, 0xFDCF) || in(code, 0xFDF0, 0xFDFF) ||
            in(code, 0xFE70, 0xFEFE) || in(code, 0x10800, 0x10FFF) || in(code, 0x1E800, 0x1EFFF) ||
            code == 0x200F) {
            return true;
        }
    }
    return false;
}

std::string isolated(std::string_view text, Isolate kind) {
    std::string out;
    utf8::append(out, kind == Isolate::FirstStrong   ? kFirstStrongIsolate
                      : kind == Isolate::LeftToRight ? kLeftToRightIsolate
                                                     : kRightToLeftIsolate);
    out += text;
    utf8::append(out, kPopIsolate);
    return out;
}

std::string contained(std::string_view value) {
    const bool keep_isolates = isolates_are_balanced(value);
    std::string out;
    for (std::size_t i = 0; i < value.size();) {
        const utf8::Decoded next = utf8::decode(value, i);
        i += next.size;
        const bool isolate = opens_isolate(next.code) || next.code == kPopIsolate;
        if (!next.valid) {
            utf8::append(out, 0xFFFD);
        } else if (may_stand_in_language_file(next.code) && (keep_isolates || !isolate)) {
            utf8::append(out, next.code);
        } else {
            out += "\\u{" + hex(next.code, false) + "}";
        }
    }
    return out;
}

}  // namespace amparo::localization
