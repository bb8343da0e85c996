#include "checks/probes/autostart.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "app/base/text.hpp"
#include "checks/probes/shell_words.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kGroup = "Desktop Entry";
constexpr std::size_t kEntries = 1000;

bool names_meet(std::string_view list, const std::vector<std::string>& names) {
    for (const std::string_view part : text::split(list, ';')) {
        if (std::ranges::find(names, part) != names.end()) return true;
    }
    return false;
}

Result<std::optional<AutostartEntry>> read_entry(const HostView& host, const std::string& path,
                                                 const std::vector<std::string>& desktop_names) {
    AMPARO_TRY(const std::string content, host.read(path));
    AMPARO_TRY(const IniFile file, parse_ini(content, IniDialect::KeyFile));
    if (!autostart_applies(file, desktop_names)) return std::optional<AutostartEntry>();
    const auto words = split_words(file.value(kGroup, "Exec").value_or(""));
    if (!words || words->empty()) return std::optional<AutostartEntry>();
    std::vector<std::string> programs = {words->front()};
    if (const auto tried = file.value(kGroup, "TryExec"); tried && !tried->empty())
        programs.push_back(*tried);
    for (const std::string& program : programs) {
        AMPARO_TRY(const bool there, is_installed(host, program));
        if (!there) return std::optional<AutostartEntry>();
    }
    return std::optional(AutostartEntry{path, *words});
}

}  // namespace

bool autostart_applies(const IniFile& file, const std::vector<std::string>& desktop_names) {
    const auto value = [&](const char* key) { return file.value(kGroup, key); };
    if (value("Hidden") == "true") return false;
    // What the settings of GNOME's relatives write when an entry is switched off.
    if (value("X-GNOME-Autostart-enabled") == "false" || value("X-MATE-Autostart-enabled") == "false")
        return false;
    if (const auto only = value("OnlyShowIn"); only && !names_meet(*only, desktop_names)) return false;
    if (const auto never = value("NotShowIn"); never && names_meet(*never, desktop_names)) return false;
    return true;
}

Result<std::vector<AutostartEntry>> autostart_entries(const HostView& host, const XdgFolders& xdg,
                                                      const std::vector<std::string>& desktop_names) {
    std::vector<std::string> folders = {xdg.config_home};
    folders.insert(folders.end(), xdg.config_dirs.begin(), xdg.config_dirs.end());
    std::map<std::string, std::string> files;  // by name; the first folder wins
    for (const std::string& folder : folders) {
        const auto names = host.list(folder + "/autostart");
        if (!names) {
            if (names.error().code == Errc::NotFound) continue;
            return std::unexpected(names.error());
        }
        for (const std::string& name : *names) {
            if (name.ends_with(".desktop") && files.size() < kEntries)
                files.emplace(name, folder + "/autostart/" + name);
        }
    }
    std::vector<AutostartEntry> out;
    for (const auto& [name, path] : files) {
        const auto entry = read_entry(host, path, desktop_names);
        if (!entry) {
            // A dangling link, or a file that the desktop cannot read either, starts nothing.
            constexpr std::array kStartsNothing = {Errc::NotFound, Errc::Corrupt, Errc::Limit,
                                                   Errc::NotRegular, Errc::Loop};
            if (std::ranges::find(kStartsNothing, entry.error().code) != kStartsNothing.end()) continue;
            return std::unexpected(entry.error());
        }
        if (*entry) out.push_back(**entry);
    }
    return out;
}

Result<bool> is_installed(const HostView& host, const std::string& program) {
    std::vector<std::string> places;
    if (program.starts_with('/')) {
        places = {program};
    } else if (program.find('/') == std::string::npos && !program.empty()) {
        places = {"/usr/local/bin/" + program, "/usr/bin/" + program, "/bin/" + program};
    }
    for (const std::string& place : places) {
        const auto info = host.info(place);
        if (info) return true;
        if (info.error().code != Errc::NotFound) return std::unexpected(info.error());
    }
    return false;
}

}  // namespace amparo::checks
