#include "app/text/paragraph.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>

#include "app/text/limits.hpp"
#include "tests/app/text/noto.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;

namespace {

std::vector<std::string> line_texts(const Paragraph& paragraph) {
    std::vector<std::string> out;
    for (const Line& line : paragraph.lines)
        out.push_back(paragraph.text.substr(line.start, line.end - line.start));
    return out;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += part;
    return out;
}

double content_width(const Line& line) { return static_cast<double>(line.content_x1 - line.content_x0); }

}  // namespace

TEST_CASE("lines are no wider than asked and together are the whole text") {
    const FontSet fonts = noto_fonts();
    for (const auto& [language, text] : sentences()) {
        for (const double width : {3.0, 5.0, 9.5, 100.0}) {
            INFO(language << " at " << width);
            const Paragraph paragraph = lay_out(fonts, text, language, width);
            CHECK(joined(line_texts(paragraph)) == text);
            CHECK(static_cast<double>(paragraph.width) <= width + 0.01);
            for (const Line& line : paragraph.lines) CHECK(content_width(line) <= width + 0.01);
            CHECK(paragraph.lines.back().ends_paragraph);
            if (width > 99) CHECK(paragraph.lines.size() == 1);
        }
    }
}

TEST_CASE("lines break at spaces, and the space hangs over") {
    const FontSet fonts = noto_fonts();
    const Label word = shape_label(fonts, "hello", "en");
    const Paragraph paragraph =
        lay_out(fonts, "hello hello hello", "en", static_cast<double>(word.line.width) + 0.01);
    CHECK(line_texts(paragraph) == std::vector<std::string>{"hello ", "hello ", "hello"});
    CHECK(paragraph.lines[0].content_x1 == Catch::Approx(word.line.width));
    CHECK(paragraph.lines[0].width > word.line.width);
    CHECK_FALSE(paragraph.lines[0].ends_paragraph);
}

TEST_CASE("in Arabic the hanging space is on the left, and the first words are on the first line") {
    const FontSet fonts = noto_fonts();
    const std::string word = "سلام";
    const Label alone = shape_label(fonts, word, "ar");
    const Paragraph paragraph =
        lay_out(fonts, word + " " + word, "ar", static_cast<double>(alone.line.width) + 0.01);
    REQUIRE(paragraph.lines.size() == 2);
    const Line& first = paragraph.lines[0];
    CHECK(first.rtl);
    CHECK(first.start == 0);
    CHECK(first.content_x0 > 0.0F);
    CHECK(first.content_x1 == Catch::Approx(first.width));
    CHECK(content_width(first) == Catch::Approx(static_cast<double>(alone.line.width)).margin(0.001));
}

TEST_CASE("each line is put in order by itself") {
    const FontSet fonts = noto_fonts();
    const std::string text = "אבג abc דהו";
    const double width = static_cast<double>(shape_label(fonts, "אבג abc", "he").line.width) + 0.05;
    const Paragraph paragraph = lay_out(fonts, text, "he", width);
    REQUIRE(paragraph.lines.size() == 2);
    // Seen from the left: abc stands left of the Hebrew that comes before it.
    CHECK(paragraph.lines[0].cells.back().start == 0);
    CHECK(line_texts(paragraph)[1] == "דהו");
}

