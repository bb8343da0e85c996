#include "app/text/shape.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>

#include "app/base/json.hpp"
#include "app/base/utf8.hpp"
#include "tests/app/text/noto.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;

namespace {

Line shaped(const FontSet& fonts, const std::string& text, const std::string& language,
            Direction direction = Direction::Auto) {
    return ShapedText(fonts, text, language, direction).line(0, text.size());
}

/// Checks what must hold for every line; gives what does not.
std::string broken_promise(const Line& line) {
    std::vector<Cell> cells = line.cells;
    float x = 0;
    for (const Cell& cell : cells) {
        if (std::abs(cell.x0 - x) > 1e-3F) return "the cells do not follow each other from left to right";
        if (cell.x1 < cell.x0 - 1e-3F) return "a cell has no width";
        x = cell.x1;
    }
    if (std::abs(x - line.width) > 1e-2F) return "the cells are not as wide as the line";
    for (std::size_t i = 1; i < cells.size(); ++i) {
        const bool same_run = std::any_of(line.runs.begin(), line.runs.end(), [&](const GlyphRun& run) {
            const auto inside = [&](const Cell& cell) {
                return cell.start >= run.start && cell.end <= run.end;
            };
            return inside(cells[i - 1]) && inside(cells[i]);
        });
        if (!same_run) continue;
        const bool in_order =
            cells[i].rtl ? cells[i].end == cells[i - 1].start : cells[i].start == cells[i - 1].end;
        if (!in_order) return "the cells of a run do not rise or fall";
    }
    std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.start < b.start; });
    std::uint32_t at = line.start;
    for (const Cell& cell : cells) {
        if (cell.start != at || cell.end <= cell.start) return "the cells are not every byte once";
        at = cell.end;
    }
    return at == line.end ? "" : "the cells do not reach the end of the line";
}

std::vector<float> cell_widths(const Line& line) {
    std::vector<float> widths;
    for (const Cell& cell : line.cells) widths.push_back(cell.x1 - cell.x0);
    return widths;
}

FaceId face_at(const Line& line, std::uint32_t byte) {
    for (const GlyphRun& run : line.runs) {
        if (byte >= run.start && byte < run.end) return run.face;
    }
    FAIL("no run has the byte");
    return 0;
}

}  // namespace

TEST_CASE("every cell map names each byte once, from left to right, in order within a run") {
    const FontSet fonts = noto_fonts();
    for (const auto& [language, text] : sentences()) {
        INFO(language);
        CHECK(broken_promise(shaped(fonts, text, language)).empty());
    }
    for (const std::string text :
         {"abc שלום 123 سلام (x)", "سلام +1 202-555-0147", "👩‍👩‍👧 family", "", "\u200D",
          "\u2068a\u2069", "e\u0301", "\u0301", "क्षत्रिय", "ศึกษา ဗမာ", "\u0600\u0661\u0662"}) {
        INFO(text);
        CHECK(broken_promise(shaped(fonts, text, "en")).empty());
        CHECK(broken_promise(shaped(fonts, text, "ar", Direction::RightToLeft)).empty());
    }
}

TEST_CASE("lam and alef are one shape and two places for the caret, each half as wide") {
    const FontSet fonts = noto_fonts();
    const Line line = shaped(fonts, "لا", "ar");
    REQUIRE(line.cells.size() == 2);
    CHECK(line.rtl);
    CHECK(line.cells[0].start == 2);
    CHECK_FALSE(line.cells[0].starts_cluster);
    CHECK(line.cells[1].start == 0);
    CHECK(line.cells[1].starts_cluster);
    const auto widths = cell_widths(line);
    CHECK(widths[0] == Catch::Approx(widths[1]));
    CHECK(widths[0] > 0.1F);
}

TEST_CASE("a joiner in Persian parts two letters without a gap and without a glyph") {
    const FontSet fonts = noto_fonts();
    const Line with = shaped(fonts, "می\u200cخواهم", "fa");
    const Line without = shaped(fonts, "میخواهم", "fa");
    const Line apart = shaped(fonts, "می خواهم", "fa");
    CHECK(broken_promise(with).empty());
    CHECK(with.glyphs.size() == without.glyphs.size());
    // The letter before the joiner takes its final form, as it does before a space.
    const auto ids = [](const Line& line) {
        std::vector<std::uint32_t> out;
        for (const Glyph& glyph : line.glyphs) out.push_back(glyph.glyph);
        return out;
    };
    CHECK(ids(with) != ids(without));
    CHECK(apart.glyphs.size() == with.glyphs.size() + 1);
    CHECK(with.width < apart.width);
    // The joiner belongs to the letter before it, so that the caret never stops between them.
    CHECK(with.cells.size() == 7);
}

TEST_CASE("Hebrew points stay on their letters") {
    const FontSet fonts = noto_fonts();
    const Line line = shaped(fonts, "שִׁמְרוּ", "he");
    CHECK(line.cells.size() == 4);
    for (const Cell& cell : line.cells) CHECK(cell.x1 - cell.x0 > 0.1F);
    CHECK(line.width == Catch::Approx(shaped(fonts, "שמרו", "he").width).margin(0.05));
}

