// browser-saved-passwords: do browsers keep passwords, on a disk that others can read? See README.md.

#include "checks/probes/browsers.hpp"
#include "checks/probes/home_disk.hpp"
#include "checks/probes/sqlite_copy.hpp"

namespace amparo::checks {

namespace {

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    if (profile.family == BrowserFamily::Firefox) {
        const std::string source = profile.folder + "/logins.json";
        const auto logins = read_browser_json(host, source);
        if (!logins && logins.error().code != Errc::NotFound) return facts.refuse("passwords", logins.error(), source);
        const Json* list = logins ? logins->find("logins") : nullptr;
        if (logins && list == nullptr) return facts.refuse("passwords", fail(Errc::Corrupt).error(), source);
        facts.put("passwords", static_cast<std::int64_t>(list == nullptr ? 0 : list->elements().size()), source);
    } else {
        std::int64_t count = 0;
        for (const char* name : {"/Login Data", "/Login Data For Account"}) {
            const std::string source = profile.folder + name;
            const auto copy = SqliteCopy::read(host, source);
            if (!copy && copy.error().code == Errc::NotFound) continue;
            if (!copy) return facts.refuse("passwords", copy.error(), source);
            const auto rows = copy->number("SELECT COUNT(*) FROM logins WHERE blacklisted_by_user = 0");
            if (!rows) return facts.refuse("passwords", rows.error(), source);
            count += *rows;
        }
        facts.put("passwords", count, profile.folder + "/Login Data");
    }
    put_disk_of(host, facts, "disk", profile.folder);
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto nothing = without_profile(facts)) return *nothing;
    if (!facts.known("passwords")) return cannot_tell(facts.at("passwords"));
    const auto count = facts.number("passwords");
    const Code browser{facts.text("browser")};
    if (count == 0) return good("none").with("browser", browser);
    if (facts.text("disk") == "plain") return at_risk(Severity::Large, "plain").with("browser", browser).with("count", count);
    // On an unknown disk the smaller of the two is true for certain.
    return at_risk(Severity::Small, "kept").with("browser", browser).with("count", count);
}

}  // namespace

extern constinit const CheckDefinition check_browser_saved_passwords{"browser-saved-passwords", &collect, &judge};

}  // namespace amparo::checks
