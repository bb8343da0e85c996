// What the commands of an idle daemon do: the second half of idle_daemons.hpp.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/idle_daemons.hpp"
#include "checks/probes/shell_words.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kNesting = 4;  // "sh -c" inside "sh -c"
constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kXautolockMinutes = 10;  // its default

constexpr auto kLockers = std::to_array<std::string_view>(
    {"swaylock", "swaylock-effects", "waylock", "gtklock", "hyprlock", "i3lock", "i3lock-color",
     "i3lock-fancy", "slock", "xsecurelock", "xtrlock", "physlock", "betterlockscreen", "xlock", "vlock"});

/// Programs that end at once and lock nothing: dimming, switching displays off, asking whether a locker runs.
constexpr auto kHarmless = std::to_array<std::string_view>(
    {"brightnessctl", "light",         "xbacklight", "notify-send", "playerctl", "wlopm",
     "wlr-randr",     "pidof",         "pgrep",      "pkill",       "killall",   "kill",
     "echo",          "printf",        "true",       "false",       "sleep",     "dunstctl",
     "makoctl",       "swaync-client", "xset",       "amixer",      "pactl",     "wpctl",
     "chayang",       "touch",         "rm",         "ddcutil",     "rfkill",    "kanshictl",
     "wl-copy",       "cliphist",      "logger",     "exit",        "wait"});

/// Words after which the real program follows.
constexpr auto kWrappers = std::to_array<std::string_view>(
    {"exec", "setsid", "nohup", "command", "env", "nice", "ionice", "uwsm-app", "time"});
constexpr auto kSleeps = std::to_array<std::string_view>(
    {"suspend", "hibernate", "hybrid-sleep", "suspend-then-hibernate", "sleep"});

template <std::size_t N>
bool is_among(std::string_view word, const std::array<std::string_view, N>& list) {
    return std::ranges::find(list, word) != list.end();
}

bool is_assignment(std::string_view word) {
    const std::size_t equals = word.find('=');
    return equals != std::string_view::npos && equals != 0 && word.find_first_of("/-") > equals;
}

/// What commands do under one plan. The plan's own answers to the lock signal and to sleep are judged once,
/// and while they are judged they are unknown to themselves: commands that answer each other in a circle
/// cannot keep us busy.
class Judge {
  public:
    explicit Judge(const IdlePlan& plan) {
        if (!plan.on_lock_signal.empty()) on_signal_ = line(plan.on_lock_signal, 0);
        on_sleep_ = plan.before_sleep.empty() ? Locks::No : line(plan.before_sleep, 0);
    }

    [[nodiscard]] Locks on_sleep() const { return on_sleep_; }

    [[nodiscard]] Locks line(std::string_view text, std::size_t depth) const {
        if (depth > kNesting) return Locks::Unknown;
        const auto commands = split_shell(text);
        if (!commands) return Locks::Unknown;
        Locks out = Locks::No;
        std::string_view previous;
        bool is_reached = true;
        for (const ShellCommand& each : *commands) {
            std::size_t at = 0;
            Locks here = one(each.words, at, depth);
            // "a && lock" locks only if a succeeds, "a || lock" only if it does not.
            const bool asks = previous == "pidof" || previous == "pgrep";
            if (each.join == ShellJoin::And) {
                const bool ends_well = is_among(previous, kHarmless) && previous != "false" && !asks;
                is_reached = is_reached && (previous == "swaymsg" || previous == "hyprctl" || ends_well);
            } else if (each.join == ShellJoin::Or) {
                is_reached = is_reached && (asks || is_locker(previous));
            } else {
                is_reached = true;
            }
            if (here == Locks::Yes && !is_reached) here = Locks::Unknown;
            if (here == Locks::Yes) return Locks::Yes;
            if (here == Locks::Unknown) out = Locks::Unknown;
            previous = at < each.words.size() ? base_name(each.words[at]) : std::string_view();
        }
        return out;
    }

    /// One command; `at` becomes the index of its program.
    [[nodiscard]] Locks one(const std::vector<std::string>& words, std::size_t& at, std::size_t depth) const {
        at = program_index(words);
        if (at >= words.size()) return Locks::No;
        const std::string_view program = base_name(words[at]);
        const std::string_view next =
            at + 1 < words.size() ? std::string_view(words[at + 1]) : std::string_view();
        if (is_locker(program)) return Locks::Yes;
        if (is_among(program, kHarmless)) return Locks::No;
        if (program == "swaymsg" || program == "hyprctl" || program == "niri") return message(words, at);
        if (program == "sh" || program == "bash" || program == "dash") return shell(words, at, depth);
        if (program == "loginctl") {
            if (!next.starts_with("lock-session")) return Locks::No;
            // Somebody else may listen for the signal when this daemon does not.
            return on_signal_;
        }
        if (program == "systemctl") {
            return is_among(next, kSleeps) ? on_sleep_ : Locks::Unknown;
        }
        return Locks::Unknown;
    }

  private:
    /// A message to the desktop; it may start programs, too.
    static Locks message(const std::vector<std::string>& words, std::size_t at) {
        for (std::size_t i = at + 1; i < words.size(); ++i) {
            for (const std::string_view word : text::words(words[i])) {
                if (word == "exec" || word == "spawn") return Locks::Unknown;
            }
        }
        return Locks::No;
    }

