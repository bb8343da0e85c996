#include "checks/probes/idle_daemons.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

IdlePlan swayidle(std::string_view text) {
    auto plan = parse_swayidle(text);
    INFO((plan ? "" : plan.error().detail));
    REQUIRE(plan.has_value());
    return *std::move(plan);
}

IdlePlan hypridle(std::string_view text) {
    auto plan = parse_hypridle(text);
    INFO((plan ? "" : plan.error().detail));
    REQUIRE(plan.has_value());
    return *std::move(plan);
}

}  // namespace

TEST_CASE("swayidle's file is read line by line, with seconds, and steps of 0 seconds are off") {
    const IdlePlan plan = swayidle(
        "# idle\n\ntimeout 300 'swaylock -f -c 000000'\ntimeout 600 'swaymsg \"output * power off\"' resume "
        "'swaymsg x'\n"
        "timeout 0 swaylock\ntimeout -5 swaylock\nbefore-sleep 'swaylock -f'\nafter-resume true\nlock "
        "'swaylock'\n"
        "unlock true\nidlehint 240\n");
    REQUIRE(plan.steps.size() == 2);
    CHECK(plan.steps[0] == IdleStep{300, "swaylock -f -c 000000"});
    CHECK(plan.before_sleep == "swaylock -f");
    CHECK(plan.on_lock_signal == "swaylock");
    const IdleSummary summary = summarize(plan);
    CHECK(summary.on_idle == Locks::Yes);
    CHECK(summary.seconds == 300);
    CHECK(summary.on_sleep == Locks::Yes);
}

TEST_CASE("a line that swayidle refuses is refused with its number, because swayidle would not start") {
    for (const char* text : {"timeout 300\n", "timeout five swaylock\n", "before-sleep\n", "nonsense x\n",
                             "idlehint x\n", "timeout 300 'swaylock\n", "  \n"}) {
        const auto plan = parse_swayidle(std::string("# ok\n") + text);
        INFO(text);
        REQUIRE_FALSE(plan.has_value());
        CHECK(plan.error().code == Errc::Corrupt);
        CHECK(plan.error().detail.starts_with("line 2: "));
    }
}

TEST_CASE("the words behind swayidle hold options, then events one after the other") {
    const auto plan =
        swayidle_plan({"-dw", "-S", "seat0", "-C", "/x/config", "timeout", "300", "swaylock", "resume",
                       "true", "timeout", "600", "systemctl suspend", "before-sleep", "swaylock"});
    REQUIRE(plan.has_value());
    CHECK(plan->settings_file == "/x/config");
    REQUIRE(plan->steps.size() == 2);
    CHECK(plan->steps[1].seconds == 600);
    CHECK(plan->before_sleep == "swaylock");
    CHECK(swayidle_plan({"-C/x", "--", "lock", "a"})->settings_file == "/x");
    CHECK(swayidle_plan({})->steps.empty());
    CHECK(swayidle_plan({"timeout", "300"}).error().code == Errc::Corrupt);
    CHECK(swayidle_plan({"timeout", "300", "a", "resume"}).error().code == Errc::Corrupt);
}

TEST_CASE("two sources add their steps, and the second one's single commands replace the first's") {
    IdlePlan plan = swayidle("timeout 10 a\nbefore-sleep b\nlock c\n");
    plan.add(swayidle("timeout 20 d\nbefore-sleep e\n"));
    CHECK(plan.steps.size() == 2);
    CHECK(plan.before_sleep == "e");
    CHECK(plan.on_lock_signal == "c");
}

TEST_CASE("hypridle's sections give steps, and the lock signal leads to the locker") {
    const IdlePlan plan = hypridle(
        "$lock = pidof hyprlock || hyprlock  # once\ngeneral {\n  lock_cmd = $lock\n  before_sleep_cmd = "
        "loginctl "
        "lock-session\n}\nlistener {\n  timeout = 150\n  on-timeout = brightnessctl -s set 10 ## not a "
        "comment\n}\n"
        "listener {\n  timeout = 330\n  on-timeout = loginctl lock-session\n}\nlistener {\n  on-timeout = "
        "hyprlock\n}\n");
    REQUIRE(plan.steps.size() == 2);
    CHECK(plan.steps[0].command == "brightnessctl -s set 10 # not a comment");
    CHECK(plan.on_lock_signal == "pidof hyprlock || hyprlock");
    const IdleSummary summary = summarize(plan);
    CHECK(summary.seconds == 330);
    CHECK(summary.on_sleep == Locks::Yes);
}

