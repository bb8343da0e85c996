#include "app/text/raster.hpp"

#include <algorithm>
#include <cmath>

#include "app/text/face.hpp"

#include FT_OUTLINE_H

namespace amparo::text_layout {

namespace {

constexpr int kLargest = 2048;
constexpr double kFractions = 64.0;  // FreeType counts in 64ths of a pixel

/// The strike to shrink from: the smallest that is large enough, else the largest.
int best_strike(FT_Face face, double pixels_per_em) {
    int best = 0;
    for (int i = 1; i < face->num_fixed_sizes; ++i) {
        const auto size = static_cast<double>(face->available_sizes[i].y_ppem) / kFractions;
        const auto known = static_cast<double>(face->available_sizes[best].y_ppem) / kFractions;
        const bool better = known < pixels_per_em ? size > known : size >= pixels_per_em && size < known;
        if (better) best = i;
    }
    return best;
}

bool fits_limits(const FT_Bitmap& bitmap) {
    return bitmap.width <= static_cast<unsigned>(kLargest) && bitmap.rows <= static_cast<unsigned>(kLargest);
}

GlyphImage copy_coverage(const FT_GlyphSlotRec& slot) {
    const FT_Bitmap& bitmap = slot.bitmap;
    GlyphImage image;
    image.width = static_cast<int>(bitmap.width);
    image.height = static_cast<int>(bitmap.rows);
    image.left = slot.bitmap_left;
    image.top = slot.bitmap_top;
    image.pixels.resize(std::size_t{bitmap.width} * bitmap.rows);
    for (unsigned y = 0; y < bitmap.rows; ++y) {
        const unsigned char* row = bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch;
        std::copy_n(row, bitmap.width,
                    image.pixels.begin() + std::ptrdiff_t{y} * std::ptrdiff_t{bitmap.width});
    }
    return image;
}

/// Shrinks premultiplied blue, green, red, alpha by `scale`, each new pixel being the mean of what it covers.
GlyphImage shrink_color(const FT_GlyphSlotRec& slot, double scale, double dx, double dy) {
    const FT_Bitmap& bitmap = slot.bitmap;
    GlyphImage image;
    image.color = true;
    const double left = slot.bitmap_left * scale + dx;
    const double top = slot.bitmap_top * scale + dy;
    image.left = static_cast<int>(std::floor(left));
    image.top = static_cast<int>(std::ceil(top));
    image.width = static_cast<int>(std::ceil(left + bitmap.width * scale)) - image.left;
    image.height = image.top - static_cast<int>(std::floor(top - bitmap.rows * scale));
    image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
    const auto range = [scale](double from, unsigned count) {
        const double limit = count;
        return std::pair{static_cast<unsigned>(std::clamp(std::floor(from / scale), 0.0, limit)),
                         static_cast<unsigned>(std::clamp(std::ceil((from + 1) / scale), 0.0, limit))};
    };
    for (int y = 0; y < image.height; ++y) {
        const auto [first_row, last_row] = range(y - (image.top - top), bitmap.rows);
        for (int x = 0; x < image.width; ++x) {
            const auto [first_column, last_column] = range(x + (image.left - left), bitmap.width);
            std::uint64_t sum[4] = {0, 0, 0, 0};
            for (unsigned row = first_row; row < last_row; ++row) {
                const unsigned char* source = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
                for (unsigned i = first_column * 4; i < last_column * 4; ++i) sum[i % 4] += source[i];
            }
            const std::uint64_t count = std::uint64_t{last_row - first_row} * (last_column - first_column);
            if (count == 0 || sum[3] == 0) continue;
            const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                                    static_cast<std::size_t>(x)) *
                                   4;
            for (std::size_t i = 0; i < 3; ++i) {
                image.pixels[at + i] =
                    static_cast<std::uint8_t>(std::min<std::uint64_t>(255, sum[2 - i] * 255 / sum[3]));
            }
            image.pixels[at + 3] = static_cast<std::uint8_t>(sum[3] / count);
        }
    }
    return image;
}

Result<GlyphImage> draw_outline(FT_Face face, std::uint32_t glyph, double pixels_per_em, double dx,
                                double dy) {
    const auto size = static_cast<FT_F26Dot6>(std::lround(pixels_per_em * kFractions));
    if (FT_Set_Char_Size(face, 0, size, 72, 72) != 0) return fail(Errc::Corrupt, "a face takes no size");
    if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) {
        return fail(Errc::Corrupt, "a glyph cannot be read");
    }
    FT_GlyphSlot slot = face->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return fail(Errc::Corrupt, "a glyph has no outline");
    FT_Outline_Translate(&slot->outline, std::lround(dx * kFractions), std::lround(dy * kFractions));
    // The size is known before the pixels are, and a font may ask for any.
    FT_BBox box{};
    FT_Outline_Get_CBox(&slot->outline, &box);
    const auto limit = static_cast<FT_Pos>(kLargest * kFractions);
    if (box.xMax - box.xMin > limit || box.yMax - box.yMin > limit)
        return fail(Errc::Limit, "a glyph is too large");
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0 || slot->bitmap.pixel_mode != FT_PIXEL_MODE_GRAY) {
        return fail(Errc::Corrupt, "a glyph cannot be drawn");
    }
    if (!fits_limits(slot->bitmap)) return fail(Errc::Limit, "a glyph is too large");
    return copy_coverage(*slot);
}

Result<GlyphImage> draw_bitmap(FT_Face face, std::uint32_t glyph, double pixels_per_em, double dx,
                               double dy) {
    const int strike = best_strike(face, pixels_per_em);
    const auto strike_size = static_cast<double>(face->available_sizes[strike].y_ppem) / kFractions;
    if (strike_size < 1 || FT_Select_Size(face, strike) != 0)
        return fail(Errc::Corrupt, "a face takes no size");
    if (FT_Load_Glyph(face, glyph, FT_LOAD_COLOR | FT_LOAD_RENDER) != 0) {
        return fail(Errc::Corrupt, "a glyph cannot be read");
    }
    FT_GlyphSlot slot = face->glyph;
    const double scale = pixels_per_em / strike_size;
    if (!fits_limits(slot->bitmap) || std::max(slot->bitmap.width, slot->bitmap.rows) * scale > kLargest) {
        return fail(Errc::Limit, "a glyph is too large");
    }
    if (slot->bitmap.width == 0 || slot->bitmap.rows == 0) return GlyphImage{};
    if (slot->bitmap.pixel_mode != FT_PIXEL_MODE_BGRA)
        return fail(Errc::Corrupt, "a picture glyph has no colours");
    return shrink_color(*slot, scale, dx, dy);
}

}  // namespace

Result<GlyphImage> draw_glyph(const FontSet& fonts, FaceId face, std::uint32_t glyph, double pixels_per_em,
                              double dx, double dy) {
    if (face >= fonts.face_count()) return fail(Errc::Usage, "no such face");
    FT_Face drawing = fonts.face(face).drawing.get();
    const bool sane =
        pixels_per_em >= 1 && pixels_per_em <= 512 && std::abs(dx) <= kLargest && std::abs(dy) <= kLargest;
    if (!sane || glyph >= static_cast<std::uint32_t>(drawing->num_glyphs)) {
        return fail(Errc::Usage, "no such glyph or size");
    }
    if (FT_IS_SCALABLE(drawing)) return draw_outline(drawing, glyph, pixels_per_em, dx, dy);
    if (drawing->num_fixed_sizes > 0) return draw_bitmap(drawing, glyph, pixels_per_em, dx, dy);
    return fail(Errc::Corrupt, "a font without outlines or pictures");
}

}  // namespace amparo::text_layout
