// screen-lock-password on Windows: does waking up ask for the password?

#include "checks/check.hpp"
#include "checks/probes/windows_lock.hpp"

namespace amparo::checks {

namespace {

Judgement judge(const Facts& facts, const JudgeContext&) {
    const auto asks = wake_asks(facts);
    if (!asks) return cannot_tell(unread_wake_fact(facts));
    return *asks ? good("asks") : at_risk(Severity::Large, "not_after_sleep").fixed_by("windows");
}

}  // namespace

extern constinit const CheckDefinition check_screen_lock_password_on_windows{"screen-lock-password", &collect_windows_lock, &judge};

}  // namespace amparo::checks
