#include "app/text/clean.hpp"

#include "app/base/utf8.hpp"

namespace amparo::text_layout {

namespace {

constexpr char32_t kEllipsis = 0x2026;

/// Everything that would end a line or a paragraph for one of our libraries, and everything without a shape.
bool becomes_space(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029;
}

}  // namespace

std::string clean(std::string_view text, LineEnds line_ends, std::size_t max_bytes) {
    std::string out;
    out.reserve(text.size() < max_bytes ? text.size() : max_bytes);
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        if (i + next.size > max_bytes) {
            utf8::append(out, kEllipsis);
            break;
        }
        i += next.size;
        const bool line_end = next.code == U'\n' || next.code == U'\r';
        if (line_end && line_ends == LineEnds::Keep) {
            if (next.code == U'\r' && i < text.size() && text[i] == '\n') ++i;
            out.push_back('\n');
        } else if (becomes_space(next.code)) {
            out.push_back(' ');
        } else {
            utf8::append(out, next.code);
        }
    }
    return out;
}

bool is_clean(std::string_view text, LineEnds line_ends) {
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        const bool kept_line_end = next.code == U'\n' && line_ends == LineEnds::Keep;
        if (!next.valid || (becomes_space(next.code) && !kept_line_end)) return false;
        i += next.size;
    }
    return true;
}

}  // namespace amparo::text_layout
