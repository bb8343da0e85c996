#include "checks/probes/gvariant.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;
using namespace amparo::checks;
using namespace std::string_literals;

namespace {

/// What GLib prints for the value in these bytes, or the error's name.
std::string shown(std::string_view type, const std::string& bytes) {
    const auto value = parse_gvariant(type, as_bytes(bytes));
    return value ? describe(*value) : std::string(errc_name(value.error().code));
}

std::string carried(const std::string& bytes) {
    const auto value = parse_gvariant(as_bytes(bytes));
    return value ? describe(*value) : std::string(errc_name(value.error().code));
}

}  // namespace

TEST_CASE("each basic type is read little-endian") {
    CHECK(shown("b", "\1"s) == "true");
    CHECK(shown("y", "\xff"s) == "byte 255");
    CHECK(shown("n", "\xfe\xff"s) == "int16 -2");
    CHECK(shown("q", "\x2c\x01"s) == "uint16 300");
    CHECK(shown("i", "\xff\xff\xff\xff"s) == "-1");
    CHECK(shown("u", "\x2c\1\0\0"s) == "uint32 300");
    CHECK(shown("x", "\0\0\0\0\0\0\0\x80"s) == "int64 -9223372036854775808");
    CHECK(shown("t", "\xff\xff\xff\xff\xff\xff\xff\xff"s) == "uint64 18446744073709551615");
    CHECK(shown("d", "\0\0\0\0\0\0\xf8\x3f"s) == "1.5");
    CHECK(shown("s", "hola\0"s) == "'hola'");
    CHECK(shown("o", "/a\0"s) == "objectpath '/a'");
    CHECK(shown("g", "a{sv}\0"s) == "signature 'a{sv}'");
}

TEST_CASE("a yes or no is 0 or 1 and nothing else") {
    CHECK(shown("b", "\2"s) == "corrupt");
    CHECK(shown("b", ""s) == "corrupt");
    CHECK(shown("b", "\1\1"s) == "corrupt");
}

TEST_CASE("text ends with its only zero byte and is UTF-8") {
    CHECK(shown("s", "hola"s) == "corrupt");
    CHECK(shown("s", "ho\0la\0"s) == "corrupt");
    CHECK(shown("s", "\xff\0"s) == "corrupt");
    CHECK(shown("s", ""s) == "corrupt");
    CHECK(shown("s", "\0"s) == "''");
}

// The examples stand in the GVariant specification, section 2.6.
TEST_CASE("the examples of the specification are read as it says") {
    CHECK(shown("ms", "Hello World\0\0"s) == "just 'Hello World'");
    CHECK(shown("ab", "\1\0\0\1\1"s) == "[true, false, false, true, true]");
    CHECK(shown("(si)", "foo\0\xff\xff\xff\xff\4"s) == "('foo', -1)");
    CHECK(shown("a(si)", "hi\0\0\xfe\xff\xff\xff\3\0\0\0bye\0\xff\xff\xff\xff\4\t\x15"s) ==
          "[('hi', -2), ('bye', -1)]");
    CHECK(shown("as", "i\0can\0has\0strings?\0\2\6\n\x13"s) == "['i', 'can', 'has', 'strings?']");
    CHECK(shown("a{si}", "hi\0\0\xfe\xff\xff\xff\3"s + "\0\0\0"s + "bye\0\xff\xff\xff\xff\4\t\x15"s) ==
          "[{'hi': -2}, {'bye': -1}]");
    CHECK(shown("ay", "\4\5\6\7"s) == "[byte 4, byte 5, byte 6, byte 7]");
    CHECK(shown("((ys)as)", "ican\0has\0strings?\0\4\r\5"s) == "((byte 105, 'can'), ['has', 'strings?'])");
}

TEST_CASE("padding inside a tuple and at its end is skipped") {
    CHECK(shown("(yu)", "\7\0\0\0\x2c\1\0\0"s) == "(byte 7, uint32 300)");
    CHECK(shown("(uy)", "\x2c\1\0\0\7\0\0\0"s) == "(uint32 300, byte 7)");
    CHECK(shown("(uy)", "\x2c\1\0\0\7"s) == "corrupt");
}

