// browser-secure-dns: are the names of visited sites asked for under encryption? See README.md.

#include "checks/probes/browsers.hpp"
#include "checks/probes/firefox_prefs.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kFact = "encrypted_names";

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    if (profile.browser == "Tor Browser") return facts.put(kFact, "tor", "Tor Browser");
    if (profile.family == BrowserFamily::Firefox) {
        const std::string source = profile.folder + "/prefs.js";
        const auto prefs = read_firefox_prefs(host, profile);
        if (!prefs) return facts.refuse(kFact, prefs.error(), source);
        auto mode = prefs->number("network.trr.mode");
        if (!mode || *mode == 0) mode = prefs->number("doh-rollout.mode");
        if (!mode || *mode == 0) return facts.miss(kFact, source);
        return facts.put(kFact, *mode == 2 || *mode == 3 ? "on" : "off", source);
    }
    const std::string source = profile.root + "/Local State";
    const auto state = read_browser_json(host, source);
    if (!state) return facts.refuse(kFact, state.error(), source);
    const Json* mode = find_path(*state, "dns_over_https.mode");
    if (mode == nullptr) return facts.miss(kFact, source);
    facts.put(kFact, mode->text_or() == "secure" ? "on" : mode->text_or() == "off" ? "off" : "automatic", source);
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto nothing = without_profile(facts)) return *nothing;
    const std::string browser = facts.text("browser");
    const std::string mode = facts.text(kFact);
    if (facts.unreadable(kFact)) return cannot_tell(facts.at(kFact));
    if (mode == "tor") return good("tor").with("browser", Code{browser});
    if (mode == "on") return good("on").with("browser", Code{browser});
    if (mode == "off") return at_risk(Severity::Small, "off").with("browser", Code{browser}).fixed_by(browser == "Firefox" ? "firefox" : "chromium");
    return cannot_tell("automatic").with("browser", Code{browser});
}

}  // namespace

extern constinit const CheckDefinition check_browser_secure_dns{"browser-secure-dns", &collect, &judge};

}  // namespace amparo::checks
