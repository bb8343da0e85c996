#pragma once
// Where a caret may stand in a text of any size: at the edges of graphemes, words and lines near an offset. Only the
// neighbourhood of the offset is looked at, so that every call costs the same in a long text. A grapheme or a word of more
// than kNear bytes, which no script has, may be taken for two. Text is clean (clean.hpp). Pure; any thread.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace amparo::text_layout {

inline constexpr std::size_t kNear = 2048;  ///< bytes to each side

/// Bytes `start` to `end` of a text.
struct Stretch {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    bool operator==(const Stretch&) const = default;
};

/// The next edge after `offset`, and the one before it; the ends of the text are edges.
[[nodiscard]] std::uint32_t grapheme_after(std::string_view text, std::uint32_t offset);
[[nodiscard]] std::uint32_t grapheme_before(std::string_view text, std::uint32_t offset);
/// `offset` if it is an edge, else the next one; never behind the end of the text.
[[nodiscard]] std::uint32_t grapheme_edge(std::string_view text, std::uint32_t offset);
/// The longest beginning of `text` that is at most `bytes` long and ends at an edge.
[[nodiscard]] std::size_t graphemes_within(std::string_view text, std::size_t bytes);

/// Where the word ends that `offset` is in or before, and where the one begins that it is in or behind. A line end is
/// stepped over alone.
[[nodiscard]] std::uint32_t word_after(std::string_view text, std::uint32_t offset);
[[nodiscard]] std::uint32_t word_before(std::string_view text, std::uint32_t offset);

/// What a double click selects: the word, the spaces, or the mark at `offset`; at the end of a line what stands before it.
[[nodiscard]] Stretch word_at(std::string_view text, std::uint32_t offset);
/// What a triple click selects: everything between two line ends, without them.
[[nodiscard]] Stretch line_at(std::string_view text, std::uint32_t offset);

}  // namespace amparo::text_layout
