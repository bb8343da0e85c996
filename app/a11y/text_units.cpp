#include "app/a11y/text_units.hpp"

#include <algorithm>

#include "app/base/utf8.hpp"

namespace amparo::a11y {

namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n'; }

std::size_t word_start(std::string_view text, std::size_t at) {
    // From a blank, back over the blanks to the word that they belong to.
    std::size_t from = at;
    while (from > 0 && is_blank(text[from])) --from;
    while (from > 0 && !is_blank(text[from - 1])) --from;
    return from;
}

std::size_t word_end(std::string_view text, std::size_t at) {
    while (at < text.size() && !is_blank(text[at])) ++at;
    while (at < text.size() && is_blank(text[at])) ++at;
    return at;
}

}  // namespace

std::size_t byte_of(std::string_view text, std::size_t character) {
    std::size_t at = 0;
    while (character > 0 && at < text.size()) {
        at += std::max<std::size_t>(utf8::decode(text, at).size, 1);
        --character;
    }
    return std::min(at, text.size());
}

std::size_t character_of(std::string_view text, std::size_t byte) { return utf8::length(text.substr(0, std::min(byte, text.size()))); }

std::string_view slice(std::string_view text, int start, int end) {
    const std::size_t from = byte_of(text, static_cast<std::size_t>(std::max(start, 0)));
    const std::size_t to = end < 0 ? text.size() : byte_of(text, static_cast<std::size_t>(end));
    return to > from ? text.substr(from, to - from) : std::string_view{};
}

std::pair<int, int> piece_at(std::string_view text, int offset, Unit unit) {
    const std::size_t at = byte_of(text, static_cast<std::size_t>(std::max(offset, 0)));
    std::size_t from = at;
    std::size_t to = at;
    switch (unit) {
        case Unit::Character: to = at + utf8::decode(text, at).size; break;
        case Unit::Word:
            if (at >= text.size()) break;
            from = word_start(text, at);
            to = word_end(text, at);
            break;
        case Unit::Line: {
            const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
            from = before == std::string_view::npos ? 0 : before + 1;
            const std::size_t feed = text.find('\n', at);
            to = feed == std::string_view::npos ? text.size() : feed + 1;
            break;
        }
        case Unit::All:
            from = 0;
            to = text.size();
            break;
    }
    return {static_cast<int>(character_of(text, from)), static_cast<int>(character_of(text, to))};
}

TextEdit edit_between(std::string_view before, std::string_view after) {
    const std::size_t most = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < most && before[head] == after[head]) ++head;
    // Never between the bytes of one character.
    while (head > 0 && ((head < before.size() && continues(before[head])) || (head < after.size() && continues(after[head])))) --head;
    std::size_t tail = 0;
    while (tail < most - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
    while (tail > 0 && continues(before[before.size() - tail])) --tail;
    return {head, before.size() - head - tail, after.size() - head - tail};
}

}  // namespace amparo::a11y
