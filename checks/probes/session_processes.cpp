#include "checks/probes/session_processes.hpp"

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "checks/probes/shell_words.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kCommandLine = 16 * limits::kKiB;
constexpr std::size_t kShortName = 64;
constexpr std::size_t kKernelName = 15;  // longer names are cut by the kernel

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::vector<std::string> parse_command_line(std::string_view bytes) {
    std::vector<std::string> out;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\0'), bytes.size());
        out.emplace_back(bytes.substr(0, end));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return out;
}

Result<std::vector<SessionProcess>> session_processes(const HostView& host, std::uint32_t user) {
    if (!host.running()) return fail(Errc::NotRunning);
    AMPARO_TRY(const std::vector<std::string> entries, host.list("/proc"));
    std::vector<SessionProcess> out;
    for (const std::string& entry : entries) {
        if (!is_number(entry)) continue;
        const std::string folder = "/proc/" + entry;
        const auto info = host.info(folder);
        if (!info || info->owner != user) continue;
        SessionProcess process;
        process.number = text::to_integer(entry).value_or(0);
        process.source = folder + "/cmdline";
        if (const auto bytes = host.read_start(process.source, kCommandLine))
            process.words = parse_command_line(*bytes);
        if (const auto name = host.read_start(folder + "/comm", kShortName)) process.name = text::trim(*name);
        // The kernel's name is the script's own where an interpreter comes first, but it is cut.
        if (!process.words.empty()) {
            const std::string_view full = base_name(process.words.front());
            if (process.name.empty() || full.starts_with(process.name)) process.name = full;
        }
        if (!process.name.empty()) out.push_back(std::move(process));
    }
    AMPARO_TRY_VOID(host.still_allowed());
    return out;
}

const SessionProcess* find_process(const std::vector<SessionProcess>& processes, std::string_view name) {
    for (const SessionProcess& process : processes) {
        const bool cut = process.name.size() == kKernelName && name.starts_with(process.name);
        if (process.name == name || cut) return &process;
    }
    return nullptr;
}

}  // namespace amparo::checks
