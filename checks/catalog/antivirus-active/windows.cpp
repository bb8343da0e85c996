// antivirus-active: does something look at programs and files before they run? See README.md.

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_answer(host, facts, "protection", HostQuestion::SecurityCenter, "antivirus", "Windows Security Center: antivirus");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("protection")) return cannot_tell(facts.at("protection"));
    const std::string state = facts.text("protection");
    if (state == "good") return good("on");
    if (state == "poor") return at_risk(Severity::Large, "off");
    if (state == "snoozed") return at_risk(Severity::Small, "paused");
    return cannot_tell("not_watched");
}

}  // namespace

extern constinit const CheckDefinition check_antivirus_active_on_windows{"antivirus-active", &collect, &judge};

}  // namespace amparo::checks
