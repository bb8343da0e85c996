#pragma once
// Files of NAME=value lines that a shell reads: /etc/default/*, /etc/ufw/ufw.conf, /etc/sysconfig/*,
// os-release. Nothing is run and nothing is filled in: a value that a shell would have to work out is marked.
// Reads text, touches nothing. Source: POSIX shell command language, sections on quoting and assignments.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

struct ShellVariable {
    std::string name;
    std::string value;      ///< without quotes
    std::size_t line = 0;   ///< from 1
    bool computed = false;  ///< holds "$" or "`" that a shell would replace: the text is not the value
};

struct ShellVariables {
    std::vector<ShellVariable> all;  ///< in the order of the file
    std::size_t odd_lines = 0;       ///< lines that are neither blank, comment nor assignment

    /// The assignment that counts: the last one. nullptr when there is none.
    [[nodiscard]] const ShellVariable* find(std::string_view name) const;
    /// The value of find(), or nullopt when there is none or a shell would have to work it out.
    [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
};

/// Errors: Corrupt — "line L: reason": NUL bytes, or a quote that is never closed; Limit — larger than
/// limits::kHostFile, a value over limits::kHostLine, or more than limits::kHostEntries assignments.
[[nodiscard]] Result<ShellVariables> parse_shell_vars(std::string_view text);

/// Canonical text of what was understood.
[[nodiscard]] std::string describe(const ShellVariables& variables);

}  // namespace amparo::checks
