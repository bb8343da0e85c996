#include "checks/probes/wm_config.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"
#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;
using Words = std::vector<std::string>;

namespace {

WmConfig sway(std::string_view text) {
    auto config = parse_wm_config(text, WmDialect::Sway);
    REQUIRE(config.has_value());
    return *std::move(config);
}

std::string started(const std::string& entries, const std::vector<std::string>& paths) {
    const test::RecordedView recorded("running no\n" + entries);
    const HostView view = recorded.view();
    const XdgFolders xdg = xdg_folders(view, {"ana", 1000, 1000, "/home/ana", "/bin/bash"});
    const auto commands = wm_started_commands(view, xdg, paths, WmDialect::Sway);
    if (!commands) return std::string(errc_name(commands.error().code));
    std::string out;
    for (const StartedCommand& each : *commands) out += each.command + " (" + each.source + ")\n";
    return out;
}

}  // namespace

TEST_CASE("commands started at login are found over continued lines, and key bindings are not") {
    const WmConfig config = sway(
        "# exec swayidle\nexec swayidle -w \\\n   timeout 300 'swaylock' \\\n   before-sleep 'swaylock'\n"
        "exec_always --no-startup-id nm-applet\nbindsym $mod+l exec swaylock\n  exec \"one two\"\nexecutor "
        "x\n");
    CHECK(config.commands ==
          Words{"swayidle -w    timeout 300 'swaylock'    before-sleep 'swaylock'", "nm-applet", "one two"});
}

TEST_CASE("a block of exec starts each of its lines") {
    CHECK(sway("exec {\n  one\n  two\n}\nbar {\n  status_command x\n}\nexec three\n").commands ==
          Words{"one", "two", "three"});
}

TEST_CASE("variables are filled in, longest name first, and unknown ones stay") {
    const WmConfig config = sway(
        "set $lock 'swaylock -f'\nset $locker hyprlock\nset $both $lock; $locker\n"
        "exec a $lock $locker $HOME $both\n");
    CHECK(config.commands == Words{"a 'swaylock -f' hyprlock $HOME 'swaylock -f'; hyprlock"});
}

TEST_CASE("Hyprland's settings use other words, and rules for windows stand before a command") {
    const auto config = parse_wm_config(
        "$idle = hypridle -q\nexec-once = $idle & waybar\nexec = [workspace 1 silent] kitty\nbind = SUPER, "
        "L, exec, hyprlock\n"
        "source = ~/.config/hypr/more.conf\n",
        WmDialect::Hyprland);
    REQUIRE(config.has_value());
    CHECK(config->commands == Words{"hypridle -q & waybar", "kitty"});
    CHECK(config->includes == Words{"~/.config/hypr/more.conf"});
}

TEST_CASE("variables that grow from line to line end with a limit instead of the memory") {
    std::string text = "set $a " + std::string(30'000, 'x') + "\n";
    for (int i = 0; i < 1000; ++i) text += "exec $a $a\n";
    CHECK(parse_wm_config(text, WmDialect::Sway).error().code == Errc::Limit);
    std::string doubling = "set $a xxxxxxxxxx\n";
    for (char c = 'b'; c <= 'z'; ++c) {
        doubling += std::string("set $") + c + " $" + static_cast<char>(c - 1) + "$" +
                    static_cast<char>(c - 1) + "\n";
    }
    const auto config = parse_wm_config(doubling, WmDialect::Sway);
    REQUIRE(config.has_value());
    CHECK(config->variables.at("z").size() <= limits::kHostLine);
}

TEST_CASE("a name without end is no variable, and does not take long") {
    std::string text = "set $a 1\n";
    for (int i = 0; i < 60; ++i) text += "exec $" + std::string(60'000, 'b') + "\n";
    const auto config = parse_wm_config(text, WmDialect::Sway);
    REQUIRE(config.has_value());
    CHECK(config->commands.size() == 60);
}

TEST_CASE("zero bytes, long lines and too many commands are refused") {
    CHECK(parse_wm_config(std::string_view("\0", 1), WmDialect::Sway).error().code == Errc::Corrupt);
    CHECK(parse_wm_config(std::string(limits::kHostLine + 1, 'a'), WmDialect::Sway).error().code ==
          Errc::Limit);
    std::string many;
    for (int i = 0; i < 6000; ++i) many += "exec a\n";
    CHECK(parse_wm_config(many, WmDialect::Sway).error().code == Errc::Limit);
    std::string joined;
    for (int i = 0; i < 40'000; ++i) joined += "ab\\\n";
    CHECK(parse_wm_config(joined, WmDialect::Sway).error().code == Errc::Limit);
}

TEST_CASE("the first settings file that exists counts, with what it includes") {
    const std::string config = "/home/ana/.config/sway/config";
    const std::string files =
        test::tree_file(
            config, "exec one\ninclude conf.d/*.conf\ninclude ~/extra\ninclude /nowhere/*\ninclude gone\n") +
        test::tree_file("/home/ana/.config/sway/conf.d/a.conf", "exec two\n") +
        test::tree_file("/home/ana/.config/sway/conf.d/b.txt", "exec not\n") +
        test::tree_file("/home/ana/extra", "exec three\n") +
        test::tree_file("/etc/sway/config", "exec not\n");
    CHECK(started(files, {"/home/ana/.sway/config", config, "/etc/sway/config"}) ==
          "one (/home/ana/.config/sway/config)\ntwo (/home/ana/.config/sway/conf.d/a.conf)\nthree "
          "(/home/ana/extra)\n");
    CHECK(started(files, {"/home/ana/.sway/config"}) == "not-found");
}

TEST_CASE("variables reach the included files, and a circle of includes ends") {
    CHECK(started(
              test::tree_file("/a", "set $x 1\ninclude b\n") + test::tree_file("/b", "exec $x\ninclude a\n"),
              {"/a"}) == "1 (/b)\n");
}

TEST_CASE("an include that needs a shell is left out, and one that cannot be read is an error") {
    CHECK(started(test::tree_file("/a", "include `ls`\ninclude $(x)\ninclude /*/b\nexec one\n"), {"/a"}) ==
          "one (/a)\n");
    CHECK(started(test::tree_file("/a", "include b\n") + "p /b 0600 0:0 2026-11-01\n", {"/a"}) ==
          "not-regular");
    CHECK(started("p /a 0600 0:0 2026-11-01\n", {"/a"}) == "not-regular");
}