TEST_CASE("hypridle's flat spelling is the same") {
    CHECK(hypridle("general:lock_cmd = swaylock\n").on_lock_signal == "swaylock");
}

TEST_CASE("braces of hypridle that do not match, and files that take in others, are refused") {
    CHECK(parse_hypridle("general {\n").error().code == Errc::Corrupt);
    CHECK(parse_hypridle("}\n").error().code == Errc::Corrupt);
    CHECK(parse_hypridle("a {\nb {\n}\n}\n").error().code == Errc::Corrupt);
    CHECK(parse_hypridle("{\n").error().code == Errc::Corrupt);
    CHECK(parse_hypridle("listener {\ntimeout = soon\n}\n").error().code == Errc::Corrupt);
    CHECK(parse_hypridle("source = ~/x.conf\n").error().code == Errc::Unsupported);
}

TEST_CASE("names that grow from line to line end with a limit instead of the memory") {
    std::string text = "$a = xxxxxxxxxx\n";
    for (char c = 'b'; c <= 'z'; ++c)
        text +=
            std::string("$") + c + " = $" + static_cast<char>(c - 1) + "$" + static_cast<char>(c - 1) + "\n";
    CHECK(parse_hypridle(text).error().code == Errc::Limit);
}

TEST_CASE("lockers are known by name, with and without a path, wrappers and assignments") {
    for (const char* command :
         {"swaylock", "/usr/bin/swaylock -f", "exec hyprlock", "setsid -f gtklock", "FOO=1 i3lock -n",
          "sh -c 'swaylock -f'", "swaymsg 'output * dpms off' && swaylock", "pidof hyprlock || hyprlock",
          "pgrep -x swaylock || swaylock -f", "chayang && swaylock", "playerctl pause; waylock"}) {
        INFO(command);
        CHECK(command_locks(command, {}) == Locks::Yes);
    }
}

TEST_CASE("commands that only dim or ask lock nothing") {
    for (const char* command :
         {"brightnessctl -s set 10%", "swaymsg \"output * power off\"", "hyprctl dispatch dpms off",
          "notify-send 'soon'", "pidof swaylock", "", "true"}) {
        INFO(command);
        CHECK(command_locks(command, {}) == Locks::No);
    }
}

TEST_CASE("scripts, conditions and programs started by the desktop are unknown, never guessed") {
    for (const char* command :
         {"~/bin/lock.sh", "$lock", "swaymsg exec swaylock", "hyprctl dispatch exec hyprlock",
          "[ -f /x ] && swaylock", "grep -q open /proc/x && swaylock", "false && swaylock",
          "systemctl --user start lock.target", "loginctl lock-session", "sh lock.sh",
          "if true; then swaylock; fi", "mylocker", "'unclosed"}) {
        INFO(command);
        CHECK(command_locks(command, {}) == Locks::Unknown);
    }
}

TEST_CASE("sleep locks when the daemon locks before sleep, and the lock signal when the daemon answers it") {
    IdlePlan plan;
    CHECK(command_locks("systemctl suspend", plan) == Locks::No);
    plan.before_sleep = "swaylock -f";
    CHECK(command_locks("systemctl suspend", plan) == Locks::Yes);
    CHECK(command_locks("systemctl hybrid-sleep", plan) == Locks::Yes);
    CHECK(command_locks("systemctl poweroff", plan) == Locks::Unknown);
    plan.on_lock_signal = "notify-send locked";
    CHECK(command_locks("loginctl lock-session", plan) == Locks::No);
    plan.on_lock_signal = "swaylock";
    CHECK(command_locks("loginctl lock-session", plan) == Locks::Yes);
    CHECK(command_locks("loginctl list-sessions", plan) == Locks::No);
}

