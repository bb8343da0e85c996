// updates-paused: did somebody stop the updates of Windows for a while? See README.md.

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "paused_until", "HKLM\\SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings", "PauseUpdatesExpiryTime");
    put_registry(host, facts, "blocked", "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate", "DisableWindowsUpdateAccess");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext& context) {
    if (facts.number("blocked") == 1) return at_risk(Severity::Large, "blocked");
    if (facts.known("paused_until")) {
        // A text such as 2027-01-05T09:00:00Z; tools against updates write years far away.
        const auto until = parse_moment(facts.text("paused_until"));
        if (!until) return cannot_tell("odd_date");
        const Day day = day_of(*until);
        if (day > context.today) return at_risk(Severity::Large, "paused").with("date", Code{format_day(day)});
    }
    for (const char* key : {"paused_until", "blocked"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (facts.all().empty()) return cannot_tell(facts.at("paused_until"));
    return good("running");
}

}  // namespace

extern constinit const CheckDefinition check_updates_paused_on_windows{"updates-paused", &collect, &judge};

}  // namespace amparo::checks
