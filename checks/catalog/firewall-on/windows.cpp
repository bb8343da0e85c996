// firewall-on on Windows: does something turn away connections that nobody asked for?

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_answer(host, facts, "firewall", HostQuestion::SecurityCenter, "firewall", "Windows Security Center: firewall");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("firewall")) return cannot_tell(facts.at("firewall"));
    const std::string health = facts.text("firewall");
    if (health == "good") return good("windows_on");
    // Windows itself always has something that waits, file sharing at least.
    if (health == "poor") return at_risk(Severity::Large, "windows_off").fixed_by("windows");
    return cannot_tell("windows_not_watched");
}

}  // namespace

extern constinit const CheckDefinition check_firewall_on_on_windows{"firewall-on", &collect, &judge};

}  // namespace amparo::checks
