#pragma once
// greetd's settings, /etc/greetd/config.toml: sections of key = "value". Only what decides whether a session
// opens without a password is kept. Reads text, touches nothing. Source: greetd(5).

#include <cstddef>
#include <string>
#include <string_view>

#include "app/base/result.hpp"

namespace amparo::checks {

struct GreetdSession {
    bool present = false;
    std::string command;
    std::string user;
};

struct GreetdConfig {
    GreetdSession initial;      ///< opened once after the computer starts, nobody is asked
    GreetdSession fallback;     ///< "default_session": normally the program that asks who you are
    std::size_t odd_lines = 0;  ///< lines that are neither blank, comment, section nor key = value
};

/// Errors: Corrupt — "line L: reason": NUL bytes, or a quote that is never closed; Limit — larger than
/// limits::kHostFile or a line over limits::kHostLine.
[[nodiscard]] Result<GreetdConfig> parse_greetd(std::string_view text);

/// Canonical text of what was understood.
[[nodiscard]] std::string describe(const GreetdConfig& config);

}  // namespace amparo::checks
