#pragma once
// UTF-8 as the Unicode standard defines it: shortest form, no surrogates, at most U+10FFFF. Anyone may use this.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace amparo::utf8 {

/// One decoded character. `size` is 0 at the end of the text; `valid` is false for a byte that starts no character,
/// and then `size` is 1 and `code` is U+FFFD.
struct Decoded {
    char32_t code = 0;
    std::size_t size = 0;
    bool valid = false;
};

/// Decodes the character at `offset`.
[[nodiscard]] Decoded decode(std::string_view text, std::size_t offset);

/// Offset of the first byte that is not UTF-8, or npos when all of it is.
[[nodiscard]] std::size_t first_invalid(std::string_view text);
[[nodiscard]] inline bool is_valid(std::string_view text) { return first_invalid(text) == std::string_view::npos; }

/// Appends one code point; surrogates and values above U+10FFFF become U+FFFD.
void append(std::string& out, char32_t code);

/// Number of characters (code points); an invalid byte counts as one.
[[nodiscard]] std::size_t length(std::string_view text);

/// True for controls that could change how the text around them is read or shown: C0 and C1 controls except tab and
/// line feed, bidirectional embeddings, overrides and isolates, zero-width marks used to hide, line separators.
[[nodiscard]] bool is_hidden_control(char32_t code);

/// Text that is safe to show: invalid bytes become U+FFFD, hidden controls and line breaks become a visible
/// placeholder such as "\u{202e}", and at most `max_characters` are kept (then an ellipsis follows).
[[nodiscard]] std::string displayable(std::string_view text, std::size_t max_characters);

}  // namespace amparo::utf8
