#include "app/models/check_report.hpp"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/models/languages.hpp"
#include "app/models/phone_check.hpp"
#include "app/platform/recorded_host.hpp"
#include "app/shell/pins.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/hosts.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::models;

namespace {

const Languages& languages() {
    static const ShippedData shipped(test::build_folder().string(), pinned_files(), embedded_files());
    static const Languages kLanguages = Languages::load(shipped);
    return kLanguages;
}

/// A host at which much is at risk: all changes of the Linux hosts that fit beside one another would be too many, so one.
const CheckUp& looked(ThreatProfile profile, const std::string& name = "anydesk") {
    static std::map<std::string, CheckUp> kept;
    const std::string key = name + std::string(profile_name(profile));
    if (const auto at = kept.find(key); at != kept.end()) return at->second;
    const auto hosts = test::known_hosts("linux");
    const auto host = std::ranges::find(hosts, name, &test::KnownHost::name);
    REQUIRE(host != hosts.end());
    auto check_up = CheckUp::create();
    REQUIRE(check_up.has_value());
    check_up->use_profile(profile);
    check_up->run(make_recorded_host(host->tree), {}, {}, {});
    return kept.emplace(key, *std::move(check_up)).first->second;
}

Report report_of(const CheckUp& check_up, const std::string& language, Redaction redaction) {
    return make_report(check_up.ordered(), check_up.infos(), languages().translator(language), check_up.profile(), redaction, *parse_day("2026-11-29"));
}

}  // namespace

TEST_CASE("a profile changes order and severity, and never a verdict") {
    const CheckUp& everyday = looked(ThreatProfile::Everyday);
    for (const ThreatProfile profile : kThreatProfiles) {
        const CheckUp& other = looked(profile);
        for (const checks::Finding& finding : everyday.report().findings) {
            const auto same = std::ranges::find(other.report().findings, finding.id, &checks::Finding::id);
            REQUIRE(same != other.report().findings.end());
            CHECK(same->judgement.verdict == finding.judgement.verdict);
            CHECK(same->judgement.reason == finding.judgement.reason);
            if (finding.judgement.severity == checks::Severity::Large) CHECK(same->judgement.severity == checks::Severity::Large);
        }
        CHECK(next_steps_of(other.ordered()).size() <= kMaxNextSteps);
    }
    CHECK(looked(ThreatProfile::Partner).next_step()->id == "remote-support-tools");
}

TEST_CASE("every profile has checks that matter to it, and a name in words") {
    for (const ThreatProfile profile : kThreatProfiles) {
        const auto infos = CheckUp::create()->infos();
        const auto count = std::ranges::count_if(infos, [&](const auto& info) { return matters_to(info, profile); });
        CHECK((profile == ThreatProfile::Everyday ? count == 0 : count >= 5));
        CHECK(languages().translator("en").knows("threat." + std::string(profile_name(profile)) + ".note"));
        CHECK(profile_from_name(profile_name(profile)) == profile);
    }
}

TEST_CASE("signs of spying put safety before every step, and nothing says infected") {
    const Report report = report_of(looked(ThreatProfile::Partner), "en", Redaction::Full);
    const auto item = std::ranges::find(report.items, "remote-support-tools", &ReportItem::id);
    REQUIRE(item != report.items.end());
    CHECK(item->first.text.find("safety plan") != std::string::npos);
    for (const std::string& page : {report_text(report), report_html(report)}) {
        const std::size_t title = page.find(item->title.text);
        CHECK(page.find("safety plan", title) < page.find(item->steps.front().text, title));
    }
    for (const checks::RegisteredCheck& check : checks::all_checks()) CHECK(check.english_po.find("nfected") == std::string_view::npos);
}

TEST_CASE("a report without names holds no account, home folder or address, and one of verdicts holds no evidence") {
    const CheckUp& check_up = looked(ThreatProfile::Everyday, "redirected");
    const std::string full = report_text(report_of(check_up, "en", Redaction::Full));
    CHECK(full.find("203.0.113.9") != std::string::npos);
    for (const Redaction redaction : {Redaction::NoNames, Redaction::Verdicts}) {
        const Report report = report_of(check_up, "en", redaction);
        for (const std::string& text : {report_text(report), report_html(report), report.facts.dump()}) {
            CHECK(text.find("203.0.113.9") == std::string::npos);
            CHECK(text.find("/home/ana") == std::string::npos);
            if (redaction == Redaction::Verdicts) CHECK(text.find("/etc/") == std::string::npos);
        }
    }
    CHECK(without_names("ana reads /home/ana/x from 192.0.2.1:80, banana at ana@example.org, 1.2.3", {"ana"}) ==
          "[…] reads /home/[…]/x from […], banana at […], 1.2.3");
    CHECK(without_names("127.0.0.1 and fe80:1:2:3:4:5", {}) == "127.0.0.1 and […]");
}

