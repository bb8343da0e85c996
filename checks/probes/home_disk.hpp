#pragma once
// Whether the disk below a folder is encrypted, on any of the three systems, as one word.

#include "checks/check.hpp"

namespace amparo::checks {

/// Puts `fact`: "encrypted", "plain" or "unknown". Never refuses: who needs to know why asks the checks of encryption.
void put_disk_of(const HostView& host, Facts& facts, const std::string& fact, const std::string& folder);

}  // namespace amparo::checks
