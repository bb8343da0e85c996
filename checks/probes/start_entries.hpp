#pragma once
// What starts by itself when a person signs in, and what is strange about a command. Sources: as autostart-review.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/check.hpp"

namespace amparo::checks {

struct StartEntry {
    std::string name;
    std::string command;
    std::string source;
};

struct StartEntries {
    std::vector<StartEntry> found;
    std::optional<Error> trouble;
    std::string trouble_at;
};

[[nodiscard]] StartEntries start_entries(const HostView& host);

/// "script-from-web", "temporary-folder", "false-name", or "". Pure.
[[nodiscard]] std::string_view strange_start(std::string_view command, System system);

}  // namespace amparo::checks
