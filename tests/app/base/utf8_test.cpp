#include <catch2/catch_test_macros.hpp>

#include <vector>

#include "app/base/utf8.hpp"

using namespace amparo;

namespace {

std::string encoded(char32_t code) {
    std::string out;
    utf8::append(out, code);
    return out;
}

}  // namespace

TEST_CASE("every character of Unicode is written and read back") {
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        if (code >= 0xD800 && code <= 0xDFFF) continue;
        const std::string text = encoded(code);
        const auto read = utf8::decode(text, 0);
        if (!read.valid || read.code != code || read.size != text.size()) {
            INFO(static_cast<unsigned long>(code));
            REQUIRE(false);
        }
    }
    CHECK(encoded(0x20AC) == "\xE2\x82\xAC");
    CHECK(encoded(0x1F600) == "\xF0\x9F\x98\x80");
}

TEST_CASE("what is no character is written as the replacement character") {
    for (const char32_t code : std::vector<char32_t>{0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000, 0x7FFFFFFF}) CHECK(encoded(code) == "\uFFFD");
    CHECK(encoded(0xFFFFFFFFU) == "\uFFFD");
}

TEST_CASE("every pair of bytes is read exactly as it would be written") {
    for (unsigned first = 0; first < 256; ++first) {
        for (unsigned second = 0; second < 256; ++second) {
            const std::string text = {static_cast<char>(first), static_cast<char>(second)};
            const auto read = utf8::decode(text, 0);
            REQUIRE(read.size >= 1);
            if (read.valid) {
                if (encoded(read.code) != text.substr(0, read.size)) REQUIRE(encoded(read.code) == text);
            } else if (read.size != 1 || read.code != 0xFFFD) {
                REQUIRE(false);
            }
        }
    }
}

TEST_CASE("overlong forms, surrogates, stray and missing bytes are found where they begin") {
    const std::vector<std::string> wrong = {
        "\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80",
        "\xFC\x84\x80\x80\x80\x80", "\xFE", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC3\x28", "\xE2\x28\xA1",
        "\xE2\x82\x28", "\xF0\x28\x8C\xBC", "\xF0\x90\x28\xBC"};
    for (const std::string& bytes : wrong) {
        CHECK(utf8::first_invalid(bytes) == 0);
        CHECK(utf8::first_invalid("aé" + bytes) == 3);
        CHECK_FALSE(utf8::is_valid(bytes + "z"));
        const auto read = utf8::decode(bytes, 0);
        CHECK(read.size == 1);
        CHECK_FALSE(read.valid);
    }
    CHECK(utf8::is_valid(""));
    CHECK(utf8::is_valid("\xEF\xBF\xBF"));      // a non-character is still well-formed
    CHECK(utf8::is_valid("\xF4\x8F\xBF\xBF"));  // the last code point
    CHECK(utf8::is_valid("\xEE\x80\x80"));
    CHECK(utf8::is_valid("\xED\x9F\xBF"));
}

TEST_CASE("reading at or behind the end gives nothing") {
    CHECK(utf8::decode("", 0).size == 0);
    CHECK(utf8::decode("abc", 3).size == 0);
    CHECK(utf8::decode("abc", 99).size == 0);
}

TEST_CASE("characters are counted, not bytes, and a broken byte counts as one") {
    CHECK(utf8::length("") == 0);
    CHECK(utf8::length("aé€\U0001F600") == 4);
    CHECK(utf8::length("\xE2\x82z") == 3);
}

TEST_CASE("controls that change what a reader sees are known, letters that people need are not taken for them") {
    for (const char32_t code : std::vector<char32_t>{0x00, 0x07, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x034F, 0x061C, 0x115F, 0x180E, 0x3164, 0xFFA0, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A,
                                0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0x206F, 0xFEFF,
                                0xFFF9, 0xFFFB, 0xE0001, 0xE0041, 0xE007F}) {
        INFO(static_cast<unsigned long>(code));
        CHECK(utf8::is_hidden_control(code));
    }
    // Persian and many Indian scripts are spelt with the joiners.
    for (const char32_t code : std::vector<char32_t>{0x09, 0x0A, 0x20, 0x41, 0xA0, 0xE9, 0x0627, 0x064B, 0x200C, 0x200D, 0x2010, 0x2070, 0x4E2D,
                                0xFE0F, 0xFFFD, 0x1F600}) {
        INFO(static_cast<unsigned long>(code));
        CHECK_FALSE(utf8::is_hidden_control(code));
    }
}

TEST_CASE("text from outside is made visible before it is shown") {
    CHECK(utf8::displayable("plain é م", 100) == "plain é م");
    CHECK(utf8::displayable("a\u202Eb", 100) == "a\\u{202e}b");
    CHECK(utf8::displayable("a\nb\tc\rd", 100) == "a\\u{a}b\\u{9}c\\u{d}d");
    CHECK(utf8::displayable(std::string("a\0b", 3), 100) == "a\\u{0}b");
    CHECK(utf8::displayable("\x1B[31m", 100) == "\\u{1b}[31m");
    CHECK(utf8::displayable("x\xFFy\xC3", 100) == "x\uFFFDy\uFFFD");
    CHECK(utf8::displayable("", 0).empty());
}

TEST_CASE("long text is cut at a whole character, with a sign that it goes on") {
    CHECK(utf8::displayable("abc", 3) == "abc");
    CHECK(utf8::displayable("abcd", 3) == "abc…");
    CHECK(utf8::displayable("ééé", 2) == "éé…");
    CHECK(utf8::displayable("a", 0) == "…");
    for (std::size_t count = 0; count < 12; ++count) {
        CHECK(utf8::is_valid(utf8::displayable("a\xF0\x9Fم\U0001F600\u202E\xFFz", count)));
    }
}
