// Every export format, from files written by us in the shapes that vendors document.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <random>

#include "app/base/date.hpp"
#include "checks/accounts/csv.hpp"
#include "tests/checks/accounts/support.hpp"
#include "tests/support/zip_maker.hpp"

using namespace amparo;
using accounts::Login;
namespace fs = std::filesystem;

namespace {

/// The three logins that every fixture holds.
void check_logins(const accounts::Import& import) {
    std::vector<const Login*> logins;
    for (const Login& login : import.logins) {
        if (login.kind == accounts::EntryKind::Login && !login.put_away) logins.push_back(&login);
    }
    REQUIRE(logins.size() == 3);
    CHECK(logins[0]->user == "amal@mail.example.org");
    CHECK(logins[0]->password == "correct-Horse battery, 9");
    CHECK(logins[1]->password == "p\"q;r");
    CHECK(logins[2]->password == "=1+1");
    for (const Login* login : logins) REQUIRE(login->addresses.size() == 1);
    CHECK(logins[0]->addresses[0] == "https://mail.example.org/login");
    CHECK(logins[1]->addresses[0] == "http://forum.example.net/");
    CHECK(logins[1]->user == "amal");
    CHECK(logins[2]->user == "amal.d");
}

std::string format_of(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.substr(0, name.find('.'));
}

std::vector<fs::path> fixtures(std::string_view ending) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(test::source_folder() / "tests/fixtures/accounts")) {
        if (entry.path().string().ends_with(ending)) out.push_back(entry.path());
    }
    return out;
}

/// The same table with its columns in another order.
std::string shuffled(std::string_view table, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::vector<std::string>> rows;
    accounts::CsvReader reader(',', [&](const accounts::CsvRow& row) {
        rows.emplace_back(row.cells.begin(), row.cells.end());
        return true;
    });
    REQUIRE(reader.feed(table).has_value());
    REQUIRE(reader.finish());
    std::vector<std::size_t> order(rows.front().size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::shuffle(order, random);
    std::string out;
    for (const auto& row : rows) {
        for (const std::size_t at : order) {
            out += at == order.front() ? "\"" : ",\"";
            for (const char c : row[at]) out += c == '"' ? std::string("\"\"") : std::string(1, c);
            out += "\"";
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace

TEST_CASE("every table is recognised by its header and read whole") {
    const auto files = fixtures(".csv");
    CHECK(files.size() >= 20);
    for (const fs::path& path : files) {
        INFO(path.filename().string());
        const auto read = test::imported(test::read_file(path));
        CHECK(read.import.format == format_of(path));
        CHECK(read.import.problems.empty());
        check_logins(read.import);
    }
}

TEST_CASE("neither the order of columns nor the separator nor a mark in front matters") {
    for (const fs::path& path : fixtures(".csv")) {
        INFO(path.filename().string());
        const std::string table = shuffled(test::read_file(path), 7);
        for (const std::string& text : {table, "\xEF\xBB\xBF" + table}) {
            const auto read = test::imported(text);
            CHECK(read.import.format == format_of(path));
            check_logins(read.import);
        }
    }
    const auto semicolons = test::imported("sep=;\nname;url;username;password\nA;https://a.example;u;p,q\n");
    CHECK(semicolons.import.format == "chrome-csv");
    REQUIRE(semicolons.import.logins.size() == 1);
    CHECK(semicolons.import.logins[0].password == "p,q");
}

TEST_CASE("one-time codes, times, kinds and the bin are seen") {
    const auto bitwarden = test::imported(test::read_file(test::source_folder() / "tests/fixtures/accounts/bitwarden-json.json"));
    CHECK(bitwarden.import.format == "bitwarden-json");
    check_logins(bitwarden.import);
    CHECK(bitwarden.import.logins[0].code);
    CHECK_FALSE(bitwarden.import.logins[1].code);
    CHECK(bitwarden.import.logins[2].passkey);
    CHECK(bitwarden.import.logins[3].kind == accounts::EntryKind::Note);

    const auto firefox = test::imported(test::read_file(test::source_folder() / "tests/fixtures/accounts/firefox-csv.csv"));
    CHECK(firefox.import.logins[0].changed == 1605000000);
    CHECK(firefox.import.logins[0].used == 1610000000);

    const auto xml = test::imported(test::read_file(test::source_folder() / "tests/fixtures/accounts/keepass-xml.xml"));
    CHECK(xml.import.format == "keepass-xml");
    check_logins(xml.import);
    CHECK(xml.import.logins.size() == 4);  // the one in the bin is put away; the one in the history is none
    CHECK(xml.import.logins[0].code);
    CHECK(format_moment(xml.import.logins[0].changed) == "2024-05-01T10:00:00Z");

    const auto organisation = test::imported(test::read_file(test::source_folder() / "tests/fixtures/accounts/bitwarden-organisation-json.json"));
    CHECK(organisation.import.format == "bitwarden-organisation-json");
    check_logins(organisation.import);

    const auto lastpass = test::imported("url,username,password,totp,extra,name,grouping,fav\nhttp://sn,,,,\"a\nb\",Note,,0\n");
    REQUIRE(lastpass.import.logins.size() == 1);
    CHECK(lastpass.import.logins[0].kind == accounts::EntryKind::Note);
}

TEST_CASE("a 1PUX archive and a table in an archive are read") {
    const std::string data = test::read_file(test::source_folder() / "tests/fixtures/accounts/onepassword-1pux.data.json");
    const std::string onepux = test::zip({{"export.attributes", "{}"}, {"export.data", data}, {"files/picture__a.png", "x"}});
    const auto read = test::imported(onepux);
    CHECK(read.import.format == "onepassword-1pux");
    check_logins(read.import);
    CHECK(read.import.logins[0].code);
    CHECK(read.import.logins.size() == 4);
    CHECK(read.import.logins[3].put_away);

    const std::string table = test::read_file(test::source_folder() / "tests/fixtures/accounts/chrome-csv.csv");
    const auto packed = test::imported(test::zip({{"readme.txt", "x"}, {"a/Passwords.csv", table}}));
    CHECK(packed.import.format == "chrome-csv");
    check_logins(packed.import);
}

TEST_CASE("files of other kinds are nobody's export, whatever their name") {
    for (const char* text : {"", "hello", "a,b,c\n1,2,3\n", "{\"a\":1}", "<html><body>x</body></html>", "[1,2]", "%PDF-1.7\n", "date,amount\n2024,1\n"}) {
        INFO(text);
        CHECK(test::imported(text).import.format.empty());
        CHECK(test::imported(text).import.logins.empty());
    }
}

TEST_CASE("a locked Bitwarden file says how hard it is to guess") {
    const auto read = test::imported(test::read_file(test::source_folder() / "tests/fixtures/accounts/bitwarden-encrypted-json.json"));
    CHECK(read.import.format == "bitwarden-encrypted-json");
    REQUIRE(read.import.vault.has_value());
    CHECK(read.import.vault->method == accounts::VaultStrength::Method::Pbkdf2);
    CHECK(read.import.vault->rounds == 600000);
    const auto account = test::imported(R"({"encrypted":true,"encKeyValidation_DO_NOT_EDIT":"2.x","folders":[],"items":[]})");
    REQUIRE(account.import.vault.has_value());
    CHECK(account.import.vault->method == accounts::VaultStrength::Method::Unknown);
}
