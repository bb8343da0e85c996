#pragma once
// Where a person's and the system's settings and data folders are. On a running system the environment
// decides; below
// --root the defaults do, because nobody is logged in there. Source: XDG Base Directory Specification.

#include <string>
#include <vector>

#include "checks/host_view.hpp"

namespace amparo::checks {

struct XdgFolders {
    std::string home;
    std::string config_home;               ///< ~/.config
    std::string data_home;                 ///< ~/.local/share
    std::vector<std::string> config_dirs;  ///< most important first; default /etc/xdg
    std::vector<std::string> data_dirs;    ///< most important first; default /usr/local/share, /usr/share
};

/// Relative paths in the environment are ignored, as the specification asks. Never fails.
[[nodiscard]] XdgFolders xdg_folders(const HostView& host, const Account& person);

/// An environment variable that is set and not empty; "" otherwise, also on a system that is not running.
[[nodiscard]] std::string environment_or_empty(const HostView& host, const std::string& name);

}  // namespace amparo::checks
