// secure-boot-on on Windows: does this computer start only systems that its maker's keys vouch for?

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "on", "HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\State", "UEFISecureBootEnabled");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    // A computer without modern firmware has no such value, but neither has one that hides it.
    if (facts.missing("on")) return cannot_tell("windows_not_said");
    if (!facts.known("on")) return cannot_tell(facts.at("on"));
    const auto value = facts.number("on", -1);
    if (value != 0 && value != 1) return cannot_tell("windows_not_said");
    return value == 1 ? good("on") : at_risk(Severity::Small, "off").fixed_by("windows");
}

}  // namespace

extern constinit const CheckDefinition check_secure_boot_on_on_windows{"secure-boot-on", &collect, &judge};

}  // namespace amparo::checks
