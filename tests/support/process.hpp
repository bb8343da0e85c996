#pragma once
// Starts a program as a person's shell would and waits for it, but never longer than its time limit. For tests of the
// built program and of everything that happens to a whole process.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace amparo::test {

struct ProcessOptions {
    std::vector<std::string> arguments;  ///< without the program's own name
    /// "NAME=value" lines; nothing means the environment of the test.
    std::optional<std::vector<std::string>> environment;
    std::string input;   ///< what stands on standard input; then it ends
    std::string folder;  ///< working folder; empty means that of the test
    std::chrono::milliseconds limit{20'000};
};

/// What most callers say: the words, and perhaps where.
[[nodiscard]] inline ProcessOptions arguments(std::vector<std::string> words, std::string folder = {}) {
    ProcessOptions options;
    options.arguments = std::move(words);
    options.folder = std::move(folder);
    return options;
}

struct ProcessResult {
    int exit_code = -1;      ///< -1 unless the program ended by itself
    int signal = 0;          ///< the signal that ended it, or 0
    bool timed_out = false;  ///< it was still going at its limit, and was killed with its children
    std::string output;
    std::string errors;
    std::int64_t wall_ms = 0;
};

/// Runs `program` (a path) to its end. Throws std::runtime_error when it cannot be started.
[[nodiscard]] ProcessResult run_process(const std::string& program, const ProcessOptions& options);

/// Does `what` as an account without special rights: in a child process if the tests run as root, else right here.
/// Gives what `what` gave; false also when the child came to a bad end. No assertions inside.
[[nodiscard]] bool as_ordinary_account(const std::function<bool()>& what);

/// The program that this build made.
[[nodiscard]] std::string amparo_program();

}  // namespace amparo::test
