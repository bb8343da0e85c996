// What people's files are really like: broken, huge, hostile, somebody else's. Each class of the trouble that we know of.

#include <catch2/catch_test_macros.hpp>

#include "checks/accounts/archive.hpp"
#include "checks/accounts/text_encoding.hpp"
#include "tests/checks/accounts/support.hpp"
#include "tests/support/zip_maker.hpp"

using namespace amparo;
using accounts::Import;

namespace {

constexpr const char* kHeader = "name,url,username,password\n";

std::string utf16(std::string_view ascii, bool big) {
    std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : ascii) out += big ? std::string{'\0', c} : std::string{c, '\0'};
    return out;
}

}  // namespace

TEST_CASE("a quote that nobody closes is named, and every login behind it is still read") {
    const auto read = test::imported(std::string(kHeader) + "A,https://a.example,u,one\nB,https://b.example,u,\"two\nC,https://c.example,u,three\nD,https://d.example,u,four\n");
    CHECK(read.import.format == "chrome-csv");
    CHECK(test::has_problem(read.import, "open-quote", 3));
    REQUIRE(read.import.logins.size() == 4);
    CHECK(read.import.logins[1].password == "\"two");
    CHECK(read.import.logins[3].password == "four");
    CHECK(read.import.logins[3].place == 5);
}

TEST_CASE("text behind a closing quote and too many cells are named with their line") {
    const auto read = test::imported(std::string(kHeader) + "A,https://a.example,u,\"one\"more\nB,https://b.example,u,two,three\nC,https://c.example\n");
    CHECK(test::has_problem(read.import, "quote", 2));
    CHECK(test::has_problem(read.import, "columns", 3));
    CHECK(test::has_problem(read.import, "columns", 4));
    REQUIRE(read.import.logins.size() == 3);
    CHECK(read.import.logins[0].password == "onemore");
}

TEST_CASE("mixed line ends, line breaks in cells and empty lines are no trouble") {
    const auto read = test::imported("name,url,username,password\r\nA,https://a.example,u,one\rB,https://b.example,u,\"two\nlines\"\n\n\r\nC,https://c.example,u,three");
    CHECK(read.import.problems.empty());
    REQUIRE(read.import.logins.size() == 3);
    CHECK(read.import.logins[1].password == "two\nlines");
    CHECK(read.import.logins[2].place == 7);
}

TEST_CASE("other encodings are understood, and a guess is said to be one") {
    const std::string table = std::string(kHeader) + "A,https://a.example,u,one\n";
    for (const bool big : {false, true}) {
        const auto read = test::imported(utf16(table, big));
        CHECK(read.import.format == "chrome-csv");
        REQUIRE(read.import.logins.size() == 1);
        CHECK(read.import.logins[0].password == "one");
    }
    const auto old = test::imported(std::string(kHeader) + "Caf\xE9,https://a.example,u,\x80uro\n");
    CHECK(test::has_problem(old.import, "encoding"));
    REQUIRE(old.import.logins.size() == 1);
    CHECK(old.import.logins[0].title == "Caf\xC3\xA9");
    CHECK(old.import.logins[0].password == "\xE2\x82\xACuro");
    const auto json = test::imported(utf16(R"({"encrypted":false,"folders":[],"items":[{"type":1,"name":"A","login":{"username":"u","password":"p"}}]})", false));
    CHECK(json.import.format == "bitwarden-json");
}

TEST_CASE("cells that a spreadsheet would calculate are passwords like any other") {
    const auto read = test::imported(std::string(kHeader) + "=cmd,https://a.example,+u,=1+1\nB,https://b.example,@u,-2\n");
    REQUIRE(read.import.logins.size() == 2);
    CHECK(read.import.logins[0].password == "=1+1");
    CHECK(read.import.logins[1].user == "@u");
}

TEST_CASE("a NUL ends a table, with its line, and what stood before it is kept") {
    std::string text = std::string(kHeader) + "A,https://a.example,u,one\nB,https://b.example,u,t";
    text.push_back('\0');
    text += "wo\n";
    const auto read = test::imported(text);
    CHECK(test::has_problem(read.import, "nul", 3));
    CHECK(read.import.logins.size() == 1);
}

TEST_CASE("of two columns with one name the first counts, and it is said") {
    const auto read = test::imported("name,url,username,password,password\nA,https://a.example,u,one,two\n");
    CHECK(test::has_problem(read.import, "doubled", 1));
    REQUIRE(read.import.logins.size() == 1);
    CHECK(read.import.logins[0].password == "one");
}

