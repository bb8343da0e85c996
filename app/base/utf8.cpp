#include "app/base/utf8.hpp"

#include <array>

namespace amparo::utf8 {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

}  // namespace

Decoded decode(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return {};
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
    const std::size_t left = text.size() - offset;
    const unsigned char lead = at(0);
    if (lead < 0x80U) return {lead, 1, true};

    std::size_t size = 0;
    char32_t code = 0;
    char32_t smallest = 0;
    if (lead >= 0xC2U && lead <= 0xDFU) {
        size = 2, code = lead & 0x1FU, smallest = 0x80;
    } else if (lead >= 0xE0U && lead <= 0xEFU) {
        size = 3, code = lead & 0x0FU, smallest = 0x800;
    } else if (lead >= 0xF0U && lead <= 0xF4U) {
        size = 4, code = lead & 0x07U, smallest = 0x10000;
    } else {
        return {kReplacement, 1, false};
    }
    if (left < size) return {kReplacement, 1, false};
    for (std::size_t i = 1; i < size; ++i) {
        if (!is_continuation(at(i))) return {kReplacement, 1, false};
        code = (code << 6U) | (at(i) & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < smallest || code > 0x10FFFF || surrogate) return {kReplacement, 1, false};
    return {code, size, true};
}

std::size_t first_invalid(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const Decoded next = decode(text, i);
        if (!next.valid) return i;
        i += next.size;
    }
    return std::string_view::npos;
}

void append(std::string& out, char32_t code) {
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = kReplacement;
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6U)), put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12U)), put(0x80 | ((code >> 6U) & 0x3F)), put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18U)), put(0x80 | ((code >> 12U) & 0x3F)), put(0x80 | ((code >> 6U) & 0x3F)),
            put(0x80 | (code & 0x3F));
    }
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); i += decode(text, i).size) ++count;
    return count;
}

bool is_hidden_control(char32_t code) {
    if (code == U'\t' || code == U'\n') return false;
    if (code < 0x20 || (code >= 0x7F && code <= 0x9F)) return true;
    if (code >= 0x202A && code <= 0x202E) return true;  // embeddings and overrides
    if (code >= 0x2060 && code <= 0x206F) return true;  // word joiner, isolates, deprecated format controls
    if (code == 0x2028 || code == 0x2029) return true;  // line and paragraph separators
    // Letters without a shape: soft hyphen, joiner of graphemes, fillers.
    if (code == 0x00AD || code == 0x034F || code == 0x115F || code == 0x1160 || code == 0x180E || code == 0x3164 || code == 0xFFA0) {
        return true;
    }
    if (code == 0x200B || code == 0x200E || code == 0x200F || code == 0x061C || code == 0xFEFF) return true;
    if (code >= 0xE0000 && code <= 0xE007F) return true;  // tag characters
    return code >= 0xFFF9 && code <= 0xFFFB;              // interlinear annotation
}

std::string displayable(std::string_view text, std::size_t max_characters) {
    static constexpr std::array<char, 16> kHex = {'0', '1', '2', '3', '4', '5', '6', '7',
                                                  '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    std::string out;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        if (count == max_characters) {
            append(out, 0x2026);
            break;
        }
        const Decoded next = decode(text, i);
        i += next.size;
        if (!next.valid) {
            append(out, kReplacement);
        } else if (is_hidden_control(next.code) || next.code == U'\n' || next.code == U'\t') {
            std::string digits;
            for (char32_t rest = next.code; rest != 0 || digits.empty(); rest >>= 4U) {
                digits.insert(digits.begin(), kHex[rest & 0xFU]);
            }
            out += "\\u{" + digits + "}";
        } else {
            append(out, next.code);
        }
    }
    return out;
}

}  // namespace amparo::utf8
