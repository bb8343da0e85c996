// screen-lock-password: does waking the screen ask for a password? See README.md for the facts.

#include "checks/check.hpp"
#include "checks/probes/screen_lock.hpp"

namespace amparo::checks {

namespace {

Judgement weak(const Facts& facts, std::string reason, std::string_view decisive) {
    return at_risk(Severity::Large, std::move(reason)).fixed_by(screen_lock_remedy(facts, decisive));
}

bool is(const Facts& facts, std::string_view key, bool wanted) {
    return facts.known(key) && facts.flag(key) == wanted;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto obstacle = screen_lock_obstacle(facts)) return *std::move(obstacle);
    // What is known to be off stays off, whatever else cannot be read.
    if (is(facts, "lock_forbidden", true)) return weak(facts, "forbidden", "lock_forbidden");
    if (is(facts, "lock_enabled", false)) return weak(facts, "off", "lock_enabled");
    if (is(facts, "idle_lock", false) && is(facts, "locks_on_sleep", false))
        return weak(facts, "off", "locks_on_sleep");
    if (is(facts, "idle_asks", false)) return weak(facts, "not_after_idle", "idle_asks");
    if (is(facts, "locks_on_sleep", false)) return weak(facts, "not_after_sleep", "locks_on_sleep");
    for (const std::string_view key : screen_lock_needs(facts)) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    if (facts.unreadable("locks_on_sleep")) return cannot_tell(facts.at("locks_on_sleep"));
    return good("asks");
}

}  // namespace

extern constinit const CheckDefinition check_screen_lock_password{"screen-lock-password",
                                                                  &collect_screen_lock, &judge};

}  // namespace amparo::checks
