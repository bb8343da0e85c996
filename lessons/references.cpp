#include "lessons/references.hpp"

#include <algorithm>
#include <cstdint>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "localization/characters.hpp"

namespace amparo::lessons {

namespace {

bool is_scalar(std::uint64_t code) { return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF); }

}  // namespace

std::string reference(std::string_view text, References references) {
    if (text.size() < 3 || text.front() != '&' || text.back() != ';') return std::string(text);
    const std::string_view name = text.substr(1, text.size() - 2);
    std::string out;
    if (name.front() != '#') {
        using Entry = std::pair<std::string_view, std::string_view>;
        const auto all = named_references();
        const auto found = std::ranges::lower_bound(all, name, {}, &Entry::first);
        if (found == all.end() || found->first != name) return std::string(text);
        out = found->second;
    } else {
        const bool hexadecimal = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
        const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
        std::uint64_t code = 0;
        if (hexadecimal) {
            code = text::from_hex(digits).value_or(0);
        } else {
            code = static_cast<std::uint64_t>(std::max<std::int64_t>(0, text::to_integer(digits).value_or(0)));
        }
        if (code == 0 || !is_scalar(code)) {
            if (references == References::Careful) return std::string(text);
            code = 0xFFFD;
        }
        utf8::append(out, static_cast<char32_t>(code));
    }
    if (references == References::All) return out;
    for (std::size_t i = 0; i < out.size();) {
        const utf8::Decoded next = utf8::decode(out, i);
        if (!localization::may_stand_in_language_file(next.code)) return std::string(text);
        i += next.size;
    }
    return out;
}

}  // namespace amparo::lessons
