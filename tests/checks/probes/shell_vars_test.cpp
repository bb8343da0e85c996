#include "checks/probes/shell_vars.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

ShellVariables read(std::string_view text) {
    auto variables = parse_shell_vars(text);
    INFO((variables ? "" : variables.error().detail));
    REQUIRE(variables.has_value());
    return *std::move(variables);
}

}  // namespace

TEST_CASE("plain, quoted and exported assignments are read") {
    const auto vars = read(
        "# /etc/ufw/ufw.conf\n\nENABLED=yes\nLOGLEVEL='low'\nexport NAME=\"two words\"\n  "
        "INDENTED=1\nEMPTY=\n");
    CHECK(vars.value("ENABLED") == "yes");
    CHECK(vars.value("LOGLEVEL") == "low");
    CHECK(vars.value("NAME") == "two words");
    CHECK(vars.value("INDENTED") == "1");
    CHECK(vars.value("EMPTY") == "");
    CHECK(vars.value("MISSING") == std::nullopt);
    CHECK(vars.odd_lines == 0);
    CHECK(vars.find("NAME")->line == 5);
}

TEST_CASE("an assignment behind a comment sign does not count") {
    const auto vars = read("#ENABLED=yes\n # ENABLED=yes\nENABLED=no # yes\n");
    CHECK(vars.value("ENABLED") == "no");
    CHECK(vars.all.size() == 1);
}

TEST_CASE("the last of several assignments counts") {
    CHECK(read("A=1\nA=2\n").value("A") == "2");
    CHECK(read("A=1;A=3\n").value("A") == "3");
}

TEST_CASE("names are told apart by case, and no blank may stand round the sign") {
    const auto vars = read("enabled=yes\nENABLED = no\n");
    CHECK(vars.value("ENABLED") == std::nullopt);
    CHECK(vars.odd_lines == 1);
}

TEST_CASE("pieces of a value are joined, and quotes inside quotes are kept") {
    CHECK(read("A=one\"two\"'three'\n").value("A") == "onetwothree");
    CHECK(read("A=\"it's\"\n").value("A") == "it's");
    CHECK(read("A='say \"so\"'\n").value("A") == "say \"so\"");
    CHECK(read("A=\"a \\\"b\\\" \\$c \\d\"\n").value("A") == "a \"b\" $c \\d");
    CHECK(read("A=a\\ b\n").value("A") == "a b");
}

TEST_CASE("a value may go over several lines") {
    CHECK(read("A=\"one\ntwo\"\nB=3\n").value("A") == "one\ntwo");
    CHECK(read("A=one\\\ntwo\n").value("A") == "onetwo");
    CHECK(read("A=\"one\ntwo\"\nB=3\n").find("B")->line == 3);
}

TEST_CASE("a value that a shell would have to work out is not taken for the value") {
    for (const char* text : {"A=$B\n", "A=\"${B}\"\n", "A=`id`\n", "A=\"$(id)\"\n"}) {
        INFO(text);
        const auto vars = read(text);
        REQUIRE(vars.find("A") != nullptr);
        CHECK(vars.find("A")->computed);
        CHECK(vars.value("A") == std::nullopt);
    }
    CHECK(read("A='$B'\n").value("A") == "$B");
    CHECK(read("A=\\$B\n").value("A") == "$B");
}

TEST_CASE("lines of a program are counted, not guessed at") {
    const auto vars = read("if [ -f /etc/x ]; then\nA=1\nfi\nA=2 program\n=\n1A=3\n");
    CHECK(vars.value("A") == "1");
    CHECK(vars.odd_lines == 5);
}

TEST_CASE("files with Windows line ends are read") {
    CHECK(read("ENABLED=yes\r\nB=2\r\n").value("ENABLED") == "yes");
}

TEST_CASE("a broken file is refused with its line") {
    const auto open = parse_shell_vars("A=1\nB=\"two\nC=3\n");
    REQUIRE_FALSE(open.has_value());
    CHECK(open.error().code == Errc::Corrupt);
    CHECK(open.error().detail == "line 2: a quote is never closed");
    const auto binary = parse_shell_vars(std::string_view("A=1\nB=\0\n", 8));
    REQUIRE_FALSE(binary.has_value());
    CHECK(binary.error().detail == "line 2: NUL byte");
}

TEST_CASE("files beyond the caps are refused") {
    CHECK(parse_shell_vars(std::string(limits::kHostFile + 1, '#')).error().code == Errc::Limit);
    CHECK(parse_shell_vars("A=" + std::string(limits::kHostLine + 10, 'x')).error().code == Errc::Limit);
    CHECK(parse_shell_vars("A='" + std::string(limits::kHostLine + 10, 'x') + "'").error().code ==
          Errc::Limit);
    std::string many;
    for (std::size_t i = 0; i <= limits::kHostEntries; ++i) many += "A=1\n";
    CHECK(parse_shell_vars(many).error().code == Errc::Limit);
}

TEST_CASE("a file cut at any byte is read or refused, and never gives a name that was not there") {
    const std::string text = "export A=\"one \\\" two\"\nB='x'\\''y'\n# c\nif true; then C=1; fi\n";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const auto cut = parse_shell_vars(text.substr(0, size));
        if (!cut) continue;
        for (const ShellVariable& variable : cut->all) CHECK((variable.name == "A" || variable.name == "B"));
    }
}

TEST_CASE("shell variables describe themselves") {
    CHECK(describe(read("A=1\nB=$A\nfoo bar\n")) == "A = 1\nB = $A (computed)\nodd lines: 1\n");
}
