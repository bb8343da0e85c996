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

bool is_exposed(const Door& door) { return door.known != nullptr && door.known->kind == PortKind::Exposed; }

MessageRef name_of(const Door& door) {
    return {"checks.open-services.service." +
            std::string(door.known == nullptr ? "unknown" : door.known->id)};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    const Doors doors = find_doors(facts);
    if (doors.open.empty()) return doors.complete() ? good("none") : cannot_tell(*doors.unread);
    // A door with a name tells a person more than a bare number does.
    const auto named =
        std::ranges::find_if(doors.open, [](const Door& door) { return door.known != nullptr; });
    const Door& first = named == doors.open.end() ? doors.open.front() : *named;
    const bool exposed = is_exposed(first);
    return at_risk(exposed ? Severity::Large : Severity::Small, exposed ? "exposed" : "some")
        .with("count", static_cast<std::int64_t>(doors.open.size()))
        .with("service", name_of(first))
        .with("port", Code{std::to_string(first.listener.port)});
}

}  // namespace

extern constinit const CheckDefinition check_open_services{"open-services", &collect, &judge};

}  // namespace amparo::checks
