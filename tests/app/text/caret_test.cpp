#include "app/text/caret.hpp"

#include <catch2/catch_approx.hpp>

#include "app/text/paragraph.hpp"
#include "tests/app/text/noto.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;

TEST_CASE("a caret stands where its character begins, whichever way the text runs") {
    const FontSet fonts = noto_fonts(false);
    const Line latin = shape_label(fonts, "ab", "en").line;
    CHECK(caret_x(latin, 0) == 0.0F);
    CHECK(caret_x(latin, 2) == Catch::Approx(latin.width));
    const Line hebrew = shape_label(fonts, "אב", "he").line;
    CHECK(caret_x(hebrew, 0) == Catch::Approx(hebrew.width));
    CHECK(caret_x(hebrew, 4) == Catch::Approx(0.0F).margin(1e-4));
    CHECK(caret_x(hebrew, 99) == Catch::Approx(0.0F).margin(1e-4));
    CHECK(caret_x(shape_label(fonts, "", "en").line, 0) == 0.0F);
}

TEST_CASE("a press between two letters finds the nearer edge, and one beside the line its end there") {
    const FontSet fonts = noto_fonts(false);
    for (const std::string text : {"abc", "אבג"}) {
        INFO(text);
        const Line line = shape_label(fonts, text, "he").line;
        for (const std::uint32_t stop : caret_stops(line))
            CHECK(offset_at(line, caret_x(line, stop) + 0.01F) == stop);
    }
    const Line hebrew = shape_label(fonts, "אבג", "he").line;
    CHECK(offset_at(hebrew, -5.0F) == 6);
    CHECK(offset_at(hebrew, 50.0F) == 0);
    const Line latin = shape_label(fonts, "abc", "en").line;
    CHECK(offset_at(latin, -5.0F) == 0);
    CHECK(offset_at(latin, 50.0F) == 3);
    CHECK(offset_at(shape_label(fonts, "", "en").line, 1.0F) == 0);
}

TEST_CASE("a caret stops inside lam-alef, and never between a letter and its points") {
    const FontSet fonts = noto_fonts(false);
    const Line ligature = shape_label(fonts, "لا", "ar").line;
    CHECK(caret_stops(ligature) == std::vector<std::uint32_t>{0, 2, 4});
    CHECK(caret_x(ligature, 2) == Catch::Approx(ligature.width / 2));
    const Line pointed = shape_label(fonts, "שִׁמְ", "he").line;
    CHECK(caret_stops(pointed).size() == 3);
    CHECK(next_stop(ligature, 0) == 2);
    CHECK(next_stop(ligature, 2) == 4);
    CHECK(next_stop(ligature, 4) == 4);
    CHECK(previous_stop(ligature, 4) == 2);
    CHECK(previous_stop(ligature, 0) == 0);
}

TEST_CASE("one selection in mixed text may be two spans on the screen") {
    const FontSet fonts = noto_fonts(false);
    const Line line = shape_label(fonts, "abc אבג", "en").line;
    CHECK(selection(line, 0, 3).size() == 1);
    CHECK(selection(line, 0, line.end) == std::vector<Span>{{0, line.width}});
    // From the end of the Latin word over the space to the first Hebrew letter, which stands on the far
    // right.
    CHECK(selection(line, 2, 6).size() == 2);
    CHECK(selection(line, 3, 3).empty());
}
