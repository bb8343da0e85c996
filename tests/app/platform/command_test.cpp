#include <catch2/catch_test_macros.hpp>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "app/base/text.hpp"
#include "app/platform/command.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using Clock = std::chrono::steady_clock;

namespace {

Result<std::string> shell(const std::string& script, std::chrono::milliseconds most = std::chrono::seconds(20)) {
    return run_program("/bin/sh", {"sh", "-c", script}, {Clock::now() + most, {}});
}

/// Waits a little for a process to be gone.
bool is_gone(pid_t process) {
    for (int i = 0; i < 200; ++i) {
        if (::kill(process, 0) != 0) return true;
        // A killed process that nobody collected yet is gone all the same.
        std::error_code ignored;
        if (std::filesystem::exists("/proc/" + std::to_string(process) + "/stat", ignored)) {
            const std::string stat = test::read_file("/proc/" + std::to_string(process) + "/stat");
            if (stat.find(") Z ") != std::string::npos) return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

}  // namespace

TEST_CASE("only the name of a dataset goes into the allowed command") {
    CHECK(command_line(Command::ZfsEncryption, "rpool/ROOT/debian_1-2.3:x").value() ==
          std::vector<std::string>{"zfs", "get", "-H", "-o", "value", "encryption", "rpool/ROOT/debian_1-2.3:x"});
    CHECK(command_line(Command::ZfsEncryption, std::string(255, 'a')).has_value());
    for (const std::string& value : std::vector<std::string>{
             "", "-r", "--help", "a b", "a;b", "$(id)", "`id`", "a|b", "a\nb", "a'b", "a\"b", "a*", "a@snapshot", "é", "a%b", "a\\b",
             "a,b", "{a}", "~", std::string(256, 'a'), std::string("a\0b", 3), "a\x7F"}) {
        INFO(value);
        CHECK(command_line(Command::ZfsEncryption, value).error().code == Errc::Usage);
        CHECK(run_command(Command::ZfsEncryption, value, {}).error().code == Errc::Usage);
    }
}

TEST_CASE("a program gives what it prints, and its complaints are not part of it") {
    CHECK(shell("echo out; echo err >&2").value() == "out\n");
    CHECK(shell("true").value().empty());
    CHECK(shell("printf 'a\\0b'").value() == std::string("a\0b", 3));
}

TEST_CASE("a program that is missing or ends badly is an error") {
    CHECK(run_program("/does/not/exist", {"x"}, {}).error().code == Errc::NotFound);
    CHECK(run_program("/etc/passwd", {"x"}, {}).error().code == Errc::Denied);
    CHECK(shell("echo out; exit 1").error().code == Errc::Io);
    CHECK(shell("kill -9 $$").error().code == Errc::Io);
}

TEST_CASE("nothing of our environment reaches a program but a language and where programs lie") {
    ::setenv("AMPARO_TEST_SECRET", "x", 1);
    ::setenv("LD_PRELOAD_TEST", "x", 1);
    const auto out = run_program("/usr/bin/env", {"env"}, {});
    ::unsetenv("AMPARO_TEST_SECRET");
    ::unsetenv("LD_PRELOAD_TEST");
    REQUIRE(out.has_value());
    auto lines = text::lines(*out);
    std::ranges::sort(lines);
    CHECK(lines == std::vector<std::string_view>{"LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"});
}

TEST_CASE("a program has nothing to read and no other file of ours") {
    CHECK(shell("cat").value().empty());
    const int left_open = ::open("/etc/passwd", O_RDONLY);
    const auto open_now = shell("ls /proc/self/fd");
    REQUIRE(open_now.has_value());
    ::close(left_open);
    // Input, output, errors, and the folder that is being listed.
    CHECK(text::words(*open_now).size() == 4);
}

TEST_CASE("a program that sleeps is stopped at its deadline, with its children") {
    const test::TempFolder folder;
    const std::string note = (folder.path() / "note").string();
    const auto begin = Clock::now();
    const auto out = shell("sleep 60 & echo $! > " + note + "; sleep 60", std::chrono::milliseconds(300));
    CHECK(out.error().code == Errc::Timeout);
    CHECK(Clock::now() - begin < std::chrono::seconds(5));
    const auto child = text::to_integer(text::trim(test::read_file(note)));
    REQUIRE(child.has_value());
    CHECK(is_gone(static_cast<pid_t>(*child)));
}

TEST_CASE("a program that ends but leaves a child holding its output is not waited for beyond the deadline") {
    const test::TempFolder folder;
    const std::string note = (folder.path() / "note").string();
    CHECK(shell("sleep 60 & echo $! > " + note, std::chrono::milliseconds(300)).error().code == Errc::Timeout);
    const auto child = text::to_integer(text::trim(test::read_file(note)));
    REQUIRE(child.has_value());
    CHECK(is_gone(static_cast<pid_t>(*child)));
}

TEST_CASE("a program that closes its output and stays is ended soon") {
    const auto begin = Clock::now();
    CHECK_FALSE(shell("exec >&-; sleep 60").has_value());
    CHECK(Clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("a stop sign ends a program that runs") {
    StopSource source;
    std::thread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        source.request_stop();
    });
    const auto begin = Clock::now();
    const auto out = run_program("/bin/sh", {"sh", "-c", "sleep 60"}, {Clock::time_point::max(), source.token()});
    later.join();
    CHECK(out.error().code == Errc::Cancelled);
    CHECK(Clock::now() - begin < std::chrono::seconds(5));
    CHECK(run_program("/bin/sh", {"sh", "-c", "true"}, {Clock::now(), {}}).error().code == Errc::Timeout);
}

TEST_CASE("output is taken up to its cap and not beyond") {
    CHECK(shell("head -c 1048576 /dev/zero")->size() == limits::kCommandOutput);
    CHECK(shell("head -c 1048577 /dev/zero").error().code == Errc::Limit);
    const auto begin = Clock::now();
    CHECK(shell("cat /dev/zero").error().code == Errc::Limit);
    CHECK(Clock::now() - begin < std::chrono::seconds(10));
}
