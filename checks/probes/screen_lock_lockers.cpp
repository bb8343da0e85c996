// Xfce and MATE: the locker is a program of its own, and which one runs decides which settings count.

#include <array>
#include <set>

#include "app/base/text.hpp"
#include "checks/probes/autostart.hpp"
#include "checks/probes/dconf.hpp"
#include "checks/probes/screen_lock_desktops.hpp"
#include "checks/probes/session_processes.hpp"
#include "checks/probes/shell_words.hpp"
#include "checks/probes/xfconf.hpp"
#include "checks/probes/xscreensaver.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kMostMinutes = 366 * 24 * 60;

constexpr auto kLockers =
    std::to_array<std::string_view>({"xfce4-screensaver", "light-locker", "xscreensaver", "mate-screensaver",
                                     "gnome-screensaver", "cinnamon-screensaver"});

const Error kNotUnderstood{Errc::Corrupt, {}, "a value that the desktop would not understand either"};

/// The locker that a word of a command line starts; "" for none.
std::string_view locker_named(std::string_view word) {
    const std::string_view program = base_name(word);
    // xfce4-session starts XScreenSaver through a script beside it.
    if (program == "xscreensaver-wrapper.sh") return "xscreensaver";
    for (const std::string_view locker : kLockers) {
        if (program == locker) return locker;
    }
    return {};
}

/// Lockers that run now; an error when the session's programs cannot be seen.
Result<std::vector<std::string>> running_lockers(const LockScene& scene, std::string& source) {
    if (!scene.desktop.in_session) return fail(Errc::NotRunning);
    AMPARO_TRY(const auto processes, session_processes(scene.host, scene.person.user));
    const char* session = scene.desktop.desktop == Desktop::Mate ? "mate-session" : "xfce4-session";
    // Inside a box of its own this program sees no session, and so no locker either.
    if (find_process(processes, session) == nullptr) return fail(Errc::NotRunning);
    source = "/proc";
    std::vector<std::string> out;
    for (const std::string_view locker : kLockers) {
        const SessionProcess* process = find_process(processes, locker);
        if (process == nullptr) continue;
        out.emplace_back(locker);
        source = process->source;
    }
    return out;
}

Result<std::vector<std::string>> started_lockers(const LockScene& scene, std::string& source) {
    std::vector<std::string> names = scene.desktop.names;
    if (names.empty()) names.emplace_back(scene.desktop.desktop == Desktop::Mate ? "MATE" : "XFCE");
    source = scene.xdg.config_home + "/autostart";
    AMPARO_TRY(const auto entries, autostart_entries(scene.host, scene.xdg, names));
    std::set<std::string> found;
    for (const AutostartEntry& entry : entries) {
        const std::string_view locker = locker_named(entry.words.front());
        if (locker.empty()) continue;
        found.emplace(locker);
        source = entry.source;
    }
    return std::vector<std::string>(found.begin(), found.end());
}

void put_xfconf_flag(Facts& facts, const std::string& key, const XfconfSetting& setting, bool fallback) {
    if (!setting.value) return facts.refuse(key, setting.value.error(), setting.source);
    if (!*setting.value) return facts.put(key, fallback, setting.source);
    if (**setting.value != "true" && **setting.value != "false") {
        return facts.refuse(key, kNotUnderstood, setting.source);
    }
    facts.put(key, **setting.value == "true", setting.source);
}

void put_xfconf_minutes(Facts& facts, const std::string& key, const XfconfSetting& setting,
                        std::int64_t fallback) {
    if (!setting.value) return facts.refuse(key, setting.value.error(), setting.source);
    const auto minutes = *setting.value ? text::to_integer(**setting.value) : std::optional(fallback);
    if (!minutes || *minutes < 0 || *minutes > kMostMinutes)
        return facts.refuse(key, kNotUnderstood, setting.source);
    facts.put(key, *minutes * kMinute, setting.source);
}

/// Two programs can lock before sleep: the screen saver (4.18) and the power manager (newer, and
/// beside 4.18).
void put_xfce_sleep(Facts& facts, const Xfconf& saver, const Xfconf& power) {
    const XfconfSetting own = saver.get("/lock/sleep-activation");
    const XfconfSetting other = power.get("/xfce4-power-manager/lock-screen-suspend-hibernate");
    for (const XfconfSetting* setting : {&own, &other}) {
        if (!setting->value) return facts.refuse("locks_on_sleep", setting->value.error(), setting->source);
    }
    const bool own_off = *own.value == "false";
    const bool other_off = *other.value == "false";
    if (own_off && other_off) return facts.put("locks_on_sleep", false, own.source);
    const bool one_is_set_on = *own.value == "true" || *other.value == "true";
    if ((own_off || other_off) && !one_is_set_on) {
        // Which of the two counts depends on the version, which the files do not say.
        const Error unclear{Errc::Unsupported, {}, "one of two programs was told not to lock before sleep"};
        return facts.refuse("locks_on_sleep", unclear, own_off ? own.source : other.source);
    }
    facts.put("locks_on_sleep", true, other_off ? own.source : other.source);
}

