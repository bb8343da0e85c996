#include "checks/probes/greetd_config.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

GreetdConfig read(std::string_view text) {
    const auto config = parse_greetd(text);
    INFO((config ? "" : config.error().detail));
    REQUIRE(config.has_value());
    return *config;
}

}  // namespace

TEST_CASE("greetd's usual file starts a program that asks, and no session of its own") {
    const auto config = read(
        "[terminal]\nvt = 7\n\n[default_session]\n# a greeter\ncommand = \"/usr/sbin/agreety --cmd "
        "/bin/sh\"\nuser = \"_greetd\"\n");
    CHECK_FALSE(config.initial.present);
    CHECK(config.fallback.present);
    CHECK(config.fallback.user == "_greetd");
    CHECK(config.fallback.command == "/usr/sbin/agreety --cmd /bin/sh");
    CHECK(config.odd_lines == 0);
}

TEST_CASE("greetd's first session is found with its account") {
    const auto config = read("[initial_session]\ncommand='sway'\nuser=ana # me\n");
    CHECK(config.initial.present);
    CHECK(config.initial.user == "ana");
    CHECK(config.initial.command == "sway");
}

TEST_CASE("a first session behind comment signs does not count") {
    const auto config = read(
        "#[initial_session]\n#command = \"sway\"\n  # user = \"ana\"\n[default_session]\ncommand = \"x\"\n");
    CHECK_FALSE(config.initial.present);
    CHECK(config.initial.user.empty());
}

TEST_CASE("the same can be said with dotted names") {
    const auto config = read("initial_session.user = \"ana\"\ninitial_session.command = \"sway\"\n");
    CHECK(config.initial.user == "ana");
    CHECK(config.initial.command == "sway");
}

TEST_CASE("values of other sections are left alone") {
    const auto config = read("[general]\nuser = \"ana\"\ncommand = \"x\"\n[other]\nuser = \"b\"\n");
    CHECK_FALSE(config.initial.present);
    CHECK_FALSE(config.fallback.present);
}

TEST_CASE("a table on one line and a list of tables are counted as not understood") {
    CHECK(read("initial_session = { command = \"sway\", user = \"ana\" }\n").odd_lines == 1);
    CHECK(read("[[initial_session]]\n").odd_lines == 1);
    CHECK(read("[initial_session\nword\n").odd_lines == 2);
}

TEST_CASE("escapes in double quotes stand for themselves, in single quotes nothing is special") {
    CHECK(read("[initial_session]\ncommand = \"sh -c \\\"sway\\\"\"\n").initial.command == "sh -c \"sway\"");
    CHECK(read("[initial_session]\ncommand = 'a\\b'\n").initial.command == "a\\b");
}

TEST_CASE("broken and oversized files are refused with their line") {
    const auto open = parse_greetd("[initial_session]\nuser = \"ana\n");
    REQUIRE_FALSE(open.has_value());
    CHECK(open.error().detail == "line 2: a quote is never closed");
    const auto nul = parse_greetd(std::string_view("[a]\n\0", 5));
    REQUIRE_FALSE(nul.has_value());
    CHECK(nul.error().detail == "line 2: NUL byte");
    CHECK(parse_greetd(std::string(limits::kHostFile + 1, ' ')).error().code == Errc::Limit);
    CHECK(parse_greetd(std::string(limits::kHostLine + 1, 'x')).error().code == Errc::Limit);
}

TEST_CASE("greetd's settings describe themselves") {
    CHECK(
        describe(read(
            "[initial_session]\nuser=\"ana\"\ncommand=\"sway\"\n[default_session]\ncommand=\"x\"\nodd\n")) ==
        "initial session user ana command sway\ndefault session user  command x\nodd lines: 1\n");
}
