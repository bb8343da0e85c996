// browser-site-permissions: which sites may use camera, microphone and place without asking? See README.md.

#include <algorithm>
#include <array>

#include "checks/probes/browsers.hpp"
#include "checks/probes/sqlite_copy.hpp"

namespace amparo::checks {

namespace {

constexpr std::array kChromium = {"media_stream_camera", "media_stream_mic", "geolocation"};
constexpr std::size_t kMaxSites = 500;

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    std::vector<std::string> sites;
    const auto add = [&](const std::string& site) {
        if (std::ranges::find(sites, site) == sites.end() && sites.size() < kMaxSites) sites.push_back(site);
    };
    if (profile.family == BrowserFamily::Firefox) {
        const std::string source = profile.folder + "/permissions.sqlite";
        const auto copy = SqliteCopy::read(host, source);
        // A profile that never kept a permission has no such file.
        if (!copy && copy.error().code == Errc::NotFound) return facts.put("sites", sites, source);
        if (!copy) return facts.refuse("sites", copy.error(), source);
        const auto rows = copy->rows("SELECT DISTINCT origin FROM moz_perms WHERE permission = 1 AND type IN ('camera', 'microphone', 'geo')", kMaxSites);
        if (!rows) return facts.refuse("sites", rows.error(), source);
        for (const auto& row : *rows) add(row.front());
        return facts.put("sites", sites, source);
    }
    const std::string source = profile.folder + "/Preferences";
    const auto prefs = read_chromium_prefs(host, profile);
    if (!prefs) return facts.refuse("sites", prefs.error(), source);
    for (const char* kind : kChromium) {
        const Json* list = prefs->find(std::string("profile.content_settings.exceptions.") + kind);
        if (list == nullptr) continue;
        for (const auto& [site, value] : list->members()) {
            const Json* setting = value.find("setting");
            if (setting != nullptr && setting->integer_or(0) == 1) add(site.substr(0, site.find(',')));
        }
    }
    facts.put("sites", sites, source);
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto nothing = without_profile(facts)) return *nothing;
    if (!facts.known("sites")) return cannot_tell(facts.at("sites"));
    const auto sites = facts.list("sites");
    const Code browser{facts.text("browser")};
    if (sites.empty()) return good("none").with("browser", browser);
    return at_risk(Severity::Small, "some").with("browser", browser).with("count", static_cast<std::int64_t>(sites.size())).with("site", Code{sites.front()})
        .fixed_by(facts.text("browser") == "Firefox" ? "firefox" : "chromium");
}

}  // namespace

extern constinit const CheckDefinition check_browser_site_permissions{"browser-site-permissions", &collect, &judge};

}  // namespace amparo::checks
