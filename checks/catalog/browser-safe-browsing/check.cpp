// browser-safe-browsing: does each browser warn of pages that steal passwords or spread malware? See README.md.

#include <array>

#include "checks/probes/browsers.hpp"
#include "checks/probes/firefox_prefs.hpp"

namespace amparo::checks {

namespace {

struct Name {
    const char* fact;
    const char* pref;
};
constexpr std::array kFirefox = {Name{"warns_of_fake_sites", "browser.safebrowsing.phishing.enabled"},
                                 Name{"warns_of_malware", "browser.safebrowsing.malware.enabled"},
                                 Name{"checks_downloads", "browser.safebrowsing.downloads.enabled"}};

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    if (profile.family == BrowserFamily::Firefox) {
        const std::string source = profile.folder + "/prefs.js";
        const auto prefs = read_firefox_prefs(host, profile);
        for (const Name& name : kFirefox) {
            if (!prefs) {
                facts.refuse(name.fact, prefs.error(), source);
            } else if (const auto value = prefs->flag(name.pref)) {
                facts.put(name.fact, *value, source);
            } else if (profile.browser == "Firefox") {
                facts.put(name.fact, true, "default of Firefox");
            } else {
                facts.miss(name.fact, source);
            }
        }
        return;
    }
    const std::string source = profile.folder + "/Preferences";
    const auto prefs = read_chromium_prefs(host, profile);
    if (!prefs) return facts.refuse("warns_of_fake_sites", prefs.error(), source);
    const Json* enabled = prefs->find("safebrowsing.enabled");
    facts.put("warns_of_fake_sites", enabled == nullptr || enabled->bool_or(true), enabled == nullptr ? "default of the browser" : source);
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto nothing = without_profile(facts)) return *nothing;
    const Code browser{facts.text("browser")};
    for (const char* key : {"warns_of_fake_sites", "warns_of_malware"}) {
        if (facts.known(key) && !facts.flag(key)) return at_risk(Severity::Large, "off").with("browser", browser).fixed_by(facts.known("warns_of_malware") || facts.text("browser") == "Firefox" ? "firefox" : "chromium");
    }
    // Tor Browser and LibreWolf decide this by themselves, in a file that is not the person's.
    if (facts.missing("warns_of_fake_sites")) return cannot_tell("own_rules").with("browser", browser);
    for (const char* key : {"warns_of_fake_sites", "warns_of_malware", "checks_downloads"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (facts.known("checks_downloads") && !facts.flag("checks_downloads")) {
        return at_risk(Severity::Small, "downloads").with("browser", browser).fixed_by("firefox");
    }
    return good("on").with("browser", browser);
}

}  // namespace

extern constinit const CheckDefinition check_browser_safe_browsing{"browser-safe-browsing", &collect, &judge};

}  // namespace amparo::checks
