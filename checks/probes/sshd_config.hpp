#pragma once
// Where the SSH server waits for people: Port, ListenAddress and Include of sshd_config. Source: OpenSSH
// sshd_config(5); port 22 is the default, Port and ListenAddress may repeat and add up.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

struct SshdListen {
    std::string host;                   ///< name or address, without brackets
    std::optional<std::uint16_t> port;  ///< own port; without one, every Port counts
    bool operator==(const SshdListen&) const = default;
};

struct SshdConfig {
    std::vector<std::uint16_t> ports;   ///< as written; empty means 22
    std::vector<SshdListen> listen;     ///< as written; empty means every address
    std::vector<std::string> includes;  ///< patterns, in order; a path without "/" in front lies in /etc/ssh
    std::size_t odd_lines = 0;          ///< lines with one of our keywords and a value that does not fit

    /// Ports the server waits at, in order, each once.
    [[nodiscard]] std::vector<std::uint16_t> effective_ports() const;
    /// True when only programs of the same computer can reach the server.
    [[nodiscard]] bool only_this_computer() const;
};

/// Everything from a "Match" line on is left out: the keywords read here are not allowed there.
/// Errors: Corrupt — "line L: reason": NUL bytes; Limit — larger than limits::kHostFile, a line over
/// limits::kHostLine, or more than 256 ports, addresses and patterns together.
[[nodiscard]] Result<SshdConfig> parse_sshd_config(std::string_view text);

/// /etc/ssh/sshd_config with the files it includes, at most 64 of them and 4 deep. Patterns may hold "*" and
/// "?" in their last part. Errors: of any file that is there; Usage — a pattern in another part; Limit.
[[nodiscard]] Result<SshdConfig> read_sshd_config(const HostView& host);

/// Canonical text of what was understood.
[[nodiscard]] std::string describe(const SshdConfig& config);

}  // namespace amparo::checks
