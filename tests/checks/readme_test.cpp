// The two tables of checks/README.md say what is so: where each check was seen, and which case keeps ours from a fault of
// another program.

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "app/base/json.hpp"
#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/hosts.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

constexpr std::array kSystems = {"linux", "windows", "macos"};

using Row = std::vector<std::string>;

/// The rows below the head of the table under a heading.
std::vector<Row> table_under(const std::string& heading) {
    const std::string text = test::read_file(test::source_folder() / "checks/README.md");
    std::vector<Row> rows;
    bool here = false;
    for (const std::string_view line : text::lines(text)) {
        if (line.starts_with("## ")) here = line == "## " + heading;
        if (!here || !line.starts_with("| ")) continue;
        Row row;
        for (std::size_t at = 1; at < line.size();) {
            const std::size_t end = line.find('|', at);
            REQUIRE(end != std::string_view::npos);
            row.emplace_back(text::trim(line.substr(at, end - at)));
            at = end + 1;
        }
        rows.push_back(std::move(row));
    }
    REQUIRE(rows.size() > 1);
    rows.erase(rows.begin());
    return rows;
}

/// What stands between backquotes.
std::set<std::string> names_in(std::string_view text) {
    std::set<std::string> out;
    for (std::size_t at = text.find('`'); at != std::string_view::npos;) {
        const std::size_t end = text.find('`', at + 1);
        REQUIRE(end != std::string_view::npos);
        CHECK(out.emplace(text.substr(at + 1, end - at - 1)).second);
        at = text.find('`', end + 1);
    }
    return out;
}

Json load(const std::filesystem::path& path) {
    auto json = Json::parse(test::read_file(path));
    INFO(path.string());
    REQUIRE(json.has_value());
    return *std::move(json);
}

/// Where each fault is guarded: names of checks, of recorded systems, and "macos careful" for a host.
std::map<std::string, std::set<std::string>> guards() {
    std::map<std::string, std::set<std::string>> out;
    const auto add = [&](const Json& item, const std::string& place) {
        for (const std::string& name : item.member_texts("guards")) out[name].insert(place);
    };
    for (const RegisteredCheck& check : all_checks()) {
        const std::string id(check.definition->id);
        for (const char* file : {"cases.json", "windows.cases.json", "macos.cases.json"}) {
            const auto path = test::source_folder() / "checks/catalog" / id / file;
            if (!std::filesystem::exists(path)) continue;
            const Json cases = load(path);
            for (const Json& item : cases.elements()) add(item, id);
        }
    }
    for (const std::string& name : test::fixture_names()) {
        add(load(test::source_folder() / "tests/fixtures" / (name + ".expect.json")), name);
    }
    for (const char* system : kSystems) {
        for (const test::KnownHost& host : test::known_hosts(system)) {
            for (const std::string& fault : host.guards) out[fault].insert(system + (" " + host.name));
        }
    }
    return out;
}

/// What the table must say of a check on a system: hosts judge every check that knows it.
std::string recorded(const RegisteredCheck& check, System system, const std::set<std::pair<System, std::string>>& in_systems) {
    if (!check.is_about(system)) return "not asked";
    if (check.on(system) == nullptr) return "not known";
    return in_systems.contains({system, std::string(check.definition->id)}) ? "hosts and systems" : "hosts";
}

}  // namespace

TEST_CASE("a table says of each check where it was seen to work, and of nothing else") {
    std::set<std::pair<System, std::string>> in_systems;
    for (const std::string& name : test::fixture_names()) {
        const Json expected = load(test::source_folder() / "tests/fixtures" / (name + ".expect.json"));
        const System system = test::load_fixture(name).system;
        for (const char* part : {"recorded", "rooted"}) {
            const Json* wanted = expected.find(part);
            if (wanted == nullptr) continue;
            for (const auto& [id, verdict] : wanted->members()) in_systems.insert({system, id});
        }
    }
    std::map<std::string, Row> rows;
    for (const Row& row : table_under("Where each check was seen to work")) {
        if (row.at(0).starts_with("---")) continue;
        INFO(row.at(0));
        REQUIRE(row.size() == 6);
        const auto names = names_in(row[0]);
        REQUIRE(names.size() == 1);
        CHECK(rows.emplace(*names.begin(), row).second);
    }
    for (const RegisteredCheck& check : all_checks()) {
        const std::string id(check.definition->id);
        INFO(id);
        REQUIRE(rows.contains(id));
        const Row& row = rows.at(id);
        CHECK(row[2] == recorded(check, System::Linux, in_systems));
        CHECK(row[4] == recorded(check, System::Windows, in_systems));
        CHECK(row[5] == recorded(check, System::MacOs, in_systems));
        const bool told = row[1] == "good" || row[1] == "at risk";
        const bool untold = row[1].starts_with("can't tell: ") || row[1].starts_with("nothing to judge: ");
        CHECK((check.is_about(System::Linux) ? told || untold : row[1] == "not asked"));
        CHECK((row[4].starts_with("hosts") ? !row[3].empty() && !row[3].starts_with("not asked") && row[3] != "not known" : row[3] == row[4]));
        rows.erase(id);
    }
    for (const auto& [id, row] : rows) FAIL_CHECK("a row of no check: " << id);
}

TEST_CASE("each wrong verdict of other programs that we know of has a case, or a reason why it cannot be ours") {
    auto guarded = guards();
    std::set<std::string> faults;
    for (const Row& row : table_under("Wrong verdicts of other programs")) {
        if (row.at(0).starts_with("---")) continue;
        INFO(row.at(0));
        REQUIRE(row.size() == 3);
        CHECK(faults.insert(row[0]).second);
        CHECK_FALSE(row[1].empty());
        if (row[2].starts_with("cannot happen: ")) {
            CHECK_FALSE(guarded.contains(row[0]));
        } else {
            CHECK(names_in(row[2]) == guarded[row[0]]);
            CHECK_FALSE(guarded[row[0]].empty());
        }
        guarded.erase(row[0]);
    }
    for (const auto& [fault, places] : guarded) FAIL_CHECK("guarded and not in the table: " << fault << " in " << *places.begin());
}

TEST_CASE("the advice for one protection of a Mac is not the command of another") {
    for (const RegisteredCheck& check : all_checks()) {
        if (check.definition->id != std::string_view("macos-protections")) continue;
        const std::string po(check.english_po);
        const std::string context = "msgctxt \"checks.macos-protections.fix.";
        std::set<std::string> seen;
        for (std::size_t at = po.find(context); at != std::string::npos; at = po.find(context, at + 1)) {
            const std::string entry = po.substr(at, po.find("msgstr", at) - at);
            const bool system = entry.starts_with(context + "system.");
            INFO(entry);
            CHECK(entry.find(system ? "spctl" : "csrutil") == std::string::npos);
            if (entry.find(system ? "csrutil enable" : "spctl --global-enable") != std::string::npos) seen.insert(system ? "system" : "downloads");
        }
        CHECK(seen.size() == 2);
    }
}
