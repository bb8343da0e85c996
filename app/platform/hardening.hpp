#pragma once
// What the program does to itself before anything else: no core dumps, no memory reading by other programs of the same
// account, private files, and an environment without the variables that change how libraries behave.

#include <string>
#include <vector>

namespace amparo {

/// What was asked of the system and whether it agreed; shown by `amparo selftest`.
struct HardeningReport {
    bool core_dumps_off = false;
    bool memory_private = false;
    /// Names of variables that were removed from our own environment.
    std::vector<std::string> removed;
    /// Names of variables through which somebody can put code into programs (LD_PRELOAD and its kin) and that are set.
    std::vector<std::string> suspicious;
};

/// This Windows is older than what the program was made for (10). Elsewhere a program that is too new does not start at all.
[[nodiscard]] bool system_is_too_old();

/// Call first in main, before threads. Never fails: a system that refuses is reported.
[[nodiscard]] HardeningReport harden_process();

/// Keeps the graphics driver from writing its shader cache into the home folder. Before the first window.
void keep_graphics_from_writing();

}  // namespace amparo
