#include "app/console/paper.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sstream>

using namespace amparo::console;

TEST_CASE("lines break at spaces and never inside an address") {
    const auto lines = wrap("write to help@example.org or to a-very-long-address-that-does-not-fit@example.org please", 30);
    REQUIRE(lines.size() == 4);
    CHECK(lines[2] == "a-very-long-address-that-does-not-fit@example.org");
}

TEST_CASE("marks on letters and direction controls take no room in a line") {
    // Ten letters with a mark each are ten columns wide, so both words fit into one line of 22.
    const std::string word = "a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301";
    CHECK(wrap(word + " " + word, 22).size() == 1);
    CHECK(wrap("\u2066aaaaaaaaaa\u2069 \u2066bbbbbbbbbb\u2069", 21).size() == 1);
}

TEST_CASE("an absurdly narrow terminal still gets its text") {
    CHECK(wrap("one two three four five six", 1).size() >= 1);
    CHECK(wrap("", 80).size() == 1);
}

TEST_CASE("nothing is coloured unless colour is wanted") {
    std::ostringstream plain;
    Paper quiet(plain, {false, true, 80});
    quiet.item("!", Ink::Large, "Title", "Text", 0);
    CHECK(plain.str().find('\x1b') == std::string::npos);
    std::ostringstream bright;
    Paper loud(bright, {true, true, 80});
    loud.item("!", Ink::Large, "Title", "Text", 0);
    CHECK(bright.str().find("\x1b[1;31m!\x1b[0m") != std::string::npos);
}
