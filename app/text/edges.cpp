#include "app/text/edges.hpp"

#include <algorithm>
#include <vector>

#include "app/base/utf8.hpp"
#include "app/text/segment.hpp"

namespace amparo::text_layout {

namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
bool plain(char c) { return static_cast<unsigned char>(c) < 0x80U; }

/// Part of a text that holds its own edges: from a place that is an edge for sure, if one is near.
struct Window {
    std::uint32_t start = 0;
    std::string_view text;
};

/// Between two characters of ASCII there is always an edge of graphemes. Words reach over those.
enum class Safe : std::uint8_t { Lines, Ascii };

Window around(std::string_view text, std::uint32_t offset, Safe safe) {
    const auto is_edge = [&](std::size_t at) {
        if (at == 0 || at >= text.size()) return true;
        if (text[at - 1] == '\n' || text[at] == '\n') return true;
        return safe == Safe::Ascii && plain(text[at - 1]) && plain(text[at]);
    };
    std::size_t start = offset;
    if (start > 0) --start;
    while (!is_edge(start) && offset - start < kNear) --start;
    std::size_t end = std::min<std::size_t>(offset + 1, text.size());
    while (!is_edge(end) && end - offset < kNear) ++end;
    while (start > 0 && continues(text[start])) --start;
    while (end < text.size() && continues(text[end])) ++end;
    return {static_cast<std::uint32_t>(start), text.substr(start, end - start)};
}

std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

bool has_words(std::string_view text, std::size_t at) { return is_in_words(utf8::decode(text, at).code); }

}  // namespace

std::uint32_t grapheme_after(std::string_view text, std::uint32_t offset) {
    if (offset >= text.size()) return size_of(text);
    const Window near = around(text, offset, Safe::Ascii);
    const std::vector<std::uint8_t> starts = grapheme_starts(near.text);
    std::size_t at = offset - near.start + 1;
    while (starts[at] == 0) ++at;
    return near.start + static_cast<std::uint32_t>(at);
}

std::uint32_t grapheme_before(std::string_view text, std::uint32_t offset) {
    offset = std::min(offset, size_of(text));
    if (offset == 0) return 0;
    const Window near = around(text, offset, Safe::Ascii);
    const std::vector<std::uint8_t> starts = grapheme_starts(near.text);
    std::size_t at = offset - near.start - 1;
    while (starts[at] == 0) --at;
    return near.start + static_cast<std::uint32_t>(at);
}

std::uint32_t grapheme_edge(std::string_view text, std::uint32_t offset) {
    if (offset == 0 || offset >= text.size()) return std::min(offset, size_of(text));
    const Window near = around(text, offset, Safe::Ascii);
    const std::vector<std::uint8_t> starts = grapheme_starts(near.text);
    std::size_t at = offset - near.start;
    while (starts[at] == 0) ++at;
    return near.start + static_cast<std::uint32_t>(at);
}

std::size_t graphemes_within(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text.size();
    const auto limit = static_cast<std::uint32_t>(bytes);
    return grapheme_edge(text, limit) == limit ? bytes : grapheme_before(text, limit);
}

std::uint32_t word_after(std::string_view text, std::uint32_t offset) {
    if (offset >= text.size()) return size_of(text);
    if (text[offset] == '\n') return offset + 1;
    const Window near = around(text, offset, Safe::Lines);
    const std::vector<std::uint8_t> starts = word_starts(near.text);
    bool found = has_words(near.text, offset - near.start);
    for (std::size_t at = offset - near.start + 1; at < near.text.size(); ++at) {
        if (starts[at] == 0) continue;
        if (found) return near.start + static_cast<std::uint32_t>(at);
        if (near.text[at] == '\n') return near.start + static_cast<std::uint32_t>(at);
        found = has_words(near.text, at);
    }
    return near.start + size_of(near.text);
}

std::uint32_t word_before(std::string_view text, std::uint32_t offset) {
    offset = std::min(offset, size_of(text));
    if (offset == 0) return 0;
    if (text[offset - 1] == '\n') return offset - 1;
    const Window near = around(text, offset, Safe::Lines);
    const std::vector<std::uint8_t> starts = word_starts(near.text);
    for (std::size_t at = offset - near.start; at-- > 0;) {
        if (starts[at] == 0) continue;
        if (near.text[at] == '\n') return near.start + static_cast<std::uint32_t>(at) + 1;
        if (has_words(near.text, at)) return near.start + static_cast<std::uint32_t>(at);
    }
    return near.start;
}

Stretch word_at(std::string_view text, std::uint32_t offset) {
    const Stretch line = line_at(text, offset);
    if (line.start == line.end) return line;
    const std::uint32_t at = std::min(offset, line.end) == line.end ? grapheme_before(text, line.end) : offset;
    const Window near = around(text.substr(line.start, line.end - line.start), at - line.start, Safe::Lines);
    const std::vector<std::uint8_t> starts = word_starts(near.text);
    std::size_t start = at - line.start - near.start;
    std::size_t end = start + 1;
    while (starts[start] == 0) --start;
    while (starts[end] == 0) ++end;
    const std::uint32_t origin = line.start + near.start;
    return {origin + static_cast<std::uint32_t>(start), origin + static_cast<std::uint32_t>(end)};
}

Stretch line_at(std::string_view text, std::uint32_t offset) {
    offset = std::min(offset, size_of(text));
    const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    const std::size_t after = text.find('\n', offset);
    return {before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before) + 1,
            after == std::string_view::npos ? size_of(text) : static_cast<std::uint32_t>(after)};
}

}  // namespace amparo::text_layout
