#include "checks/probes/shell_words.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;
using Words = std::vector<std::string>;

TEST_CASE("words are split at blanks, and quotes and backslashes keep blanks inside") {
    CHECK(split_words("timeout 300 'swaylock -f' \"a \\\"b\\\" $c\" d\\ e ''") ==
          Words{"timeout", "300", "swaylock -f", "a \"b\" $c", "d e", ""});
    CHECK(split_words("a;b|c&d") == Words{"a;b|c&d"});
    CHECK(split_words("  ") == Words{});
    CHECK(split_words("a # b") == Words{"a"});
    CHECK(split_words("a#b") == Words{"a#b"});
}

TEST_CASE("commands are split at operators, and each says what stands before it") {
    const auto commands = split_shell("a 1; b && c || d | e & (f)");
    REQUIRE(commands.has_value());
    REQUIRE(commands->size() == 6);
    CHECK((*commands)[0] == ShellCommand{ShellJoin::Start, {"a", "1"}});
    CHECK((*commands)[1] == ShellCommand{ShellJoin::Then, {"b"}});
    CHECK((*commands)[2] == ShellCommand{ShellJoin::And, {"c"}});
    CHECK((*commands)[3] == ShellCommand{ShellJoin::Or, {"d"}});
    CHECK((*commands)[4] == ShellCommand{ShellJoin::Pipe, {"e"}});
    CHECK((*commands)[5].words == Words{"f"});
}

TEST_CASE("operators inside quotes are text") {
    const auto commands = split_shell("echo 'a && b' \"c ; d\"");
    REQUIRE(commands.has_value());
    REQUIRE(commands->size() == 1);
    CHECK(commands->front().words == Words{"echo", "a && b", "c ; d"});
}

TEST_CASE("a quote that never closes, a zero byte and a line without end are refused") {
    CHECK(split_words("a 'b").error().code == Errc::Corrupt);
    CHECK(split_shell("a \"b").error().code == Errc::Corrupt);
    CHECK(split_words(std::string_view("a\0b", 3)).error().code == Errc::Corrupt);
    CHECK(split_words(std::string(limits::kHostLine + 1, 'a')).error().code == Errc::Limit);
    CHECK(split_words("a\\") == Words{"a"});
}

TEST_CASE("the last part of a path is its base name") {
    CHECK(base_name("/usr/bin/swaylock") == "swaylock");
    CHECK(base_name("swaylock") == "swaylock");
    CHECK(base_name("/") == "");
}
