// screen-lock-delay on Windows: how long does an abandoned screen stay open?

#include <algorithm>
#include <optional>

#include "checks/check.hpp"
#include "checks/probes/windows_lock.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kSoonMinutes = 5;
constexpr std::int64_t kLateMinutes = 20;

/// The shorter of two waits; 0 is never.
std::int64_t sooner(std::int64_t a, std::int64_t b) {
    if (a <= 0) return std::max<std::int64_t>(b, 0);
    return b <= 0 ? a : std::min(a, b);
}
/// The longer of two waits; 0 is never, and never is longest.
std::int64_t later(std::int64_t a, std::int64_t b) { return a <= 0 || b <= 0 ? 0 : std::max(a, b); }

Judgement judge(const Facts& facts, const JudgeContext&) {
    for (const char* key : {"saver_on", "saver_asks", "saver_seconds", "saver_program", "idle_seconds"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    const auto asks = wake_asks(facts);
    if (!asks) return cannot_tell(unread_wake_fact(facts));
    for (const char* key : {"sleep_plugged", "sleep_battery", "display_plugged", "display_battery"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    std::int64_t seconds = facts.number("idle_seconds");
    const bool saver = facts.number("saver_on") == 1 && facts.number("saver_asks") == 1 && facts.flag("saver_program");
    if (saver) seconds = sooner(seconds, facts.number("saver_seconds"));
    if (*asks) seconds = sooner(seconds, later(facts.number("sleep_plugged"), facts.number("sleep_battery")));
    const std::int64_t minutes = seconds / kMinute;
    if (seconds > 0 && minutes <= kSoonMinutes) return good("soon").with("count", std::max<std::int64_t>(minutes, 1));
    // On many laptops a dark display is the beginning of sleep, and on others it is not; nothing that we read says which.
    const std::int64_t dark = later(facts.number("display_plugged"), facts.number("display_battery"));
    if (*asks && dark > 0 && (seconds == 0 || dark < seconds)) {
        return cannot_tell("windows_display").with("count", std::max<std::int64_t>(dark / kMinute, 1));
    }
    if (seconds == 0) return at_risk(Severity::Large, "never").fixed_by("windows");
    const Severity severity = minutes <= kLateMinutes ? Severity::Small : Severity::Large;
    return at_risk(severity, severity == Severity::Small ? "late" : "too_late").with("count", minutes).fixed_by("windows");
}

}  // namespace

extern constinit const CheckDefinition check_screen_lock_delay_on_windows{"screen-lock-delay", &collect_windows_lock, &judge};

}  // namespace amparo::checks
