#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>
#include <set>

#include "app/base/json.hpp"
#include "app/escalation/suggest.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::escalation;

namespace {

const Day kToday = *parse_day("2026-11-23");

const Regions& regions() {
    static const Regions read = *Regions::parse(test::read_file(test::source_folder() / "app/escalation/regions.json"));
    return read;
}

const Directory& shipped() {
    static const Directory directory = [] {
        Directory out;
        for (const auto& entry : std::filesystem::directory_iterator(test::source_folder() / "app/escalation/channels")) {
            out.add(entry.path().filename().string(), test::read_file(entry.path()), ChannelOrigin::Shipped);
        }
        return out;
    }();
    return directory;
}

/// A confirmed, English helpline in Lebanon, for phishing and for arrests, until something is said to the contrary.
struct Desk {
    std::string id;
    std::string kind = "helpline";
    std::string subtype = {};
    std::vector<std::string> regions = {"LB"};
    std::vector<std::string> languages = {"en"};
    std::vector<std::string> audiences = {"hrd"};
    std::string hours = {};
    std::string seen = "2026-11-01";
    std::string source_kind = "primary";
    std::string contact_incident = {};
    ChannelOrigin origin = ChannelOrigin::Shipped;
};

Directory directory_of(const std::vector<Desk>& desks) {
    Directory out;
    for (const Desk& desk : desks) {
        Json contact = Json::object().set("method", "phone").set("value", "112");
        if (!desk.contact_incident.empty()) contact.set("incident", desk.contact_incident);
        Json json = Json::object();
        json.set("schema", "amparo.channel/1").set("id", desk.id).set("name", desk.id).set("kind", desk.kind).set("operator", "O");
        json.set("url", "https://example.org").set("contacts", Json::array().push(contact)).set("subtype", desk.subtype);
        json.set("languages", Json::strings(desk.languages)).set("regions", Json::strings(desk.regions));
        json.set("audiences", Json::strings(desk.audiences)).set("incidents", Json::strings({"phishing", "arrest"})).set("hours", desk.hours);
        json.set("asks_at_intake", Json::array()).set("source", Json::strings({"a"})).set("source_kind", desk.source_kind);
        json.set("seen", desk.seen);
        out.add(desk.id + ".json", json.dump(), desk.origin);
    }
    for (const ChannelProblem& problem : out.problems()) UNSCOPED_INFO(problem.path << " " << problem.detail);
    REQUIRE(out.channels().size() == desks.size());
    return out;
}

std::vector<std::string> ids(const std::vector<Suggestion>& suggestions) {
    std::vector<std::string> out;
    for (const Suggestion& item : suggestions) out.push_back(item.channel->id);
    return out;
}

std::vector<std::string> asked(const std::vector<Desk>& desks, const Question& question) {
    const Directory directory = directory_of(desks);
    return ids(suggest(directory, regions(), question, kToday));
}

std::vector<std::string> reasons(const Suggestion& suggestion) {
    std::vector<std::string> out;
    for (const Message& message : suggestion.why) out.push_back(message.id);
    return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a desk of the country comes before one of its group, and that before one for everywhere") {
    const std::vector<Desk> desks = {{.id = "everywhere", .regions = {"global"}},
                                     {.id = "group", .regions = {"middle-east"}},
                                     {.id = "country"},
                                     {.id = "elsewhere", .regions = {"FR", "oceania"}}};
    CHECK(asked(desks, {"phishing", "LB", "", ""}) == Names{"country", "group", "everywhere"});
    CHECK(asked(desks, {"phishing", "middle-east", "", ""}) == Names{"group", "country", "everywhere"});
    CHECK(asked(desks, {"phishing", "EG", "", ""}) == Names{"group", "everywhere"});
    CHECK(asked(desks, {"phishing", "FR", "", ""}) == Names{"elsewhere", "everywhere"});
    CHECK(asked(desks, {"doxxing", "LB", "", ""}).empty());
}

TEST_CASE("who does not say where they are is sent only to desks for everywhere") {
    const std::vector<Desk> desks = {{.id = "everywhere", .regions = {"global"}}, {.id = "country"}};
    CHECK(asked(desks, {"phishing", "", "", ""}) == Names{"everywhere"});
    CHECK(asked(desks, {"phishing", "global", "", ""}) == Names{"everywhere"});
    CHECK(asked(desks, {"phishing", "XX", "", ""}) == Names{"everywhere"});
    CHECK(asked(desks, {"phishing", "lb", "", ""}) == Names{"everywhere"});
}

TEST_CASE("help desks and emergency teams come before platforms, then those who answer after weeks, and funds last") {
    const std::vector<Desk> desks = {{.id = "a-fund", .kind = "fund"},
                                     {.id = "b-platform", .kind = "platform"},
                                     {.id = "c-cert", .kind = "cert", .regions = {"global"}},
                                     {.id = "d-helpline"},
                                     {.id = "e-slow", .subtype = "un-mechanism", .hours = "24/7"}};
    CHECK(asked(desks, {"phishing", "LB", "", ""}) == Names{"d-helpline", "c-cert", "b-platform", "e-slow", "a-fund"});
}

TEST_CASE("within one distance the person's language decides, then the grade, then who is there day and night") {
    const std::vector<Desk> desks = {{.id = "a-english"},
                                     {.id = "b-one-source", .source_kind = "secondary"},
                                     {.id = "c-old", .seen = "2020"},
                                     {.id = "d-arabic-old", .languages = {"ar"}, .seen = "2020"},
                                     {.id = "e-arabic", .languages = {"en", "ar"}},
                                     {.id = "f-always", .hours = "24/7"},
                                     {.id = "g-unknown-day", .seen = ""}};
    CHECK(asked(desks, {"phishing", "LB", "ar", ""}) ==
          Names{"e-arabic", "d-arabic-old", "f-always", "a-english", "b-one-source", "c-old", "g-unknown-day"});
    CHECK(asked(desks, {"phishing", "LB", "", ""}).front() == "f-always");
}

TEST_CASE("where hours count, a desk that is awake comes before one that is near") {
    const std::vector<Desk> desks = {{.id = "near", .languages = {"ar"}}, {.id = "awake", .regions = {"global"}, .hours = "24/7"}};
    CHECK(asked(desks, {"arrest", "LB", "ar", ""}) == Names{"awake", "near"});
    CHECK(asked(desks, {"phishing", "LB", "ar", ""}) == Names{"near", "awake"});
}

TEST_CASE("a desk is found by the language a person speaks, however finely either of them writes it") {
    const std::vector<Desk> desks = {{.id = "a"}, {.id = "b", .languages = {"ar"}}, {.id = "c", .languages = {"pt-BR"}}};
    CHECK(asked(desks, {"phishing", "LB", "ar", ""}).front() == "b");
    CHECK(asked(desks, {"phishing", "LB", "ar-LB", ""}).front() == "b");
    CHECK(asked(desks, {"phishing", "LB", "pt-BR", ""}).front() == "c");
    CHECK(asked(desks, {"phishing", "LB", "pt", ""}).front() == "c");
    CHECK(asked(desks, {"phishing", "LB", "AR", ""}).front() == "b");
    CHECK(asked(desks, {"phishing", "LB", "a", ""}).front() == "a");
    CHECK(asked(desks, {"phishing", "LB", "-", ""}).front() == "a");
}

TEST_CASE("the words of a form for this very incident, and for these very people, tip the scales") {
    const std::vector<Desk> desks = {{.id = "a"}, {.id = "b", .audiences = {"journalist"}}, {.id = "c", .contact_incident = "phishing"}};
    CHECK(asked(desks, {"phishing", "LB", "", "journalist"}) == Names{"b", "c", "a"});
    CHECK(asked(desks, {"phishing", "LB", "", ""}).front() == "c");
}

TEST_CASE("a desk of the state and a file added by hand never come first while there is any other") {
    const std::vector<Desk> desks = {{.id = "a-state", .subtype = "state-body", .languages = {"ar"}, .hours = "24/7"},
                                     {.id = "b-hand", .languages = {"ar"}, .hours = "24/7", .origin = ChannelOrigin::AddedByHand},
                                     {.id = "c-old-fund", .kind = "fund", .regions = {"global"}, .seen = "2001"}};
    CHECK(asked(desks, {"phishing", "LB", "ar", "hrd"}) == Names{"c-old-fund", "a-state", "hand:b-hand"});
}

TEST_CASE("each suggestion says why it is there") {
    const Directory directory = directory_of({{.id = "a", .subtype = "state-body", .languages = {"ar"}, .hours = "24/7"}});
    const auto found = suggest(directory, regions(), {"phishing", "LB", "ar", "hrd"}, kToday);
    REQUIRE(found.size() == 1);
    CHECK(reasons(found.front()) == Names{"channels.why.incident", "channels.why.country", "channels.why.language", "channels.why.hours",
                                          "channels.why.audience", "channels.why.state_body"});
    CHECK(std::get<std::string>(*found.front().why[1].find("region")) == "Lebanon");
    CHECK(std::get<MessageRef>(*found.front().why[0].find("incident")).id == "incident.phishing");
    CHECK(found.front().grade == Grade::Confirmed);

    const Directory others = directory_of({{.id = "g", .regions = {"middle-east"}},
                                           {.id = "h", .regions = {"global"}, .origin = ChannelOrigin::AddedByHand}});
    const auto more = suggest(others, regions(), {"phishing", "LB", "ar", ""}, kToday);
    REQUIRE(more.size() == 2);
    CHECK(reasons(more[0]) == Names{"channels.why.incident", "channels.why.group"});
    CHECK(reasons(more[1]) == Names{"channels.why.incident", "channels.why.everywhere", "channels.why.by_hand"});
}

TEST_CASE("it is said once when every choice is old, and not when there is no choice") {
    const Directory old = directory_of({{.id = "a", .seen = "2020"}, {.id = "b", .seen = ""}});
    CHECK(all_old(suggest(old, regions(), {"phishing", "LB", "", ""}, kToday)));
    const Directory mixed = directory_of({{.id = "a", .seen = "2020"}, {.id = "b", .source_kind = "secondary"}});
    CHECK_FALSE(all_old(suggest(mixed, regions(), {"phishing", "LB", "", ""}, kToday)));
    CHECK_FALSE(all_old({}));
}

TEST_CASE("the order does not depend on the order in which files were read") {
    std::vector<Desk> desks;
    for (const char* region : {"LB", "middle-east", "global"}) {
        for (const char* language : {"en", "ar"}) {
            for (const char* kind : {"helpline", "fund", "cert"}) {
                desks.push_back({.id = std::string("d") + std::to_string(desks.size()), .kind = kind, .regions = {region}, .languages = {language}});
            }
        }
    }
    const Question question{"phishing", "LB", "ar", "hrd"};
    const auto expected = asked(desks, question);
    CHECK(expected.size() == desks.size());
    std::mt19937_64 dice(1);
    for (int i = 0; i < 20; ++i) {
        std::ranges::shuffle(desks, dice);
        CHECK(asked(desks, question) == expected);
    }
}

TEST_CASE("whatever happened, and wherever, our own list has somebody to turn to, and never the state first") {
    const std::set<std::string> countries = regions().countries_in("global");
    REQUIRE(countries.size() > 200);
    for (const std::string& incident : incident_ids()) {
        std::vector<std::string> places(countries.begin(), countries.end());
        places.emplace_back("");
        for (const std::string& place : places) {
            const auto found = suggest(shipped(), regions(), {incident, place, "", ""}, kToday);
            if (found.empty() || found.front().channel->state_body()) {
                INFO(incident << " in " << place);
                CHECK_FALSE(found.empty());
                CHECK(found.empty());
            }
        }
    }
}

TEST_CASE("our own list offers each channel at most once, and only for what it helps with") {
    for (const std::string& incident : incident_ids()) {
        for (const char* place : {"LB", "MX", "UA", "africa", ""}) {
            const auto found = suggest(shipped(), regions(), {incident, place, "es", "journalist"}, kToday);
            std::set<std::string> once;
            for (const Suggestion& item : found) {
                CHECK(once.insert(item.channel->id).second);
                CHECK(std::ranges::find(item.channel->incidents, incident) != item.channel->incidents.end());
                CHECK(item.why.size() >= 2);
            }
            CHECK(ids(found) == ids(suggest(shipped(), regions(), {incident, place, "es", "journalist"}, kToday)));
        }
    }
}
