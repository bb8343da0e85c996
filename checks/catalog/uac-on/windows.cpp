// uac-on: must programs ask before they change the system? See README.md.

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kKey = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "asks", kKey, "EnableLUA");
    put_registry(host, facts, "how", kKey, "ConsentPromptBehaviorAdmin");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.known("asks") && facts.number("asks", 1) == 0) return at_risk(Severity::Large, "off");
    if (facts.known("how") && facts.number("how", 5) == 0) return at_risk(Severity::Large, "never");
    for (const char* key : {"asks", "how"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("on");
}

}  // namespace

extern constinit const CheckDefinition check_uac_on_on_windows{"uac-on", &collect, &judge};

}  // namespace amparo::checks
