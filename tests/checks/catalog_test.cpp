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

/// One check on one system, with the file of its cases.
struct Judged {
    const RegisteredCheck* check;
    const CheckDefinition* definition;
    const char* cases;
};

std::vector<Judged> all_judged() {
    std::vector<Judged> out;
    for (const RegisteredCheck& check : all_checks()) {
        if (check.linux) out.push_back({&check, check.definition, "cases.json"});
        const auto own = [&](const CheckDefinition* other, const char* cases) {
            if (other != nullptr && (!check.linux || other != check.definition)) out.push_back({&check, other, cases});
        };
        own(check.windows, "windows.cases.json");
        own(check.macos, "macos.cases.json");
    }
    return out;
}

Json load_cases(std::string_view id, const char* name) {
    const auto path = test::source_folder() / "checks/catalog" / id / name;
    auto cases = Json::parse(test::read_file(path));
    INFO(path.string() << ": " << (cases ? "" : cases.error().detail));
    REQUIRE(cases.has_value());
    return *std::move(cases);
}

}  // namespace

TEST_CASE("every case of every check is judged as written beside the check") {
    for (const Judged& judged : all_judged()) {
        const Json cases = load_cases(judged.definition->id, judged.cases);
        REQUIRE(cases.elements().size() >= 2);
        for (const Json& item : cases.elements()) {
            INFO(judged.definition->id << ", " << judged.cases << ": " << item.member_text("name"));
            REQUIRE_FALSE(item.member_text("name").empty());
            REQUIRE(item.find("facts") != nullptr);
            const auto facts = Facts::from_json(*item.find("facts"), "ana");
            REQUIRE(facts.has_value());
            const Judgement judgement = judged.definition->judge(*facts, {today_of(item), &table()});
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
        for (const Judged& judged : all_judged()) {
            if (judged.check != &check) continue;
            const Json cases = load_cases(judged.definition->id, judged.cases);
            for (const Json& item : cases.elements()) {
                covered.insert(std::string(item.find("expect")->member_text("reason")));
            }
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
        std::vector<const char*> parts = {"title", "why", "by_hand", "watcher"};
        if (check.windows != nullptr && check.windows != check.definition) parts.push_back("by_hand.windows");
        if (check.macos != nullptr && check.macos != check.definition) parts.push_back("by_hand.macos");
        for (const char* part : parts) {
            INFO("part " << part);
            CHECK(po.find("msgctxt \"checks." + info->id + "." + part + "\"") != std::string::npos);
        }
    }
    CHECK(ids.size() >= 17);
}

TEST_CASE("a judge that is given no facts at all never says that all is well or at risk") {
    for (const Judged& judged : all_judged()) {
        INFO(judged.definition->id << ", " << judged.cases);
        const Judgement judgement = judged.definition->judge(Facts{}, {*parse_day("2026-11-23"), &table()});
        CHECK(judgement.verdict != Verdict::Good);
        CHECK(judgement.verdict != Verdict::AtRisk);
    }
}

TEST_CASE("a fact that becomes unreadable never turns a verdict into good or into another risk") {
    for (const Judged& judged : all_judged()) {
        const Json cases = load_cases(judged.definition->id, judged.cases);
        for (const Json& item : cases.elements()) {
            const Json* facts = item.find("facts");
            const JudgeContext context{today_of(item), &table()};
            const Judgement before = judged.definition->judge(*Facts::from_json(*facts), context);
            for (const auto& [key, value] : facts->members()) {
                Json changed = *facts;
                Json refused = Json::object();
                refused.set("unreadable", "denied").set("source", "/somewhere");
                changed.set(key, refused);
                const Judgement after = judged.definition->judge(*Facts::from_json(changed), context);
                INFO(judged.definition->id << ": " << item.member_text("name") << ", without " << key << " gives "
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

TEST_CASE("every risk comes with steps against it, on every system") {
    for (const Judged& judged : all_judged()) {
        const Json cases = load_cases(judged.definition->id, judged.cases);
        for (const Json& item : cases.elements()) {
            const Judgement judgement = judged.definition->judge(*Facts::from_json(*item.find("facts")), {today_of(item), &table()});
            if (judgement.verdict != Verdict::AtRisk) continue;
            INFO(judged.definition->id << ": " << item.member_text("name") << ", steps \"" << judgement.remedy << "\"");
            const std::string step = "checks." + std::string(judged.definition->id) + ".fix." +
                                     (judgement.remedy.empty() ? "" : judgement.remedy + ".") + "1\"";
            CHECK(judged.check->english_po.find(step) != std::string_view::npos);
        }
    }
}
