// Saving with the program's own window: made, closed, refused, opened and found again by keyboard alone, in English and in
// Arabic; and what a whole session does to the computer, seen from outside.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/window/drive.hpp"

using namespace amparo;
using test::Drive;
using test::Frame;
using test::Milliseconds;

namespace {

constexpr const char* kPassphrase = "velvet otter lamp forty";

/// Types a passphrase into the page that is shown and waits until the program has worked on it.
void open_with(Drive& drive, const std::string& passphrase) {
    drive.tab_to("passphrase");
    drive.session().press("ctrl+a");
    drive.session().type(passphrase);
    drive.session().press("Return");
}

/// From anywhere in the window to a container of one's own.
void start_saving(Drive& drive) {
    drive.session().press("ctrl+6");
    drive.wait_for("saving");
    drive.enter("saving");
    drive.wait_for("create.first");
    drive.tab_to("create.first");
    drive.session().type(kPassphrase);
    drive.tab_to("create.second");
    drive.session().type(kPassphrase);
    drive.session().press("Return");
    REQUIRE(drive.wait([](const Frame& frame) { return frame.node("close") != nullptr; }, Milliseconds(60'000)));
}

}  // namespace

TEST_CASE("with the keyboard alone a person saves, closes, is refused, opens again, and finds everything after a restart") {
    for (const auto& [language, title] : {std::pair{"en", "Amparo"}, std::pair{"ar", "أمبارو"}}) {
        INFO(language);
        const test::TempFolder stick;
        const std::string data = (stick.path() / "data").string();
        {
            Drive drive({language, data});
            drive.open(title);
            start_saving(drive);
            drive.session().press("ctrl+6");
            drive.wait_for("theme/dark");
            drive.session().press("ctrl+l");
            drive.wait_for("passphrase");
            CHECK(drive.last().node("rail.home") == nullptr);
            const std::string before = drive.last().words();
            open_with(drive, "velvet otter lamp fifty");
            // The page says why in other words; the field keeps what was typed.
            REQUIRE(drive.wait([&](const Frame& frame) {
                const Json* open = frame.node("open");
                return frame.words() != before && open != nullptr && open->find("enabled")->bool_or(false);
            }, Milliseconds(60'000)));
            CHECK(drive.last().node("rail.home") == nullptr);
            open_with(drive, kPassphrase);
            REQUIRE(drive.wait([](const Frame& frame) { return frame.node("rail.home") != nullptr; }, Milliseconds(60'000)));
            drive.session().press("ctrl+6");
            drive.wait_for("theme/dark");
            drive.enter("theme/dark");
            REQUIRE(drive.wait([](const Frame& frame) {
                const Json* dark = frame.node("theme/dark");
                return dark != nullptr && dark->find("selected")->bool_or(false);
            }));
            // Passphrases are told to nobody who looks at the window.
            CHECK(drive.session().output().find("velvet") == std::string::npos);
            drive.session().press("ctrl+q");
            REQUIRE(drive.session().wait_for_exit(Milliseconds(60'000)).has_value());
            CHECK(std::filesystem::is_empty(drive.home()));
        }
        Drive drive({language, data});
        drive.open(title);
        drive.wait_for("passphrase");
        // Help is there without opening anything.
        drive.enter("help");
        drive.wait_for("danger.no");
        drive.session().press("Escape");
        drive.wait_for("passphrase");
        open_with(drive, kPassphrase);
        REQUIRE(drive.wait([](const Frame& frame) { return frame.node("rail.home") != nullptr; }, Milliseconds(60'000)));
        drive.session().press("ctrl+6");
        drive.wait_for("theme/dark");
        CHECK(drive.last().node("theme/dark")->find("selected")->bool_or(false));
        drive.session().press("Shift", 3);
        CHECK(drive.session().wait_for_exit().has_value());
        CHECK(test::read_file(std::filesystem::path(data) / "store.1") == test::read_file(std::filesystem::path(data) / "store.2"));
    }
}

TEST_CASE("a session through every page, with saving, changes nothing but the data folder and opens no internet socket") {
    const test::TempFolder stick;
    const test::TempFolder logs;
    const std::string data = (stick.path() / "data").string();
    const std::string log = (logs.path() / "trace").string();
    {
        Drive drive("/usr/bin/strace", {"-f", "-qq", "-e", "trace=%file,%network", "-e", "signal=none", "-o", log, AMPARO_WINDOW_PROBE, "en", data});
        drive.open();
        start_saving(drive);
        drive.session().press("ctrl+1");
        drive.enter("look");
        REQUIRE(drive.wait([](const Frame& frame) { return frame.node("see_all") != nullptr; }, Milliseconds(60'000)));
        drive.enter("see_all");
        drive.wait_for("finding.disk-encryption-system");
        drive.enter("finding.disk-encryption-system");
        drive.wait_for("detail.evidence");
        drive.enter("detail.lesson.disk-encryption");
        drive.wait_for("lesson.next");
        drive.session().press("ctrl+4");
        drive.wait_for("rail.cases");
        drive.enter("rail.cases");
        drive.session().press("ctrl+shift+g");
        REQUIRE(drive.wait([](const Frame& frame) { return frame.nodes.elements().size() > 40; }));
        drive.session().press("ctrl+shift+h");
        drive.wait_for("danger.no");
        drive.enter("danger.no");
        drive.wait_for("incident.account-compromise");
        drive.enter("incident.account-compromise");
        REQUIRE(drive.wait([](const Frame& frame) { return frame.count("write.") > 0; }));
        drive.session().press("ctrl+l");
        drive.wait_for("passphrase");
        open_with(drive, kPassphrase);
        REQUIRE(drive.wait([](const Frame& frame) { return frame.node("rail.home") != nullptr; }, Milliseconds(120'000)));
        drive.session().press("ctrl+q");
        REQUIRE(drive.session().wait_for_exit(Milliseconds(60'000)).has_value());
        CHECK(std::filesystem::is_empty(drive.home()));
    }
    const std::string trace = test::read_file(log);
    std::size_t ours = 0;
    for (const std::string_view line : text::lines(trace)) {
        INFO(line);
        CHECK(line.find("AF_INET") == std::string_view::npos);
        if (line.find(" = -1 ") != std::string_view::npos) continue;
        const bool in_data = line.find("\"" + data) != std::string_view::npos;
        const bool devices = line.find("\"/dev/null\"") != std::string_view::npos || line.find("\"/dev/dri/") != std::string_view::npos ||
                             line.find("\"/tmp/tsan.rodata.") != std::string_view::npos;
        bool changes = false;
        for (const char* word : {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "mkdir(", "mkdirat(", "rename", "unlink", "symlink", "mknod"}) {
            changes = changes || line.find(word) != std::string_view::npos;
        }
        if (changes && in_data) ++ours;
        // Names relative to a folder that is open: ours opens only its own.
        const bool relative = line.find("openat(AT_FDCWD") == std::string_view::npos && line.find("openat(") != std::string_view::npos &&
                              (line.find("\"store.") != std::string_view::npos || line.find("\"lock\"") != std::string_view::npos);
        if (changes && relative) ++ours;
        if (changes && !in_data && !relative && !devices) FAIL_CHECK("it changes something elsewhere");
    }
    // The eyes can see: the two copies and the lock were made.
    CHECK(ours >= 3);
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(data)) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    CHECK(names == std::vector<std::string>{"lock", "store.1", "store.2"});
}
