#include "app/text/raster.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/text/paragraph.hpp"
#include "tests/app/text/noto.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;
using amparo::Errc;

namespace {

double ink(const GlyphImage& image) {
    return std::accumulate(image.pixels.begin(), image.pixels.end(), 0.0) / 255.0;
}

}  // namespace

TEST_CASE("a glyph has about the same ink whatever its place, and four times as much at twice the size") {
    const FontSet fonts = noto_fonts(false);
    const Line line = shape_label(fonts, "ع", "ar").line;
    const FaceId face = line.runs.at(0).face;
    const auto glyph = line.glyphs.at(0).glyph;
    const auto small = draw_glyph(fonts, face, glyph, 40);
    const auto moved = draw_glyph(fonts, face, glyph, 40, 0.4, 3.25);
    const auto large = draw_glyph(fonts, face, glyph, 80);
    REQUIRE((small && moved && large));
    CHECK(small->pixels.size() ==
          static_cast<std::size_t>(small->width) * static_cast<std::size_t>(small->height));
    CHECK(ink(*small) > 50);
    CHECK(std::abs(ink(*moved) / ink(*small) - 1) < 0.02);
    CHECK(std::abs(ink(*large) / ink(*small) - 4) < 0.1);
    CHECK(moved->top >= small->top + 3);
    CHECK_FALSE(small->color);
}

TEST_CASE("a space has no ink, and what does not exist is an error") {
    const FontSet fonts = noto_fonts(false);
    const Line line = shape_label(fonts, " ", "en").line;
    const auto space = draw_glyph(fonts, line.runs.at(0).face, line.glyphs.at(0).glyph, 20);
    REQUIRE(space);
    CHECK(space->pixels.empty());
    CHECK(draw_glyph(fonts, 999, 1, 20).error().code == Errc::Usage);
    CHECK(draw_glyph(fonts, 0, 4'000'000'000U, 20).error().code == Errc::Usage);
    CHECK(draw_glyph(fonts, 0, 1, 0).error().code == Errc::Usage);
    CHECK(draw_glyph(fonts, 0, 1, 1e9).error().code == Errc::Usage);
    CHECK(draw_glyph(fonts, 0, 1, std::nan("")).error().code == Errc::Usage);
}

TEST_CASE("an emoji comes in colour, as large as asked") {
    if (noto_path("NotoColorEmoji.ttf").empty()) SKIP("fonts-noto-color-emoji is not installed");
    const FontSet fonts = noto_fonts();
    const Line line = shape_label(fonts, "😀", "en").line;
    const auto image = draw_glyph(fonts, line.runs.at(0).face, line.glyphs.at(0).glyph, 24);
    REQUIRE(image);
    CHECK(image->color);
    CHECK(image->width >= 20);
    CHECK(image->width <= 40);
    const auto middle =
        (static_cast<std::size_t>(image->height / 2) * static_cast<std::size_t>(image->width) +
         static_cast<std::size_t>(image->width / 2)) *
        4;
    // Yellow: much red and green, little blue.
    CHECK(image->pixels.at(middle) > 150);
    CHECK(image->pixels.at(middle + 2) < 150);
    CHECK(image->pixels.at(middle + 3) == 255);
}