TEST_CASE("a word that is too long is cut between clusters, and a cluster never") {
    const FontSet fonts = noto_fonts();
    const Paragraph latin = lay_out(fonts, "https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "en", 4.0);
    CHECK(latin.lines.size() > 3);
    for (const Line& line : latin.lines) CHECK(content_width(line) <= 4.01);
    const Paragraph narrow = lay_out(fonts, "क्षत्रिय", "hi", 0.01);
    CHECK(narrow.lines.size() == 3);
    const Paragraph pointed = lay_out(fonts, "שִׁמְרוּ", "he", 0.01);
    CHECK(pointed.lines.size() == 4);
    CHECK(lay_out(fonts, "abc", "en", -1.0).lines.size() == 3);
    CHECK(lay_out(fonts, "abc", "en", 0.0).lines.size() == 3);
}

TEST_CASE("every line end starts a paragraph with a direction of its own") {
    const FontSet fonts = noto_fonts();
    const Paragraph paragraph = lay_out(fonts, "abc\r\nسلام\n\nx\n", "ar", 100.0);
    CHECK(paragraph.text == "abc\nسلام\n\nx\n");
    REQUIRE(paragraph.lines.size() == 5);
    CHECK_FALSE(paragraph.lines[0].rtl);
    CHECK(paragraph.lines[1].rtl);
    CHECK(paragraph.lines[1].start == 4);
    CHECK(paragraph.lines[1].cells.back().start == 4);
    CHECK(paragraph.lines[2].cells.empty());
    CHECK(paragraph.lines[4].start == paragraph.text.size());
    for (const Line& line : paragraph.lines) CHECK(line.ends_paragraph);
    const Paragraph forced = lay_out(fonts, "abc\nسلام", "ar", 100.0, Direction::RightToLeft);
    CHECK(forced.lines[0].rtl);
    CHECK(lay_out(fonts, "", "en", 10.0).lines.size() == 1);
}

TEST_CASE("a paragraph beyond the limit is cut at a space and nothing of it is lost") {
    const FontSet fonts = noto_fonts(false);
    std::string text;
    while (text.size() < limits::kParagraphBytes + 1000) text += "word ";
    const Paragraph paragraph = lay_out(fonts, text, "en", 1e9);
    CHECK(joined(line_texts(paragraph)) == text);
    REQUIRE(paragraph.lines.size() == 2);
    CHECK(line_texts(paragraph)[0].ends_with("word "));
    CHECK_FALSE(paragraph.lines[0].ends_paragraph);
    // The rest goes on the way the paragraph began.
    const Paragraph hebrew = lay_out(fonts, "א " + text, "he", 1e9);
    REQUIRE(hebrew.lines.size() == 2);
    CHECK(hebrew.lines[1].rtl);
    const std::string dense(limits::kParagraphBytes * 2, 'x');
    CHECK(joined(line_texts(lay_out(fonts, dense, "en", 1e9))) == dense);
}

TEST_CASE("text that is too wide ends in an ellipsis at its logical end") {
    const FontSet fonts = noto_fonts();
    for (const auto& [language, text] : sentences()) {
        INFO(language);
        const double whole = static_cast<double>(shape_label(fonts, text, language).line.width);
        CHECK(fit(fonts, text, language, whole + 0.01).text == text);
        const Label shorter = fit(fonts, text, language, whole / 2);
        CHECK(shorter.text.ends_with("…"));
        CHECK(static_cast<double>(shorter.line.width) <= whole / 2 + 0.01);
        CHECK(static_cast<double>(shorter.line.width) > whole / 4);
        CHECK(text.starts_with(shorter.text.substr(0, shorter.text.size() - 3)));
    }
    CHECK(fit(fonts, "abc", "en", 0.0).text == "…");
    CHECK(fit(fonts, "", "en", 0.0).text.empty());
}

TEST_CASE("an ellipsis in Arabic stands on the left, also when the cut is inside a number or a name") {
    const FontSet fonts = noto_fonts();
    const std::string text = "اتصل على " + isolate("+1 202-555-0147 extension nine") + " الآن";
    const double whole = static_cast<double>(shape_label(fonts, text, "ar").line.width);
    const Label shorter = fit(fonts, text, "ar", whole * 0.6);
    CHECK(shorter.line.rtl);
    const std::uint32_t ellipsis = static_cast<std::uint32_t>(shorter.text.size()) - 3;
    // No visible cell is left of it.
    for (const Cell& cell : shorter.line.cells) {
        if (cell.x1 > cell.x0) {
            CHECK(cell.start == ellipsis);
            break;
        }
    }
    // The first letter chose the direction; it is gone from the start of the shortened text only in its
    // meaning.
    CHECK(fit(fonts, "123 سلام سلام سلام", "ar", 3.0).line.rtl);
}

TEST_CASE("a label takes line ends as spaces and says when it was cut at the limit") {
    const FontSet fonts = noto_fonts(false);
    CHECK(shape_label(fonts, "a\nb", "en").text == "a b");
    CHECK(shape_label(fonts, std::string(limits::kLineBytes + 5, 'x'), "en").text.ends_with("x…"));
}
