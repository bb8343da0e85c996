// defender-policy-tampered: did somebody switch the protection of Windows off by a rule? See README.md.

#include <array>

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

struct Rule {
    const char* fact;
    const char* key;
    const char* name;
};
constexpr const char* kDefender = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender";
constexpr std::array kRules = {
    Rule{"protection_off", "", "DisableAntiSpyware"},
    Rule{"watching_off", "\\Real-Time Protection", "DisableRealtimeMonitoring"},
    Rule{"behaviour_off", "\\Real-Time Protection", "DisableBehaviorMonitoring"},
    Rule{"first_sight_off", "\\Spynet", "DisableBlockAtFirstSeen"},
};

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_answer(host, facts, "protection", HostQuestion::SecurityCenter, "antivirus", "Windows Security Center: antivirus");
    for (const Rule& rule : kRules) put_registry(host, facts, rule.fact, std::string(kDefender) + rule.key, rule.name);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    for (const Rule& rule : kRules) {
        if (facts.number(rule.fact) != 1) continue;
        // Another product may have taken over; then Windows is content.
        if (facts.text("protection") == "good") return at_risk(Severity::Small, "covered").with("setting", Code{rule.name});
        if (!facts.known("protection")) return cannot_tell(facts.at("protection"));
        return at_risk(Severity::Large, "off").with("setting", Code{rule.name});
    }
    for (const Rule& rule : kRules) {
        if (facts.unreadable(rule.fact)) return cannot_tell(facts.at(rule.fact));
    }
    if (facts.unreadable("protection")) return cannot_tell(facts.at("protection"));
    if (facts.missing("protection")) return cannot_tell(facts.at("protection"));
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_defender_policy_tampered_on_windows{"defender-policy-tampered", &collect, &judge};

}  // namespace amparo::checks
