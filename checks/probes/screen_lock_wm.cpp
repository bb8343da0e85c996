// sway, Hyprland and i3: an idle daemon locks, if the person's settings start one. While the session runs,
// the daemon's own command line says what it does; otherwise the settings do.

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "checks/probes/idle_daemons.hpp"
#include "checks/probes/screen_lock_desktops.hpp"
#include "checks/probes/session_processes.hpp"
#include "checks/probes/shell_words.hpp"
#include "checks/probes/systemd_units.hpp"
#include "checks/probes/wm_config.hpp"

namespace amparo::checks {

namespace {

constexpr auto kDaemons = std::to_array<std::string_view>({"swayidle", "hypridle", "xautolock", "xss-lock"});

/// A daemon that runs or would be started.
struct Started {
    std::string program;
    std::vector<std::string> words;  ///< after the program
    std::string source;
};

std::optional<Started> daemon_in(const std::vector<std::string>& words, const std::string& source) {
    const std::size_t at = program_index(words);
    if (at >= words.size()) return std::nullopt;
    for (const std::string_view daemon : kDaemons) {
        if (base_name(words[at]) != daemon) continue;
        return Started{
            std::string(daemon), {words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end()}, source};
    }
    return std::nullopt;
}

bool is_session(Desktop desktop, const SessionProcess& process) {
    if (desktop == Desktop::Sway) return process.name == "sway";
    if (desktop == Desktop::I3) return process.name == "i3";
    return process.name == "Hyprland" || process.name == "hyprland" || process.name == ".Hyprland-wrapp";
}

Result<std::vector<Started>> running_daemons(const LockScene& scene) {
    if (!scene.desktop.in_session) return fail(Errc::NotRunning);
    AMPARO_TRY(const auto processes, session_processes(scene.host, scene.person.user));
    std::vector<Started> out;
    bool session_seen = false;
    for (const SessionProcess& process : processes) {
        session_seen |= is_session(scene.desktop.desktop, process);
        if (auto daemon = daemon_in(process.words, process.source)) out.push_back(std::move(*daemon));
    }
    // Inside a box of its own this program sees no session, and so no daemon either.
    if (!session_seen) return fail(Errc::NotRunning);
    return out;
}

std::vector<std::string> settings_paths(const LockScene& scene) {
    const XdgFolders& xdg = scene.xdg;
    if (scene.desktop.desktop == Desktop::Hyprland) return {xdg.config_home + "/hypr/hyprland.conf"};
    if (scene.desktop.desktop == Desktop::Sway) {
        return {xdg.home + "/.sway/config", xdg.config_home + "/sway/config",
                xdg.home + "/.i3/config",   xdg.config_home + "/i3/config",
                "/etc/sway/config",         "/etc/i3/config"};
    }
    std::vector<std::string> out = {xdg.config_home + "/i3/config", xdg.home + "/.i3/config"};
    for (const std::string& folder : xdg.config_dirs) out.push_back(folder + "/i3/config");
    out.emplace_back("/etc/i3/config");
    return out;
}

/// Services of the person that are enabled.
Result<void> add_services(const LockScene& scene, std::vector<Started>& out) {
    const UnitIndex units = UnitIndex::scan_user(scene.host, scene.xdg.home);
    for (const char* name : {"swayidle.service", "hypridle.service"}) {
        const UnitStatus status = units.status(name);
        if (!status.enabled()) continue;
        AMPARO_TRY(const UnitFile unit, units.load(scene.host, name));
        for (const std::string& line : unit.values("Service", "ExecStart")) {
            AMPARO_TRY(const auto words, split_words(line));
            if (auto daemon = daemon_in(words, status.path)) out.push_back(std::move(*daemon));
        }
    }
    return {};
}

Result<std::vector<Started>> started_daemons(const LockScene& scene) {
    const WmDialect dialect =
        scene.desktop.desktop == Desktop::Hyprland ? WmDialect::Hyprland : WmDialect::Sway;
    std::vector<Started> out;
    const auto commands = wm_started_commands(scene.host, scene.xdg, settings_paths(scene), dialect);
    if (!commands && commands.error().code != Errc::NotFound) return std::unexpected(commands.error());
    if (commands) {
        for (const StartedCommand& each : *commands) {
            const auto line = split_shell(each.command);
            if (!line) continue;
            for (const ShellCommand& command : *line) {
                if (auto daemon = daemon_in(command.words, each.source)) out.push_back(std::move(*daemon));
            }
        }
    }
    AMPARO_TRY_VOID(add_services(scene, out));
    return out;
}

/// The first of these files that exists, parsed; nothing when none does.
template <typename Parse>
Result<std::optional<IdlePlan>> first_plan(const HostView& host, const std::vector<std::string>& paths,
                                           Parse parse, std::string& source) {
    for (const std::string& path : paths) {
        const auto content = host.read(path);
        if (!content && content.error().code == Errc::NotFound) continue;
        source = path;
        if (!content) return std::unexpected(content.error());
        AMPARO_TRY(IdlePlan plan, parse(*content));
        return std::optional(std::move(plan));
    }
    return std::optional<IdlePlan>();
}

Result<IdleSummary> swayidle_summary(const LockScene& scene, const Started& daemon, std::string& source) {
    AMPARO_TRY(IdlePlan plan, swayidle_plan(daemon.words));
    std::vector<std::string> paths = {scene.xdg.config_home + "/swayidle/config",
                                      scene.xdg.home + "/.swayidle/config", "/etc/xdg/swayidle/config"};
    if (!plan.settings_file.empty()) {
        if (plan.settings_file.starts_with("~/")) plan.settings_file.replace(0, 1, scene.xdg.home);
        if (!plan.settings_file.starts_with('/'))
            return fail(Errc::Unsupported, "settings in a place that we cannot name");
        paths = {plan.settings_file};
    }
    std::string file;
    auto more = first_plan(scene.host, paths, parse_swayidle, file);
    if (!more) {
        source = file;
        return std::unexpected(more.error());
    }
    if (*more) {
        if (plan.steps.empty()) source = file;
        plan.add(**more);
    }
    return summarize(plan);
}

Result<IdleSummary> hypridle_summary(const LockScene& scene, const Started& daemon, std::string& source) {
    // It asks a sorted set of folders, so /etc comes before /home.
    std::set<std::string> folders = {scene.xdg.config_home, scene.xdg.home + "/.config", "/etc/xdg"};
    folders.insert(scene.xdg.config_dirs.begin(), scene.xdg.config_dirs.end());
    std::vector<std::string> paths;
    for (const std::string& folder : folders) paths.push_back(folder + "/hypr/hypridle.conf");
    for (std::size_t i = 0; i + 1 < daemon.words.size(); ++i) {
        if (daemon.words[i] != "-c" && daemon.words[i] != "--config") continue;
        std::string path = daemon.words[i + 1];
        if (path.starts_with("~/")) path.replace(0, 1, scene.xdg.home);
        if (!path.starts_with('/')) return fail(Errc::Unsupported, "settings in a place that we cannot name");
        paths = {path};
    }
    AMPARO_TRY(const auto plan, first_plan(scene.host, paths, parse_hypridle, source));
    if (!plan) return fail(Errc::NotFound, "hypridle without settings");
    return summarize(*plan);
}

Result<IdleSummary> summary_of(const LockScene& scene, const Started& daemon, std::string& source) {
    if (daemon.program == "swayidle") return swayidle_summary(scene, daemon, source);
    if (daemon.program == "hypridle") return hypridle_summary(scene, daemon, source);
    if (daemon.program == "xautolock") return xautolock_summary(daemon.words);
    return xss_lock_summary(daemon.words);
}

void put_locks(Facts& facts, const std::string& key, Locks locks, const std::string& source) {
    if (locks != Locks::Unknown) return facts.put(key, locks == Locks::Yes, source);
    facts.refuse(key, Error{Errc::Unsupported, {}, "a command that we do not know"}, source);
}

}  // namespace

void put_wm_lock(Facts& facts, const LockScene& scene) {
    auto daemons = running_daemons(scene);
    if (!daemons) daemons = started_daemons(scene);
    const std::string settings = settings_paths(scene).front();
    if (!daemons) return facts.refuse("locker", daemons.error(), settings);
    if (daemons->empty()) return facts.miss("locker", settings);
    std::vector<std::string> names;
    IdleSummary whole;
    std::string source;
    for (const Started& daemon : *daemons) {
        if (std::ranges::find(names, daemon.program) == names.end()) names.push_back(daemon.program);
        std::string here = daemon.source;
        const auto summary = summary_of(scene, daemon, here);
        if (!summary) {
            facts.put("locker", names, daemon.source);
            for (const char* key : {"idle_lock", "locks_on_sleep", "idle_seconds"}) {
                facts.refuse(key, summary.error(), here);
            }
            return;
        }
        if (source.empty() || summary->on_idle == Locks::Yes) source = here;
        whole = whole.beside(*summary);
    }
    facts.put("locker", names, daemons->front().source);
    put_locks(facts, "locks_on_sleep", whole.on_sleep, source);
    if (whole.seconds) {
        facts.put("idle_lock", true, source);
        facts.put("idle_seconds", *whole.seconds, source);
    } else if (whole.x_decides) {
        facts.put("idle_time_in_x", true, source);
    } else {
        put_locks(facts, "idle_lock", whole.on_idle, source);
    }
}

}  // namespace amparo::checks
