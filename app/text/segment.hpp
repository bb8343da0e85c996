#pragma once
// Where text may be cut: between graphemes, which a person takes for one character, and between lines. Text
// is valid UTF-8. Pure; any thread. Source: Unicode Standard Annexes 29 and 14, through libunibreak.

#include <cstdint>
#include <string_view>
#include <vector>

namespace amparo::text_layout {

/// One entry for each byte and one for the end: 1 where a grapheme starts (and at the end), else 0.
[[nodiscard]] std::vector<std::uint8_t> grapheme_starts(std::string_view text);

/// The same for words as a person selects them; spaces, punctuation and each character of scripts that libunibreak has no
/// words for (Thai, Lao, Khmer, Burmese, Chinese) stand apart. Never cuts a grapheme. Source: Annex 29.
[[nodiscard]] std::vector<std::uint8_t> word_starts(std::string_view text);

/// True for what words are made of: letters, marks, digits, and pictures such as emoji.
[[nodiscard]] bool is_in_words(char32_t code);

enum class LineBreak : std::uint8_t { None, Allowed, Required };

/// For each byte whether a line may end right after it; the last byte says Required. Scripts that write
/// without spaces (Thai, Lao, Khmer, Burmese) break at U+200B, which the build puts into our own texts; what
/// a person types there is broken between clusters. `language` is a BCP 47 tag.
[[nodiscard]] std::vector<LineBreak> line_breaks(std::string_view text, std::string_view language);

/// Spaces that may hang over the end of a line.
[[nodiscard]] bool hangs_at_line_end(char32_t code);

}  // namespace amparo::text_layout
