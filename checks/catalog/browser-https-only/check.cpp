// browser-https-only: does each browser ask before it opens a page that anybody on the way can read? See README.md.

#include "checks/probes/browsers.hpp"
#include "checks/probes/firefox_prefs.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kFact = "asks_before_plain_pages";

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    if (profile.family == BrowserFamily::Firefox) {
        const std::string source = profile.folder + "/prefs.js";
        const auto prefs = read_firefox_prefs(host, profile);
        if (!prefs) return facts.refuse(kFact, prefs.error(), source);
        const auto value = prefs->flag("dom.security.https_only_mode");
        if (value) return facts.put(kFact, *value, source);
        // Tor Browser and LibreWolf ship with it on.
        return facts.put(kFact, profile.browser != "Firefox", "default of " + profile.browser);
    }
    const std::string source = profile.folder + "/Preferences";
    const auto prefs = read_chromium_prefs(host, profile);
    if (!prefs) return facts.refuse(kFact, prefs.error(), source);
    const Json* strict = prefs->find("https_only_mode_enabled");
    const Json* balanced = prefs->find("https_first_balanced_mode_enabled");
    const bool on = (strict != nullptr && strict->bool_or(false)) || (balanced != nullptr && balanced->bool_or(false));
    if (!on && balanced == nullptr && strict == nullptr) return facts.miss(kFact, source);
    facts.put(kFact, on, source);
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto nothing = without_profile(facts)) return *nothing;
    const std::string browser = facts.text("browser");
    if (facts.missing(kFact)) return cannot_tell("not_set").with("browser", Code{browser});
    if (!facts.known(kFact)) return cannot_tell(facts.at(kFact));
    if (facts.flag(kFact)) return good("on").with("browser", Code{browser});
    return at_risk(Severity::Small, "off").with("browser", Code{browser}).fixed_by(browser == "Firefox" ? "firefox" : "chromium");
}

}  // namespace

extern constinit const CheckDefinition check_browser_https_only{"browser-https-only", &collect, &judge};

}  // namespace amparo::checks
