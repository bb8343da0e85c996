// Drives every tests/fixtures/<name>.tree: a whole recorded system, judged as it stands and again as a folder for
// --root. What to expect stands in <name>.expect.json beside it.

#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/platform/recorded_host.hpp"
#include "app/platform/rooted_host.hpp"
#include "checks/data_table.hpp"
#include "checks/probes/os_support.hpp"
#include "checks/runner.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

const RegisteredCheck* find_check(std::string_view id) {
    for (const RegisteredCheck& check : all_checks()) {
        if (check.definition->id == id) return &check;
    }
    return nullptr;
}

void expect(const Json* wanted, const std::shared_ptr<const Host>& host) {
    if (wanted == nullptr) return;
    const auto table = OsSupportTable::parse(data_table("os-support"));
    REQUIRE(table.has_value());
    for (const auto& [id, verdict] : wanted->members()) {
        INFO("check " << id);
        const RegisteredCheck* check = find_check(id);
        REQUIRE(check != nullptr);
        const CheckReport report =
            run_checks(std::span(check, 1), host, {day_of(host->now()), &*table}, {}, {}, {});
        REQUIRE(report.findings.size() == 1);
        const Finding& finding = report.findings.front();
        for (const Evidence& item : finding.evidence) UNSCOPED_INFO(item.source << " " << item.key << " = " << item.value);
        CHECK(verdict_name(finding.judgement.verdict) == verdict.member_text("verdict"));
        if (verdict.find("reason") != nullptr) CHECK(finding.judgement.reason == verdict.member_text("reason"));
        if (verdict.find("severity") != nullptr) {
            CHECK(severity_name(finding.judgement.severity) == verdict.member_text("severity"));
        }
    }
}

}  // namespace

TEST_CASE("every recorded system gets the verdicts written beside it, as it stands and below --root") {
    for (const std::string& name : test::fixture_names()) {
        INFO("fixture " << name);
        const auto expected =
            Json::parse(test::read_file(test::source_folder() / "tests/fixtures" / (name + ".expect.json")));
        REQUIRE(expected.has_value());
        CHECK_FALSE(expected->member_text("about").empty());
        const Tree tree = test::load_fixture(name);
        expect(expected->find("recorded"), make_recorded_host(tree));

        const Json* rooted = expected->find("rooted");
        // Root reads files that refuse everybody else, so a refusal cannot be laid out for it.
        const bool needs_refusal = std::ranges::any_of(tree.entries, [](const auto& item) { return item.second.refused; });
        if (rooted == nullptr || (needs_refusal && ::geteuid() == 0)) continue;
        const test::TempFolder folder;
        test::lay_out(tree, folder.path());
        auto host = make_rooted_host(folder.path().string(), tree.now);
        REQUIRE(host.has_value());
        expect(rooted, std::shared_ptr<const Host>(std::move(*host)));
    }
}
