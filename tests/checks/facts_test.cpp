#include <catch2/catch_test_macros.hpp>

#include "checks/check.hpp"
#include "checks/facts.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

Result<Facts> from(const std::string& json) {
    const auto parsed = Json::parse(json);
    REQUIRE(parsed.has_value());
    return Facts::from_json(*parsed, "ana");
}

}  // namespace

TEST_CASE("known, missing and unreadable facts never mix") {
    Facts facts("ana");
    facts.put("on", true, "/etc/a");
    facts.put("count", 3);
    facts.put("name", "x");
    facts.put("list", std::vector<std::string>{"a", "b"});
    facts.miss("gone", "/etc/b");
    facts.refuse("closed", Error{Errc::Denied, {}, {}}, "/etc/c");
    facts.refuse("absent", Error{Errc::NotFound, {}, {}}, "/etc/d");
    CHECK(facts.subject() == "ana");
    CHECK(facts.known("on"));
    CHECK(facts.flag("on"));
    CHECK(facts.number("count") == 3);
    CHECK(facts.text("name") == "x");
    CHECK(facts.list("list") == std::vector<std::string>{"a", "b"});
    CHECK(facts.missing("gone"));
    CHECK(facts.unreadable("closed"));
    CHECK(facts.at("closed").why == Errc::Denied);
    CHECK(facts.missing("absent"));
    CHECK_FALSE(facts.known("absent"));
    CHECK_FALSE(facts.unreadable("absent"));
    CHECK(facts.missing("never asked"));
    CHECK(facts.at("never asked").source.empty());
}

TEST_CASE("a value asked for as another kind is neutral") {
    Facts facts;
    facts.put("count", 3);
    facts.put("name", "true");
    facts.refuse("closed", Error{Errc::Io, {}, {}});
    CHECK_FALSE(facts.flag("count"));
    CHECK_FALSE(facts.flag("name"));
    CHECK(facts.number("name", 7) == 7);
    CHECK(facts.number("closed", 7) == 7);
    CHECK(facts.text("count").empty());
    CHECK(facts.list("name").empty());
}

TEST_CASE("a fact that is set again forgets what it was, and keeps its place") {
    Facts facts;
    facts.put("a", 1, "/one");
    facts.put("b", 2);
    facts.refuse("a", Error{Errc::Timeout, {}, {}}, "/two");
    CHECK(facts.unreadable("a"));
    CHECK(facts.number("a", 7) == 7);
    CHECK(facts.at("a").source == "/two");
    facts.put("a", false);
    CHECK(facts.known("a"));
    CHECK(facts.at("a").why == Errc::NotFound);
    facts.miss("a");
    CHECK(facts.missing("a"));
    REQUIRE(facts.all().size() == 2);
    CHECK(facts.all().front().key == "a");
}

TEST_CASE("facts are shown so that a person can read them and nothing in them can play tricks") {
    const auto shown = [](auto value) {
        Facts facts;
        facts.put("x", value);
        return facts.at("x").shown();
    };
    CHECK(shown(true) == "yes");
    CHECK(shown(false) == "no");
    CHECK(shown(std::int64_t{-5}) == "-5");
    CHECK(shown("0755") == "0755");
    CHECK(shown(std::vector<std::string>{"a", "b"}) == "a, b");
    CHECK(shown(std::vector<std::string>{}) == "none");
    CHECK(shown("a\u202Eb\n\x1B[31m\xFF") == "a\\u{202e}b\\u{a}\\u{1b}[31m\uFFFD");
    CHECK(shown(std::string(1000, 'x')) == std::string(limits::kEvidenceValue, 'x') + "…");
    Facts facts;
    facts.refuse("x", Error{Errc::NotRunning, {}, {}}, "/proc/\u202Ex");
    CHECK(facts.at("x").shown() == "not readable (not-running)");
    CHECK(facts.evidence() == std::vector<Evidence>{{"/proc/\\u{202e}x", "x", "not readable (not-running)"}});
    CHECK(facts.at("other").shown() == "not there");
}

TEST_CASE("case files write facts as plain values, with a source, missing, or unreadable") {
    const auto facts = from(R"({"on": true, "count": 5, "name": "x", "list": ["a"], "none": [], "gone": null,
        "closed": {"unreadable": "denied", "source": "/etc/shadow"}, "sourced": {"value": 7, "source": "/etc/x"},
        "lost": {"unreadable": "not-found", "source": "/etc/y"}})");
    REQUIRE(facts.has_value());
    CHECK(facts->subject() == "ana");
    CHECK(facts->flag("on"));
    CHECK(facts->number("count") == 5);
    CHECK(facts->text("name") == "x");
    CHECK(facts->list("list") == std::vector<std::string>{"a"});
    CHECK(facts->known("none"));
    CHECK(facts->missing("gone"));
    CHECK(facts->at("closed").why == Errc::Denied);
    CHECK(facts->at("closed").source == "/etc/shadow");
    CHECK(facts->number("sourced") == 7);
    CHECK(facts->at("sourced").source == "/etc/x");
    CHECK(facts->missing("lost"));
    CHECK(facts->all().size() == 9);
}

