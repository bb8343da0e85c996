#include "checks/probes/console_login.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;
using test::tree_file;

namespace {

constexpr const char* kGetty =
    "[Service]\nExecStart=-/sbin/agetty -o '-p -- \\\\u' --noclear - $TERM\nType=idle\n";

std::string getty() {
    return tree_file("/lib/systemd/system/getty@.service", kGetty) +
           "l /lib/systemd/system/autovt@.service -> getty@.service\n" +
           "l /etc/systemd/system/getty.target.wants/getty@tty1.service -> "
           "/lib/systemd/system/getty@.service\n";
}

Result<std::vector<ConsoleLogin>> logins(const std::string& entries) {
    const test::RecordedView recorded(entries);
    return read_console_logins(recorded.view(), UnitIndex::scan(recorded.view()));
}

std::vector<ConsoleLogin> found(const std::string& entries) {
    const auto result = logins(entries);
    REQUIRE(result.has_value());
    return *result;
}

std::string drop_in(const std::string& account) {
    return "[Service]\nExecStart=\nExecStart=-/sbin/agetty -o '-p -f -- \\\\u' --noclear --autologin " +
           account + " - $TERM\n";
}

}  // namespace

TEST_CASE("the words of a command keep quoted blanks together") {
    CHECK(exec_words("-/sbin/agetty -o '-p -- \\\\u' --noclear - $TERM") ==
          std::vector<std::string>{"-/sbin/agetty", "-o", "-p -- \\u", "--noclear", "-", "$TERM"});
    CHECK(exec_words("a \"b c\"d '' e\\ f") == std::vector<std::string>{"a", "b cd", "", "e f"});
    CHECK(exec_words("  ").empty());
    CHECK(exec_words("a 'b c") == std::vector<std::string>{"a", "b c"});
}

TEST_CASE("agetty that asks for a name logs nobody in") {
    CHECK(autologin_account("-/sbin/agetty -o '-p -- \\\\u' --noclear - $TERM") == std::nullopt);
    CHECK(autologin_account("/sbin/agetty -L 115200 ttyS0 vt100") == std::nullopt);
    CHECK(autologin_account("-/sbin/agetty -f /etc/issue-a --noclear %I $TERM") == std::nullopt);
    CHECK(autologin_account("") == std::nullopt);
    CHECK(autologin_account("/bin/login -- ana") == std::nullopt);
}

TEST_CASE("every spelling of agetty's automatic login is found") {
    for (const char* line : {"-/sbin/agetty --autologin ana --noclear %I $TERM",
                             "/usr/bin/agetty --noclear --autologin=ana - linux", "/sbin/agetty -a ana tty1",
                             "/sbin/agetty -aana tty1", "/sbin/agetty -Ja ana tty1",
                             "@/sbin/agetty agetty -a ana tty1", "!!/sbin/agetty --autolog ana tty1",
                             "/sbin/getty -a ana tty1", "/sbin/mingetty --autologin ana tty1"}) {
        INFO(line);
        CHECK(autologin_account(line) == "ana");
    }
}

TEST_CASE("login that is told to ask nobody is found, directly and through agetty") {
    CHECK(autologin_account("/bin/login -f ana") == "ana");
    CHECK(autologin_account("/bin/login -fana") == "ana");
    CHECK(autologin_account("/sbin/agetty --skip-login --login-options '-f ana' tty1") == "ana");
    CHECK(autologin_account("/sbin/agetty -n -o '-p -f ana' tty1") == "ana");
    CHECK(autologin_account("/sbin/agetty -n -o '-p -f \\\\u' tty1") == std::nullopt);
    CHECK(autologin_account("/sbin/agetty -o '-p -f ana' tty1") == std::nullopt);
    CHECK(autologin_account("/usr/bin/other -a ana") == std::nullopt);
}

TEST_CASE("consoles as distributions ship them log nobody in") { CHECK(found(getty()).empty()); }

TEST_CASE("a drop-in for one console is found") {
    CHECK(found(getty() + tree_file("/etc/systemd/system/getty@tty1.service.d/autologin.conf",
                                    drop_in("ana"))) == std::vector<ConsoleLogin>{{"tty1", "ana"}});
}

TEST_CASE("a drop-in for every console is found") {
    const auto all =
        found(getty() + tree_file("/etc/systemd/system/getty@.service.d/autologin.conf", drop_in("ana")));
    CHECK(all == std::vector<ConsoleLogin>{{"tty*", "ana"}, {"tty1", "ana"}});
}

