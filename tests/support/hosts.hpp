#pragma once
// Synthetic hosts: one base per system, and small changes of it with the truth about them, written by hand in
// tests/fixtures/hosts/<system>.hosts:
//
//   host stolen-laptop
//   about The disk is plain, and everything else is in order.
//   - /proc/swaps                      this entry is left out, with everything that belongs to it
//   + f /etc/x 0644 0:0 2026-11-01     this line is added
//   = disk-encryption-system at_risk large
//   guards Fleet, managed settings
//                                    a row of checks/README.md: the wrong verdict that this host keeps ours from
//
// The first host is the base itself; the others keep its truth where they say nothing else.

#include <map>
#include <string>
#include <vector>

#include "app/platform/tree.hpp"

namespace amparo::test {

struct KnownHost {
    std::string name;
    std::string about;
    Tree tree;
    std::map<std::string, std::string> truth;  ///< check id to "good", "at_risk large", "cannot_tell"…
    std::vector<std::string> guards;           ///< wrong verdicts of other programs, by their rows in checks/README.md
};

/// The hosts of "linux", "windows" or "macos"; the test fails when a line is off.
[[nodiscard]] std::vector<KnownHost> known_hosts(const std::string& system);

}  // namespace amparo::test
