#include <catch2/catch_test_macros.hpp>

#include <chrono>

#include "app/base/json.hpp"
#include "app/escalation/channel.hpp"
#include "app/escalation/regions.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::escalation;

namespace {

/// A table of the countries AA, BB, CC and of `groups`, which is the inside of a JSON list.
Result<Regions> table(const std::string& groups) {
    return Regions::parse(R"({"schema":"amparo.regions/1","groups":[)" + groups + R"(],"countries":[
        {"code":"AA","name":"Aland"},{"code":"BB","name":"Beland"},{"code":"CC","name":"Celand"}]})");
}

std::string complaint(const std::string& groups) {
    const auto regions = table(groups);
    return regions ? "accepted" : regions.error().detail;
}

const Regions& shipped() {
    static const Regions regions = [] {
        auto read = Regions::parse(test::read_file(test::source_folder() / "app/escalation/regions.json"));
        REQUIRE(read.has_value());
        return *std::move(read);
    }();
    return regions;
}

}  // namespace

TEST_CASE("groups hold countries and other groups") {
    const auto regions = table(R"({"id":"global","name":"Everywhere"},{"id":"north","name":"North","members":["AA","BB"]},
        {"id":"all","name":"All","members":["north","CC"]})");
    REQUIRE(regions.has_value());
    CHECK(regions->countries_in("north") == std::set<std::string>{"AA", "BB"});
    CHECK(regions->countries_in("all") == std::set<std::string>{"AA", "BB", "CC"});
    CHECK(regions->countries_in("AA") == std::set<std::string>{"AA"});
    CHECK(regions->countries_in("global") == std::set<std::string>{"AA", "BB", "CC"});
    CHECK(regions->countries_in("south").empty());
    CHECK(regions->knows("north"));
    CHECK(regions->knows("CC"));
    CHECK(regions->knows("global"));
    CHECK_FALSE(regions->knows("DD"));
    CHECK_FALSE(regions->knows(""));
    CHECK(regions->name("AA") == "Aland");
    CHECK(regions->name("DD") == "DD");
    CHECK(regions->all() == std::vector<std::string>{"AA", "BB", "CC", "all", "global", "north"});
}

TEST_CASE("a region fits best as itself, then through a group, then because a channel is for everywhere") {
    const auto regions = table(R"({"id":"global","name":"Everywhere"},{"id":"north","name":"North","members":["AA","BB"]},
        {"id":"all","name":"All","members":["north","CC"]})");
    REQUIRE(regions.has_value());
    CHECK(regions->fit({"AA"}, "AA") == RegionFit::Country);
    CHECK(regions->fit({"north"}, "AA") == RegionFit::Group);
    CHECK(regions->fit({"all"}, "AA") == RegionFit::Group);
    CHECK(regions->fit({"global"}, "AA") == RegionFit::Everywhere);
    CHECK(regions->fit({"CC"}, "AA") == RegionFit::No);
    CHECK(regions->fit({"global", "north", "AA"}, "AA") == RegionFit::Country);
    CHECK(regions->fit({"AA"}, "north") == RegionFit::Group);
    CHECK(regions->fit({"CC"}, "north") == RegionFit::No);
    CHECK(regions->fit({}, "AA") == RegionFit::No);
    CHECK(regions->fit({"nowhere"}, "AA") == RegionFit::No);
    CHECK(regions->fit({"AA", "north"}, "DD") == RegionFit::No);
    CHECK(regions->fit({"global"}, "DD") == RegionFit::Everywhere);
}

