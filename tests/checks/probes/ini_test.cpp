#include "checks/probes/ini.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

IniFile parsed(std::string_view text, IniDialect dialect = IniDialect::Plain) {
    auto file = parse_ini(text, dialect);
    REQUIRE(file.has_value());
    return *std::move(file);
}

}  // namespace

TEST_CASE("the last of several entries counts, also over several sections of one name") {
    const IniFile file = parsed("[a]\nkey=1\nkey = 2\n[b]\nkey=3\n[a]\nkey=4\n");
    CHECK(file.value("a", "key") == "4");
    CHECK(file.value("b", "key") == "3");
    CHECK(file.find_all("a", "key").size() == 3);
    CHECK(file.find("a", "key")->line == 7);
    CHECK_FALSE(file.value("a", "Key").has_value());
    CHECK_FALSE(file.value("A", "key").has_value());
}

TEST_CASE(
    "blanks round the equals sign and line ends of Windows do not matter, and a value may hold an equals "
    "sign") {
    const IniFile file = parsed("\xEF\xBB\xBF[a]\r\n  key \t=  a = b  \r\n");
    CHECK(file.value("a", "key") == "a = b");
}

TEST_CASE("entries before the first section belong to the section without a name") {
    CHECK(parsed("key=1\n[a]\n").value("", "key") == "1");
}

TEST_CASE("a semicolon starts a comment for most programs, and is an odd line for GKeyFile") {
    CHECK(parsed("; hello\n# hello\n").odd_lines == 0);
    const IniFile strict = parsed("[a]\n; hello\n", IniDialect::KeyFile);
    CHECK(strict.odd_lines == 1);
    CHECK(strict.first_odd_line == 2);
}

TEST_CASE("a number sign inside a value stays, except in SDDM's files") {
    CHECK(parsed("[a]\nk=v # x\n").value("a", "k") == "v # x");
    CHECK(parsed("[a]\nk=v # x\n", IniDialect::Sddm).value("a", "k") == "v");
}

TEST_CASE("SDDM does not trim the name of a section and looks for the equals sign first") {
    const IniFile file = parsed("[ a ]\nk=1\n[x=y]\n", IniDialect::Sddm);
    CHECK(file.has_section(" a "));
    CHECK(file.value(" a ", "[x") == "y]");
    CHECK(parsed("[ a ]\nk=1\n").has_section("a"));
}

TEST_CASE("KDE's marks are taken off keys and sections and remembered") {
    const IniFile file =
        parsed("[$i]\n[Daemon][$i]\nTimeout[$ie]=5\nLock[$d]\nLock[$d]=\nName[de]=x\n[A][B]\nk=1\n",
               IniDialect::Kde);
    CHECK(file.immutable);
    REQUIRE(file.sections.size() == 2);
    CHECK(file.sections[0].name == "Daemon");
    CHECK(file.sections[0].immutable);
    const IniEntry* timeout = file.find("Daemon", "Timeout");
    REQUIRE(timeout != nullptr);
    CHECK(timeout->immutable);
    CHECK(timeout->expanded);
    CHECK(file.find("Daemon", "Lock")->deleted);
    CHECK(file.value("Daemon", "Name[de]") == "x");
    CHECK(file.sections[1].name == "A][B");
    CHECK(file.odd_lines == 1);
}

TEST_CASE("marks mean nothing outside KDE") {
    const IniFile file = parsed("[a]\nk[$i]=1\n", IniDialect::KeyFile);
    CHECK(file.value("a", "k[$i]") == "1");
    CHECK_FALSE(file.find("a", "k[$i]")->immutable);
}

TEST_CASE("lines that are nothing are counted and do not stop the reading") {
    const IniFile file = parsed("hello\n[open\n=x\n[a]\nk=1\n");
    CHECK(file.odd_lines == 3);
    CHECK(file.first_odd_line == 1);
    CHECK(file.value("a", "k") == "1");
}

TEST_CASE("zero bytes and files beyond the caps are refused with a line") {
    CHECK(parse_ini(std::string_view("a=\0", 3)).error().code == Errc::Corrupt);
    CHECK(parse_ini(std::string(limits::kHostFile + 1, 'a')).error().code == Errc::Limit);
    const auto long_line = parse_ini("[a]\n" + std::string(limits::kHostLine + 1, 'a'));
    REQUIRE_FALSE(long_line.has_value());
    CHECK(long_line.error().code == Errc::Limit);
    CHECK(long_line.error().detail.find("line 2") != std::string::npos);
    std::string many;
    for (std::size_t i = 0; i <= limits::kHostEntries; ++i) many += "a=1\n";
    CHECK(parse_ini(many).error().code == Errc::Limit);
}

TEST_CASE("yes and no are what each reader takes for them") {
    CHECK(key_file_bool("true") == true);
    CHECK(key_file_bool("0") == false);
    CHECK_FALSE(key_file_bool("True").has_value());
    CHECK_FALSE(key_file_bool("yes").has_value());
    CHECK(ini_bool("Yes") == true);
    CHECK(ini_bool("OFF") == false);
    CHECK_FALSE(ini_bool("").has_value());
    CHECK_FALSE(ini_bool("perhaps").has_value());
}

TEST_CASE("bytes that are no text are kept, and shown safely") {
    const IniFile file = parsed("[a]\nk=\xff\x1b[31m\n");
    CHECK(file.value("a", "k") == "\xff\x1b[31m");
    CHECK(describe(file).find('\x1b') == std::string::npos);
}
