#include <catch2/catch_test_macros.hpp>
#include <set>

#include "checks/probes/os_support.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

std::string table_with(const std::string& records,
                       const std::string& head = R"("compiled": "2026-11-23", "stale_after_months": 12)") {
    return R"({"schema": "amparo.os-support/1", )" + head + R"(, "records": [)" + records + "]}";
}

std::string record(const std::string& id, const std::string& match, const std::string& rest) {
    return R"({"id": ")" + id + R"(", "family": "linux", "name": "N", "match": )" + match +
           R"(, "confidence": "source", "source": "s", "seen": "2026-10-12", )" + rest + "}";
}

const std::string kEnds = R"("full_support_end": "2027-01-01", "free_security_end": "2028-01-01")";

OsSupportTable parsed(const std::string& json) {
    auto table = OsSupportTable::parse(json);
    INFO((table ? "" : table.error().detail));
    REQUIRE(table.has_value());
    return *std::move(table);
}

std::string problem(const std::string& json) {
    const auto table = OsSupportTable::parse(json);
    REQUIRE_FALSE(table.has_value());
    return table.error().detail;
}

const OsSupportTable& shipped() {
    static const OsSupportTable kTable =
        parsed(test::read_file(test::source_folder() / "checks/data/os-support.json"));
    return kTable;
}

std::string found(const OsFields& fields) {
    const OsLookup place = shipped().find("linux", fields);
    return place.record == nullptr ? "" : place.record->id;
}

}  // namespace

TEST_CASE(
    "the shipped table of systems is sound, dated, and says of each system something about its support") {
    CHECK(shipped().records().size() > 200);
    CHECK(format_day(shipped().compiled()) == "2026-11-23");
    CHECK(format_day(shipped().last_good_day()) == "2027-11-23");
    std::set<std::string> families;
    for (const OsRecord& item : shipped().records()) {
        INFO(item.id);
        families.insert(item.family);
        CHECK(item.seen <= shipped().compiled());
        CHECK_FALSE(item.source.empty());
    }
    CHECK(families == std::set<std::string>{"linux", "macos", "windows"});
}

TEST_CASE("systems are found by what they say of themselves") {
    CHECK(found({{"ID", "debian"}, {"VERSION_ID", "12"}}) == "debian-12");
    CHECK(found({{"ID", "debian"}}) == "debian-testing");
    CHECK(found({{"ID", "debian"}, {"VERSION_ID", ""}}) == "debian-testing");
    CHECK(found({{"ID", "ubuntu"}, {"NAME", "Ubuntu"}, {"VERSION_ID", "24.04"}}) == "ubuntu-24.04");
    CHECK(found({{"ID", "linuxmint"}, {"NAME", "Linux Mint"}, {"VERSION_ID", "22.2"}}) == "linuxmint-22.2");
    CHECK(found({{"ID", "linuxmint"}, {"NAME", "LMDE"}, {"VERSION_ID", "7"}}) == "lmde-7");
    CHECK(found({{"ID", "arch"}, {"VERSION_ID", "20261101.0.1"}}) == "arch");
}

TEST_CASE("a whole series is found by the first part of its version") {
    CHECK(found({{"ID", "almalinux"}, {"VERSION_ID", "9.6"}}) == "almalinux-9");
    CHECK(found({{"ID", "rhel"}, {"VERSION_ID", "10"}}) == "rhel-10");
    CHECK(found({{"ID", "mx"}, {"VERSION_ID", "23.6"}}) == "mx-23");
    CHECK(found({{"ID", "almalinux"}, {"VERSION_ID", "90.1"}}).empty());
}

TEST_CASE("a prefix ends where the number ends") {
    CHECK(found({{"ID", "tails"}, {"TAILS_VERSION_ID", "7.11"}}) == "tails-7");
    CHECK(found({{"ID", "tails"}, {"TAILS_VERSION_ID", "7"}}) == "tails-7");
    CHECK(found({{"ID", "tails"}, {"TAILS_VERSION_ID", "7.0~rc1"}}) == "tails-7");
    CHECK(found({{"ID", "tails"}, {"TAILS_VERSION_ID", "1.2"}}) == "tails-1");
    CHECK(found({{"ID", "tails"}, {"TAILS_VERSION_ID", "11.2"}}).empty());
}

TEST_CASE("newer, older, unlisted and unknown are told apart") {
    const auto place = [](const OsFields& fields) { return shipped().find("linux", fields).place; };
    CHECK(place({{"ID", "debian"}, {"VERSION_ID", "14"}}) == OsPlace::Newer);
    CHECK(place({{"ID", "debian"}, {"VERSION_ID", "5"}}) == OsPlace::Older);
    CHECK(place({{"ID", "debian"}, {"VERSION_ID", "10.5"}}) == OsPlace::NotListed);
    CHECK(place({{"ID", "fedora"}}) == OsPlace::NotListed);
    CHECK(place({{"ID", "tails"}, {"TAILS_VERSION_ID", "8.0"}}) == OsPlace::Newer);
    CHECK(place({{"ID", "tails"}, {"TAILS_VERSION_ID", "0.23"}}) == OsPlace::Older);
    CHECK(place({{"ID", "linuxmint"}, {"NAME", "Something"}, {"VERSION_ID", "22.2"}}) ==
          OsPlace::UnknownSystem);
    CHECK(place({{"ID", "plan9"}, {"VERSION_ID", "4"}}) == OsPlace::UnknownSystem);
    CHECK(place({}) == OsPlace::UnknownSystem);
    CHECK(shipped().find("windows", {{"ID", "debian"}, {"VERSION_ID", "12"}}).place != OsPlace::Listed);
}

