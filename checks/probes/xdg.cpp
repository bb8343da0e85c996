#include "checks/probes/xdg.hpp"

#include "app/base/text.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kMostFolders = 32;

std::string without_slash(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    return std::string(path);
}

std::string folder(const HostView& host, const std::string& name, std::string fallback) {
    const std::string value = environment_or_empty(host, name);
    return value.starts_with('/') ? without_slash(value) : fallback;
}

std::vector<std::string> folders(const HostView& host, const std::string& name,
                                 std::vector<std::string> fallback) {
    const std::string value = environment_or_empty(host, name);
    std::vector<std::string> out;
    for (const std::string_view part : text::split(value, ':')) {
        if (part.starts_with('/') && out.size() < kMostFolders) out.push_back(without_slash(part));
    }
    return out.empty() ? fallback : out;
}

}  // namespace

std::string environment_or_empty(const HostView& host, const std::string& name) {
    const auto value = host.environment(name);
    return value ? *value : std::string();
}

XdgFolders xdg_folders(const HostView& host, const Account& person) {
    XdgFolders out;
    out.home = without_slash(person.home);
    out.config_home = folder(host, "XDG_CONFIG_HOME", out.home + "/.config");
    out.data_home = folder(host, "XDG_DATA_HOME", out.home + "/.local/share");
    out.config_dirs = folders(host, "XDG_CONFIG_DIRS", {"/etc/xdg"});
    out.data_dirs = folders(host, "XDG_DATA_DIRS", {"/usr/local/share", "/usr/share"});
    return out;
}

}  // namespace amparo::checks
