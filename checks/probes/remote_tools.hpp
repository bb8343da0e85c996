#pragma once
// Programs that let somebody else see or steer this computer, found by the names in checks/data/remote-tools.json.
// Presence only; what a match means is for the judge.

#include <string>
#include <vector>

#include "checks/check.hpp"

namespace amparo::checks {

/// Puts the lists "remote_waiting" (runs, or starts by itself), "remote_installed", "watching_waiting",
/// "watching_installed" (programs made to watch the person who uses a computer), "uncertain" (names that we have not
/// confirmed, or that others use, too), the number "known", the age of the table, and whether everything could be
/// looked at: "looked_at_programs", "looked_at_running".
void put_remote_tools(const HostView& host, Facts& facts);

}  // namespace amparo::checks
