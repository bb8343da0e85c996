#include "checks/probes/screen_lock.hpp"

#include <algorithm>

#include "app/base/text.hpp"

#include "checks/probes/dconf.hpp"
#include "checks/probes/display_managers.hpp"
#include "checks/probes/kconfig.hpp"
#include "checks/probes/os_release.hpp"
#include "checks/probes/screen_lock_desktops.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kKdeTimeout = 5 * kMinute;
constexpr std::int64_t kKdeGrace = 5;
constexpr std::int64_t kKdeMostGrace = 300;

const Error kNotUnderstood{Errc::Corrupt, {}, "a value that the desktop would not understand either"};

/// A yes or no of KDE; the program's default when no file sets it.
void put_kde_flag(Facts& facts, const std::string& key, const KdeConfig& config, const char* name,
                  bool fallback) {
    const KdeSetting setting = config.get("Daemon", name);
    if (!setting.value) return facts.refuse(key, setting.value.error(), setting.source);
    const std::optional<bool> flag = *setting.value ? ini_bool(**setting.value) : fallback;
    if (!flag) return facts.refuse(key, kNotUnderstood, setting.source);
    facts.put(key, *flag, setting.source);
    if (setting.locked) facts.put(key + "_locked", true, setting.source);
}

/// "5" or "2.5" minutes in seconds, rounded up.
std::optional<std::int64_t> seconds_from_minutes(std::string_view text) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const auto whole = text::to_integer(text.substr(0, dot));
    if (!whole || *whole < 0 || *whole > 366 * 24 * 60) return std::nullopt;
    std::int64_t seconds = *whole * kMinute;
    if (dot + 1 < text.size()) {
        // Two decimals are finer than a second.
        std::string decimals(text.substr(dot + 1));
        if (decimals.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
        decimals.resize(2, '0');
        seconds += (*text::to_integer(decimals) * kMinute + 99) / 100;
    } else if (dot < text.size()) {
        return std::nullopt;
    }
    return seconds;
}

void put_kde_timeout(Facts& facts, const KdeConfig& config) {
    const KdeSetting setting = config.get("Daemon", "Timeout");
    if (!setting.value) return facts.refuse("idle_seconds", setting.value.error(), setting.source);
    const auto seconds = *setting.value ? seconds_from_minutes(**setting.value) : std::optional(kKdeTimeout);
    if (!seconds) return facts.refuse("idle_seconds", kNotUnderstood, setting.source);
    facts.put("idle_seconds", *seconds, setting.source);
    if (setting.locked) facts.put("idle_seconds_locked", true, setting.source);
}

void put_kde_grace(Facts& facts, const KdeConfig& config) {
    const KdeSetting setting = config.get("Daemon", "LockGrace");
    if (!setting.value) return facts.refuse("lock_delay_seconds", setting.value.error(), setting.source);
    const auto seconds = *setting.value ? text::to_integer(**setting.value) : std::optional(kKdeGrace);
    if (!seconds) return facts.refuse("lock_delay_seconds", kNotUnderstood, setting.source);
    facts.put("lock_delay_seconds", std::clamp<std::int64_t>(*seconds, 0, kKdeMostGrace), setting.source);
}

/// Its account has no password until the person chooses one for the session.
void put_tails(Facts& facts, const HostView& host) {
    const auto release = read_os_release(host);
    if (!release) return facts.refuse("tails", release.error(), "/etc/os-release");
    facts.put("tails", release->release.value("ID") == "tails", release->path);
}

void put_lock_of(Facts& facts, const LockScene& scene) {
    switch (scene.desktop.desktop) {
        case Desktop::Gnome:
            return put_gnome_lock(facts, scene);
        case Desktop::Cinnamon:
            return put_cinnamon_lock(facts, scene);
        case Desktop::Kde:
            return put_kde_lock(facts, scene);
        case Desktop::Xfce:
        case Desktop::Mate:
            return put_locker_lock(facts, scene);
        case Desktop::Sway:
        case Desktop::Hyprland:
        case Desktop::I3:
            return put_wm_lock(facts, scene);
        case Desktop::Other:
        case Desktop::None:
        case Desktop::Unknown:
            break;
    }
}

}  // namespace

void put_gnome_lock(Facts& facts, const LockScene& scene) {
    put_tails(facts, scene.host);
    // GNOME Shell makes its lock screen only when GDM answers.
    const auto manager = login_manager_in_use(scene.host, UnitIndex::scan(scene.host));
    if (manager) {
        facts.put("login_screen", manager->name, manager->source);
    } else {
        facts.refuse("login_screen", manager.error(), "display-manager.service");
    }
    const SettingsReader settings = SettingsReader::open(scene.host, scene.person, scene.desktop.names);
    constexpr std::string_view kSaver = "org.gnome.desktop.screensaver";
    constexpr std::string_view kSaverPath = "/org/gnome/desktop/screensaver/";
    put_flag(facts, "lock_enabled", settings.get(kSaver, kSaverPath, "lock-enabled"));
    put_flag(
        facts, "lock_forbidden",
        settings.get("org.gnome.desktop.lockdown", "/org/gnome/desktop/lockdown/", "disable-lock-screen"));
    // A key that only Ubuntu has; elsewhere GNOME always locks before sleep.
    const Setting on_sleep = settings.get(kSaver, kSaverPath, "ubuntu-lock-on-suspend");
    if (on_sleep.value || on_sleep.value.error().code != Errc::NotFound)
        put_flag(facts, "locks_on_sleep", on_sleep);
    put_number(facts, "idle_seconds",
               settings.get("org.gnome.desktop.session", "/org/gnome/desktop/session/", "idle-delay"));
    put_number(facts, "lock_delay_seconds", settings.get(kSaver, kSaverPath, "lock-delay"));
}

