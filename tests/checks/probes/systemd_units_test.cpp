#include <catch2/catch_test_macros.hpp>

#include "app/platform/recorded_host.hpp"
#include "checks/probes/systemd_units.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

const std::string kMode = " 0644 0:0 2026-11-01\n";
const std::string kUsr = "/usr/lib/systemd/system/";
const std::string kEtc = "/etc/systemd/system/";

/// A host that lives as long as the test.
class Machine {
  public:
    explicit Machine(const std::string& entries, bool running = true) {
        auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\nrunning " +
                               std::string(running ? "yes" : "no") + "\n" + entries);
        INFO((tree ? "" : tree.error().detail));
        REQUIRE(tree.has_value());
        host_ = make_recorded_host(*tree);
        view_.emplace(*host_, CallLimit{});
    }
    [[nodiscard]] const HostView& view() const { return *view_; }
    [[nodiscard]] UnitIndex units() const { return UnitIndex::scan(*view_); }

  private:
    std::shared_ptr<const Host> host_;
    std::optional<HostView> view_;
};

std::string unit_entry(const std::string& path, const std::string& content = "| [Unit]\n") {
    return "f " + path + kMode + content;
}
std::string link_entry(const std::string& path, const std::string& target) {
    return "l " + path + " -> " + target + "\n";
}

}  // namespace

TEST_CASE("a unit file is read with its sections, comments and continued lines") {
    const auto file = parse_unit_file(
        "# comment\n[Unit]\nDescription = two words \n\n[Service]\n; comment\nExecStart=/bin/a \\\n  --one "
        "\\\n# inside\n  --two\n"
        "ExecStart=/bin/b\nodd line\nEmpty=\n");
    REQUIRE(file.has_value());
    CHECK(file->value("Unit", "Description") == "two words");
    CHECK(file->values("Service", "ExecStart") == std::vector<std::string>{"/bin/a  --one  --two", "/bin/b"});
    CHECK(file->value("Service", "Empty") == "");
    CHECK_FALSE(file->value("Service", "Nothing").has_value());
    CHECK(file->odd_lines == 1);
    CHECK(file->settings[1].line == 7);
}

TEST_CASE("an empty value resets a list") {
    const auto file = parse_unit_file("[Service]\nExecStart=/bin/a\nExecStart=\nExecStart=/bin/b\n");
    CHECK(file->values("Service", "ExecStart") == std::vector<std::string>{"/bin/b"});
}

