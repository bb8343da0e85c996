#include <catch2/catch_test_macros.hpp>

#include <signal.h>

#include "tests/support/process.hpp"

using namespace amparo::test;

namespace {

ProcessResult shell(const std::string& script, ProcessOptions options = {}) {
    options.arguments = {"-c", script};
    return run_process("/bin/sh", options);
}

}  // namespace

TEST_CASE("a process gives its exit code and both of its outputs") {
    const auto result = shell("echo out; echo err >&2; exit 3");
    CHECK(result.exit_code == 3);
    CHECK(result.signal == 0);
    CHECK(result.output == "out\n");
    CHECK(result.errors == "err\n");
    CHECK_FALSE(result.timed_out);
    CHECK(result.wall_ms >= 0);
}

TEST_CASE("a process reads its input to the end, however long, and also when it is not read at all") {
    ProcessOptions options;
    options.input = std::string(1'000'000, 'x');
    CHECK(shell("wc -c", options).output.find("1000000") != std::string::npos);
    CHECK(shell("cat", options).output == options.input);
    CHECK(shell("exit 0", options).exit_code == 0);
    CHECK(shell("cat").output.empty());
}

TEST_CASE("a process that goes on and on is stopped with its children") {
    ProcessOptions options;
    options.limit = std::chrono::milliseconds(150);
    const auto result = shell("sleep 60 & sleep 60", options);
    CHECK(result.timed_out);
    CHECK(result.signal == SIGKILL);
    CHECK(result.wall_ms < 10'000);
    CHECK(shell("exec >&- 2>&-; sleep 60", options).timed_out);
}

TEST_CASE("a signal that ends a process is named") {
    const auto result = shell("kill -TERM $$");
    CHECK(result.signal == SIGTERM);
    CHECK(result.exit_code == -1);
}

TEST_CASE("a process has the environment and the folder that it is given") {
    ProcessOptions options;
    options.environment = std::vector<std::string>{"ONLY=this", "LONG=" + std::string(1000, 'x')};
    options.folder = "/";
    CHECK(shell("echo $ONLY ${#LONG}; pwd", options).output == "this 1000\n/\n");
    CHECK_THROWS(run_process("/does/not/exist", {}));
}
