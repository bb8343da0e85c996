#pragma once
// Programs that run under a person's account now. Only a running system has them; inside a container or
// sandbox only those of the same box are seen, so a caller first looks for a program that must be there.
// Source: proc(5).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

struct SessionProcess {
    std::int64_t number = 0;
    std::string name;                ///< last part of the first word, or the kernel's short name
    std::vector<std::string> words;  ///< the command line with its first word; at most 16 KiB of it
    std::string source;              ///< "/proc/1234/cmdline"
};

/// The words of /proc/<n>/cmdline, which ends each with a zero byte. Pure; never fails.
[[nodiscard]] std::vector<std::string> parse_command_line(std::string_view bytes);

/// Processes of `user`. One that ends while we look is left out. Errors: NotRunning — a tree; of listing
/// /proc.
[[nodiscard]] Result<std::vector<SessionProcess>> session_processes(const HostView& host, std::uint32_t user);

/// The first with that name, or nullptr. Scripts count: "python3 /usr/bin/x" is "x" to the kernel.
[[nodiscard]] const SessionProcess* find_process(const std::vector<SessionProcess>& processes,
                                                 std::string_view name);

}  // namespace amparo::checks
