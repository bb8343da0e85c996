#include "checks/probes/desktop.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "app/base/text.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/shell_words.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kSessionFiles = 200;

struct Named {
    std::string_view name;
    Desktop desktop;
};

/// Names of XDG_CURRENT_DESKTOP in lower case. "Other" stands here for desktops that borrow GNOME's name as a
/// second one and lock the screen in their own way.
constexpr auto kNames = std::to_array<Named>({
    {"gnome-flashback", Desktop::Other},
    {"budgie", Desktop::Other},
    {"unity", Desktop::Other},
    {"pantheon", Desktop::Other},
    {"cosmic", Desktop::Other},
    {"phosh", Desktop::Other},
    {"gnome", Desktop::Gnome},
    {"kde", Desktop::Kde},
    {"xfce", Desktop::Xfce},
    {"x-cinnamon", Desktop::Cinnamon},
    {"cinnamon", Desktop::Cinnamon},
    {"mate", Desktop::Mate},
    {"sway", Desktop::Sway},
    {"hyprland", Desktop::Hyprland},
    {"i3", Desktop::I3},
});

/// Beginnings of session names.
constexpr auto kSessions = std::to_array<Named>({
    {"gnome-flashback", Desktop::Other},
    {"gnome", Desktop::Gnome},
    {"ubuntu", Desktop::Gnome},
    {"plasma", Desktop::Kde},
    {"kde", Desktop::Kde},
    {"startplasma", Desktop::Kde},
    {"xfce", Desktop::Xfce},
    {"startxfce", Desktop::Xfce},
    {"cinnamon", Desktop::Cinnamon},
    {"mate", Desktop::Mate},
    {"sway", Desktop::Sway},
    {"hyprland", Desktop::Hyprland},
    {"i3", Desktop::I3},
    {"lxqt", Desktop::Other},
    {"lxde", Desktop::Other},
    {"startlx", Desktop::Other},
    {"budgie", Desktop::Other},
    {"unity", Desktop::Other},
    {"openbox", Desktop::Other},
    {"fluxbox", Desktop::Other},
    {"icewm", Desktop::Other},
    {"awesome", Desktop::Other},
    {"labwc", Desktop::Other},
    {"river", Desktop::Other},
    {"niri", Desktop::Other},
    {"wayfire", Desktop::Other},
});

constexpr auto kSessionFolders = std::to_array<std::string_view>(
    {"/usr/share/wayland-sessions", "/usr/share/xsessions", "/usr/local/share/wayland-sessions",
     "/usr/local/share/xsessions", "/etc/X11/sessions"});

/// Programs that show a graphical session; the last look before "there is none".
constexpr auto kServers = std::to_array<std::string_view>(
    {"Xorg", "X", "Xwayland", "startx", "sway", "Hyprland", "hyprland", "start-hyprland", "labwc", "river",
     "wayfire", "niri", "cage", "weston", "gnome-shell", "kwin_wayland", "cosmic-comp", "Xvnc", "Xtigervnc"});

std::vector<std::string> split_names(std::string_view text) {
    std::vector<std::string> out;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t at = std::min(rest.find_first_of(":;"), rest.size());
        if (at != 0) out.emplace_back(rest.substr(0, at));
        rest.remove_prefix(std::min(at + 1, rest.size()));
    }
    return out;
}

bool is_missing(const Error& error) { return error.code == Errc::NotFound || error.code == Errc::NotRunning; }

/// Debian's and LightDM's entry that starts whatever the system's default is.
bool is_default_session(std::string_view session) {
    return session == "lightdm-xsession" || session == "default" || session == "xsession" ||
           session == "custom";
}

