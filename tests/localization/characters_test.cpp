#include "localization/characters.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

namespace {

using namespace amparo::localization;

TEST_CASE("translators may use letters, marks, isolates, joiners and break points") {
    const char32_t code =
        GENERATE(as<char32_t>{}, U'a', U'\n', U'\t', 0xA0, 0xAD, 0x0627, 0x061C, 0x200B, 0x200C, 0x200D,
                 0x200E, 0x200F, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0x4E2D, 0x1F44B);
    CHECK(may_stand_in_language_file(code));
}

TEST_CASE(
    "controls, overrides, separators, tags, private use and noncharacters may not stand in a language file") {
    const char32_t code = GENERATE(as<char32_t>{}, 0, 0x07, 0x0B, 0x0D, 0x1B, 0x7F, 0x85, 0x9F, 0x2028,
                                   0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2061, 0x206A, 0x206F,
                                   0xE000, 0xF8FF, 0xFDD0, 0xFDEF, 0xFEFF, 0xFFF9, 0xFFFB, 0xFFFE, 0xFFFF,
                                   0x1FFFE, 0x1FFFF, 0xE0001, 0xE0020, 0xE007F, 0xF0000, 0x10FFFD, 0x10FFFF);
    INFO(code_point_name(code));
    CHECK_FALSE(may_stand_in_language_file(code));
}

TEST_CASE("a refused character is named the way Unicode names it") {
    CHECK(code_point_name(0x202E) == "U+202E");
    CHECK(code_point_name(0x7) == "U+0007");
    CHECK(code_point_name(0x1F44B) == "U+1F44B");
    CHECK(first_refused("ok\u202E") == char32_t{0x202E});
    CHECK_FALSE(first_refused("ok \u2066x\u2069"));
    CHECK(first_refused("\xFF") == char32_t{0xFFFD});
}

TEST_CASE("isolates count as balanced only when each is closed in its paragraph") {
    CHECK(isolates_are_balanced(""));
    CHECK(isolates_are_balanced("a \u2068b\u2069 c \u2066d \u2067e\u2069\u2069"));
    CHECK_FALSE(isolates_are_balanced("a \u2068b"));
    CHECK_FALSE(isolates_are_balanced("a \u2069b"));
    CHECK_FALSE(isolates_are_balanced("\u2069\u2068"));
    CHECK_FALSE(isolates_are_balanced("\u2068a\nb\u2069"));
    CHECK_FALSE(isolates_are_balanced("\u2068\u2069\u2069\u2068"));
}

TEST_CASE("right-to-left scripts are recognised and others are not") {
    for (const char* text : {"\u05D0", "abc \u0627", "\u0660", "\u0780", "\u07C0", "\uFB50", "\uFEFC",
                             "\U00010800", "\U0001E900", "\u200F"}) {
        CHECK(has_right_to_left(text));
    }
    for (const char* text :
         {"", "abc", "\u00E9", "\u0416", "\u4E2D", "\u0915", "\u200E", "\u2068", "\uFEFF"}) {
        CHECK_FALSE(has_right_to_left(text));
    }
}

TEST_CASE("a value cannot reach beyond its place") {
    CHECK(contained("Ana\nMaría") == "Ana\nMaría");
    CHECK(contained("a\u202Eb") == "a\\u{202e}b");
    CHECK(contained("a\u2069b") == "a\\u{2069}b");
    CHECK(contained("\u2066a") == "\\u{2066}a");
    CHECK(contained("\u2066a\u2069") == "\u2066a\u2069");
    CHECK(contained("a\u200Fb\u200Cc") == "a\u200Fb\u200Cc");
    CHECK(contained("a\x1B[31m") == "a\\u{1b}[31m");
    CHECK(contained("a\u2028"
                    "b\xFF") == "a\\u{2028}b\uFFFD");
}

}  // namespace
