#include "checks/probes/screen_lock.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

const std::string kBase = "running yes\nidentity 1000 1000\n" +
                          test::tree_file("/etc/passwd", "ana:x:1000:1000:Ana:/home/ana:/bin/bash\n") +
                          "d /home/ana 0700 1000:1000 2026-11-01\n";

Facts collected(const std::string& entries) {
    const test::RecordedView recorded(kBase + entries);
    const auto facts = collect_screen_lock(recorded.view());
    REQUIRE(facts.size() == 1);
    return facts.front();
}

Facts kde(const std::string& settings) {
    return collected("env XDG_CURRENT_DESKTOP=KDE\n" +
                     test::tree_file("/home/ana/.config/kscreenlockerrc", settings));
}

std::string sway_file(const std::string& content) {
    return "env XDG_CURRENT_DESKTOP=sway\n" + test::tree_file("/home/ana/.config/sway/config", content);
}

}  // namespace

TEST_CASE("KDE's minutes may have decimals and are kept in seconds, rounded up") {
    const auto seconds = [](const std::string& value) {
        const Facts facts = kde("[Daemon]\nTimeout=" + value + "\n");
        return facts.known("idle_seconds") ? facts.number("idle_seconds") : -1;
    };
    CHECK(seconds("5") == 300);
    CHECK(seconds("2.5") == 150);
    CHECK(seconds("0.333333") == 20);
    CHECK(seconds("0") == 0);
    CHECK(seconds("") == -1);
    CHECK(seconds("-1") == -1);
    CHECK(seconds("5.") == -1);
    CHECK(seconds("5.x") == -1);
    CHECK(seconds("99999999999999999999") == -1);
}

TEST_CASE("KDE's grace is held within its own bounds") {
    CHECK(kde("[Daemon]\nLockGrace=9999\n").number("lock_delay_seconds") == 300);
    CHECK(kde("[Daemon]\nLockGrace=-5\n").number("lock_delay_seconds", 9) == 0);
    CHECK(kde("[Daemon]\nLockGrace=soon\n").unreadable("lock_delay_seconds"));
}

TEST_CASE("a switch of KDE that is neither yes nor no is unreadable") {
    CHECK(kde("[Daemon]\nLockOnResume=perhaps\n").unreadable("locks_on_sleep"));
    CHECK_FALSE(kde("[Daemon]\nLockOnResume=off\n").flag("locks_on_sleep"));
}

TEST_CASE("steps are chosen by what locks the screen, and by who decided") {
    Facts facts;
    facts.put("desktop", "gnome");
    CHECK(screen_lock_remedy(facts, "lock_enabled") == "gnome");
    CHECK(screen_lock_remedy(facts, "lock_forbidden") == "forbidden");
    facts.put("lock_enabled_locked", true);
    CHECK(screen_lock_remedy(facts, "lock_enabled") == "admin");
    facts.put("desktop", "sway");
    facts.put("locker", std::vector<std::string>{"hypridle"});
    CHECK(screen_lock_remedy(facts, "idle_seconds") == "hyprland");
    facts.put("desktop", "mate");
    facts.put("locker", std::vector<std::string>{"xscreensaver"});
    CHECK(screen_lock_remedy(facts, "idle_seconds") == "xscreensaver");
}

TEST_CASE("swayidle with broken words is unreadable, because it would not start") {
    const Facts facts = collected(sway_file("exec swayidle timeout soon swaylock\n"));
    CHECK(facts.unreadable("locks_on_sleep"));
    CHECK(facts.unreadable("idle_lock"));
}

