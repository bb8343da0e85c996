#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"
#include "checks/probes/update_logs.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

/// "first install upgrade", with "-" for what is not there.
std::string days(UpdateLogKind kind, std::string_view text) {
    const auto log = parse_update_log(kind, text);
    INFO((log ? "" : log.error().detail));
    REQUIRE(log.has_value());
    const auto shown = [](const std::optional<Day>& day) {
        return day ? format_day(*day) : std::string("-");
    };
    return shown(log->first) + " " + shown(log->last_install) + " " + shown(log->last_upgrade);
}

}  // namespace

TEST_CASE("dpkg's log tells upgrades from new packages and from a version put over itself") {
    CHECK(days(UpdateLogKind::Dpkg,
               "2026-10-01 10:00:00 startup archives unpack\n"
               "2026-10-02 10:00:00 upgrade libc6:amd64 2.36-9 2.36-10\n"
               "2026-11-03 10:00:00 install gimp:amd64 <none> 2.10.34-1\n"
               "2026-11-04 10:00:00 upgrade gimp:amd64 2.10.34-1 2.10.34-1\n"
               "2026-11-05 10:00:00 status installed gimp:amd64 2.10.34-1\n") ==
          "2026-10-01 2026-11-03 2026-10-02");
}

TEST_CASE("apt's history counts only transactions that ended without an error") {
    CHECK(days(UpdateLogKind::AptHistory,
               "\nStart-Date: 2026-10-01  10:00:00\nCommandline: apt upgrade\nUpgrade: a:amd64 (1, "
               "2)\nEnd-Date: 2026-10-01  10:00:09\n"
               "\nStart-Date: 2026-10-05  10:00:00\nUpgrade: a:amd64 (2, 3)\nError: dpkg returned an error "
               "code\nEnd-Date: 2026-10-05  10:00:09\n"
               "\nStart-Date: 2026-10-06  10:00:00\nInstall: b:amd64 (1)\nEnd-Date: 2026-10-06  10:00:09\n"
               "\nStart-Date: 2026-10-07  10:00:00\nUpgrade: a:amd64 (3, 4)\n") ==
          "2026-10-01 2026-10-06 2026-10-01");
}

TEST_CASE("pacman's log is read in its three forms") {
    CHECK(days(UpdateLogKind::Pacman,
               "[2012-05-01 10:00] upgraded pacman (4.0.2-1 -> 4.0.3-1)\n"
               "[2018-03-01 09:00] [ALPM] upgraded linux (4.15.5-1 -> 4.15.6-1)\n"
               "[2026-11-18T21:15:12+0100] [ALPM] upgraded linux (6.17.8 -> 6.17.9)\n"
               "[2026-11-19T21:15:12+0100] [ALPM] installed gimp (3.0.4-1)\n"
               "[2026-11-20T21:15:12+0100] [PACMAN] starting full system upgrade\n"
               "[2026-11-20T21:15:12+0100] [ALPM-SCRIPTLET] upgraded nothing\n") ==
          "2012-05-01 2026-11-19 2026-11-18");
}

TEST_CASE("zypp's history counts what was put in, whatever its padding") {
    CHECK(days(UpdateLogKind::Zypp,
               "# 2026-11-20 09:00:00 output of a script\n"
               "2026-10-27 09:00:00|command|root@pc|'zypper' 'up'|\n"
               "2026-10-27 09:01:00|install|libopenssl3|3.1.4-1|x86_64||repo|0f|\n"
               "2026-11-01 09:01:02|remove |gimp|2.10|x86_64|root@pc|\n"
               "2026-11-02 09:01:02|radd   |extra|https://example.org/|\n") == "2026-10-27 - 2026-10-27");
}

TEST_CASE("dnf's log counts upgrades on either side of the exchange") {
    CHECK(days(UpdateLogKind::Dnf,
               "2026-01-10T08:00:00+0000 INFO --- logging initialized ---\n"
               "2026-02-14T09:30:12+0000 SUBDEBUG Upgrade: openssl-libs-1:3.2.2-6.el9.x86_64\n"
               "2026-02-15T09:30:14Z SUBDEBUG Upgraded: openssl-libs-1:3.0.7-27.el9.x86_64\n"
               "2026-03-01T10:00:00+0000 SUBDEBUG Installed: vim-enhanced-2:9.1.083-1.el9.x86_64\n"
               "2026-03-02T10:00:00+0000 SUBDEBUG Erase: vim-enhanced-2:9.1.083-1.el9.x86_64\n") ==
          "2026-01-10 2026-03-01 2026-02-15");
}

TEST_CASE("dnf5's log counts a package that comes in and whose older self goes out") {
    CHECK(
        days(UpdateLogKind::Dnf5,
             "2026-11-01T10:00:00+0000 [1] INFO --- DNF5 launched with arguments: \"dnf install gimp\" ---\n"
             "2026-11-01T10:00:05+0000 [1] INFO RPM callback install start \"gimp-2:3.0.4-1.fc43.x86_64\" "
             "total 9\n"
             "2026-11-05T10:00:00+0000 [2] INFO --- DNF5 launched with arguments: \"dnf upgrade\" ---\n"
             "2026-11-05T10:00:05+0000 [2] INFO RPM callback install start \"acpi-0:1.7-21.fc43.x86_64\" "
             "total 9\n"
             "2026-11-05T10:00:06+0000 [2] INFO RPM callback uninstall start \"acpi-0:1.7-20.fc43.x86_64\" "
             "total 9\n"
             "2026-11-08T10:00:00+0000 [3] INFO --- DNF5 launched with arguments: \"dnf remove acpi\" ---\n"
             "2026-11-08T10:00:06+0000 [3] INFO RPM callback uninstall start \"acpi-0:1.7-21.fc43.x86_64\" "
             "total 9\n") == "2026-11-01 2026-11-05 2026-11-05");
}

