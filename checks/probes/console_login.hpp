#pragma once
// Text consoles that open a session without asking: agetty's --autologin in units and drop-ins, and the
// credential that newer ones read. Sources: agetty(8) of util-linux 2.38 and 2.41; systemd.unit(5),
// systemd.exec(5).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/systemd_units.hpp"

namespace amparo::checks {

/// The words of an ExecStart line: quotes joined, a backslash keeps the next character.
[[nodiscard]] std::vector<std::string> exec_words(std::string_view line);

/// The account that this ExecStart line logs in without asking: "--autologin NAME", "--autologin=NAME", "-a
/// NAME" of agetty, agetty that skips the question and hands "-f NAME" to login, or login itself with "-f
/// NAME".
[[nodiscard]] std::optional<std::string> autologin_account(std::string_view line);

struct ConsoleLogin {
    std::string place;    ///< "tty1", "tty*", "/proc/cmdline"
    std::string account;  ///< as written; may be empty when only the credential's presence is known
    bool operator==(const ConsoleLogin&) const = default;
};

/// Consoles on this computer's own screen (getty@ and its alias autovt@). Serial lines and containers are
/// left out. Errors: of unit files that are there and cannot be read.
[[nodiscard]] Result<std::vector<ConsoleLogin>> read_console_logins(const HostView& host,
                                                                    const UnitIndex& units);

}  // namespace amparo::checks