TEST_CASE("a condition anywhere before a locker makes it unknown") {
    CHECK(command_locks("[ -f /x ] && notify-send soon && swaylock", {}) == Locks::Unknown);
    CHECK(command_locks("./x || true && swaylock", {}) == Locks::Unknown);
    CHECK(command_locks("[ -f /x ] && true; swaylock", {}) == Locks::Yes);
}

TEST_CASE("commands that name each other many times do not take long") {
    std::string many;
    for (int i = 0; i < 2000; ++i) many += "loginctl lock-session; systemctl suspend; ";
    IdlePlan plan;
    plan.on_lock_signal = many;
    plan.before_sleep = many;
    for (int i = 0; i < 20; ++i) plan.steps.push_back({60, many});
    CHECK(summarize(plan).on_idle == Locks::Unknown);
}

TEST_CASE("commands that answer each other in a circle end as unknown") {
    IdlePlan plan;
    plan.on_lock_signal = "loginctl lock-session";
    plan.before_sleep = "systemctl suspend";
    CHECK(command_locks("loginctl lock-session", plan) == Locks::Unknown);
    CHECK(command_locks("systemctl suspend", plan) == Locks::Unknown);
}

TEST_CASE("the earliest step that locks counts, and an unknown one only when none locks") {
    CHECK(summarize(swayidle("timeout 900 swaylock\ntimeout 600 hyprlock\ntimeout 60 ./x\n")).seconds == 600);
    const IdleSummary unknown = summarize(swayidle("timeout 60 ./x\ntimeout 30 true\n"));
    CHECK(unknown.on_idle == Locks::Unknown);
    CHECK_FALSE(unknown.seconds.has_value());
    CHECK(summarize(swayidle("timeout 30 true\n")).on_idle == Locks::No);
    CHECK(summarize({}).on_sleep == Locks::No);
}

TEST_CASE("xautolock counts minutes, ten when nothing is said, and its sleep is unknown") {
    const IdleSummary said = xautolock_summary({"-time", "15", "-locker", "i3lock -c 000000"});
    CHECK(said.on_idle == Locks::Yes);
    CHECK(said.seconds == 900);
    CHECK(said.on_sleep == Locks::Unknown);
    CHECK(xautolock_summary({}).seconds == 600);
    CHECK(xautolock_summary({"-time", "soon"}).on_idle == Locks::Unknown);
    CHECK_FALSE(xautolock_summary({"-locker", "./x"}).seconds.has_value());
}

TEST_CASE("xss-lock locks before sleep unless told otherwise, and X says when it is idle") {
    const IdleSummary plain = xss_lock_summary({"--transfer-sleep-lock", "--", "i3lock", "--nofork"});
    CHECK(plain.on_sleep == Locks::Yes);
    CHECK(plain.x_decides);
    CHECK(xss_lock_summary({"-n", "dim", "--ignore-sleep", "i3lock"}).on_sleep == Locks::No);
    CHECK(xss_lock_summary({"./lock.sh"}).on_sleep == Locks::Unknown);
    CHECK(xss_lock_summary({}).on_sleep == Locks::Unknown);
}

TEST_CASE("two daemons beside each other lock where one of them does") {
    const IdleSummary both = xautolock_summary({"-locker", "i3lock"}).beside(xss_lock_summary({"i3lock"}));
    CHECK(both.on_sleep == Locks::Yes);
    CHECK(both.seconds == 600);
    CHECK(both.x_decides);
}

TEST_CASE("more steps, longer lines and larger files than allowed are refused") {
    std::string many;
    for (int i = 0; i < 1001; ++i) many += "timeout 5 a\n";
    CHECK(parse_swayidle(many).error().code == Errc::Limit);
    CHECK(parse_swayidle(std::string(limits::kHostFile + 1, '\n')).error().code == Errc::Limit);
    CHECK(parse_hypridle(std::string(limits::kHostLine + 1, 'a')).error().code == Errc::Limit);
    CHECK(parse_swayidle(std::string_view("\0", 1)).error().code == Errc::Corrupt);
}
