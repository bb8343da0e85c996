#include "checks/probes/session_processes.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

std::string process(int number, const std::string& name, const std::string& base64, int owner = 1000) {
    const std::string folder = "/proc/" + std::to_string(number);
    return "d " + folder + " 0555 " + std::to_string(owner) + ":1000 2026-11-01\n" +
           test::tree_file(folder + "/comm", name) + "f " + folder +
           "/cmdline 0444 0:0 2026-11-01\n= " + base64 + "\n";
}

}  // namespace

TEST_CASE("a command line is split at its zero bytes") {
    using namespace std::string_literals;
    CHECK(parse_command_line("swayidle\0-w\0\0x\0"s) == std::vector<std::string>{"swayidle", "-w", "", "x"});
    CHECK(parse_command_line("a"s) == std::vector<std::string>{"a"});
    CHECK(parse_command_line("").empty());
}

TEST_CASE("only the person's own processes are listed, by the name of their program") {
    // "/usr/bin/sway\0", "xfce4-screensaver\0", "python3\0/usr/bin/cinnamon-screensaver\0", "root\0"
    const test::RecordedView recorded(
        "running yes\nidentity 1000 1000\n" + process(7, "sway", "L3Vzci9iaW4vc3dheQA=") +
        process(8, "xfce4-screensav", "eGZjZTQtc2NyZWVuc2F2ZXIA") +
        process(9, "cinnamon-screen", "cHl0aG9uMwAvdXNyL2Jpbi9jaW5uYW1vbi1zY3JlZW5zYXZlcgA=") +
        process(10, "root", "cm9vdAA=", 0) + "d /proc/self 0555 1000:1000 2026-11-01\n");
    const auto processes = session_processes(recorded.view(), 1000);
    REQUIRE(processes.has_value());
    CHECK(processes->size() == 3);
    REQUIRE(find_process(*processes, "sway") != nullptr);
    CHECK(find_process(*processes, "sway")->source == "/proc/7/cmdline");
    CHECK(find_process(*processes, "xfce4-screensaver") != nullptr);
    CHECK(find_process(*processes, "cinnamon-screensaver") != nullptr);
    CHECK(find_process(*processes, "root") == nullptr);
    CHECK(find_process(*processes, "swa") == nullptr);
    CHECK(find_process(*processes, "swaylock") == nullptr);
}

TEST_CASE("a tree of files has no processes") {
    const test::RecordedView recorded("running no\n" + process(7, "sway", "L3Vzci9iaW4vc3dheQA="));
    CHECK(session_processes(recorded.view(), 1000).error().code == Errc::NotRunning);
}
