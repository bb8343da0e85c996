// The card holds three people at most, survives being written down, and takes nothing strange from a file.

#include "app/models/emergency_card.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;
using namespace amparo::models;

TEST_CASE("a card comes back as it was written, and prints one line for each person") {
    EmergencyCard card;
    CHECK(card.empty());
    card.set(0, "The baker", "+20 100 000 0000");
    card.set(2, "", "@aunt");
    card.set(3, "nobody", "1");
    CHECK(card.text() == "The baker  +20 100 000 0000\n@aunt\n");
    EmergencyCard again;
    REQUIRE(again.load(card.to_json().dump()).has_value());
    CHECK(again.text() == card.text());
    card.clear();
    CHECK(card.empty());
}

TEST_CASE("every change of a card is counted, and what changes nothing is not") {
    EmergencyCard card;
    card.set(0, "a", "1");
    const std::size_t changes = card.changes();
    card.set(0, "a", "1");
    CHECK(card.changes() == changes);
    card.set(0, "a", "2");
    CHECK(card.changes() > changes);
}

TEST_CASE("long words are cut at a character, and a file with more than a card has is refused") {
    EmergencyCard card;
    std::string name;
    for (int i = 0; i < 60; ++i) name += "\u0645";
    card.set(0, name, std::string(200, '1'));
    CHECK(card.entries()[0].name.size() == 80);
    CHECK(card.entries()[0].number.size() == 80);
    for (const char* text : {"", "{}", R"({"schema":"amparo.card/2","entries":[]})",
                             R"({"schema":"amparo.card/1","entries":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]})"}) {
        INFO(text);
        CHECK_FALSE(card.load(text).has_value());
        CHECK(card.entries()[0].number.size() == 80);
    }
}