void put_cinnamon_lock(Facts& facts, const LockScene& scene) {
    const SettingsReader settings = SettingsReader::open(scene.host, scene.person, scene.desktop.names);
    constexpr std::string_view kSaver = "org.cinnamon.desktop.screensaver";
    constexpr std::string_view kSaverPath = "/org/cinnamon/desktop/screensaver/";
    put_flag(facts, "lock_enabled", settings.get(kSaver, kSaverPath, "lock-enabled"));
    put_flag(facts, "lock_forbidden",
             settings.get("org.cinnamon.desktop.lockdown", "/org/cinnamon/desktop/lockdown/",
                          "disable-lock-screen"));
    put_flag(facts, "locks_on_sleep",
             settings.get("org.cinnamon.settings-daemon.plugins.power",
                          "/org/cinnamon/settings-daemon/plugins/power/", "lock-on-suspend"));
    put_number(facts, "idle_seconds",
               settings.get("org.cinnamon.desktop.session", "/org/cinnamon/desktop/session/", "idle-delay"));
    put_number(facts, "lock_delay_seconds", settings.get(kSaver, kSaverPath, "lock-delay"));
}

void put_kde_lock(Facts& facts, const LockScene& scene) {
    const KdeConfig config = KdeConfig::read(scene.host, scene.xdg, "kscreenlockerrc");
    put_kde_flag(facts, "lock_enabled", config, "RequirePassword", true);
    put_kde_flag(facts, "idle_asks", config, "Lock", true);
    put_kde_flag(facts, "idle_lock", config, "Autolock", true);
    put_kde_flag(facts, "locks_on_sleep", config, "LockOnResume", true);
    put_kde_timeout(facts, config);
    put_kde_grace(facts, config);
}

std::vector<Facts> collect_screen_lock(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("desktop", people.error(), "/etc/passwd");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Facts facts(person.name);
        const auto seen = find_desktop(host, person);
        put_desktop(facts, seen);
        if (seen) put_lock_of(facts, {host, person, xdg_folders(host, person), *seen});
        out.push_back(std::move(facts));
    }
    return out;
}

std::optional<Judgement> screen_lock_obstacle(const Facts& facts) {
    const Fact& seen = facts.at("desktop");
    if (facts.unreadable("desktop")) return cannot_tell(seen);
    if (facts.missing("desktop")) return cannot_tell("desktop_unknown");
    const std::string desktop = facts.text("desktop");
    if (desktop == "none") return does_not_apply("no_desktop");
    if (desktop == "gnome") {
        if (facts.unreadable("tails")) return cannot_tell(facts.at("tails"));
        if (facts.flag("tails")) return cannot_tell("tails");
        if (facts.unreadable("login_screen")) return cannot_tell(facts.at("login_screen"));
        if (facts.known("login_screen") && facts.text("login_screen") != "gdm") return cannot_tell("not_gdm");
        return std::nullopt;
    }
    if (desktop == "kde" || desktop == "cinnamon") return std::nullopt;
    const bool daemon = desktop == "sway" || desktop == "hyprland" || desktop == "i3";
    if (!daemon && desktop != "xfce" && desktop != "mate") {
        return cannot_tell("desktop_not_covered").with("desktop", Code{facts.text("desktop_names")});
    }
    if (facts.unreadable("locker")) return cannot_tell(facts.at("locker"));
    const std::vector<std::string> lockers = facts.list("locker");
    if (lockers.empty()) return cannot_tell("locker_unknown");
    if (daemon) return std::nullopt;
    const Code names{text::join(lockers, ", ")};
    if (lockers.size() > 1) return cannot_tell("several_lockers").with("programs", names);
    if (screen_lock_needs(facts).empty()) return cannot_tell("locker_not_covered").with("program", names);
    return std::nullopt;
}

std::vector<std::string_view> screen_lock_needs(const Facts& facts) {
    const std::string desktop = facts.text("desktop");
    if (desktop == "gnome") return {"lock_enabled", "lock_forbidden"};
    if (desktop == "cinnamon") return {"lock_enabled", "lock_forbidden", "locks_on_sleep"};
    if (desktop == "kde") return {"lock_enabled", "idle_asks", "idle_lock", "locks_on_sleep"};
    if (desktop != "xfce" && desktop != "mate") return {"locks_on_sleep"};
    const std::string locker = text::join(facts.list("locker"), " ");
    if (locker == "xfce4-screensaver") return {"lock_enabled", "idle_asks", "idle_lock", "locks_on_sleep"};
    if (locker == "mate-screensaver")
        return {"lock_enabled", "lock_forbidden", "idle_lock", "locks_on_sleep"};
    if (locker == "light-locker") return {"idle_asks", "locks_on_sleep"};
    if (locker == "xscreensaver") return {"lock_enabled"};
    return {};
}

std::string screen_lock_remedy(const Facts& facts, std::string_view decisive) {
    if (facts.flag(std::string(decisive) + "_locked")) return "admin";
    if (decisive == "lock_forbidden") return "forbidden";
    const std::vector<std::string> lockers = facts.list("locker");
    const std::string locker = lockers.size() == 1 ? lockers.front() : "";
    if (locker == "light-locker") return "light_locker";
    if (locker == "xscreensaver") return "xscreensaver";
    if (locker == "xfce4-screensaver") return "xfce";
    if (locker == "mate-screensaver") return "mate";
    if (locker == "swayidle") return "sway";
    if (locker == "hypridle") return "hyprland";
    return facts.text("desktop");
}

}  // namespace amparo::checks