TEST_CASE("a cell or a JSON text that is longer than anybody's is cut and said to be") {
    const auto read = test::imported(std::string(kHeader) + "A,https://a.example,u," + std::string(100'000, 'x') + "\nB,https://b.example,u,two\n");
    CHECK(test::has_problem(read.import, "long", 2));
    REQUIRE(read.import.logins.size() == 2);
    CHECK(read.import.logins[0].password.size() == accounts::kCell);
    const auto json = test::imported(R"({"encrypted":false,"folders":[],"items":[{"type":1,"name":"A","login":{"password":")" + std::string(100'000, 'x') + R"("}}]})");
    CHECK(test::has_problem(json.import, "long", 1));
}

TEST_CASE("JSON and XML that break off name the line, and what was whole is kept") {
    const std::string json = test::read_file(test::source_folder() / "tests/fixtures/accounts/bitwarden-json.json");
    const auto half = test::imported(json.substr(0, json.find("\"Shop\"")));
    CHECK(half.import.format == "bitwarden-json");
    CHECK(half.import.logins.size() == 2);
    CHECK(test::has_problem(half.import, "json"));
    CHECK(half.import.problems[0].line > 10);
    const std::string xml = test::read_file(test::source_folder() / "tests/fixtures/accounts/keepass-xml.xml");
    const auto cut = test::imported(xml.substr(0, xml.find("Shop")));
    CHECK(cut.import.format == "keepass-xml");
    CHECK(cut.import.logins.size() == 2);
    CHECK(test::has_problem(cut.import, "xml"));
}

TEST_CASE("XML that would grow without end does not") {
    const auto read = test::imported(
        "<?xml version=\"1.0\"?><!DOCTYPE KeePassFile [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
        "<KeePassFile><Root><Group><Entry><String><Key>Password</Key><Value>&b;&amp;</Value></String></Entry></Group></Root></KeePassFile>");
    REQUIRE(read.import.logins.size() == 1);
    CHECK(read.import.logins[0].password == "&b;&");
    CHECK(test::has_problem(test::imported("<KeePassFile>" + std::string(3000, ' ')).import, "xml"));
    std::string deep = "<KeePassFile>";
    for (int i = 0; i < 5000; ++i) deep += "<Group>";
    CHECK(test::has_problem(test::imported(deep).import, "xml"));
}

TEST_CASE("archives that are locked, damaged, cut off or packed in another way are named as such") {
    const std::string table = std::string(kHeader) + "A,https://a.example,u,one\n";
    CHECK(test::has_problem(test::imported(test::zip({{"a.csv", table, false, 1}})).import, "locked"));
    test::ZipItem wrong{"a.csv", table};
    wrong.wrong_checksum = true;
    CHECK(test::has_problem(test::imported(test::zip({wrong})).import, "archive"));
    test::ZipItem other{"a.csv", table};
    other.method = 14;
    CHECK(test::has_problem(test::imported(test::zip({other})).import, "archive"));
    const std::string whole = test::zip({{"a.csv", table, true}});
    CHECK(test::has_problem(test::imported(whole.substr(0, whole.size() - 30)).import, "archive"));
    for (std::size_t cut = 4; cut < whole.size(); ++cut) static_cast<void>(test::imported(whole.substr(0, cut)));
}

TEST_CASE("names that lead out of an archive are never read") {
    const std::string table = std::string(kHeader) + "A,https://a.example,u,one\n";
    for (const char* name : {"../a.csv", "/etc/a.csv", "a/../../b.csv", "C:\\a.csv", "a\\b.csv", "c:/a.csv", "./a.csv"}) {
        INFO(name);
        CHECK(accounts::is_tricky_name(name));
        const auto read = test::imported(test::zip({{name, table}}));
        CHECK(test::has_problem(read.import, "name"));
        CHECK(read.import.logins.empty());
    }
    CHECK(accounts::is_tricky_name(std::string_view("a\nb", 3)));
    CHECK_FALSE(accounts::is_tricky_name("Takeout/Mail/Filters..json"));
}

TEST_CASE("an archive that grows without end is left after its first megabytes") {
    const std::string bomb = test::zip({{"a.csv", std::string(80'000'000, 'a'), true}});
    CHECK(bomb.size() < 200'000);
    const auto read = test::imported(bomb);
    CHECK(test::has_problem(read.import, "too-large"));
    const MemorySource source(bomb);
    const auto archive = accounts::Archive::open(source);
    REQUIRE(archive.has_value());
    std::uint64_t seen = 0;
    const auto done = archive->read(archive->entries()[0], std::uint64_t{1} << 40U, [&](std::string_view piece) {
        seen += piece.size();
        return true;
    });
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().code == Errc::Limit);
    CHECK(seen < 20'000'000);
}

TEST_CASE("a file that is larger than any export is refused before memory is asked for") {
    class Endless final : public ByteSource {
      public:
        std::uint64_t size() const override { return std::uint64_t{1} << 40U; }
        Result<std::size_t> read(std::uint64_t, std::span<char> into) const override {
            std::ranges::fill(into, 'a');
            return into.size();
        }
    };
    SecretPool pool;
    const auto read = accounts::read_import(Endless(), pool);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == Errc::Limit);
}
