#pragma once
// Command lines as a shell would split them: words, quotes, and the operators between commands. Nothing is
// expanded or run. Reads text, touches nothing. Source: POSIX shell grammar, token recognition and quoting.

#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

/// What stands before a command.
enum class ShellJoin { Start, Then, And, Or, Pipe, Background };

/// One command of a line: "pidof swaylock || swaylock -f" holds two.
struct ShellCommand {
    ShellJoin join = ShellJoin::Start;
    std::vector<std::string> words;  ///< quotes removed; "$" and backquotes stay as written
    bool operator==(const ShellCommand&) const = default;
};

/// Errors: Corrupt — NUL bytes or a quote that never closes; Limit — longer than limits::kHostLine.
[[nodiscard]] Result<std::vector<ShellCommand>> split_shell(std::string_view line);

/// Words only: operators are ordinary characters. Errors: as split_shell.
[[nodiscard]] Result<std::vector<std::string>> split_words(std::string_view line);

/// The last part of a path: "swaylock" of "/usr/bin/swaylock".
[[nodiscard]] std::string_view base_name(std::string_view path);

}  // namespace amparo::checks
