#include "checks/probes/xscreensaver.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

XscreensaverSettings parsed(std::string_view text) {
    auto settings = parse_xscreensaver(text);
    REQUIRE(settings.has_value());
    return *std::move(settings);
}

}  // namespace

TEST_CASE("a person's file and the system's resources are the same settings in two spellings") {
    const XscreensaverSettings own = parsed(
        "# XScreenSaver Preferences File\n\ntimeout:\t0:10:30\nlock:\t\tTrue\n"
        "lockTimeout:\t0:01:00\nmode:\t\tblank\n");
    CHECK(own.timeout_seconds == 630);
    CHECK(own.lock == true);
    CHECK(own.lock_timeout_seconds == 60);
    CHECK(own.mode == "blank");
    const XscreensaverSettings resources =
        parsed("! comment\n*timeout: 0:10:30\nXScreenSaver.lock: on\n*mode: Off\n");
    CHECK(resources.timeout_seconds == 630);
    CHECK(resources.lock == true);
    CHECK(resources.mode == "off");
}

TEST_CASE("what stands in the list of programs is no setting") {
    const XscreensaverSettings settings =
        parsed("lock: False\nprograms: \\\n  maze \\n\\\n  lock: True\n\ntimeout: 0:05:00\n");
    CHECK(settings.lock == false);
    CHECK(settings.timeout_seconds == 300);
}

TEST_CASE("names of other things are not taken for ours") {
    const XscreensaverSettings settings =
        parsed("*Dialog.lock: True\nlockVTs: True\nxscreensaverx.lock: True\n");
    CHECK_FALSE(settings.lock.has_value());
    CHECK(settings.odd_values == 0);
}

TEST_CASE("values that the program reads in its own way are counted, not guessed") {
    const XscreensaverSettings settings = parsed("lock: maybe\ntimeout: 10\nlockTimeout: 0:99:00\n");
    CHECK_FALSE(settings.lock.has_value());
    CHECK_FALSE(settings.timeout_seconds.has_value());
    CHECK_FALSE(settings.lock_timeout_seconds.has_value());
    CHECK(settings.odd_values == 3);
}

TEST_CASE("a file lies over the one below it, and both over the program's own defaults") {
    const XscreensaverSettings all = parsed("lock: True\n")
                                         .over(parsed("*lock: False\n*timeout: 0:02:00\n"))
                                         .over(xscreensaver_defaults());
    CHECK(all.lock == true);
    CHECK(all.timeout_seconds == 120);
    CHECK(all.lock_timeout_seconds == 0);
    CHECK(xscreensaver_defaults().lock == false);
}

TEST_CASE("zero bytes, long lines and long files are refused") {
    CHECK(parse_xscreensaver(std::string_view("lock:\0True", 10)).error().code == Errc::Corrupt);
    CHECK(parse_xscreensaver(std::string(limits::kHostLine + 1, 'a')).error().code == Errc::Limit);
    CHECK(parse_xscreensaver(std::string(limits::kHostFile + 1, '\n')).error().code == Errc::Limit);
}
