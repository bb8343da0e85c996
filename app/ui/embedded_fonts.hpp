#pragma once
// The font files inside the program: subsets of Noto fonts that the build makes (dist/fonts lists them and says why
// these). Constant, and readable from any thread. Their licence is shipped as licences/noto-fonts.txt.

#include <cstdint>
#include <span>
#include <string_view>

namespace amparo::ui {

struct EmbeddedFont {
    std::string_view name;                ///< "NotoSans-Regular.ttf"
    std::span<const std::uint8_t> bytes;  ///< a whole TrueType file
};

/// In the order of dist/fonts.
[[nodiscard]] std::span<const EmbeddedFont> embedded_fonts();

}  // namespace amparo::ui
