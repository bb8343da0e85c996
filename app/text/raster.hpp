#pragma once
// From a glyph to pixels, once for each glyph and size, for whoever packs them into a picture. Outlines are
// drawn without hinting, so that shapes and distances stay what the shaper measured. One thread at a time, as
// FontSet. Source: FreeType.

#include <cstdint>
#include <vector>

#include "app/base/result.hpp"
#include "app/text/fonts.hpp"

namespace amparo::text_layout {

struct GlyphImage {
    int width = 0;  ///< pixels; 0 for a glyph without ink
    int height = 0;
    int left = 0;  ///< from the pen to the first column, to the right
    int top = 0;   ///< from the baseline to the first row, upwards
    bool color = false;
    /// Rows from the top. One byte of coverage for each pixel; with colour red, green, blue and alpha, not
    /// premultiplied.
    std::vector<std::uint8_t> pixels;
};

/// Draws a glyph at `pixels_per_em` (1 to 512), moved by `dx` and `dy` pixels to the right and upwards.
/// Errors: Usage: no such face, glyph or size; Limit: the picture would be larger than 2048 pixels; Corrupt:
/// the font cannot draw it.
[[nodiscard]] Result<GlyphImage> draw_glyph(const FontSet& fonts, FaceId face, std::uint32_t glyph,
                                            double pixels_per_em, double dx = 0, double dy = 0);

}  // namespace amparo::text_layout
