#include "app/models/check_memory.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;
using namespace amparo::models;

namespace {

Day day(const char* text) { return *parse_day(text); }

checks::Finding finding(const char* id, checks::Judgement judgement) {
    checks::Finding out;
    out.id = id;
    out.judgement = std::move(judgement);
    return out;
}

}  // namespace

TEST_CASE("what does not fit is put aside until its day, and no longer than a year") {
    PutAsideList list;
    list.put("firewall-on", "the office looks after it", day("2027-01-01"), day("2026-11-29"));
    REQUIRE(list.find("firewall-on", day("2027-01-01")) != nullptr);
    CHECK(list.find("firewall-on", day("2027-01-02")) == nullptr);
    list.put("swap-encrypted", "", day("2099-01-01"), day("2026-11-29"));
    CHECK(list.find("swap-encrypted", day("2028-01-01")) == nullptr);
    list.take_back("firewall-on");
    CHECK(list.find("firewall-on", day("2026-11-29")) == nullptr);
}

TEST_CASE("what was put aside is the same after it was kept as JSON, and nonsense is refused") {
    PutAsideList list;
    list.put("firewall-on", std::string(600, 'x') + "\xc3\xa9", day("2027-01-01"), day("2026-11-29"));
    const auto back = PutAsideList::from_json(list.to_json());
    REQUIRE(back.has_value());
    CHECK(back->all() == list.all());
    CHECK(back->all().front().note.size() <= PutAsideList::kMaxNote);
    CHECK_FALSE(PutAsideList::from_json(Json::object()).has_value());
    CHECK_FALSE(PutAsideList::from_json(*Json::parse(R"({"schema": "amparo.put-aside/1", "entries": [{"id": "../x", "until": "2027-01-01"}]})")).has_value());
}

TEST_CASE("what became worse and what was solved since the last look is told, and nothing else") {
    const CheckSnapshot before = snapshot_of({finding("a-a", checks::good("x")), finding("b-b", checks::at_risk(checks::Severity::Large, "x")),
                                              finding("c-c", checks::cannot_tell("x")), finding("d-d", checks::at_risk(checks::Severity::Small, "x"))}, day("2026-11-01"));
    const CheckSnapshot now = snapshot_of({finding("a-a", checks::at_risk(checks::Severity::Small, "x")), finding("b-b", checks::good("x")),
                                           finding("c-c", checks::good("x")), finding("d-d", checks::cannot_tell("x")), finding("e-e", checks::at_risk(checks::Severity::Large, "x"))}, day("2026-11-29"));
    const CheckChanges changes = changes_since(before, now);
    CHECK(changes.worse == std::vector<std::string>{"a-a"});
    CHECK(changes.solved == std::vector<std::string>{"b-b"});
    const auto kept = CheckSnapshot::from_json(before.to_json());
    REQUIRE(kept.has_value());
    CHECK(kept->verdicts == before.verdicts);
    CHECK(changes_since(now, now).none());
}