TEST_CASE("empty containers are empty") {
    CHECK(shown("as", ""s) == "@as []");
    CHECK(shown("au", ""s) == "@au []");
    CHECK(shown("mu", ""s) == "@mu nothing");
    CHECK(shown("mu", "\x2c\1\0\0"s) == "just uint32 300");
    CHECK(shown("()", "\0"s) == "()");
    CHECK(shown("()", ""s) == "corrupt");
}

TEST_CASE("a value that carries its type is read by it") {
    CHECK(carried("\x2c\1\0\0\0u"s) == "uint32 300");
    CHECK(carried("\1\0b"s) == "true");
    CHECK(carried("\x2c\1\0\0\0u\0v"s) == "<uint32 300>");
    CHECK(carried("\0"s) == "corrupt");
    CHECK(carried(""s) == "corrupt");
    CHECK(carried("\1\0bb"s) == "corrupt");
    CHECK(carried("\1\0z"s) == "corrupt");
}

TEST_CASE("offsets that point outside, backwards or into each other are refused") {
    CHECK(shown("as", "i\0can\0\xff\6"s) == "corrupt");
    CHECK(shown("as", "i\0can\0\6\2"s) == "corrupt");
    CHECK(shown("as", "\xff"s) == "corrupt");
    CHECK(shown("(si)", "foo\0\xff\xff\xff\xff\x09"s) == "corrupt");
    CHECK(shown("(ss)", "a\0b\0\xff"s) == "corrupt");
    CHECK(shown("au", "\1\0\0"s) == "corrupt");
}

TEST_CASE("types that are none are refused before a byte is read") {
    for (const char* type :
         {"", "a", "m", "(", ")", "(u", "{s}", "{vs}", "{su", "{sus}", "uu", "A", "r", "*", "?"}) {
        INFO(type);
        CHECK(shown(type, "\0\0\0\0"s) == "corrupt");
    }
    CHECK(shown(std::string(300, 'a') + "u", ""s) == "corrupt");
}

TEST_CASE("deep types and deep values end with a limit instead of the stack") {
    CHECK(shown(std::string(40, 'a') + "u", ""s) == "corrupt");
    std::string nested = "\1\0b"s;
    for (int i = 0; i < 200; ++i) nested += "\0v"s;
    CHECK(carried(nested) == "limit");
}

TEST_CASE("an array with more values than allowed is refused") {
    CHECK(shown("ay", std::string(65'535, 'x')).starts_with("[byte 120"));
    CHECK(shown("ay", std::string(70'000, 'x')) == "limit");
}

TEST_CASE("accessors answer only for their own types") {
    const auto number = parse_gvariant("u", as_bytes("\x2c\1\0\0"s));
    REQUIRE(number.has_value());
    CHECK(number->as_integer() == 300);
    CHECK_FALSE(number->as_bool().has_value());
    CHECK_FALSE(number->as_text().has_value());
    const auto large = parse_gvariant("t", as_bytes("\xff\xff\xff\xff\xff\xff\xff\xff"s));
    REQUIRE(large.has_value());
    CHECK_FALSE(large->as_integer().has_value());
}

TEST_CASE("every truncation and every changed byte of a rich value is read or refused, never more") {
    const std::string whole = "ican\0has\0strings?\0\4\r\5\0((ys)as)"s;
    REQUIRE(carried(whole) == "((byte 105, 'can'), ['has', 'strings?'])");
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        (void)carried(whole.substr(0, cut));
        for (const int change : {1, 0x80, 0xff}) {
            std::string changed = whole;
            changed[cut] =
                static_cast<char>(static_cast<unsigned char>(changed[cut]) ^ static_cast<unsigned>(change));
            const std::string after = carried(changed);
            CHECK_FALSE(after.empty());
        }
    }
}
