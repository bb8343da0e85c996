#pragma once
// Which desktop a person works with. On a running system the session says so; otherwise the login screen's
// memory of the person, or what is installed when only one desktop is. Never a guess: two possible desktops
// are "unknown". Sources: XDG_CURRENT_DESKTOP and DesktopNames of the Desktop Entry Specification,
// AccountsService, .dmrc.

#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/facts.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

enum class Desktop {
    Gnome,
    Kde,
    Xfce,
    Cinnamon,
    Mate,
    Sway,
    Hyprland,
    I3,
    Other,    ///< known by name, but we do not know its settings
    None,     ///< no graphical session is installed
    Unknown,  ///< there is one, and we cannot tell which
};

/// "gnome", "kde", "xfce", "cinnamon", "mate", "sway", "hyprland", "i3", "other", "none", "unknown".
[[nodiscard]] std::string_view desktop_name(Desktop desktop);

/// From the parts of XDG_CURRENT_DESKTOP or DesktopNames: {"ubuntu", "GNOME"} is Gnome; the first name that
/// we know to be a desktop of its own decides. No names are Unknown.
[[nodiscard]] Desktop desktop_from_names(const std::vector<std::string>& names);
/// From the name of a session file without ".desktop", such as "plasma" or "gnome-xorg"; Unknown when it says
/// nothing.
[[nodiscard]] Desktop desktop_from_session(std::string_view session);

struct SeenDesktop {
    Desktop desktop = Desktop::Unknown;
    std::vector<std::string> names;  ///< as in XDG_CURRENT_DESKTOP; settings may differ for each
    std::string source;              ///< variable, file or folder that decided
    bool in_session = false;         ///< this program runs inside the session
};

/// Errors: why a place that could decide could not be read.
[[nodiscard]] Result<SeenDesktop> find_desktop(const HostView& host, const Account& person);

/// Puts "desktop" (its name) and, for Other, "desktop_names"; Unknown leaves "desktop" missing.
void put_desktop(Facts& facts, const Result<SeenDesktop>& seen);

}  // namespace amparo::checks