TEST_CASE("an empty log has no entries, and a log of nothing but strange bytes is refused") {
    for (const UpdateLogKind kind : {UpdateLogKind::Dpkg, UpdateLogKind::AptHistory, UpdateLogKind::Pacman,
                                     UpdateLogKind::Zypp, UpdateLogKind::Dnf, UpdateLogKind::Dnf5}) {
        CHECK(days(kind, "") == "- - -");
        CHECK(days(kind, "\n\n") == "- - -");
        CHECK(parse_update_log(kind, "\x1F\x8B\x08\x01\x02").error().code == Errc::Corrupt);
    }
    CHECK(parse_update_log(UpdateLogKind::Dpkg, std::string(limits::kHostTable + 1, 'x')).error().code ==
          Errc::Limit);
}

TEST_CASE("a run of zero bytes from a crash does not hide the rest of a log") {
    std::string text = "2026-10-02 10:00:00 upgrade libc6:amd64 2.36-9 2.36-10\n";
    text += std::string(4000, '\0') + "\n2026-10-03 10:00:00 upgrade libc6:amd64 2.36-10 2.36-11\n";
    const auto log = parse_update_log(UpdateLogKind::Dpkg, text);
    REQUIRE(log.has_value());
    CHECK(format_day(*log->last_upgrade) == "2026-10-03");
    CHECK(log->odd_lines == 1);
}

TEST_CASE("days that do not exist are no dates") {
    const auto log = parse_update_log(UpdateLogKind::Dpkg,
                                      "2026-02-30 10:00:00 upgrade a 1 2\n1970-01-01 00:00:00 upgrade a 1 2\n"
                                      "2026-02-20 10:00:00 upgrade a 1 2\n");
    REQUIRE(log.has_value());
    CHECK(format_day(*log->first) == "2026-02-20");
    CHECK(log->odd_lines == 2);
}

TEST_CASE("a line of a whole upgrade may be longer than any other") {
    std::string text = "Start-Date: 2026-10-01  10:00:00\nUpgrade: ";
    for (int i = 0; i < 20'000; ++i) text += "package" + std::to_string(i) + ":amd64 (1, 2), ";
    text += "\nEnd-Date: 2026-10-01  11:00:00\n";
    CHECK(days(UpdateLogKind::AptHistory, text) == "2026-10-01 - 2026-10-01");
}

TEST_CASE("logs cut at any offset are read or refused, and never show a day that was not there") {
    const std::string whole =
        "2026-10-02 10:00:00 upgrade libc6:amd64 2.36-9 2.36-10\n2026-10-03 10:00:00 install a:amd64 <none> "
        "1\n";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const auto log = parse_update_log(UpdateLogKind::Dpkg, std::string_view(whole).substr(0, size));
        if (!log || !log->last_upgrade) continue;
        CHECK(format_day(*log->last_upgrade) == "2026-10-02");
    }
}

TEST_CASE("a log is recognised by its first lines") {
    CHECK(guess_update_log("2026-10-02 10:00:00 upgrade a 1 2\n") == UpdateLogKind::Dpkg);
    CHECK(guess_update_log("\nStart-Date: 2026-10-01  10:00:00\n") == UpdateLogKind::AptHistory);
    CHECK(guess_update_log("[2018-03-01 09:00] [ALPM] upgraded a (1 -> 2)\n") == UpdateLogKind::Pacman);
    CHECK(guess_update_log("# x\n2026-10-27 09:01:00|install|a|1|\n") == UpdateLogKind::Zypp);
    CHECK(guess_update_log("2026-01-10T08:00:00+0000 INFO x\n") == UpdateLogKind::Dnf);
    CHECK(guess_update_log("2026-01-10T08:00:00+0000 [12] INFO x\n") == UpdateLogKind::Dnf5);
    CHECK_FALSE(guess_update_log("hello\n").has_value());
    CHECK_FALSE(parse_any_update_log("hello\n").has_value());
    CHECK(parse_any_update_log("2026-10-02 10:00:00 upgrade a 1 2\n").has_value());
}

TEST_CASE("two logs together reach from the earlier beginning to the later update") {
    const auto old = parse_update_log(UpdateLogKind::Dpkg, "2026-09-01 10:00:00 upgrade a 1 2\n");
    const auto fresh = parse_update_log(UpdateLogKind::Dpkg, "2026-11-01 10:00:00 install b <none> 2\n");
    const UpdateLog both = merge(*old, *fresh);
    CHECK(describe(both) == "first 2026-09-01\ninstalled 2026-11-01\nupgraded 2026-09-01\nodd lines 0\n");
    CHECK(merge(*fresh, *old) == both);
}
