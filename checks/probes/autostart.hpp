#pragma once
// Programs that a desktop starts at login: .desktop files in the autostart folders, where a person's file
// hides the system's of the same name. Source: Desktop Application Autostart Specification.

#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

struct AutostartEntry {
    std::string source;              ///< the file
    std::vector<std::string> words;  ///< of "Exec"
};

/// True when a desktop with these names (parts of XDG_CURRENT_DESKTOP) would start the entry, programs aside.
[[nodiscard]] bool autostart_applies(const IniFile& file, const std::vector<std::string>& desktop_names);

/// What is started, sorted by file name. Entries whose program is not installed are left out: packages leave
/// their files behind when they are removed. Errors: of a folder or file that could hold an entry.
[[nodiscard]] Result<std::vector<AutostartEntry>> autostart_entries(
    const HostView& host, const XdgFolders& xdg, const std::vector<std::string>& desktop_names);

/// True when a program named by path or by name is there. NotFound is false. Errors: of looking.
[[nodiscard]] Result<bool> is_installed(const HostView& host, const std::string& program);

}  // namespace amparo::checks
