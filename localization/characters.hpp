#pragma once
// Which characters may stand in a language file, and how values are set into a sentence so that they cannot
// turn the words around them. Used inside this room and by whoever builds sentences from parts.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::localization {

/// True for characters that translators need: everything printable, line feed and tab, the marks and isolates
/// of right-to-left text, joiners, and the invisible break points of Khmer, Thai, Lao and Burmese. False for
/// other controls, bidirectional embeddings and overrides, separators of lines and paragraphs, tags,
/// noncharacters, and the private-use area, which the text layer keeps for glyphs of its own.
[[nodiscard]] bool may_stand_in_language_file(char32_t code);

/// The first character that may not, or nothing. Invalid bytes count as U+FFFD.
[[nodiscard]] std::optional<char32_t> first_refused(std::string_view text);

/// "U+202E", for messages.
[[nodiscard]] std::string code_point_name(char32_t code);

/// True when every isolate that is opened is closed, in order, before the paragraph ends.
[[nodiscard]] bool isolates_are_balanced(std::string_view text);

/// True when a letter, number or mark of a right-to-left script is in the text.
[[nodiscard]] bool has_right_to_left(std::string_view text);

enum class Isolate {
    FirstStrong,  ///< the value's own first letter decides its direction
    LeftToRight,
    RightToLeft,
};

/// The text between an isolate mark and its end.
[[nodiscard]] std::string isolated(std::string_view text, Isolate kind);

/// A value made safe to stand inside a sentence: whatever could reach beyond the value (see above) becomes a
/// visible
/// "\u{202e}", and so do isolates unless they are balanced. Line feeds, tabs and marks stay.
[[nodiscard]] std::string contained(std::string_view value);

}  // namespace amparo::localization
