// restart-pending on Windows: do fixes wait for a restart?

#include "checks/check.hpp"
#include "app/base/text.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kUpdate = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired";
constexpr const char* kParts = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending";
constexpr std::int64_t kLongUptimeDays = 14;
constexpr std::int64_t kDay = 24 * 60 * 60;

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry_key(host, facts, "update_waits", kUpdate);
    put_registry_key(host, facts, "parts_wait", kParts);
    const auto uptime = host.ask(HostQuestion::Uptime);
    const auto seconds = uptime ? text::to_integer(*uptime) : std::nullopt;
    if (seconds) {
        facts.put("uptime_seconds", *seconds, "GetTickCount64");
    } else {
        facts.refuse("uptime_seconds", uptime ? fail(Errc::Corrupt).error() : uptime.error(), "GetTickCount64");
    }
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.flag("update_waits") || facts.flag("parts_wait")) return at_risk(Severity::Small, "flagged").fixed_by("windows");
    for (const char* key : {"update_waits", "parts_wait"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (!facts.known("uptime_seconds")) return cannot_tell(facts.at("uptime_seconds"));
    const std::int64_t days = facts.number("uptime_seconds") / kDay;
    if (days > kLongUptimeDays) return at_risk(Severity::Small, "long_uptime").with("count", days).fixed_by("windows");
    return good("nothing_waits").with("count", days);
}

}  // namespace

extern constinit const CheckDefinition check_restart_pending_on_windows{"restart-pending", &collect, &judge};

}  // namespace amparo::checks