    [[nodiscard]] Locks shell(const std::vector<std::string>& words, std::size_t at,
                              std::size_t depth) const {
        if (at + 2 < words.size() && words[at + 1] == "-c") return line(words[at + 2], depth + 1);
        return Locks::Unknown;
    }

    Locks on_signal_ = Locks::Unknown;
    Locks on_sleep_ = Locks::Unknown;
};

Locks stronger(Locks a, Locks b) {
    if (a == Locks::Yes || b == Locks::Yes) return Locks::Yes;
    return a == Locks::Unknown || b == Locks::Unknown ? Locks::Unknown : Locks::No;
}

}  // namespace

std::size_t program_index(const std::vector<std::string>& words) {
    std::size_t at = 0;
    while (at < words.size()) {
        if (is_assignment(words[at])) {
            ++at;
        } else if (is_among(base_name(words[at]), kWrappers)) {
            for (++at; at < words.size() && words[at].starts_with('-');) ++at;
        } else {
            break;
        }
    }
    return at;
}

bool is_locker(std::string_view program) { return is_among(program, kLockers); }

Locks command_locks(std::string_view command, const IdlePlan& plan) { return Judge(plan).line(command, 0); }

IdleSummary IdleSummary::beside(const IdleSummary& other) const {
    IdleSummary out;
    out.on_idle = stronger(on_idle, other.on_idle);
    out.seconds = seconds && other.seconds ? std::min(*seconds, *other.seconds)
                  : seconds                ? seconds
                                           : other.seconds;
    out.on_sleep = stronger(on_sleep, other.on_sleep);
    out.x_decides = x_decides || other.x_decides;
    return out;
}

IdleSummary summarize(const IdlePlan& plan) {
    const Judge judge(plan);
    IdleSummary out;
    for (const IdleStep& step : plan.steps) {
        const Locks here = judge.line(step.command, 0);
        out.on_idle = stronger(out.on_idle, here);
        if (here == Locks::Yes && (!out.seconds || step.seconds < *out.seconds)) out.seconds = step.seconds;
    }
    out.on_sleep = judge.on_sleep();
    return out;
}

IdleSummary xautolock_summary(const std::vector<std::string>& words) {
    IdleSummary out;
    // After a sleep it may or may not find that its time has passed.
    out.on_sleep = Locks::Unknown;
    std::int64_t minutes = kXautolockMinutes;
    std::string locker = "xlock";
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == "-time") {
            const auto value = text::to_integer(words[i + 1]);
            if (!value || *value < 1 || *value > 60 * 24 * 366) {
                out.on_idle = Locks::Unknown;
                return out;
            }
            minutes = *value;
        }
        if (words[i] == "-locker") locker = words[i + 1];
    }
    out.on_idle = command_locks(locker, {});
    if (out.on_idle == Locks::Yes) out.seconds = minutes * kMinute;
    return out;
}

IdleSummary xss_lock_summary(const std::vector<std::string>& words) {
    IdleSummary out;
    bool sleeps_locked = true;
    std::size_t at = 0;
    for (; at < words.size() && words[at].starts_with('-'); ++at) {
        if (words[at] == "--") {
            ++at;
            break;
        }
        if (words[at] == "--ignore-sleep") sleeps_locked = false;
        if (words[at] == "-n" || words[at] == "-s" || words[at] == "--notifier" || words[at] == "--session")
            ++at;
    }
    Locks locks = Locks::Unknown;
    if (at < words.size()) {
        std::size_t program = 0;
        locks =
            Judge(IdlePlan{}).one({words.begin() + static_cast<std::ptrdiff_t>(at), words.end()}, program, 0);
    }
    out.on_idle = locks;
    out.x_decides = locks != Locks::No;
    out.on_sleep = sleeps_locked ? locks : Locks::No;
    return out;
}

std::string describe(const IdlePlan& plan) {
    const Judge judge(plan);
    std::string out;
    const auto shown = [](std::string_view text) { return utf8::displayable(text, 200); };
    const auto verdict = [](Locks locks) {
        return locks == Locks::Yes ? "locks" : locks == Locks::No ? "does not lock" : "unknown";
    };
    for (const IdleStep& step : plan.steps) {
        out += "after " + std::to_string(step.seconds) + " s: " + shown(step.command) + " (" +
               verdict(judge.line(step.command, 0)) + ")\n";
    }
    if (!plan.before_sleep.empty()) out += "before sleep: " + shown(plan.before_sleep) + "\n";
    if (!plan.on_lock_signal.empty()) out += "on lock signal: " + shown(plan.on_lock_signal) + "\n";
    if (!plan.settings_file.empty()) out += "settings file: " + shown(plan.settings_file) + "\n";
    const IdleSummary summary = summarize(plan);
    out += std::string("on idle: ") + verdict(summary.on_idle);
    if (summary.seconds) out += " after " + std::to_string(*summary.seconds) + " s";
    return out + "\non sleep: " + verdict(summary.on_sleep) + "\n";
}

}  // namespace amparo::checks
