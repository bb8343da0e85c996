// open-services: which programs of this computer wait for others on the network? See README.md for the facts.

#include <algorithm>

#include "checks/check.hpp"
#include "checks/probes/listeners.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_listeners(host, facts, NamePrograms::Yes);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    const Doors doors = find_doors(facts);
    if (doors.open.empty()) return doors.complete() ? good("none") : cannot_tell(*doors.unread);
    const auto count = static_cast<std::int64_t>(doors.open.size());
    // A door with a name tells a person more than a bare number does; exposed ones come first.
    const auto named =
        std::ranges::find_if(doors.open, [](const Door& door) { return door.known != nullptr; });
    if (named == doors.open.end()) {
        return at_risk(Severity::Small, "unnamed")
            .with("count", count)
            .with("port", Code{std::to_string(doors.open.front().listener.port)});
    }
    const bool exposed = named->known->kind == PortKind::Exposed;
    return at_risk(exposed ? Severity::Large : Severity::Small, exposed ? "exposed" : "some")
        .with("count", count)
        .with("service", MessageRef{"checks.open-services.service." + std::string(named->known->id)})
        .with("port", Code{std::to_string(named->listener.port)});
}

}  // namespace

extern constinit const CheckDefinition check_open_services{"open-services", &collect, &judge};

}  // namespace amparo::checks
