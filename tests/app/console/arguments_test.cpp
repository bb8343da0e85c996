#include "app/console/arguments.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;
using console::parse_arguments;

namespace {

Error refused(const std::vector<std::string>& words) {
    const auto parsed = parse_arguments(words);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().code == Errc::Usage);
    return parsed.error();
}

}  // namespace

TEST_CASE("options may stand before or after the command, with a space or an equals sign") {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"--lang", "ar", "check", "--json"}, {"check", "--lang=ar", "--json"}, {"--json", "check", "--lang", "ar"}}) {
        const auto parsed = parse_arguments(words);
        REQUIRE(parsed.has_value());
        CHECK(parsed->command == std::vector<std::string>{"check"});
        CHECK(parsed->value("--lang") == "ar");
        CHECK(parsed->has("--json"));
    }
}

TEST_CASE("the longest command wins, and what follows it are its words") {
    const auto parsed = parse_arguments({"check", "show", "firewall-on"});
    REQUIRE(parsed.has_value());
    CHECK(parsed->command == std::vector<std::string>{"check", "show"});
    CHECK(parsed->words == std::vector<std::string>{"firewall-on"});
}

TEST_CASE("a list of ids may be split by commas and spaces around them do not count") {
    const auto parsed = parse_arguments({"check", "--only", "a, b,,c"});
    REQUIRE(parsed.has_value());
    CHECK(parsed->list("--only") == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("a slip of the finger gets a hint") {
    CHECK(refused({"chek"}).detail == "chek\ncheck");
    CHECK(refused({"check", "--jsn"}).detail == "--jsn\n--json");
    CHECK(refused({"check", "lsit"}).detail == "lsit\nlist");
    CHECK(refused({"channels"}).detail == "channels\nlist, show, suggest");
    CHECK(refused({"channels", "sugest"}).detail == "channels sugest\nsuggest");
}

TEST_CASE("wrong words are refused, each with its own sentence") {
    CHECK(refused({"check", "--json", "--json"}).say == "console.usage.twice");
    CHECK(refused({"check", "--json=yes"}).say == "console.usage.no_value");
    CHECK(refused({"check", "--only"}).say == "console.usage.value");
    CHECK(refused({"check", "--only="}).say == "console.usage.value");
    CHECK(refused({"version", "--only", "x"}).say == "console.usage.option_here");
    CHECK(refused({"check", "show"}).say == "console.usage.missing");
    CHECK(refused({"version", "now"}).say == "console.usage.word");
    CHECK(refused(std::vector<std::string>(65, "a")).say == "console.usage.too_many");
    CHECK(refused({std::string(5000, 'a')}).say == "console.usage.too_long");
}

TEST_CASE("a word that looks like an option can be handed over after two dashes") {
    const auto parsed = parse_arguments({"selftest", "parse", "json", "--", "-"});
    REQUIRE(parsed.has_value());
    CHECK(parsed->words == std::vector<std::string>{"json", "-"});
    CHECK(parse_arguments({"selftest", "parse", "json", "-"}).has_value());
}

TEST_CASE("control characters in a wrong word are shown, not sent to the terminal") {
    CHECK(refused({"\x1b[31mcheck"}).detail.find('\x1b') == std::string::npos);
}

TEST_CASE("when to speak to screen readers is said with a value, and only once") {
    const auto parsed = parse_arguments({"--a11y", "on"});
    REQUIRE(parsed.has_value());
    CHECK(parsed->value("--a11y") == "on");
    CHECK(refused({"--a11y"}).say == "console.usage.value");
    CHECK(refused({"--a11y=on", "--a11y=off"}).say == "console.usage.twice");
}