TEST_CASE("a broken or oversized unit file is refused or read, never a crash") {
    CHECK(parse_unit_file(std::string_view("[Unit]\0", 7)).error().code == Errc::Corrupt);
    CHECK(parse_unit_file(std::string(limits::kHostLine + 1, 'x')).error().code == Errc::Limit);
    std::string endless;
    for (int i = 0; i < 70'000; ++i) endless += "a\\\n";
    CHECK(parse_unit_file(endless).error().code == Errc::Limit);
    CHECK(parse_unit_file("")->settings.empty());
    CHECK(parse_unit_file("[Unit]\nA=1\\")->value("Unit", "A") == "1");
    CHECK(describe(*parse_unit_file("[Unit]\nA=1\nx\n")) == "2 [Unit] A=1\nodd lines: 1\n");
}

TEST_CASE("a unit is enabled by a link in a wants or requires folder") {
    const Machine machine(unit_entry(kUsr + "a.timer") + unit_entry(kUsr + "b.service") +
                          unit_entry(kUsr + "c.service") +
                          link_entry(kEtc + "timers.target.wants/a.timer", kUsr + "a.timer") +
                          link_entry(kUsr + "basic.target.requires/b.service", "../b.service"));
    const UnitIndex units = machine.units();
    CHECK(units.status("a.timer").enabled());
    CHECK(units.status("a.timer").enabled_by ==
          std::vector<std::string>{kEtc + "timers.target.wants/a.timer"});
    CHECK(units.status("b.service").enabled());
    CHECK(units.status("c.service").found());
    CHECK_FALSE(units.status("c.service").enabled());
    CHECK_FALSE(units.status("d.service").found());
}

TEST_CASE("a wants link whose unit is gone enables nothing") {
    const Machine machine(link_entry(kEtc + "timers.target.wants/a.timer", kUsr + "a.timer"));
    CHECK_FALSE(machine.units().status("a.timer").enabled());
}

TEST_CASE("a unit is masked by a link to /dev/null or by an empty file in a higher place") {
    const Machine machine(unit_entry(kUsr + "a.timer") + unit_entry(kUsr + "b.timer") +
                          unit_entry(kUsr + "c.timer") + link_entry(kEtc + "a.timer", "/dev/null") + "f " +
                          kEtc + "b.timer" + kMode +
                          link_entry(kEtc + "timers.target.wants/a.timer", kUsr + "a.timer") +
                          link_entry("/run/systemd/system/c.timer", "../../../dev/null"));
    const UnitIndex units = machine.units();
    for (const char* name : {"a.timer", "b.timer", "c.timer"}) {
        INFO(name);
        CHECK(units.status(name).masked);
        CHECK_FALSE(units.status(name).found());
        CHECK_FALSE(units.status(name).enabled());
    }
    CHECK(units.status("a.timer").path == kEtc + "a.timer");
}

TEST_CASE("a mask in a lower place is hidden by a file in a higher one") {
    const Machine machine(unit_entry(kEtc + "a.timer") + link_entry(kUsr + "a.timer", "/dev/null"));
    CHECK_FALSE(machine.units().status("a.timer").masked);
}

TEST_CASE("an alias leads to the unit and an administrator's alias enables it") {
    const Machine machine(
        unit_entry(kUsr + "ssh.service") + link_entry(kEtc + "sshd.service", kUsr + "ssh.service") +
        unit_entry(kUsr + "gdm.service") +
        link_entry(kEtc + "display-manager.service", kUsr + "gdm.service") +
        unit_entry(kUsr + "kmod.service") + link_entry(kUsr + "module-init.service", "kmod.service"));
    const UnitIndex units = machine.units();
    CHECK(units.status("sshd.service").name == "ssh.service");
    CHECK(units.status("sshd.service").enabled());
    CHECK(units.status("ssh.service").enabled());
    CHECK(units.status("gdm.service").enabled_by ==
          std::vector<std::string>{kEtc + "display-manager.service"});
    // The vendor's alias is always there and says nothing.
    CHECK_FALSE(units.status("kmod.service").enabled());
}

TEST_CASE("a unit wanted under its alias is enabled under its own name") {
    const Machine machine(
        unit_entry(kUsr + "dnf5-automatic.timer") +
        link_entry(kUsr + "dnf-automatic.timer", "dnf5-automatic.timer") +
        link_entry(kEtc + "timers.target.wants/dnf-automatic.timer", kUsr + "dnf-automatic.timer"));
    const UnitIndex units = machine.units();
    CHECK(units.status("dnf5-automatic.timer").enabled());
    CHECK(units.status("dnf-automatic.timer").enabled());
}

TEST_CASE("aliases in a circle end") {
    const Machine machine(link_entry(kEtc + "a.service", kEtc + "b.service") +
                          link_entry(kEtc + "b.service", kEtc + "a.service"));
    CHECK_FALSE(machine.units().status("a.service").masked);
    CHECK_FALSE(machine.units().load(machine.view(), "a.service").has_value());
}

TEST_CASE("an instance is found through its template, also through an aliased one") {
    const Machine machine(
        unit_entry(kUsr + "getty@.service") + link_entry(kUsr + "autovt@.service", "getty@.service") +
        link_entry(kEtc + "getty.target.wants/getty@tty1.service", "/lib/systemd/system/getty@.service"));
    const UnitIndex units = machine.units();
    CHECK(units.status("getty@tty1.service").enabled());
    CHECK(units.status("getty@tty1.service").path == kUsr + "getty@.service");
    CHECK(units.status("autovt@tty1.service").name == "getty@tty1.service");
    CHECK_FALSE(units.status("getty@tty2.service").enabled());
    CHECK(units.names("getty@") == std::vector<std::string>{"getty@.service", "getty@tty1.service"});
}

TEST_CASE("drop-ins are read by name, and the closer and the higher folder hides the same name") {
    const Machine machine(
        unit_entry(kUsr + "getty@.service",
                   "| [Service]\n| ExecStart=-/sbin/agetty -o '-p -- \\\\u' --noclear - $TERM\n") +
        unit_entry(kUsr + "getty@.service.d/10-all.conf", "| [Service]\n| Nice=1\n") +
        unit_entry(kEtc + "getty@tty1.service.d/20-one.conf",
                   "| [Service]\n| ExecStart=\n| ExecStart=-/sbin/agetty --autologin ana - $TERM\n") +
        unit_entry(kUsr + "getty@tty1.service.d/20-one.conf", "| [Service]\n| ExecStart=/hidden\n") +
        unit_entry(kUsr + "getty@tty1.service.d/readme.txt", "| [Service]\n| ExecStart=/not/read\n") +
        link_entry(kEtc + "getty@.service.d/30-off.conf", "/dev/null") +
        unit_entry(kUsr + "getty@.service.d/30-off.conf", "| [Service]\n| ExecStart=/masked\n"));
    const UnitIndex units = machine.units();
    CHECK(units.drop_ins("getty@tty1.service") ==
          std::vector<std::string>{kUsr + "getty@.service.d/10-all.conf",
                                   kEtc + "getty@tty1.service.d/20-one.conf"});
    const auto file = units.load(machine.view(), "getty@tty1.service");
    REQUIRE(file.has_value());
    CHECK(file->values("Service", "ExecStart") ==
          std::vector<std::string>{"-/sbin/agetty --autologin ana - $TERM"});
    CHECK(file->value("Service", "Nice") == "1");
    const auto other = units.load(machine.view(), "getty@tty2.service");
    REQUIRE(other.has_value());
    CHECK(other->values("Service", "ExecStart").size() == 1);
    CHECK(other->values("Service", "ExecStart")[0].starts_with("-/sbin/agetty -o"));
}

TEST_CASE("drop-ins for a kind of unit and for names up to a hyphen count") {
    const Machine machine(unit_entry(kUsr + "foo-bar.service") + unit_entry(kEtc + "service.d/1.conf") +
                          unit_entry(kEtc + "foo-.service.d/2.conf") +
                          unit_entry(kEtc + "bar-.service.d/3.conf"));
    CHECK(machine.units().drop_ins("foo-bar.service") ==
          std::vector<std::string>{kEtc + "service.d/1.conf", kEtc + "foo-.service.d/2.conf"});
}

TEST_CASE("loading a missing, masked or refused unit says which") {
    const Machine machine(link_entry(kEtc + "a.service", "/dev/null") + unit_entry(kUsr + "b.service") +
                          "x " + kUsr + "b.service\n");
    const UnitIndex units = machine.units();
    CHECK(units.load(machine.view(), "a.service").error().code == Errc::NotFound);
    CHECK(units.load(machine.view(), "gone.service").error().code == Errc::NotFound);
    CHECK(units.load(machine.view(), "b.service").error().code == Errc::Denied);
}

TEST_CASE("a folder of units that may not be looked into is remembered as trouble") {
    const Machine closed("d /etc/systemd/system 0700 0:0 2026-11-01\nx /etc/systemd/system\n");
    REQUIRE(closed.units().trouble().has_value());
    CHECK(closed.units().trouble()->code == Errc::Denied);
    const Machine none("");
    CHECK_FALSE(none.units().trouble().has_value());
    CHECK(none.units().empty());
}

TEST_CASE("where /lib is a link, a unit is listed once; where it is not, its units count") {
    const Machine merged(unit_entry(kUsr + "a.service") + link_entry("/lib", "usr/lib"));
    CHECK(merged.units().status("a.service").path == kUsr + "a.service");
    const Machine apart(unit_entry("/lib/systemd/system/a.service"));
    CHECK(apart.units().status("a.service").path == "/lib/systemd/system/a.service");
}

TEST_CASE("a person's own units are found in their folders") {
    const Machine machine(unit_entry("/usr/lib/systemd/user/remote.service") +
                          link_entry("/home/ana/.config/systemd/user/session.target.wants/remote.service",
                                     "/usr/lib/systemd/user/remote.service"));
    const UnitIndex units = UnitIndex::scan_user(machine.view(), "/home/ana");
    CHECK(units.status("remote.service").enabled());
    CHECK_FALSE(machine.units().status("remote.service").found());
}

TEST_CASE("a unit is active when systemd keeps its link or a process stands in its group") {
    const Machine machine(
        "d /run/systemd/units 0755 0:0 2026-11-01\n" +
        link_entry("/run/systemd/units/invocation:a.service", "0f0f") +
        "f /sys/fs/cgroup/system.slice/b.service/cgroup.procs 0444 0:0 2026-11-01\n| 4711\n" +
        "f /sys/fs/cgroup/system.slice/c.service/cgroup.procs 0444 0:0 2026-11-01\n");
    CHECK(unit_is_active(machine.view(), "a.service") == true);
    CHECK(unit_is_active(machine.view(), "b.service") == true);
    CHECK(unit_is_active(machine.view(), "c.service") == false);
    CHECK(unit_is_active(machine.view(), "d.service") == false);
    const Machine tree("", false);
    CHECK(unit_is_active(tree.view(), "a.service").error().code == Errc::NotRunning);
    const Machine other_init("");
    CHECK(unit_is_active(other_init.view(), "a.service").error().code == Errc::Unsupported);
}
