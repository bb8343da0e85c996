#pragma once
// The inside of a face: the same bytes seen by HarfBuzz, which shapes, and by FreeType, which draws. Only
// files of this room include this header.

#include <hb.h>

#include <memory>
#include <string>

#include "app/text/fonts.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

namespace amparo::text_layout {

template <auto release>
struct Releaser {
    template <typename T>
    void operator()(T* object) const {
        release(object);
    }
};

struct Face {
    std::string name;
    FontBytes bytes;  // both libraries point into it, so it goes last
    std::unique_ptr<hb_font_t, Releaser<hb_font_destroy>> shaping;  // scale: font units
    std::unique_ptr<FT_FaceRec_, Releaser<FT_Done_Face>> drawing;
    int units_per_em = 0;
    hb_codepoint_t space_glyph = 0;  // 0 when the face has no space
    bool emoji = false;
    LineMetrics line;

    /// The glyph of a character, or 0.
    [[nodiscard]] hb_codepoint_t glyph_of(char32_t code) const {
        hb_codepoint_t glyph = 0;
        return hb_font_get_nominal_glyph(shaping.get(), code, &glyph) != 0 ? glyph : 0;
    }
};

}  // namespace amparo::text_layout