void put_xfce4_screensaver(Facts& facts, const LockScene& scene) {
    const Xfconf saver = Xfconf::read(scene.host, scene.xdg, "xfce4-screensaver");
    const Xfconf power = Xfconf::read(scene.host, scene.xdg, "xfce4-power-manager");
    put_xfconf_flag(facts, "lock_enabled", saver.get("/lock/enabled"), true);
    put_xfconf_flag(facts, "idle_asks", saver.get("/lock/saver-activation/enabled"), true);
    // The screen saver must be on, and must start by itself.
    put_xfconf_flag(facts, "idle_lock", saver.get("/saver/enabled"), true);
    if (!facts.known("idle_lock") || facts.flag("idle_lock")) {
        const bool unreadable = !facts.known("idle_lock");
        if (!unreadable)
            put_xfconf_flag(facts, "idle_lock", saver.get("/saver/idle-activation/enabled"), true);
    }
    put_xfce_sleep(facts, saver, power);
    put_xfconf_minutes(facts, "idle_seconds", saver.get("/saver/idle-activation/delay"), 5);
    put_xfconf_minutes(facts, "lock_delay_seconds", saver.get("/lock/saver-activation/delay"), 0);
}

void put_light_locker(Facts& facts, const LockScene& scene) {
    const SettingsReader settings = SettingsReader::open(scene.host, scene.person, scene.desktop.names);
    constexpr std::string_view kSchema = "apps.light-locker";
    constexpr std::string_view kPath = "/apps/light-locker/";
    put_flag(facts, "locks_on_sleep", settings.get(kSchema, kPath, "lock-on-suspend"));
    const Setting after = settings.get(kSchema, kPath, "lock-after-screensaver");
    put_number(facts, "lock_delay_seconds", after);
    if (facts.known("lock_delay_seconds")) {
        facts.put("idle_asks", facts.number("lock_delay_seconds") > 0, after.source);
    } else if (!after.value) {
        facts.refuse("idle_asks", after.value.error(), after.source);
    }
    facts.put("idle_time_in_x", true, facts.at("locker").source);
}

void put_xscreensaver(Facts& facts, const LockScene& scene) {
    const std::array<std::string, 2> places = {scene.person.home + "/.xscreensaver",
                                               "/etc/X11/app-defaults/XScreenSaver"};
    XscreensaverSettings settings;
    std::string source = places.front();
    for (const std::string& place : places) {
        const auto content = scene.host.read(place);
        if (!content && content.error().code == Errc::NotFound) continue;
        const auto parsed = content ? parse_xscreensaver(*content) : std::unexpected(content.error());
        if (!parsed) {
            for (const char* key : {"lock_enabled", "idle_lock", "idle_seconds", "lock_delay_seconds"}) {
                facts.refuse(key, parsed.error(), place);
            }
            return;
        }
        if (!settings.lock && parsed->lock) source = place;
        settings = settings.over(*parsed);
    }
    if (settings.odd_values != 0) {
        for (const char* key : {"lock_enabled", "idle_lock", "idle_seconds", "lock_delay_seconds"}) {
            facts.refuse(key, kNotUnderstood, source);
        }
        return;
    }
    settings = settings.over(xscreensaver_defaults());
    facts.put("lock_enabled", *settings.lock, source);
    // "off" leaves the program running and idle.
    facts.put("idle_lock", settings.mode != "off", source);
    facts.put("idle_seconds", *settings.timeout_seconds, source);
    facts.put("lock_delay_seconds", *settings.lock_timeout_seconds, source);
}

void put_mate_screensaver(Facts& facts, const LockScene& scene) {
    const SettingsReader settings = SettingsReader::open(scene.host, scene.person, scene.desktop.names);
    constexpr std::string_view kSaver = "org.mate.screensaver";
    constexpr std::string_view kSaverPath = "/org/mate/screensaver/";
    put_flag(facts, "lock_enabled", settings.get(kSaver, kSaverPath, "lock-enabled"));
    put_flag(facts, "lock_forbidden",
             settings.get("org.mate.lockdown", "/org/mate/desktop/lockdown/", "disable-lock-screen"));
    put_flag(facts, "idle_lock", settings.get(kSaver, kSaverPath, "idle-activation-enabled"));
    // Before sleep the power manager asks the screen saver's setting, unless it was told to follow its own.
    constexpr std::string_view kPower = "org.mate.power-manager";
    constexpr std::string_view kPowerPath = "/org/mate/power-manager/";
    const Setting follows = settings.get(kPower, kPowerPath, "lock-use-screensaver");
    if (follows.value && follows.value->as_bool() == true) {
        put_flag(facts, "locks_on_sleep", settings.get(kSaver, kSaverPath, "lock-enabled"));
    } else if (follows.value) {
        put_flag(facts, "locks_on_sleep", settings.get(kPower, kPowerPath, "lock-suspend"));
    } else {
        facts.refuse("locks_on_sleep", follows.value.error(), follows.source);
    }
    put_number(facts, "idle_seconds",
               settings.get("org.mate.session", "/org/mate/desktop/session/", "idle-delay"), kMinute);
    put_number(facts, "lock_delay_seconds", settings.get(kSaver, kSaverPath, "lock-delay"), kMinute);
}

}  // namespace

void put_locker_lock(Facts& facts, const LockScene& scene) {
    std::string source;
    auto lockers = running_lockers(scene, source);
    if (!lockers) lockers = started_lockers(scene, source);
    if (!lockers) return facts.refuse("locker", lockers.error(), source);
    if (lockers->empty()) return facts.miss("locker", source);
    facts.put("locker", *lockers, source);
    if (lockers->size() != 1) return;
    const std::string& locker = lockers->front();
    if (locker == "xfce4-screensaver") put_xfce4_screensaver(facts, scene);
    if (locker == "light-locker") put_light_locker(facts, scene);
    if (locker == "xscreensaver") put_xscreensaver(facts, scene);
    if (locker == "mate-screensaver") put_mate_screensaver(facts, scene);
}

}  // namespace amparo::checks