std::optional<SeenDesktop> from_environment(const HostView& host) {
    for (const char* variable : {"XDG_CURRENT_DESKTOP", "XDG_SESSION_DESKTOP", "DESKTOP_SESSION"}) {
        const std::string value = environment_or_empty(host, variable);
        if (value.empty() || value == "lightdm-xsession" || value == "default") continue;
        SeenDesktop seen{Desktop::Unknown, split_names(value), variable, true};
        seen.desktop = desktop_from_names(seen.names);
        const std::string_view session = base_name(value);
        if (seen.desktop == Desktop::Other || seen.desktop == Desktop::Unknown) {
            const Desktop by_session = desktop_from_session(session);
            if (by_session != Desktop::Unknown) seen.desktop = by_session;
        }
        if (seen.desktop == Desktop::Unknown) seen.desktop = Desktop::Other;
        return seen;
    }
    struct Trace {
        const char* variable;
        Desktop desktop;
        const char* name;
    };
    // Started from a text console, these say who they are only here.
    for (const Trace& trace :
         {Trace{"HYPRLAND_INSTANCE_SIGNATURE", Desktop::Hyprland, "Hyprland"},
          Trace{"SWAYSOCK", Desktop::Sway, "sway"}, Trace{"I3SOCK", Desktop::I3, "i3"}}) {
        if (environment_or_empty(host, trace.variable).empty()) continue;
        return SeenDesktop{trace.desktop, {trace.name}, trace.variable, true};
    }
    for (const char* variable : {"WAYLAND_DISPLAY", "DISPLAY"}) {
        // A screen of some kind, perhaps one forwarded over the network.
        if (!environment_or_empty(host, variable).empty())
            return SeenDesktop{Desktop::Unknown, {}, variable, false};
    }
    return std::nullopt;
}

/// What one session file starts; nullopt when the login screen does not offer it.
Result<std::optional<SeenDesktop>> from_session_file(const HostView& host, const std::string& path) {
    AMPARO_TRY(const std::string content, host.read(path));
    AMPARO_TRY(const IniFile file, parse_ini(content, IniDialect::KeyFile));
    const auto value = [&](const char* key) { return file.value("Desktop Entry", key).value_or(""); };
    if (value("Hidden") == "true" || value("NoDisplay") == "true") return std::optional<SeenDesktop>();
    SeenDesktop seen{Desktop::Unknown, split_names(value("DesktopNames")), path, false};
    seen.desktop = desktop_from_names(seen.names);
    std::string session(base_name(path));
    session = session.substr(0, session.rfind('.'));
    if (seen.desktop == Desktop::Unknown) seen.desktop = desktop_from_session(session);
    if (seen.desktop == Desktop::Unknown) {
        const auto words = split_words(value("Exec"));
        if (words && !words->empty()) seen.desktop = desktop_from_session(base_name(words->front()));
    }
    if (seen.desktop == Desktop::Unknown && is_default_session(session)) {
        // Debian's choice of a default is a chain of links.
        const auto manager = host.resolve("/etc/alternatives/x-session-manager");
        if (manager) seen.desktop = desktop_from_session(base_name(*manager));
    }
    return seen;
}

/// The session that the login screen remembers for a person; "" when it remembers none.
Result<std::string> remembered_session(const HostView& host, const Account& person, std::string& source) {
    // The name becomes part of a path.
    const bool plain =
        !person.name.empty() && person.name.find('/') == std::string::npos && person.name != "..";
    if (plain) {
        source = "/var/lib/AccountsService/users/" + person.name;
        const auto content = host.read(source);
        if (content) {
            AMPARO_TRY(const IniFile file, parse_ini(*content, IniDialect::KeyFile));
            for (const char* key : {"Session", "XSession"}) {
                const std::string session = file.value("User", key).value_or("");
                if (!session.empty()) return session;
            }
        } else if (!is_missing(content.error()) && content.error().code != Errc::Denied) {
            return std::unexpected(content.error());
        }
    }
    source = person.home + "/.dmrc";
    const auto content = host.read(source);
    if (!content) {
        if (is_missing(content.error())) return std::string();
        return std::unexpected(content.error());
    }
    AMPARO_TRY(const IniFile file, parse_ini(*content, IniDialect::KeyFile));
    return file.value("Desktop", "Session").value_or("");
}

/// Every session file, and whether all folders could be looked into.
Result<std::vector<std::string>> session_files(const HostView& host) {
    std::vector<std::string> out;
    for (const std::string_view folder : kSessionFolders) {
        const auto names = host.list(std::string(folder));
        if (!names) {
            if (is_missing(names.error())) continue;
            return std::unexpected(names.error());
        }
        for (const std::string& name : *names) {
            if (name.ends_with(".desktop") && out.size() < kSessionFiles)
                out.push_back(std::string(folder) + "/" + name);
        }
    }
    return out;
}

