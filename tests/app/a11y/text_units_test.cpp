#include "app/a11y/text_units.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo::a11y;

namespace {

std::string piece(std::string_view text, int offset, Unit unit) {
    const auto [from, to] = piece_at(text, offset, unit);
    return std::string(slice(text, from, to));
}

}  // namespace

TEST_CASE("offsets go from bytes to characters and back, also beyond the end") {
    const std::string text = "aمب😀z";
    CHECK(byte_of(text, 0) == 0);
    CHECK(byte_of(text, 2) == 3);
    CHECK(byte_of(text, 4) == 9);
    CHECK(byte_of(text, 99) == text.size());
    CHECK(character_of(text, 5) == 3);
    CHECK(character_of(text, 99) == 5);
    CHECK(slice(text, 1, 3) == "مب");
    CHECK(slice(text, 3, -1) == "😀z");
    CHECK(slice(text, 4, 2).empty());
    CHECK(slice(text, -5, 1) == "a");
}

TEST_CASE("a character, a word and a line around an offset join without gaps") {
    const std::string text = "Say no  more\nلا شيء";
    CHECK(piece(text, 4, Unit::Character) == "n");
    CHECK(piece(text, 4, Unit::Word) == "no  ");
    CHECK(piece(text, 7, Unit::Word) == "no  ");
    CHECK(piece(text, 8, Unit::Word) == "more\n");
    CHECK(piece(text, 13, Unit::Word) == "لا ");
    CHECK(piece(text, 12, Unit::Line) == "Say no  more\n");
    CHECK(piece(text, 13, Unit::Line) == "لا شيء");
    CHECK(piece(text, 3, Unit::All) == text);
    for (const Unit unit : {Unit::Character, Unit::Word, Unit::Line}) {
        std::string joined;
        for (int at = 0;;) {
            const auto [from, to] = piece_at(text, at, unit);
            REQUIRE(from == at);
            if (to == from) break;
            joined += slice(text, from, to);
            at = to;
            if (unit == Unit::Line && joined.size() == text.size()) break;
        }
        CHECK(joined == text);
    }
}

TEST_CASE("at the end of the text, in an empty one and outside of it pieces are empty") {
    for (const std::string_view text : {"", "word"}) {
        CHECK(piece(text, 40, Unit::Character).empty());
        CHECK(piece(text, 40, Unit::Word).empty());
    }
    CHECK(piece("", -1, Unit::Line).empty());
    CHECK(piece(" x", 0, Unit::Word) == " ");
}

TEST_CASE("what was typed is found between two texts, never inside a character") {
    const auto changed = [](std::string_view before, std::string_view after) {
        const TextEdit edit = edit_between(before, after);
        return std::string(before.substr(edit.at, edit.removed)) + ">" + std::string(after.substr(edit.at, edit.inserted));
    };
    CHECK(changed("", "a") == ">a");
    CHECK(changed("abc", "abxc") == ">x");
    CHECK(changed("aa", "aaa") == ">a");
    CHECK(changed("abc", "ac") == "b>");
    CHECK(changed("same", "same") == ">");
    // These share their first byte, or their last.
    CHECK(changed("م", "ل") == "م>ل");
    CHECK(changed("xéy", "xèy") == "é>è");
    CHECK(changed("xéy", "xĩy") == "é>ĩ");
}
