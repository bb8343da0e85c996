#pragma once
// What starts by itself when a person signs in, and what is strange about a command. Sources: as autostart-review.

#include <string>
#include <string_view>
#include <vector>

#include "checks/check.hpp"
#include "checks/probes/first_trouble.hpp"

namespace amparo::checks {

struct StartEntry {
    std::string name;
    std::string command;
    std::string source;
};

struct StartEntries : FirstTrouble {
    std::vector<StartEntry> found;
};

[[nodiscard]] StartEntries start_entries(const HostView& host);

/// "script-from-web", "temporary-folder", "false-name", or "". Pure.
[[nodiscard]] std::string_view strange_start(std::string_view command, System system);

}  // namespace amparo::checks
