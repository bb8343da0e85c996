// everyday-account-standard on Windows: may this account change the whole computer?

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_answer(host, facts, "administrator", HostQuestion::Administrator, {}, "Windows, rights of this account");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("administrator")) return cannot_tell(facts.at("administrator"));
    const std::string answer = facts.text("administrator");
    if (answer == "no") return good("windows_standard");
    if (answer == "asks") return at_risk(Severity::Small, "windows_asks").fixed_by("windows");
    return answer == "yes" ? at_risk(Severity::Small, "windows_always").fixed_by("windows") : cannot_tell("windows_unclear");
}

}  // namespace

extern constinit const CheckDefinition check_everyday_account_standard_on_windows{"everyday-account-standard", &collect, &judge};

}  // namespace amparo::checks