TEST_CASE(
    "a Windows build belongs to the edition that runs it, and to every edition where the table names none") {
    const auto id = [](const char* build, const char* edition) {
        const OsLookup place = shipped().find("windows", {{"build", build}, {"edition", edition}});
        return place.record == nullptr ? std::string{} : place.record->id;
    };
    CHECK(id("26100", "home-pro") == "windows-11-24h2-w");
    CHECK(id("26100", "ltsc") == "windows-11-24h2-e-lts");
    CHECK(id("10240", "ltsc") == "windows-10-1507-e-lts");
    CHECK(id("10240", "home-pro") == "windows-10-1507");
    CHECK(shipped().find("macos", {{"ProductVersion", "15.7.1"}}).record->id == "macos-15");
}

TEST_CASE("no record of the shipped table is hidden by another one") {
    for (const OsRecord& item : shipped().records()) {
        OsFields fields;
        for (const OsTerm& term : item.match) {
            if (term.rule == OsTerm::Rule::Absent) continue;
            std::string value = term.values.front();
            if (term.rule == OsTerm::Rule::Prefix) value += "0";
            fields[term.field] = value;
        }
        const OsLookup place = shipped().find(item.family, fields);
        INFO(item.id);
        REQUIRE(place.record != nullptr);
        CHECK(place.record->id == item.id);
    }
}

TEST_CASE("the table turns stale after its months, on a day that exists") {
    const OsSupportTable table = parsed(table_with(record("a", R"({"ID": "a"})", kEnds),
                                                   R"("compiled": "2026-08-31", "stale_after_months": 6)"));
    CHECK(format_day(table.last_good_day()) == "2027-02-28");
    CHECK_FALSE(table.is_stale(*parse_day("2027-02-28")));
    CHECK(table.is_stale(*parse_day("2027-03-01")));
    CHECK(table.not_before_compiled(*parse_day("2015-01-01")) == *parse_day("2026-08-31"));
    CHECK(table.not_before_compiled(*parse_day("2027-01-01")) == *parse_day("2027-01-01"));
}

TEST_CASE("what is off in a table is said with the number of the record") {
    CHECK(problem("[]").find("schema") != std::string::npos);
    CHECK(problem(R"({"schema": "amparo.os-support/2"})").find("schema") != std::string::npos);
    CHECK(problem(table_with("")).find("empty") != std::string::npos);
    CHECK(problem(table_with(record("a", "{}", kEnds))).find("record 1") != std::string::npos);
    CHECK(problem(table_with(record("a", R"({"ID": 5})", kEnds))).find("match") != std::string::npos);
    CHECK(problem(table_with(record("a", R"({"ID": "a"})", R"("rolling": false)")))
              .find("nothing about support") != std::string::npos);
    CHECK(problem(table_with(record("a", R"({"ID": "a"})", R"("full_support_end": "2027-02-30")")))
              .find("date") != std::string::npos);
    CHECK(
        problem(table_with(record("a", R"({"ID": "a"})",
                                  R"("full_support_end": "2028-01-01", "free_security_end": "2027-01-01")")))
            .find("before") != std::string::npos);
    CHECK(
        problem(table_with(record("a", R"({"ID": "a"})", kEnds) + "," + record("a", R"({"ID": "b"})", kEnds)))
            .find("record 2") != std::string::npos);
    CHECK(
        problem(table_with(record("a", R"({"ID": "a"})", kEnds) + "," + record("b", R"({"ID": "a"})", kEnds)))
            .find("match is taken") != std::string::npos);
    CHECK(problem(table_with(record("a", R"({"ID": "a"})", kEnds),
                             R"("compiled": "soon", "stale_after_months": 12)"))
              .find("compiled") != std::string::npos);
    CHECK(problem(table_with(record("a", R"({"ID": "a"})", kEnds + R"(, "point_release": "7.1")")))
              .find("together") != std::string::npos);
}

TEST_CASE("a cut table is refused at every offset") {
    const std::string whole = table_with(record("a", R"({"ID": "a"})", kEnds));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        INFO(size);
        CHECK_FALSE(OsSupportTable::parse(whole.substr(0, size)).has_value());
    }
}

TEST_CASE("the canonical text of a table names each record's terms and dates") {
    const OsSupportTable table =
        parsed(table_with(record("a", R"({"ID": "a", "VERSION_ID_major": "9"})", kEnds)));
    CHECK(describe(table) ==
          "compiled 2026-11-23, good until 2027-11-23\n"
          "linux ID/0=a VERSION_ID/1=9: 2027-01-01 2028-01-01 - source\n");
}