TEST_CASE("the page has no script, nothing from elsewhere, and shows what it is handed as text") {
    for (const char* language : {"en", "ar"}) {
        const std::string html = report_html(report_of(looked(ThreatProfile::Everyday), language, Redaction::Full));
        CHECK(html.find("<script") == std::string::npos);
        for (const char* outside : {"src=", "<link", "url(", "@import", "<iframe", "<img"}) CHECK(html.find(outside) == std::string::npos);
        CHECK(html.find(std::string("<html lang=\"") + language + "\" dir=\"" + (language == std::string("ar") ? "rtl" : "ltr") + "\">") != std::string::npos);
        CHECK(html.find("default-src 'none'") != std::string::npos);
    }
    checks::Finding odd;
    odd.id = "firewall-on";
    odd.judgement = checks::cannot_tell("unreadable.denied").with("source", Code{"<b onload=x>&"});
    const auto infos = CheckUp::create()->infos();
    const std::string html = report_html(make_report({&odd}, infos, languages().translator("en"), ThreatProfile::Everyday, Redaction::Full, *parse_day("2026-11-29")));
    CHECK(html.find("<b onload") == std::string::npos);
    CHECK(html.find("&lt;b onload=x&gt;&amp;") != std::string::npos);
}

TEST_CASE("answers about a phone become findings, and not sure is not a verdict") {
    auto phones = PhoneCheck::create();
    REQUIRE(phones.has_value());
    const localization::Translator words = languages().translator("en");
    for (const Phone phone : {Phone::Android, Phone::IPhone}) {
        phones->phone = phone;
        CHECK(phones->questions().size() >= 6);
        for (const PhoneQuestion* question : phones->questions()) {
            const std::string& id = question->info.id;
            INFO(id);
            CHECK(phones->finding(*question, ThreatProfile::Everyday).judgement.verdict == checks::Verdict::CannotTell);
            for (const char* part : {".title", ".ask", ".where", ".reason.yes", ".reason.no"}) CHECK(words.knows("checks." + id + part));
            phones->answer(id, PhoneAnswer::Yes);
            CHECK(phones->finding(*question, ThreatProfile::Everyday).judgement.verdict == checks::Verdict::Good);
            phones->answer(id, PhoneAnswer::No);
            const checks::Finding finding = phones->finding(*question, ThreatProfile::Everyday);
            CHECK(finding.judgement.verdict == question->if_no);
            if (finding.judgement.verdict == checks::Verdict::AtRisk) CHECK_FALSE(words.tr("checks." + id + ".fix.1").text.starts_with("["));
        }
        CHECK(phones->answered() == phones->questions().size());
    }
}

TEST_CASE("in a browser 360 pixels wide the page asks for nothing and scrolls only down", "[browser]") {
    const std::string chromium = "/usr/bin/chromium-headless-shell";
    if (!std::filesystem::exists(chromium)) SKIP("no Chromium here");
    const test::TempFolder folder;
    for (const char* language : {"en", "ar"}) {
        test::write_file(folder.path() / "report.html", report_html(report_of(looked(ThreatProfile::Everyday), language, Redaction::Full)));
        // The page may run no script, so a page around it measures.
        test::write_file(folder.path() / "around.html",
                         "<!doctype html><iframe id=f width=360 height=640 style='border:0' src=report.html></iframe><p id=r></p><script>"
                         "f.onload=()=>{const d=f.contentDocument;for(const e of d.querySelectorAll('details'))e.open=true;"
                         "r.textContent='over '+Math.max(0,d.documentElement.scrollWidth-d.documentElement.clientWidth)+' asked '+f.contentWindow.performance.getEntriesByType('resource').length+' items '+d.querySelectorAll('section').length}</script>");
        test::ProcessOptions options;
        options.limit = std::chrono::seconds(90);
        options.arguments = {"--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--virtual-time-budget=4000",
                             "--user-data-dir=" + (folder.path() / "profile").string(), "--dump-dom", "file://" + (folder.path() / "around.html").string()};
        const auto result = test::run_process(chromium, options);
        INFO(language << ": " << result.output.substr(0, 400) << result.errors.substr(0, 300));
        CHECK(result.output.find("over 0 asked 0 items ") != std::string::npos);
        CHECK(result.output.find("items 0") == std::string::npos);
    }
}
