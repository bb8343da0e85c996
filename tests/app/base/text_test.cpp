#include <catch2/catch_test_macros.hpp>

#include "app/base/bytes.hpp"
#include "app/base/text.hpp"

using namespace amparo;
using Views = std::vector<std::string_view>;

TEST_CASE("spaces around a text go, spaces inside stay") {
    CHECK(text::trim("  a b\t\r\n") == "a b");
    CHECK(text::trim(" \t ").empty());
    CHECK(text::trim("").empty());
    CHECK(text::trim("\u00A0a") == "\u00A0a");
}

TEST_CASE("lower case touches the letters of English and nothing else") {
    CHECK(text::lower("AbZ-É\xFF") == "abz-É\xFF");
    CHECK(text::equals_ignoring_case("NoLogin", "nologin"));
    CHECK_FALSE(text::equals_ignoring_case("a", "ab"));
    CHECK_FALSE(text::equals_ignoring_case("É", "é"));
    CHECK_FALSE(text::equals_ignoring_case("[", "{"));
}

TEST_CASE("splitting keeps empty parts, words and lines do not invent any") {
    CHECK(text::split("a,,b", ',') == Views{"a", "", "b"});
    CHECK(text::split("", ',') == Views{""});
    CHECK(text::split(",", ',') == Views{"", ""});
    CHECK(text::words("  a \t b ") == Views{"a", "b"});
    CHECK(text::words(" \t\n").empty());
    CHECK(text::lines("").empty());
    CHECK(text::lines("a") == Views{"a"});
    CHECK(text::lines("a\n") == Views{"a"});
    CHECK(text::lines("a\r\nb\n\nc") == Views{"a", "b", "", "c"});
    CHECK(text::lines("\n") == Views{""});
    CHECK(text::lines("a\rb") == Views{"a\rb"});
    CHECK(text::join({"a", "", "b"}, ", ") == "a, , b");
    CHECK(text::join({}, ", ").empty());
}

TEST_CASE("a number is a number only when nothing else stands there") {
    CHECK(text::to_integer("0") == 0);
    CHECK(text::to_integer("-12") == -12);
    CHECK(text::to_integer("9223372036854775807") == INT64_MAX);
    CHECK(text::to_integer("-9223372036854775808") == INT64_MIN);
    for (const char* wrong : {"", "-", "+1", " 1", "1 ", "1x", "0x1", "1.0", "9223372036854775808", "--1", "١"}) {
        INFO(wrong);
        CHECK_FALSE(text::to_integer(wrong).has_value());
    }
    CHECK_FALSE(text::to_integer(std::string_view("1\0", 2)).has_value());
    CHECK(text::from_hex("fF") == 255);
    CHECK(text::from_hex("ffffffffffffffff") == UINT64_MAX);
    for (const char* wrong : {"", "0x1", "g", "-1", "10000000000000000"}) CHECK_FALSE(text::from_hex(wrong).has_value());
    CHECK(text::from_octal("0755") == 0755);
    for (const char* wrong : {"", "8", "-1", "7 "}) CHECK_FALSE(text::from_octal(wrong).has_value());
}

TEST_CASE("bytes become lower-case hexadecimal") {
    CHECK(text::to_hex(std::string_view("\x00\x7F\xFF", 3)) == "007fff");
    CHECK(text::to_hex("").empty());
}

TEST_CASE("an id is words of small letters and digits joined by single hyphens") {
    for (const char* right : {"a", "7amleh-7or", "ssh-keys", "x1"}) CHECK(text::is_id(right));
    CHECK(text::is_id(std::string(64, 'a')));
    CHECK_FALSE(text::is_id(std::string(65, 'a')));
    for (const char* wrong : {"", "-", "-a", "a-", "a--b", "A", "a_b", "a.b", "a/b", "..", "a b", "é", "a\n"}) {
        INFO(wrong);
        CHECK_FALSE(text::is_id(wrong));
    }
}

TEST_CASE("the distance of two words counts inserted, removed and replaced characters") {
    CHECK(text::edit_distance("", "") == 0);
    CHECK(text::edit_distance("abc", "") == 3);
    CHECK(text::edit_distance("", "abc") == 3);
    CHECK(text::edit_distance("kitten", "sitting") == 3);
    CHECK(text::edit_distance("phishing", "phising") == 1);
    CHECK(text::edit_distance("abc", "abc") == 0);
}

TEST_CASE("a slip of the finger finds the word that was meant, and nonsense finds none") {
    const std::vector<std::string> words = {"phishing", "spyware", "arrest", "AD", "LB"};
    CHECK(text::nearest("phising", words) == "phishing");
    CHECK(text::nearest("sypware", words) == "spyware");
    CHECK(text::nearest("arrested", words) == "arrest");
    CHECK(text::nearest("completely-else", words).empty());
    CHECK(text::nearest("", words).empty());
    CHECK(text::nearest("QX", words).empty());
    CHECK(text::nearest("LV", words) == "LB");
    CHECK(text::nearest(std::string(65, 'a'), {std::string(65, 'a')}).empty());
    CHECK(text::nearest("arrest", {}).empty());
}

TEST_CASE("a stretch of bytes fits only when no sum runs over") {
    CHECK(fits(10, 0, 10));
    CHECK(fits(10, 10, 0));
    CHECK_FALSE(fits(10, 10, 1));
    CHECK_FALSE(fits(10, 11, 0));
    CHECK_FALSE(fits(10, 1, SIZE_MAX));
    CHECK_FALSE(fits(10, SIZE_MAX, SIZE_MAX));
}

TEST_CASE("little-endian numbers are put together from their bytes") {
    const std::vector<std::uint8_t> bytes = {0x01, 0x02, 0x03, 0xF4, 0xFF, 0xFF, 0xFF, 0xFF};
    CHECK(load_le<std::uint16_t>(bytes, 0) == 0x0201);
    CHECK(load_le<std::uint32_t>(bytes, 0) == 0xF4030201U);
    CHECK(load_le<std::uint64_t>(bytes, 0) == 0xFFFFFFFFF4030201U);
    CHECK(load_le<std::uint8_t>(bytes, 3) == 0xF4);
}
