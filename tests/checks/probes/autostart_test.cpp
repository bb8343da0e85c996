#include "checks/probes/autostart.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

std::string started(const std::string& entries, const std::vector<std::string>& names = {"XFCE"}) {
    const test::RecordedView recorded(
        "running no\nf /usr/bin/one 0755 0:0 2026-11-01\nf /opt/two 0755 0:0 2026-11-01\n" + entries);
    const HostView view = recorded.view();
    const auto found =
        autostart_entries(view, xdg_folders(view, {"ana", 1000, 1000, "/home/ana", "/bin/sh"}), names);
    if (!found) return std::string(errc_name(found.error().code));
    std::string out;
    for (const AutostartEntry& entry : *found) out += entry.words.front() + " ";
    return out;
}

std::string entry(const std::string& name, const std::string& lines, const std::string& folder = "/etc/xdg") {
    return test::tree_file(folder + "/autostart/" + name + ".desktop", "[Desktop Entry]\n" + lines);
}

}  // namespace

TEST_CASE("entries of the system start unless the desktop is excluded") {
    CHECK(started(entry("a", "Exec=one --x\n")) == "one ");
    CHECK(started(entry("a", "Exec=one\nOnlyShowIn=GNOME;XFCE;\n")) == "one ");
    CHECK(started(entry("a", "Exec=one\nOnlyShowIn=GNOME;\n")) == "");
    CHECK(started(entry("a", "Exec=one\nNotShowIn=XFCE;\n")) == "");
    CHECK(started(entry("a", "Exec=one\nNotShowIn=GNOME;\n")) == "one ");
    CHECK(started(entry("a", "Exec=one\nX-GNOME-Autostart-enabled=false\n")) == "");
}

TEST_CASE("a person's file of the same name hides the system's") {
    CHECK(started(entry("a", "Exec=one\n") + entry("a", "Hidden=true\n", "/home/ana/.config")) == "");
    CHECK(started(entry("a", "Exec=one\n") + entry("a", "Exec=/opt/two\n", "/home/ana/.config")) ==
          "/opt/two ");
}

TEST_CASE("an entry whose program is gone starts nothing") {
    CHECK(started(entry("a", "Exec=three\n")) == "");
    CHECK(started(entry("a", "Exec=one\nTryExec=three\n")) == "");
    CHECK(started(entry("a", "Exec=../one\n")) == "");
}

TEST_CASE("files that are no entries start nothing, and a folder that cannot be read is an error") {
    CHECK(started(entry("a", "Exec=one\n") + "f /etc/xdg/autostart/b.desktop 0644 0:0 2026-11-01\n* 10\n"
                                             "p /etc/xdg/autostart/c.desktop 0600 0:0 2026-11-01\nl "
                                             "/etc/xdg/autostart/d.desktop -> d.desktop\n") == "one ");
    CHECK(started("d /etc/xdg/autostart 0755 0:0 2026-11-01\nx /etc/xdg/autostart\n") == "denied");
    CHECK(started("") == "");
}
