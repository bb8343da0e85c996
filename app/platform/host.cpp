#include "app/platform/host.hpp"

namespace amparo {

std::string_view system_name(System system) {
    switch (system) {
        case System::Linux: return "linux";
        case System::Windows: return "windows";
        case System::MacOs: return "macos";
        case System::Unknown: return "unknown";
    }
    return "unknown";
}

bool is_running_only(std::string_view path) {
    for (const std::string_view root : {"/proc", "/sys", "/dev", "/run", "/var/run"}) {
        if (path == root || (path.starts_with(root) && path[root.size()] == '/')) return true;
    }
    return false;
}

Result<void> check_limit(const CallLimit& limit) {
    if (limit.stop.stop_requested()) return fail(Errc::Cancelled);
    if (std::chrono::steady_clock::now() >= limit.deadline) return fail(Errc::Timeout);
    return {};
}

}  // namespace amparo
