#pragma once
// Text as screen readers ask for it: offsets are characters (code points), and pieces are characters, words or lines
// around an offset. Our own offsets are bytes. Everything out of range is moved into it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace amparo::a11y {

[[nodiscard]] std::size_t byte_of(std::string_view text, std::size_t character);
[[nodiscard]] std::size_t character_of(std::string_view text, std::size_t byte);

/// The bytes between two characters; `end` below 0 means the end of the text.
[[nodiscard]] std::string_view slice(std::string_view text, int start, int end);

enum class Unit : std::uint8_t { Character, Word, Line, All };

/// Characters [first, second) of the piece around `offset`. A word takes the blanks behind it along, a line its line feed,
/// so that pieces join without gaps. At the end of the text the piece is empty.
[[nodiscard]] std::pair<int, int> piece_at(std::string_view text, int offset, Unit unit);

/// What turned one text into another: `removed` bytes at `at` of the old, replaced by `inserted` bytes at `at` of the new.
struct TextEdit {
    std::size_t at = 0;
    std::size_t removed = 0;
    std::size_t inserted = 0;
};
[[nodiscard]] TextEdit edit_between(std::string_view before, std::string_view after);

}  // namespace amparo::a11y
