#include "app/text/clean.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/text/limits.hpp"

using namespace amparo::text_layout;

namespace {

std::string one_line(std::string_view text) { return clean(text, LineEnds::Space, limits::kLineBytes); }
std::string many_lines(std::string_view text) { return clean(text, LineEnds::Keep, limits::kTextBytes); }

}  // namespace

TEST_CASE("every byte that is not UTF-8 becomes one replacement character") {
    CHECK(one_line("a\xff z") == "a\xEF\xBF\xBD z");
    CHECK(one_line("\xE2\x82") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(one_line("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(one_line("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("controls and separators become spaces, and letters stay") {
    using namespace std::string_view_literals;
    CHECK(one_line("a\0b\tc\x7f"sv) == "a b c ");
    CHECK(one_line("a\u2028b\u2029c\u0085d") == "a b c d");
    CHECK(one_line("שלום \u2068x\u2069 می\u200cخواهم") == "שלום \u2068x\u2069 می\u200cخواهم");
}

TEST_CASE("line ends become spaces in a label and one LF in a longer text") {
    CHECK(one_line("a\r\nb") == "a  b");
    CHECK(many_lines("a\r\nb\rc\nd\r") == "a\nb\nc\nd\n");
    CHECK(many_lines("a\u2029b") == "a b");
}

TEST_CASE("text beyond the limit ends with an ellipsis and never inside a character") {
    CHECK(clean("abcdef", LineEnds::Space, 3) == "abc…");
    CHECK(clean("שלום", LineEnds::Space, 3) == "ש…");
    CHECK(clean("abc", LineEnds::Space, 3) == "abc");
}

TEST_CASE("cleaning what is clean changes nothing") {
    for (const std::string_view text : {"", "abc", "a\tb", "a\nb", "\xff", "سلام", "a\r\nb"}) {
        const std::string once = many_lines(text);
        CHECK(is_clean(once, LineEnds::Keep));
        CHECK(many_lines(once) == once);
        CHECK(is_clean(text, LineEnds::Keep) == (once == text));
        CHECK(is_clean(text, LineEnds::Space) == (one_line(text) == text));
    }
}
