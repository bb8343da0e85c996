// Drives every checks/catalog/<id>/cases.json against the check's judge: facts in, verdict out, no computer involved.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "checks/check.hpp"
#include "checks/data_table.hpp"
#include "checks/probes/os_support.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

Day today_of(const Json& item) {
    const auto day = parse_day(item.member_text("today"));
    return day ? *day : *parse_day("2026-11-23");
}

const OsSupportTable& table() {
    static const auto kTable = OsSupportTable::parse(data_table("os-support"));
    REQUIRE(kTable.has_value());
    return *kTable;
}

Json load_cases(std::string_view id) {
    const auto path = test::source_folder() / "checks/catalog" / id / "cases.json";
    auto cases = Json::parse(test::read_file(path));
    INFO(path.string() << ": " << (cases ? "" : cases.error().detail));
    REQUIRE(cases.has_value());
    return *std::move(cases);
}

}  // namespace

TEST_CASE("every case of every check is judged as written beside the check") {
    for (const RegisteredCheck& check : all_checks()) {
        const Json cases = load_cases(check.definition->id);
        REQUIRE(cases.elements().size() >= 2);
        for (const Json& item : cases.elements()) {
            INFO(check.definition->id << ": " << item.member_text("name"));
            REQUIRE_FALSE(item.member_text("name").empty());
            REQUIRE(item.find("facts") != nullptr);
            const auto facts = Facts::from_json(*item.find("facts"), "ana");
            REQUIRE(facts.has_value());
            const Judgement judgement = check.definition->judge(*facts, {today_of(item), &table()});
            const Json* expected = item.find("expect");
            REQUIRE(expected != nullptr);
            CHECK(verdict_name(judgement.verdict) == expected->member_text("verdict"));
            CHECK(judgement.reason == expected->member_text("reason"));
            if (judgement.verdict == Verdict::AtRisk) {
                CHECK(severity_name(judgement.severity) == expected->member_text("severity"));
            }
        }
    }
}

TEST_CASE("every check describes itself, names its sources, and has a case for each verdict that its texts promise") {
    std::set<std::string> ids;
    for (const RegisteredCheck& check : all_checks()) {
        INFO(check.definition->id);
        const auto info = parse_check_info(check.info_json);
        REQUIRE(info.has_value());
        CHECK(info->id == check.definition->id);
        CHECK(ids.insert(info->id).second);
        // Each reason with a sentence in en.po must be reachable, or it is a sentence that nobody ever reads.
        std::set<std::string> covered;
        const Json cases = load_cases(check.definition->id);
        for (const Json& item : cases.elements()) {
            covered.insert(std::string(item.find("expect")->member_text("reason")));
        }
        const std::string prefix = "msgctxt \"checks." + info->id + ".reason.";
        const std::string po(check.english_po);
        for (std::size_t at = po.find(prefix); at != std::string::npos; at = po.find(prefix, at + 1)) {
            const std::size_t start = at + prefix.size();
            const std::string reason = po.substr(start, po.find('"', start) - start);
            INFO("reason " << reason);
            CHECK(covered.contains(reason));
        }
        for (const std::string& reason : covered) {
            if (reason.find('.') != std::string::npos) continue;
            INFO("reason " << reason);
            CHECK(po.find(prefix + reason + "\"") != std::string::npos);
        }
        for (const char* part : {"title", "why", "by_hand", "watcher"}) {
            INFO("part " << part);
            CHECK(po.find("msgctxt \"checks." + info->id + "." + part + "\"") != std::string::npos);
        }
    }
    CHECK(ids.size() >= 17);
}

TEST_CASE("a judge that is given no facts at all never says that all is well or at risk") {
    for (const RegisteredCheck& check : all_checks()) {
        INFO(check.definition->id);
        const Judgement judgement = check.definition->judge(Facts{}, {*parse_day("2026-11-23"), &table()});
        CHECK(judgement.verdict != Verdict::Good);
        CHECK(judgement.verdict != Verdict::AtRisk);
    }
}

TEST_CASE("a fact that becomes unreadable never turns a verdict into good or into another risk") {
    for (const RegisteredCheck& check : all_checks()) {
        const Json cases = load_cases(check.definition->id);
        for (const Json& item : cases.elements()) {
            const Json* facts = item.find("facts");
            const JudgeContext context{today_of(item), &table()};
            const Judgement before = check.definition->judge(*Facts::from_json(*facts), context);
            for (const auto& [key, value] : facts->members()) {
                Json changed = *facts;
                Json refused = Json::object();
                refused.set("unreadable", "denied").set("source", "/somewhere");
                changed.set(key, refused);
                const Judgement after = check.definition->judge(*Facts::from_json(changed), context);
                INFO(check.definition->id << ": " << item.member_text("name") << ", without " << key << " gives "
                                          << after.reason);
                if (before.verdict != Verdict::Good) CHECK(after.verdict != Verdict::Good);
                if (before.verdict == Verdict::Good || before.verdict == Verdict::CannotTell ||
                    before.verdict == Verdict::DoesNotApply) {
                    CHECK(after.verdict != Verdict::AtRisk);
                }
            }
        }
    }
}
