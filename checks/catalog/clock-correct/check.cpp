// clock-correct: does the clock of this computer go right? See README.md.

#include <array>

#include "app/base/date.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

namespace {

/// Files that time services of Linux leave when the clock was set.
constexpr std::array kSigns = {"/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/chronyd.pid", "/run/ntpd.pid", "/run/openntpd.pid"};

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    facts.put("now", format_moment(host.now()), "clock");
    for (const char* path : kSigns) {
        const auto info = host.info(path);
        if (info) {
            facts.put("service", true, path);
            return {facts};
        }
        if (info.error().code != Errc::NotFound) {
            facts.refuse("service", info.error(), path);
            return {facts};
        }
    }
    facts.put("service", false, kSigns.front());
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    // This check was written on that day; no clock that goes right stands before it.
    const auto written = parse_moment("2026-11-29");
    const auto now = parse_moment(facts.text("now"));
    if (!now) return cannot_tell(facts.at("now"));
    if (*now < *written - 30 * 86400) return at_risk(Severity::Large, "behind").with("date", Code{facts.text("now")});
    if (!facts.known("service")) return cannot_tell(facts.at("service"));
    return facts.flag("service") ? good("kept") : cannot_tell("nobody_seen");
}

}  // namespace

extern constinit const CheckDefinition check_clock_correct{"clock-correct", &collect, &judge};

}  // namespace amparo::checks