/// True only when nothing that could show a graphical session is there, on a system whose programs are where
/// we look.
bool surely_no_desktop(const HostView& host) {
    for (const char* elsewhere : {"/nix/store", "/gnu/store"}) {
        if (host.info(elsewhere)) return false;
    }
    if (!host.list("/usr/share") || !host.list("/usr/bin")) return false;
    for (const std::string_view folder : {"/usr/bin/", "/usr/local/bin/"}) {
        for (const std::string_view server : kServers) {
            const auto info = host.info(std::string(folder) + std::string(server));
            if (info || info.error().code != Errc::NotFound) return false;
        }
    }
    return true;
}

Result<SeenDesktop> from_files(const HostView& host, const Account& person) {
    std::string source;
    AMPARO_TRY(const std::string session, remembered_session(host, person, source));
    AMPARO_TRY(const std::vector<std::string> files, session_files(host));
    std::vector<SeenDesktop> offered;
    for (const std::string& path : files) {
        const auto seen = from_session_file(host, path);
        if (!seen) {
            // A dangling link offers nothing; a file that cannot be read could be the one.
            if (is_missing(seen.error())) continue;
            return std::unexpected(seen.error());
        }
        if (!*seen) continue;
        if (!session.empty() && base_name(path) == std::string(base_name(session)) + ".desktop" &&
            (*seen)->desktop != Desktop::Unknown) {
            SeenDesktop remembered = **seen;
            remembered.source = source;
            return remembered;
        }
        offered.push_back(**seen);
    }
    if (!session.empty()) {
        const Desktop desktop = desktop_from_session(base_name(session));
        if (desktop != Desktop::Unknown && !is_default_session(session))
            return SeenDesktop{desktop, {}, source, false};
    }
    if (offered.empty()) {
        const Desktop none = surely_no_desktop(host) ? Desktop::None : Desktop::Unknown;
        return SeenDesktop{none, {}, std::string(kSessionFolders.front()), false};
    }
    // Variants of one desktop ("Plasma (X11)", "GNOME Classic") are one desktop.
    const bool same = std::ranges::all_of(
        offered, [&](const SeenDesktop& each) { return each.desktop == offered.front().desktop; });
    if (same && offered.front().desktop != Desktop::Other) return offered.front();
    return SeenDesktop{
        same && offered.size() == 1 ? Desktop::Other : Desktop::Unknown, {}, offered.front().source, false};
}

}  // namespace

std::string_view desktop_name(Desktop desktop) {
    switch (desktop) {
        case Desktop::Gnome:
            return "gnome";
        case Desktop::Kde:
            return "kde";
        case Desktop::Xfce:
            return "xfce";
        case Desktop::Cinnamon:
            return "cinnamon";
        case Desktop::Mate:
            return "mate";
        case Desktop::Sway:
            return "sway";
        case Desktop::Hyprland:
            return "hyprland";
        case Desktop::I3:
            return "i3";
        case Desktop::Other:
            return "other";
        case Desktop::None:
            return "none";
        case Desktop::Unknown:
            break;
    }
    return "unknown";
}

Desktop desktop_from_names(const std::vector<std::string>& names) {
    for (const Named& known : kNames) {
        const bool there = std::ranges::any_of(
            names, [&](const std::string& name) { return text::equals_ignoring_case(name, known.name); });
        if (there) return known.desktop;
    }
    return names.empty() ? Desktop::Unknown : Desktop::Other;
}

Desktop desktop_from_session(std::string_view session) {
    const std::string lowered = text::lower(session);
    for (const Named& known : kSessions) {
        if (lowered.starts_with(known.name)) return known.desktop;
    }
    return Desktop::Unknown;
}

Result<SeenDesktop> find_desktop(const HostView& host, const Account& person) {
    if (host.running()) {
        if (auto seen = from_environment(host)) {
            if (seen->desktop != Desktop::Unknown) return *seen;
            AMPARO_TRY(SeenDesktop installed, from_files(host, person));
            // A screen is there, so "no desktop" cannot be.
            if (installed.desktop == Desktop::None) installed.desktop = Desktop::Unknown;
            return installed;
        }
    }
    return from_files(host, person);
}

void put_desktop(Facts& facts, const Result<SeenDesktop>& seen) {
    if (!seen) return facts.refuse("desktop", seen.error(), "/usr/share/wayland-sessions");
    if (seen->desktop == Desktop::Unknown) return facts.miss("desktop", seen->source);
    facts.put("desktop", std::string(desktop_name(seen->desktop)), seen->source);
    if (seen->desktop == Desktop::Other)
        facts.put("desktop_names", text::join(seen->names, ":"), seen->source);
}

}  // namespace amparo::checks
