// screen-lock-delay: how long does an abandoned screen stay open? See README.md for the facts.

#include <algorithm>

#include "checks/check.hpp"
#include "checks/probes/screen_lock.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kSoonMinutes = 5;
constexpr std::int64_t kLateMinutes = 20;

bool is(const Facts& facts, std::string_view key, bool wanted) {
    return facts.known(key) && facts.flag(key) == wanted;
}

Judgement never(const Facts& facts, std::string_view decisive) {
    return at_risk(Severity::Large, "never").fixed_by(screen_lock_remedy(facts, decisive));
}

/// True where nothing asks for a password after an idle time: the other check speaks of that.
bool lock_is_off(const Facts& facts) {
    return is(facts, "lock_enabled", false) || is(facts, "lock_forbidden", true) ||
           is(facts, "idle_asks", false) ||
           (is(facts, "idle_lock", false) && is(facts, "locks_on_sleep", false));
}

/// The first fact about the switches that could not be read, or nullptr.
const Fact* unread_switch(const Facts& facts) {
    for (const std::string_view key : screen_lock_needs(facts)) {
        // When it locks by itself, whether it also locks before sleep changes nothing here.
        if (key == "locks_on_sleep" && !is(facts, "idle_lock", false)) continue;
        if (!facts.known(key)) return &facts.at(key);
    }
    for (const char* key : {"lock_enabled", "lock_forbidden", "idle_asks", "idle_lock"}) {
        if (facts.unreadable(key)) return &facts.at(key);
    }
    return nullptr;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto obstacle = screen_lock_obstacle(facts)) return *std::move(obstacle);
    if (lock_is_off(facts)) return does_not_apply("lock_off");
    if (const Fact* unread = unread_switch(facts)) return cannot_tell(*unread);
    if (is(facts, "idle_lock", false)) return never(facts, "idle_lock");
    if (facts.flag("idle_time_in_x")) return cannot_tell("idle_time_in_x");
    if (!facts.known("idle_seconds")) return cannot_tell(facts.at("idle_seconds"));
    const std::string desktop = facts.text("desktop");
    const std::int64_t idle = facts.number("idle_seconds");
    if (idle <= 0) {
        if (desktop == "gnome" || desktop == "cinnamon") return never(facts, "idle_seconds");
        return cannot_tell("zero_minutes");
    }
    const bool has_delay = desktop != "sway" && desktop != "hyprland" && desktop != "i3";
    if (has_delay && !facts.known("lock_delay_seconds")) return cannot_tell(facts.at("lock_delay_seconds"));
    const std::int64_t total = idle + facts.number("lock_delay_seconds");
    // Whole minutes: KDE's own default is five minutes and five seconds, and nobody should be told to change
    // that.
    const std::int64_t minutes = total / kMinute;
    if (minutes <= kSoonMinutes) return good("soon").with("count", std::max<std::int64_t>(minutes, 1));
    const Severity severity = minutes <= kLateMinutes ? Severity::Small : Severity::Large;
    const std::string_view decisive = idle / kMinute > kSoonMinutes ? "idle_seconds" : "lock_delay_seconds";
    return at_risk(severity, severity == Severity::Small ? "late" : "too_late")
        .with("count", minutes)
        .fixed_by(screen_lock_remedy(facts, decisive));
}

}  // namespace

extern constinit const CheckDefinition check_screen_lock_delay{"screen-lock-delay", &collect_screen_lock,
                                                               &judge};

}  // namespace amparo::checks
