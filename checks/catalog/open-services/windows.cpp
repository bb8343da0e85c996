// open-services on Windows: what waits for others on the network?

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "checks/probes/listeners.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_windows_listeners(host, facts);
    put_answer(host, facts, "firewall", HostQuestion::SecurityCenter, "firewall", "Windows Security Center: firewall");
    return {facts};
}

/// What every Windows opens, behind its firewall: the locator of services, file sharing, and ports that are handed out.
bool is_windows_own(const Door& door) {
    constexpr std::array<std::uint16_t, 6> kOwn = {135, 139, 445, 5040, 5357, 7680};
    constexpr std::uint16_t kFirstHandedOut = 49152;
    const std::uint16_t port = door.listener.port;
    return std::ranges::find(kOwn, port) != kOwn.end() || port >= kFirstHandedOut || door.protocol == Protocol::Udp;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    const Doors doors = find_doors(facts);
    const auto foreign = std::ranges::find_if_not(doors.open, is_windows_own);
    if (foreign == doors.open.end() && !doors.complete()) return cannot_tell(*doors.unread);
    if (!facts.known("firewall")) return cannot_tell(facts.at("firewall"));
    const bool filtered = facts.text("firewall") == "good";
    if (foreign == doors.open.end()) return filtered ? good("windows_own") : cannot_tell("windows_own_open");
    const Code port{std::to_string(foreign->listener.port)};
    const Code program{foreign->listener.program.empty() ? "?" : foreign->listener.program};
    // With the firewall on we do not see which programs it lets through.
    if (filtered) return cannot_tell("windows_filtered").with("port", port).with("program", program);
    if (facts.text("firewall") != "poor") return cannot_tell("windows_own_open");
    return at_risk(Severity::Large, "windows_open").with("port", port).with("program", program).fixed_by("windows");
}

}  // namespace

extern constinit const CheckDefinition check_open_services_on_windows{"open-services", &collect, &judge};

}  // namespace amparo::checks
