#include "localization/placeholders.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

namespace {

using namespace amparo::localization;

std::string filled(std::string_view text) {
    return fill(parse_template(text), [](const std::string& name) -> std::optional<std::string> {
        if (name == "a") return "1";
        if (name == "b") return "{a} %s";
        return std::nullopt;
    });
}

TEST_CASE("values go into their places, in any order and as often as asked") {
    CHECK(filled("x {a} y") == "x 1 y");
    CHECK(filled("{a}{a}") == "11");
    CHECK(filled("no place").compare("no place") == 0);
    CHECK(filled("").empty());
}

TEST_CASE("a value is never read as a sentence again") { CHECK(filled("{b}{a}") == "{a} %s1"); }

TEST_CASE("printf directives are just text") { CHECK(filled("%s %d %n {a}%") == "%s %d %n 1%"); }

TEST_CASE("a place without a value stays visible") { CHECK(filled("x {unknown} {a}") == "x {unknown} 1"); }

TEST_CASE("doubled braces are braces") {
    CHECK(filled("{{a}}") == "{a}");
    CHECK(filled("{{{a}}}") == "{1}");
    CHECK(filled("}}{{") == "}{");
    CHECK(parse_template("{{a}}").well_formed);
    CHECK(place_names(parse_template("{{a}}")).empty());
}

TEST_CASE("a brace that means nothing is kept and reported") {
    const std::string text =
        GENERATE(as<std::string>{}, "{", "}", "a { b", "a } b", "{}", "{ a }", "{A}", "{1a}", "{a-b}", "{a",
                 "{\u0627}", "{a\n}", "{abcdefghijklmnopqrstuvwxyz0123456}");
    INFO(text);
    const Template parsed = parse_template(text);
    CHECK_FALSE(parsed.well_formed);
    CHECK(place_names(parsed).empty());
    CHECK(fill(parsed, [](const std::string&) { return std::optional<std::string>("?"); }) == text);
}

TEST_CASE("names of places are listed once each") {
    CHECK(place_names(parse_template("{a} {count_2} {a}")) == std::set<std::string>{"a", "count_2"});
    CHECK(place_names(parse_template("{abcdefghijklmnopqrstuvwxyz012345}")).size() == 1);
}

TEST_CASE("a text of nothing but braces is read in one pass") {
    const std::string many(200'001, '{');
    CHECK(parse_template(many).parts.size() == 1);
    std::string places;
    for (int i = 0; i < 50'000; ++i) places += "{a";
    CHECK_FALSE(parse_template(places).well_formed);
}

}  // namespace
