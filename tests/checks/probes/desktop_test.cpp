#include "checks/probes/desktop.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

const Account kAna{"ana", 1000, 1000, "/home/ana", "/bin/bash"};

std::string seen(const std::string& entries) {
    const test::RecordedView recorded(entries);
    const auto found = find_desktop(recorded.view(), kAna);
    if (!found) return std::string(errc_name(found.error().code));
    return std::string(desktop_name(found->desktop)) + (found->in_session ? " now" : "");
}

std::string session(const std::string& name, const std::string& lines,
                    const std::string& kind = "wayland-sessions") {
    return test::tree_file("/usr/share/" + kind + "/" + name + ".desktop",
                           "[Desktop Entry]\nExec=x\n" + lines);
}

const std::string kGnome = session("gnome", "DesktopNames=GNOME\n");
const std::string kPlasma = session("plasma", "DesktopNames=KDE\n");

}  // namespace

TEST_CASE("names of the session decide, and desktops that borrow GNOME's name are not GNOME") {
    CHECK(desktop_from_names({"ubuntu", "GNOME"}) == Desktop::Gnome);
    CHECK(desktop_from_names({"GNOME-Classic", "GNOME"}) == Desktop::Gnome);
    CHECK(desktop_from_names({"Budgie", "GNOME"}) == Desktop::Other);
    CHECK(desktop_from_names({"GNOME-Flashback", "GNOME"}) == Desktop::Other);
    CHECK(desktop_from_names({"kde"}) == Desktop::Kde);
    CHECK(desktop_from_names({"X-Cinnamon"}) == Desktop::Cinnamon);
    CHECK(desktop_from_names({"sway", "wlroots"}) == Desktop::Sway);
    CHECK(desktop_from_names({"Something"}) == Desktop::Other);
    CHECK(desktop_from_names({}) == Desktop::Unknown);
}

TEST_CASE("names of session files decide where the file says nothing else") {
    CHECK(desktop_from_session("gnome-xorg") == Desktop::Gnome);
    CHECK(desktop_from_session("plasmax11") == Desktop::Kde);
    CHECK(desktop_from_session("xfce") == Desktop::Xfce);
    CHECK(desktop_from_session("i3-with-shmlog") == Desktop::I3);
    CHECK(desktop_from_session("my-own") == Desktop::Unknown);
}

TEST_CASE("inside a session its variables decide, whatever is installed") {
    CHECK(seen("running yes\nenv XDG_CURRENT_DESKTOP=KDE\n" + kGnome) == "kde now");
    CHECK(seen("running yes\nenv DESKTOP_SESSION=/usr/share/xsessions/plasma\n" + kGnome) == "kde now");
    CHECK(seen("running yes\nenv XDG_CURRENT_DESKTOP=Fancy\n" + kGnome) == "other now");
    CHECK(seen("running yes\nenv SWAYSOCK=/run/x\n") == "sway now");
    CHECK(seen("running yes\nenv HYPRLAND_INSTANCE_SIGNATURE=x\n") == "hyprland now");
}

TEST_CASE("outside a session the only desktop that is installed is the person's") {
    CHECK(seen("running yes\nenv XDG_SESSION_TYPE=tty\n" + kGnome) == "gnome");
    CHECK(seen("running no\n" + kGnome + session("gnome-xorg", "", "xsessions")) == "gnome");
    CHECK(seen("running no\n" + kGnome + kPlasma) == "unknown");
    CHECK(seen("running no\n" + kGnome + session("plasma", "DesktopNames=KDE\nHidden=true\n")) == "gnome");
    CHECK(seen("running no\n" + kGnome + session("mystery", "")) == "unknown");
    CHECK(seen("running no\n" + session("lxqt", "DesktopNames=LXQt\n")) == "other");
}

TEST_CASE("Debian's default session leads to the desktop that the alternatives name") {
    const std::string any = session("lightdm-xsession", "", "xsessions");
    CHECK(seen("running no\n" + any +
               "l /etc/alternatives/x-session-manager -> /usr/bin/startxfce4\nf /usr/bin/startxfce4 "
               "0755 0:0 2026-11-01\n") == "xfce");
    CHECK(seen("running no\n" + any) == "unknown");
}

TEST_CASE("the login screen's memory of the person decides between several desktops") {
    const std::string both = "running no\n" + kGnome + kPlasma;
    CHECK(seen(both + test::tree_file("/var/lib/AccountsService/users/ana", "[User]\nSession=plasma\n")) ==
          "kde");
    CHECK(seen(both + test::tree_file("/var/lib/AccountsService/users/ana", "[User]\nXSession=gnome\n")) ==
          "gnome");
    CHECK(seen(both + test::tree_file("/home/ana/.dmrc", "[Desktop]\nSession=plasma\n")) == "kde");
    CHECK(seen(both + test::tree_file("/home/ana/.dmrc", "[Desktop]\nSession=gone\n")) == "unknown");
    CHECK(seen(both + test::tree_file("/var/lib/AccountsService/users/ana", "[User]\nSession=\n")) ==
          "unknown");
    CHECK(seen(both + test::tree_file("/var/lib/AccountsService/users/ana", "[User]\nSession=plasma\n") +
               "x /var/lib/AccountsService/users/ana\n") == "unknown");
}

TEST_CASE("no desktop at all is said only where programs and sessions are where we look") {
    const std::string server = "f /usr/bin/env 0755 0:0 2026-11-01\nd /usr/share/doc 0755 0:0 2026-11-01\n";
    CHECK(seen("running no\n" + server) == "none");
    CHECK(seen("running yes\n" + server) == "none");
    CHECK(seen("running yes\nenv DISPLAY=:0\n" + server) == "unknown");
    CHECK(seen("running no\n" + server + "f /usr/bin/sway 0755 0:0 2026-11-01\n") == "unknown");
    CHECK(seen("running no\n" + server + "d /nix/store 0755 0:0 2026-11-01\n") == "unknown");
    CHECK(seen("running no\n") == "unknown");
}

TEST_CASE("a session folder or file that cannot be read is an error, and a dangling link offers nothing") {
    CHECK(seen("running no\n" + kGnome +
               "d /usr/share/xsessions 0755 0:0 2026-11-01\nx /usr/share/xsessions\n") == "denied");
    CHECK(seen("running no\n" + kGnome + "p /usr/share/xsessions/b.desktop 0600 0:0 2026-11-01\n") ==
          "not-regular");
    CHECK(seen("running no\n" + kGnome + "l /usr/share/xsessions/b.desktop -> gone\n") == "gnome");
}

TEST_CASE("a name that would lead out of the folder of names is never part of a path") {
    const test::RecordedView recorded(
        "running no\n" + kGnome + kPlasma +
        test::tree_file("/var/lib/AccountsService/x", "[User]\nSession=plasma\n"));
    const auto found = find_desktop(recorded.view(), {"../x", 1000, 1000, "/home/ana", "/bin/bash"});
    REQUIRE(found.has_value());
    CHECK(found->desktop == Desktop::Unknown);
}
