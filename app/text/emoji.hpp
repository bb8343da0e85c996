#pragma once
// Which characters are to be seen as emoji, so that an emoji font draws those and nothing else: such fonts
// hold digits and other plain characters, too. Pure; any thread. Source: Unicode Technical Standard 51 and
// its data file emoji-data.txt, version 15.0.

#include <string_view>

namespace amparo::text_layout {

/// Emoji_Presentation: an emoji unless a variation selector says otherwise.
[[nodiscard]] bool has_emoji_presentation(char32_t code);
/// Emoji: may be one, if what follows asks for it. Includes digits, # and *.
[[nodiscard]] bool may_be_emoji(char32_t code);
[[nodiscard]] inline bool is_variation_selector(char32_t code) {
    return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

/// True when one grapheme (valid UTF-8) is to be seen as an emoji.
[[nodiscard]] bool is_emoji(std::string_view grapheme);

}  // namespace amparo::text_layout