TEST_CASE("swayidle adds its file to its words, and a file named by -C replaces the usual places") {
    const std::string words = sway_file("exec swayidle timeout 600 swaylock\n");
    const std::string file =
        test::tree_file("/home/ana/.config/swayidle/config", "before-sleep swaylock\ntimeout 60 hyprlock\n");
    const Facts both = collected(words + file);
    CHECK(both.number("idle_seconds") == 60);
    CHECK(both.flag("locks_on_sleep"));
    const Facts named = collected(sway_file("exec swayidle -C ~/i timeout 600 swaylock\n") + file +
                                  test::tree_file("/home/ana/i", "lock swaylock\n"));
    CHECK(named.number("idle_seconds") == 600);
    CHECK_FALSE(named.flag("locks_on_sleep"));
    CHECK(collected(sway_file("exec swayidle -C $HOME/i\n")).unreadable("locks_on_sleep"));
}

TEST_CASE("hypridle takes /etc/xdg before the person's folder, as it sorts them") {
    const std::string start =
        "env XDG_CURRENT_DESKTOP=Hyprland\n" +
        test::tree_file("/home/ana/.config/hypr/hyprland.conf", "exec-once = hypridle\n");
    const auto listener = [](const std::string& seconds) {
        return "listener {\ntimeout = " + seconds + "\non-timeout = hyprlock\n}\n";
    };
    const std::string own = test::tree_file("/home/ana/.config/hypr/hypridle.conf", listener("100"));
    CHECK(collected(start + own).number("idle_seconds") == 100);
    CHECK(collected(start + own + test::tree_file("/etc/xdg/hypr/hypridle.conf", listener("200")))
              .number("idle_seconds") == 200);
    CHECK(collected(start).missing("locks_on_sleep"));
}

TEST_CASE(
    "xfce4-screensaver that is switched off does not lock by itself, and a half-told sleep is unclear") {
    const auto xfce = [](const std::string& inside, const std::string& more = "") {
        return collected(
            "env XDG_CURRENT_DESKTOP=XFCE\nf /usr/bin/xfce4-screensaver 0755 0:0 2026-11-01\n" +
            test::tree_file("/etc/xdg/autostart/s.desktop", "[Desktop Entry]\nExec=xfce4-screensaver\n") +
            test::tree_file("/home/ana/.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-screensaver.xml",
                            "<channel name=\"xfce4-screensaver\">" + inside + "</channel>\n") +
            more);
    };
    const auto power = [](const std::string& value) {
        return test::tree_file(
            "/home/ana/.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-power-manager.xml",
            "<channel name=\"p\"><property name=\"xfce4-power-manager\" type=\"empty\"><property "
            "name=\"lock-screen-suspend-hibernate\" type=\"bool\" value=\"" +
                value + "\"/></property></channel>\n");
    };
    const std::string off =
        "<property name=\"lock\" type=\"empty\"><property name=\"sleep-activation\" type=\"bool\" "
        "value=\"false\"/></property>";
    CHECK(xfce("").flag("idle_lock"));
    CHECK(xfce("").flag("locks_on_sleep"));
    CHECK_FALSE(
        xfce("<property name=\"saver\"><property name=\"enabled\" type=\"bool\" value=\"false\"/></property>")
            .flag("idle_lock"));
    CHECK(xfce(off).unreadable("locks_on_sleep"));
    CHECK(xfce(off, power("true")).flag("locks_on_sleep"));
    CHECK(xfce(off, power("false")).known("locks_on_sleep"));
    CHECK_FALSE(xfce(off, power("false")).flag("locks_on_sleep"));
    CHECK(xfce("", power("false")).unreadable("locks_on_sleep"));
    CHECK(
        xfce("<property name=\"lock\"><property name=\"enabled\" type=\"bool\" value=\"maybe\"/></property>")
            .unreadable("lock_enabled"));
}

TEST_CASE("people that cannot be told give one set of facts without a verdict") {
    const test::RecordedView recorded("running yes\nidentity 1000 1000\n");
    const auto facts = collect_screen_lock(recorded.view());
    REQUIRE(facts.size() == 1);
    CHECK_FALSE(facts.front().known("desktop"));
    CHECK(screen_lock_obstacle(facts.front())->verdict == Verdict::CannotTell);
}
