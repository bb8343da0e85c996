// nearby-sharing-limited: may strangers nearby see this computer and send it files? See README.md.

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "from_whom", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\CDP", "NearShareChannelUserAuthzPolicy");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.missing("from_whom")) return cannot_tell("not_set");
    if (!facts.known("from_whom")) return cannot_tell(facts.at("from_whom"));
    switch (facts.number("from_whom", -1)) {
        case 0: return good("off");
        case 1: return good("own");
        case 2: return at_risk(Severity::Small, "everyone");
        default: return cannot_tell("not_set");
    }
}

}  // namespace

extern constinit const CheckDefinition check_nearby_sharing_limited_on_windows{"nearby-sharing-limited", &collect, &judge};

}  // namespace amparo::checks