TEST_CASE("an isolated phone number stands in order inside Arabic") {
    const FontSet fonts = noto_fonts();
    const std::string number = "+1 202-555-0147";
    const std::string text = "اتصل على " + isolate(number) + " الآن";
    const Line line = shaped(fonts, text, "ar");
    CHECK(broken_promise(line).empty());
    const auto start = static_cast<std::uint32_t>(text.find(number));
    std::string seen;
    for (const Cell& cell : line.cells) {
        if (cell.start >= start && cell.end <= start + number.size()) {
            seen += text.substr(cell.start, cell.end - cell.start);
        }
    }
    CHECK(seen == number);
}

TEST_CASE("a mark without a shape takes a place in the text and none on the screen") {
    const FontSet fonts = noto_fonts();
    const Line line = shaped(fonts, "a\u2068b\u2069", "en");
    CHECK(line.glyphs.size() == 2);
    CHECK(line.width == Catch::Approx(shaped(fonts, "ab", "en").width));
    REQUIRE(line.cells.size() == 4);
    CHECK(line.cells[1].x0 == line.cells[1].x1);
}

TEST_CASE("only a plain glyph at its own advance keeps its character") {
    const FontSet fonts = noto_fonts();
    for (const Glyph& glyph : shaped(fonts, "Окно", "ru").glyphs) CHECK(glyph.nominal != 0);
    const Line kerned = shaped(fonts, "AV", "en");
    REQUIRE(kerned.glyphs.size() == 2);
    CHECK(kerned.glyphs[0].nominal == 0);
    CHECK(kerned.glyphs[1].nominal == U'V');
    // In text that runs to the left a bracket is drawn as the other one.
    for (const Glyph& glyph : shaped(fonts, "(", "he", Direction::RightToLeft).glyphs)
        CHECK(glyph.nominal == 0);
    // A letter with a mark on it may be one glyph, but not that of one character of the text.
    for (const Glyph& glyph : shaped(fonts, "e\u0301", "en").glyphs) CHECK(glyph.nominal == 0);
}

TEST_CASE("spaces and digits take the face of the letters beside them") {
    const FontSet fonts = noto_fonts();
    const Line line = shaped(fonts, "سلام Signal 24/7 app", "ar");
    CHECK(line.runs.size() <= 3);
    CHECK(fonts.name(face_at(line, 9)) == "NotoSans-Regular.ttf");
    CHECK(face_at(line, 9) == face_at(line, 16));
}

TEST_CASE("digits never come from an emoji font, and emoji do") {
    if (noto_path("NotoColorEmoji.ttf").empty()) SKIP("fonts-noto-color-emoji is not installed");
    FontSet fonts = noto_fonts();
    FaceId emoji = 0;
    for (FaceId id = 0; id < fonts.face_count(); ++id) {
        if (fonts.is_emoji(id)) emoji = id;
    }
    REQUIRE(fonts.covers(emoji, U'1'));
    // Even where the emoji font is asked first.
    std::vector<FaceId> chain{emoji};
    for (const FaceId id : fonts.chain("he")) chain.push_back(id);
    REQUIRE(fonts.set_chain("he", chain).has_value());
    for (const std::string text : {"1", "12#*", "1\uFE0F", "שלום 12", "©", "❤", "❤\uFE0E", "😀\uFE0E"}) {
        INFO(text);
        for (const GlyphRun& run : shaped(fonts, text, "he").runs) CHECK(run.face != emoji);
    }
    for (const std::string text : {"😀", "❤\uFE0F", "1\uFE0F\u20E3", "🇩🇪", "👍🏽", "👩‍👩‍👧"}) {
        INFO(text);
        const Line line = shaped(fonts, text, "he");
        REQUIRE(line.runs.size() == 1);
        CHECK(line.runs[0].face == emoji);
        CHECK(line.cells.size() == 1);
        CHECK(line.glyphs.size() == 1);
    }
}

TEST_CASE("what no font has is shown as a box of the first plain face and not lost") {
    const FontSet fonts = noto_fonts();
    const Line line = shaped(fonts, "\U0001F990x\U00013000", "en");
    CHECK(line.cells.size() == 3);
    CHECK(fonts.missing("a\U00013000b\U00013000 \u200D", "en") == std::vector<char32_t>{0x13000});
}

TEST_CASE("without any font there are no glyphs, and nothing goes wrong") {
    const FontSet fonts;
    const Line line = shaped(fonts, "abc", "en");
    CHECK(line.glyphs.empty());
    CHECK(line.width == 0.0F);
}

TEST_CASE("a part of a paragraph is shaped as it is inside the whole") {
    const FontSet fonts = noto_fonts();
    for (const auto& [language, text] : sentences()) {
        INFO(language);
        const ShapedText whole(fonts, text, language, Direction::Auto);
        const std::vector<Cluster> clusters = whole.clusters();
        for (std::size_t i = 0; i <= clusters.size(); i += 3) {
            const std::size_t cut = i < clusters.size() ? clusters[i].start : text.size();
            const Line before = whole.line(0, cut);
            const Line after = whole.line(cut, text.size());
            CHECK(broken_promise(before).empty());
            CHECK(broken_promise(after).empty());
            CHECK(before.end == after.start);
        }
    }
}
