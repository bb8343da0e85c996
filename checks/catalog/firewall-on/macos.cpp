// firewall-on on macOS: are connections from outside kept out?

#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kSource = "socketfilterfw --getglobalstate";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto text = host.run(Command::FirewallState);
    if (!text) facts.refuse("firewall", text.error(), kSource);
    else if (text->find("(State = 1)") != std::string::npos || text->find("(State = 2)") != std::string::npos) facts.put("firewall", true, kSource);
    else if (text->find("(State = 0)") != std::string::npos) facts.put("firewall", false, kSource);
    else facts.refuse("firewall", fail(Errc::Corrupt).error(), kSource);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("firewall")) return cannot_tell(facts.at("firewall"));
    return facts.flag("firewall") ? good("macos_on") : at_risk(Severity::Small, "macos_off").fixed_by("macos");
}

}  // namespace

extern constinit const CheckDefinition check_firewall_on_on_macos{"firewall-on", &collect, &judge};

}  // namespace amparo::checks
