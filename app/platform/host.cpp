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

std::string_view question_name(HostQuestion question) {
    switch (question) {
        case HostQuestion::BitLocker: return "bitlocker";
        case HostQuestion::SecurityCenter: return "security-center";
        case HostQuestion::Listeners: return "listeners";
        case HostQuestion::Administrator: return "administrator";
        case HostQuestion::FolderAccess: return "folder-access";
        case HostQuestion::Uptime: return "uptime";
        case HostQuestion::PowerSetting: return "power-setting";
        case HostQuestion::Processes: return "processes";
    }
    return "unknown";
}

Result<RegistryValue> Host::registry(const std::string& /*key*/, const std::string& /*name*/, const CallLimit& /*limit*/) const {
    return fail(Errc::Unsupported);
}

Result<void> Host::registry_key(const std::string& /*key*/, const CallLimit& /*limit*/) const { return fail(Errc::Unsupported); }

Result<RegistryNames> Host::registry_names(const std::string& /*key*/, const CallLimit& /*limit*/) const {
    return fail(Errc::Unsupported);
}

Result<std::string> Host::ask(HostQuestion /*question*/, const std::string& /*value*/, const CallLimit& /*limit*/) const {
    return fail(Errc::Unsupported);
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