TEST_CASE("a drop-in for the alias is found, too") {
    CHECK(found(getty() + tree_file("/etc/systemd/system/autovt@.service.d/a.conf", drop_in("ana"))) ==
          std::vector<ConsoleLogin>{{"tty*", "ana"}});
}

TEST_CASE("a drop-in behind a comment sign, or one that a later one takes back, logs nobody in") {
    CHECK(found(getty() +
                tree_file("/etc/systemd/system/getty@tty1.service.d/a.conf",
                          "[Service]\n#ExecStart=\n#ExecStart=-/sbin/agetty --autologin ana - $TERM\n"))
              .empty());
    CHECK(found(getty() +
                tree_file("/usr/lib/systemd/system/getty@tty1.service.d/10-live.conf", drop_in("ana")) +
                tree_file("/etc/systemd/system/getty@tty1.service.d/50-off.conf",
                          "[Service]\nExecStart=\nExecStart=-/sbin/agetty --noclear - $TERM\n"))
              .empty());
}

TEST_CASE("a file of the same name in /etc hides the vendor's drop-in") {
    CHECK(found(getty() +
                tree_file("/usr/lib/systemd/system/getty@tty1.service.d/autologin.conf", drop_in("ana")) +
                "l /etc/systemd/system/getty@tty1.service.d/autologin.conf -> /dev/null\n")
              .empty());
}

TEST_CASE("a copy of the whole unit is found") {
    CHECK(found(getty() + tree_file("/etc/systemd/system/getty@tty2.service",
                                    "[Service]\nExecStart=-/sbin/agetty -a ana %I\n")) ==
          std::vector<ConsoleLogin>{{"tty2", "ana"}});
}

TEST_CASE("serial lines and consoles of containers are left out") {
    CHECK(found(getty() + tree_file("/lib/systemd/system/serial-getty@.service", kGetty) +
                tree_file("/etc/systemd/system/serial-getty@ttyS0.service.d/a.conf", drop_in("root")) +
                tree_file("/etc/systemd/system/console-getty.service",
                          "[Service]\nExecStart=/sbin/agetty --autologin root\n"))
              .empty());
}

TEST_CASE("a masked console logs nobody in") {
    CHECK(found(getty() + tree_file("/etc/systemd/system/getty@tty1.service.d/a.conf", drop_in("ana")) +
                "l /etc/systemd/system/getty@tty1.service -> /dev/null\n")
              .empty());
}

TEST_CASE("the credential that newer consoles read is found where it may be seen") {
    const auto all =
        found(getty() + tree_file("/etc/credstore/agetty.autologin", "ana\n") +
              tree_file("/etc/credstore.encrypted/tty.virtual.tty1.agetty.autologin", "sealed") +
              tree_file("/proc/cmdline", "quiet systemd.set_credential=agetty.autologin:root splash\n"));
    CHECK(all == std::vector<ConsoleLogin>{{"/etc/credstore/agetty.autologin", "ana"},
                                           {"/etc/credstore.encrypted/tty.virtual.tty1.agetty.autologin", ""},
                                           {"/proc/cmdline", "root"}});
    CHECK(found(getty() +
                tree_file("/proc/cmdline", "systemd.set_credential=other:root x=systemd.set_credential\n"))
              .empty());
    CHECK(found(getty() + tree_file("/etc/credstore/agetty.autologin", "ana\n") + "x /etc/credstore\n")
              .empty());
}

TEST_CASE("drop-ins that cannot be read are not passed over") {
    CHECK(logins(getty() + "p /etc/systemd/system/getty@tty1.service.d/a.conf 0644 0:0 2026-11-01\n")
              .error()
              .code == Errc::NotRegular);
    CHECK(logins(getty() + tree_file("/etc/systemd/system/getty@tty1.service.d/a.conf", "x=1\n") +
                 "x /etc/systemd/system/getty@tty1.service.d\n")
              .error()
              .code == Errc::Denied);
    CHECK(logins(getty() + "l /etc/systemd/system/getty@tty1.service.d/a.conf -> b.conf\nl "
                           "/etc/systemd/system/getty@tty1.service.d/b.conf -> a.conf\n")
              .error()
              .code == Errc::Loop);
}

TEST_CASE("a system without systemd has no such consoles") {
    CHECK(found(tree_file("/etc/inittab", "x\n")).empty());
}
