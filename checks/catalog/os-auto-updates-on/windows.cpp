// os-auto-updates-on on Windows: do fixes install themselves?

#include "checks/check.hpp"
#include "app/base/date.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kPolicy = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU";
constexpr const char* kSettings = "HKLM\\SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings";
constexpr const char* kService = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\wuauserv";
constexpr std::int64_t kNotify = 2;    // of AUOptions: tell, and wait for a person
constexpr std::int64_t kDisabled = 4;  // of a service's Start

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "no_auto_update", kPolicy, "NoAutoUpdate");
    put_registry(host, facts, "options", kPolicy, "AUOptions");
    put_registry(host, facts, "service_start", kService, "Start");
    put_registry(host, facts, "paused_until", kSettings, "PauseUpdatesExpiryTime");
    put_answer(host, facts, "auto_update", HostQuestion::SecurityCenter, "auto_update", "Windows Security Center: automatic updates");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext& context) {
    for (const char* key : {"no_auto_update", "options", "service_start", "paused_until"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (!facts.known("service_start")) return cannot_tell(facts.at("service_start"));
    if (facts.number("service_start") == kDisabled) return at_risk(Severity::Large, "windows_service_off").fixed_by("windows_helper");
    if (facts.number("no_auto_update") == 1) return at_risk(Severity::Large, "windows_forbidden").fixed_by("windows_helper");
    if (facts.number("options") == kNotify) return at_risk(Severity::Small, "asks_first").fixed_by("windows");
    // A moment such as 2026-12-01T10:00:00Z; another shape says nothing that we could use.
    if (facts.known("paused_until")) {
        const auto until = parse_day(facts.text("paused_until").substr(0, 10));
        if (!until) return cannot_tell("windows_pause_unclear");
        if (context.today < *until) {
            return at_risk(Severity::Small, "windows_paused").with("date", Code{format_day(*until)}).fixed_by("windows");
        }
    }
    if (!facts.known("auto_update")) return cannot_tell(facts.at("auto_update"));
    const std::string health = facts.text("auto_update");
    if (health == "good") return good("on");
    return health == "poor" ? at_risk(Severity::Small, "windows_not_good").fixed_by("windows") : cannot_tell("windows_not_watched");
}

}  // namespace

extern constinit const CheckDefinition check_os_auto_updates_on_on_windows{"os-auto-updates-on", &collect, &judge};

}  // namespace amparo::checks