TEST_CASE("a case file that cannot be meant is refused") {
    for (const char* json : {"[]", "5", "null", R"({"a": 1.5})", R"({"a": {}})", R"({"a": {"source": "/x"}})", R"({"a": {"value": null}})",
                             R"({"a": {"value": {}}})", R"({"a": [1]})", R"({"a": {"unreadable": "tired"}})",
                             R"({"a": {"unreadable": 5}})", R"({"a": {"unreadable": null}})", R"({"a": {"unreadable": ""}})",
                             R"({"a": {"value": 1, "sauce": "/x"}})", R"({"a": {"unreadable": "denied", "value": 1}})",
                             R"({"a": {"value": 1, "source": 5}})"}) {
        INFO(json);
        const auto facts = from(json);
        REQUIRE_FALSE(facts.has_value());
        CHECK(facts.error().code == Errc::Corrupt);
        CHECK_FALSE(facts.error().detail.empty());
    }
}

TEST_CASE("every error can be written into a case file by its name") {
    for (int code = 0; code <= static_cast<int>(Errc::Bug); ++code) {
        CHECK(errc_from_name(errc_name(static_cast<Errc>(code))) == static_cast<Errc>(code));
    }
    CHECK_FALSE(errc_from_name("").has_value());
    CHECK_FALSE(errc_from_name("Denied").has_value());
}

TEST_CASE("what could not be read becomes a verdict that says which source and why") {
    Facts facts;
    facts.refuse("closed", Error{Errc::Denied, {}, {}}, "/etc/shadow");
    facts.refuse("nameless", Error{Errc::Timeout, {}, {}});
    const Judgement closed = cannot_tell(facts.at("closed"));
    CHECK(closed.verdict == Verdict::CannotTell);
    CHECK(closed.reason == "unreadable.denied");
    CHECK(closed.arguments == std::vector<MessageArgument>{{"source", Code{"/etc/shadow"}}});
    CHECK(cannot_tell(facts.at("nameless")).arguments.front().value == MessageValue(Code{"nameless"}));
    CHECK(cannot_tell(facts.at("never asked")).reason == "unreadable.not-found");
}

TEST_CASE("of several people the one most at risk decides, and the evidence of all is kept") {
    static constexpr CheckDefinition kCheck{"x", nullptr, [](const Facts& facts, const JudgeContext&) {
        const std::string verdict = facts.text("verdict");
        if (verdict == "large") return at_risk(Severity::Large, verdict);
        if (verdict == "small") return at_risk(Severity::Small, verdict);
        if (verdict == "unknown") return cannot_tell(std::string("unknown"));
        return verdict == "good" ? good(verdict) : does_not_apply("none");
    }};
    const auto decided = [](const std::vector<std::string>& verdicts) {
        std::vector<Facts> people;
        for (const std::string& verdict : verdicts) {
            people.emplace_back("person " + std::to_string(people.size()));
            people.back().put("verdict", verdict, "/home/" + std::to_string(people.size()));
        }
        const Finding finding = judge_all(kCheck, people, {});
        CHECK(finding.id == "x");
        CHECK(finding.evidence.size() == verdicts.size());
        return finding.judgement.reason + " " + finding.subject;
    };
    CHECK(decided({"good", "small", "large", "unknown"}) == "large person 2");
    CHECK(decided({"good", "unknown", "small"}) == "small person 2");
    CHECK(decided({"none", "good", "unknown"}) == "unknown person 2");
    CHECK(decided({"none", "good"}) == "good person 1");
    CHECK(decided({"none"}) == "none person 0");
    CHECK(decided({"small", "small"}) == "small person 0");
    CHECK(judge_all(kCheck, {}, {}).judgement.verdict == Verdict::CannotTell);
    CHECK(judge_all(kCheck, {}, {}).judgement.reason == "nobody.found");
}

TEST_CASE("evidence has an end, and the one who decides is in it") {
    static constexpr CheckDefinition kCheck{"x", nullptr, [](const Facts& facts, const JudgeContext&) {
        return facts.flag("bad") ? at_risk(Severity::Large, "bad") : good("fine");
    }};
    std::vector<Facts> people;
    for (int person = 0; person < 200; ++person) {
        people.emplace_back("p" + std::to_string(person));
        people.back().put("bad", person == 199, "/home/p" + std::to_string(person));
    }
    const Finding finding = judge_all(kCheck, people, {});
    CHECK(finding.subject == "p199");
    CHECK(finding.evidence.size() == limits::kEvidenceItems);
    bool there = false;
    for (const Evidence& item : finding.evidence) there = there || (item.source == "/home/p199" && item.value == "yes");
    CHECK(there);
}
