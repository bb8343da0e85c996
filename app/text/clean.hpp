#pragma once
// The first step of everything: text from anywhere becomes text that the rest of this room may rely on: valid
// UTF-8 without controls and separators. Offsets that this room gives are bytes of cleaned text; text that is
// clean already stays as it is, byte for byte. Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>

namespace amparo::text_layout {

enum class LineEnds {
    Space,  ///< one line: a line end becomes a space
    Keep,   ///< CR LF, CR and LF all become one LF
};

/// Bytes that are not UTF-8 become U+FFFD; controls, tabs, line and paragraph separators become a space. At
/// most `max_bytes` of `text` are looked at (the cut never splits a character); then an ellipsis stands for
/// the rest.
[[nodiscard]] std::string clean(std::string_view text, LineEnds line_ends, std::size_t max_bytes);

/// True when clean() with the same line ends would change nothing.
[[nodiscard]] bool is_clean(std::string_view text, LineEnds line_ends);

}  // namespace amparo::text_layout
