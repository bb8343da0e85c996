// browser-breach-alerts: has a browser already said that a saved password leaked? See README.md.

#include "checks/probes/browsers.hpp"

namespace amparo::checks {

namespace {

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    if (profile.family == BrowserFamily::Firefox) {
        const std::string source = profile.folder + "/logins.json";
        const auto logins = read_browser_json(host, source);
        if (!logins && logins.error().code == Errc::NotFound) return facts.put("leaked", 0, source);
        if (!logins) return facts.refuse("leaked", logins.error(), source);
        const Json* list = logins->find("potentiallyVulnerablePasswords");
        return facts.put("leaked", static_cast<std::int64_t>(list == nullptr ? 0 : list->elements().size()), source);
    }
    const std::string source = profile.folder + "/Preferences";
    const auto prefs = read_chromium_prefs(host, profile);
    if (!prefs) return facts.refuse("warns_of_leaks", prefs.error(), source);
    const Json* on = prefs->find("profile.password_manager_leak_detection");
    facts.put("warns_of_leaks", on == nullptr || on->bool_or(true), source);
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto nothing = without_profile(facts)) return *nothing;
    const Code browser{facts.text("browser")};
    if (facts.number("leaked") > 0) return at_risk(Severity::Large, "leaked").with("browser", browser).with("count", facts.number("leaked")).fixed_by("change");
    if (facts.known("warns_of_leaks")) return facts.flag("warns_of_leaks") ? good("warns").with("browser", browser) : at_risk(Severity::Small, "off").with("browser", browser).fixed_by("switch");
    if (facts.known("leaked")) return good("none").with("browser", browser);
    return cannot_tell(facts.at(facts.unreadable("warns_of_leaks") ? "warns_of_leaks" : "leaked"));
}

}  // namespace

extern constinit const CheckDefinition check_browser_breach_alerts{"browser-breach-alerts", &collect, &judge};

}  // namespace amparo::checks
