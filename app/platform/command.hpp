#pragma once
// Runs the few programs that a check may ask: fixed places, fixed arguments, an empty environment but for LC_ALL=C and
// PATH, no input, bounded output, and killed with all its children when the time is over.

#include <string>
#include <vector>

#include "app/platform/host.hpp"

namespace amparo {

/// The argument vector of an allow-listed command; element 0 is the program's name.
/// Errors: Usage — `value` has characters that the command's value may not have.
[[nodiscard]] Result<std::vector<std::string>> command_line(Command command, const std::string& value);

/// Errors: NotFound, Usage, Timeout, Cancelled, Limit — more output than limits::kCommandOutput, Io — it failed.
[[nodiscard]] Result<std::string> run_command(Command command, const std::string& value, const CallLimit& limit);

/// The same for an exact program and argument vector. For tests of the time limit; checks cannot reach it.
[[nodiscard]] Result<std::string> run_program(const std::string& program, const std::vector<std::string>& arguments,
                                              const CallLimit& limit);

}  // namespace amparo
