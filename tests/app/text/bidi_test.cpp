#include "app/text/bidi.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/utf8.hpp"

using namespace amparo::text_layout;

namespace {

/// The characters in the order in which they are seen, without marks that have no shape.
std::string seen(std::string_view text, Direction direction = Direction::Auto) {
    std::string out;
    for (const BidiRun& run : BidiParagraph(text, direction).visual_runs(0, text.size())) {
        std::vector<char32_t> codes;
        for (std::size_t i = run.start; i < run.end;) {
            const auto next = amparo::utf8::decode(text, i);
            i += next.size;
            if (next.code < 0x2066 || next.code > 0x2069) codes.push_back(next.code);
        }
        if (run.rtl()) codes = {codes.rbegin(), codes.rend()};
        for (const char32_t code : codes) amparo::utf8::append(out, code);
    }
    return out;
}

}  // namespace

TEST_CASE("the first strong letter chooses the direction unless the caller does") {
    CHECK_FALSE(BidiParagraph("abc", Direction::Auto).rtl());
    CHECK(BidiParagraph("1. سلام", Direction::Auto).rtl());
    CHECK(BidiParagraph("שלום abc", Direction::Auto).rtl());
    CHECK_FALSE(BidiParagraph("שלום", Direction::LeftToRight).rtl());
    CHECK(BidiParagraph("abc", Direction::RightToLeft).rtl());
    CHECK_FALSE(BidiParagraph("", Direction::Auto).rtl());
    CHECK(BidiParagraph("", Direction::RightToLeft).rtl());
    CHECK(BidiParagraph("", Direction::Auto).visual_runs(0, 10).empty());
}

TEST_CASE("a phone number in Arabic is scrambled when bare and in order when isolated") {
    const std::string number = "+1 202-555-0147";
    const std::string before = "اتصل على ";
    const std::string after = " الآن";
    // What the standard demands of the bare number is exactly what must never reach a person who needs help.
    CHECK(seen(before + number + after).find(number) == std::string::npos);
    CHECK(seen(before + isolate(number) + after).find(number) != std::string::npos);
    CHECK(seen(before + isolate(number, Direction::LeftToRight) + after).find(number) != std::string::npos);
}

TEST_CASE("an inserted value cannot leave its isolate") {
    CHECK(isolate("a") == "\u2068a\u2069");
    CHECK(isolate("a\u2069b") == "\u2068ab\u2069");
    CHECK(isolate("a\u2067b") == "\u2068a\u2067b\u2069\u2069");
    CHECK(isolate("\u202Eabc\u202C") == "\u2068abc\u2069");
    CHECK(isolate("x", Direction::LeftToRight) == "\u2066x\u2069");
    CHECK(isolate("x", Direction::RightToLeft) == "\u2067x\u2069");
}

TEST_CASE("what a cut leaves open is closed in order") {
    CHECK(closing_marks("abc").empty());
    CHECK(closing_marks("a\u2068b") == "\u2069");
    CHECK(closing_marks("a\u2068b\u2069").empty());
    CHECK(closing_marks("\u202Ba\u2066b") == "\u2069\u202C");
    CHECK(closing_marks("\u2066\u202Bb\u2069").empty());
    CHECK(closing_marks("\u2069\u202C").empty());
}

TEST_CASE("a line of a paragraph is ordered by itself, with its last spaces at the end of the line") {
    const std::string text = "אב גד הו";
    const BidiParagraph paragraph(text, Direction::LeftToRight);
    // Bytes 0 to 5 are the first word and the space after it.
    const auto runs = paragraph.visual_runs(0, 5);
    REQUIRE(runs.size() == 2);
    CHECK(runs[0] == BidiRun{0, 4, 1});
    CHECK(runs[1] == BidiRun{4, 5, 0});
    CHECK(paragraph.visual_runs(0, text.size()).size() == 1);
    CHECK(paragraph.visual_runs(5, 5).empty());
    CHECK(paragraph.visual_runs(5, 1000).size() == 1);
}

TEST_CASE("text after a separator that was not cleaned away is still there") {
    const std::string text = "שלום\u2029abc";
    const BidiParagraph paragraph(text, Direction::Auto);
    CHECK(paragraph.levels().size() == text.size());
    std::size_t bytes = 0;
    for (const BidiRun& run : paragraph.visual_runs(0, text.size())) bytes += run.end - run.start;
    CHECK(bytes == text.size());
    CHECK(paragraph.visual_runs(11, text.size()).size() == 1);
}
