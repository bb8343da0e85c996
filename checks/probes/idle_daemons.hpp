#pragma once
// Programs that wait until nobody uses the computer and then lock it: swayidle, hypridle, xautolock,
// xss-lock. What they would do is read from their settings or from the words of their command line; nothing
// is run. A command that we do not know is neither a lock nor harmless: it is unknown. Sources: swayidle(1)
// and its main.c, hypridle's ConfigManager, xautolock(1), xss-lock(1).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

struct IdleStep {
    std::int64_t seconds = 0;
    std::string command;
    bool operator==(const IdleStep&) const = default;
};

/// What an idle daemon was told to do.
struct IdlePlan {
    std::vector<IdleStep> steps;  ///< steps that are switched off (0 seconds or less) are left out
    std::string before_sleep;     ///< "" when nothing is done
    std::string on_lock_signal;   ///< done when `loginctl lock-session` is asked for
    /// swayidle: a settings file named with "-C"; "" means its usual places.
    std::string settings_file;

    /// Adds what a second source tells the same daemon; it replaces single commands.
    void add(const IdlePlan& more);
};

/// The file of swayidle. Errors: Corrupt — a line that swayidle refuses, because it would not start ("line L:
/// reason"); Limit — larger than limits::kHostFile, a line over limits::kHostLine, or more than 1,000 steps.
[[nodiscard]] Result<IdlePlan> parse_swayidle(std::string_view text);
/// The words after "swayidle". Errors: as parse_swayidle.
[[nodiscard]] Result<IdlePlan> swayidle_plan(const std::vector<std::string>& words);
/// hypridle.conf. Errors: Corrupt — NUL bytes or braces that do not match; Unsupported — it takes in another
/// file; Limit — as parse_swayidle.
[[nodiscard]] Result<IdlePlan> parse_hypridle(std::string_view text);

enum class Locks { No, Yes, Unknown };

/// True for programs whose only work is to lock the screen: swaylock, hyprlock, i3lock and their kin.
[[nodiscard]] bool is_locker(std::string_view program);

/// Where the program stands in the words of a command: after assignments and wrappers such as "exec" and
/// "setsid"; the number of words when there is none.
[[nodiscard]] std::size_t program_index(const std::vector<std::string>& words);

/// What a command line would do, with the plan it belongs to: "loginctl lock-session" and "systemctl suspend"
/// lock when the plan answers them with a lock.
[[nodiscard]] Locks command_locks(std::string_view command, const IdlePlan& plan);

/// What is known of a session's locking.
struct IdleSummary {
    Locks on_idle = Locks::No;
    std::optional<std::int64_t> seconds;  ///< of the earliest step that locks
    Locks on_sleep = Locks::No;
    bool x_decides = false;  ///< it locks when X calls the session idle; no file says when

    /// The same with a second program beside the first.
    [[nodiscard]] IdleSummary beside(const IdleSummary& other) const;
};

[[nodiscard]] IdleSummary summarize(const IdlePlan& plan);
/// The words after "xautolock" and "xss-lock". Never fails: what is not understood is unknown.
[[nodiscard]] IdleSummary xautolock_summary(const std::vector<std::string>& words);
[[nodiscard]] IdleSummary xss_lock_summary(const std::vector<std::string>& words);

/// Canonical text of a plan and of its summary.
[[nodiscard]] std::string describe(const IdlePlan& plan);

}  // namespace amparo::checks