TEST_CASE("groups that hold each other in a circle are refused") {
    CHECK(complaint(R"({"id":"a","name":"A","members":["b"]},{"id":"b","name":"B","members":["a","AA"]})").find("circle") != std::string::npos);
    CHECK(complaint(R"({"id":"a","name":"A","members":["a"]})").find("circle") != std::string::npos);
    CHECK(complaint(R"({"id":"a","name":"A","members":["AA","b"]},{"id":"b","name":"B","members":["c"]},
        {"id":"c","name":"C","members":["b"]})").find("circle") != std::string::npos);
}

TEST_CASE("a member that nobody knows is named") {
    CHECK(complaint(R"({"id":"a","name":"A","members":["AA","south"]})").find("south") != std::string::npos);
    CHECK(complaint(R"({"id":"a","name":"A","members":["DD"]})").find("DD") != std::string::npos);
    CHECK(complaint(R"({"id":"a","name":"A","members":["aa"]})").find("aa") != std::string::npos);
    CHECK(complaint(R"({"id":"a","name":"A","members":["AA",5]})") != "accepted");
    CHECK(complaint(R"({"id":"a","name":"A","members":"AA"})") != "accepted");
    CHECK(complaint(R"({"id":"a","name":"A"})").find("\"a\"") != std::string::npos);
    CHECK(complaint(R"({"id":"a","name":"A","members":[]})").find("empty") != std::string::npos);
    CHECK(complaint(R"({"id":"global","name":"G"},{"id":"a","name":"A","members":["AA","global"]})").find("global") != std::string::npos);
}

TEST_CASE("ids and codes are of their form and stand once") {
    CHECK(complaint(R"({"id":"a","name":"A","members":["AA"]},{"id":"a","name":"B","members":["AA"]})") != "accepted");
    CHECK(complaint(R"({"id":"A","name":"A","members":["AA"]})") != "accepted");
    CHECK(complaint(R"({"id":"AA","name":"A","members":["AA"]})") != "accepted");
    CHECK(complaint(R"({"id":"a","members":["AA"]})") != "accepted");
    const std::string start = R"({"schema":"amparo.regions/1","groups":[],"countries":)";
    for (const char* countries : {R"([{"code":"A","name":"x"}])", R"([{"code":"aa","name":"x"}])", R"([{"code":"AAA","name":"x"}])",
                                  R"([{"code":"AA","name":"x"},{"code":"AA","name":"y"}])", R"([{"code":"AA"}])", R"(["AA"])", "{}", "[]"}) {
        INFO(countries);
        CHECK_FALSE(Regions::parse(start + countries + "}").has_value());
    }
    for (const char* text : {"", "{}", "[]", R"({"schema":"amparo.regions/2","groups":[],"countries":[]})",
                             R"({"schema":"amparo.regions/1","groups":[]})", R"({"schema":"amparo.regions/1","countries":[]})",
                             R"({"schema":"amparo.regions/1","groups":{},"countries":[{"code":"AA","name":"x"}]})"}) {
        CHECK_FALSE(Regions::parse(text).has_value());
    }
}

TEST_CASE("groups made to multiply with every floor are settled at once") {
    std::string groups;
    for (int floor = 0; floor < 7; ++floor) {
        for (int i = 0; i < 30; ++i) {
            groups += R"({"id":"g)" + std::to_string(floor) + "-" + std::to_string(i) + R"(","name":"x","members":["AA")";
            for (int below = 0; floor < 6 && below < 30; ++below) {
                groups += ",\"g" + std::to_string(floor + 1) + "-" + std::to_string(below) + "\"";
            }
            groups += "]},";
        }
    }
    groups.pop_back();
    const auto begin = std::chrono::steady_clock::now();
    const auto regions = table(groups);
    REQUIRE(regions.has_value());
    CHECK(regions->countries_in("g0-0") == std::set<std::string>{"AA"});
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(4));
}

TEST_CASE("the shipped table has every country once and every region that a channel names") {
    CHECK(shipped().countries_in("global").size() == 250);  // the 249 of ISO 3166-1, and Kosovo
    for (const auto& entry : std::filesystem::directory_iterator(test::source_folder() / "app/escalation/channels")) {
        const auto channel = parse_channel(test::read_file(entry.path()));
        REQUIRE(channel.has_value());
        for (const std::string& region : channel->regions) {
            INFO(channel->id << " " << region);
            CHECK(shipped().knows(region));
        }
    }
}

TEST_CASE("the shipped groups hold whom people expect") {
    const auto holds = [](const char* group, const char* code) { return shipped().countries_in(group).contains(code); };
    CHECK(holds("africa", "EG"));
    CHECK(holds("north-africa", "EG"));
    CHECK(holds("middle-east", "EG"));
    CHECK(holds("latin-america", "MX"));
    CHECK(holds("americas", "MX"));
    CHECK(holds("asia", "PS"));
    CHECK(holds("europe", "UA"));
    CHECK(holds("caucasus", "GE"));
    CHECK(holds("central-asia", "KZ"));
    CHECK_FALSE(holds("europe", "EG"));
    CHECK_FALSE(holds("africa", "PS"));
    std::set<std::string> reached;
    for (const char* part : {"africa", "americas", "asia", "europe", "oceania", "antarctica"}) {
        for (const std::string& code : shipped().countries_in(part)) reached.insert(code);
    }
    CHECK(reached == shipped().countries_in("global"));
}
