// browser-current: is each browser recent, and free of holes that were used against people? See README.md.

#include <algorithm>

#include "app/base/text.hpp"
#include "checks/probes/app_versions.hpp"
#include "checks/probes/browsers.hpp"
#include "checks/probes/dated_table.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/versions.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kBrowserDays = 60;
constexpr int kBehind = 3;

std::string record_id(const std::string& browser) {
    if (browser == "Opera GX") return "opera";
    std::string id = text::lower(browser);
    std::ranges::replace(id, ' ', '-');
    return id;
}

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    const auto table = load_dated_table("app-versions");
    if (!table) return facts.refuse("version", table.error(), "our own list");
    put_table(facts, *table);
    if (profile.family == BrowserFamily::Firefox) {
        const std::string source = profile.folder + "/compatibility.ini";
        const auto text = host.read(source);
        if (!text) return facts.refuse("version", text.error(), source);
        const auto ini = parse_ini(*text);
        if (!ini) return facts.refuse("version", ini.error(), source);
        // "145.0.1_20251112091408/20251112091408"
        const std::string value = ini->value("Compatibility", "LastVersion").value_or("");
        facts.put("version", value.substr(0, value.find('_')), source);
    } else {
        const std::string source = profile.root + "/Last Version";
        const auto text = host.read(source, 256);
        if (!text) return facts.refuse("version", text.error(), source);
        facts.put("version", std::string(text::trim(*text)), source);
    }
    put_app_lines(facts, *table, record_id(profile.browser), major_of(facts.text("version")));
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement judge(const Facts& facts, const JudgeContext& context) {
    if (auto nothing = without_profile(facts)) return *nothing;
    const std::string version = facts.text("version");
    const auto say = [&](Judgement judgement) { return judgement.with("browser", Code{facts.text("browser")}).with("version", Code{version}); };
    if (!facts.known("version")) return cannot_tell(facts.at("version"));
    if (major_of(version) < 1) return say(cannot_tell("odd_version"));
    for (const char* key : {"line_ended", "long_line"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (facts.flag("line_ended")) return say(at_risk(Severity::Large, "ended"));
    if (const auto line = facts.text("attacked_below"); !line.empty() && compare_versions(version, line) < 0) return say(at_risk(Severity::Large, "attacked"));
    const auto compiled = parse_day(facts.text("table_compiled"));
    if (!compiled) return cannot_tell(facts.at("table_compiled"));
    const std::int64_t newest = facts.number("newest_major");
    if (facts.flag("long_line")) {
        if (days_between(*compiled, context.today) > kBrowserDays) return say(cannot_tell("table_old").with("date", Code{facts.text("table_compiled")}));
        return say(good("long_line"));
    }
    if (newest > 0 && major_of(version) + kBehind <= newest) return say(at_risk(Severity::Small, "behind"));
    if (newest == 0) return say(cannot_tell("not_listed"));
    if (days_between(*compiled, context.today) > kBrowserDays) return say(cannot_tell("table_old").with("date", Code{facts.text("table_compiled")}));
    return say(good("recent"));
}

}  // namespace

extern constinit const CheckDefinition check_browser_current{"browser-current", &collect, &judge};

}  // namespace amparo::checks
