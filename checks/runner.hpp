#pragma once
// Runs checks beside one another, each under its own time limit, and never waits for one that hangs: it is named as
// timed out and left behind. Progress arrives on the calling thread.

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/base/stop.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

struct RunOptions {
    std::chrono::milliseconds per_check{2000};
    unsigned threads = 4;
};

/// A check that was not looked at, and why: "cancelled", "not-chosen".
struct Skipped {
    std::string id;
    std::string reason;
};

/// What became of every check. `failed` names those that could not finish: "timeout", "bug".
struct Coverage {
    std::size_t run = 0;
    std::vector<Skipped> skipped;
    std::vector<Skipped> failed;
};

struct CheckReport {
    std::vector<Finding> findings;  ///< in the order of the given checks
    Coverage coverage;
    bool cancelled = false;
    /// Checks whose thread was left behind; the process should then end without waiting for threads.
    std::size_t abandoned = 0;
};

/// Called after each finished check, in the order they finish.
using Progress = std::function<void(const Finding&, std::size_t done, std::size_t total)>;

/// Runs `checks` on `host`. Blocks until all are done, timed out, or `stop` was asked for. The host is shared because
/// a check that hangs may still hold it afterwards. Thread: call from one thread; starts its own.
[[nodiscard]] CheckReport run_checks(std::span<const RegisteredCheck> checks, std::shared_ptr<const Host> host,
                                     const JudgeContext& context, const RunOptions& options, const StopToken& stop,
                                     const Progress& progress);

}  // namespace amparo::checks
