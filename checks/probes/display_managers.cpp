#include "checks/probes/display_managers.hpp"

#include <algorithm>
#include <vector>

#include "app/base/text.hpp"
#include "checks/probes/accounts.hpp"
#include "checks/probes/greetd_config.hpp"
#include "checks/probes/os_release.hpp"
#include "checks/probes/patterns.hpp"
#include "checks/probes/shell_vars.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kUnit = "display-manager.service";
constexpr const char* kDefaultFile = "/etc/X11/default-display-manager";
constexpr std::string_view kService = ".service";

std::string base_name(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

/// A file that may be missing: then nullopt.
Result<std::optional<std::string>> read_if_there(const HostView& host, const std::string& path) {
    auto text = host.read(path);
    if (text) return std::optional(*std::move(text));
    if (text.error().code == Errc::NotFound || text.error().code == Errc::NotRunning)
        return std::optional<std::string>();
    return std::unexpected(std::move(text).error());
}

Result<std::optional<IniFile>> read_ini_if_there(const HostView& host, const std::string& path,
                                                 IniDialect dialect) {
    AMPARO_TRY(const std::optional<std::string> text, read_if_there(host, path));
    if (!text) return std::optional<IniFile>();
    AMPARO_TRY(IniFile file, parse_ini(*text, dialect));
    // GLib refuses a whole file for one line that it does not understand; what the program does then is its
    // own affair.
    if (dialect == IniDialect::KeyFile && file.odd_lines != 0) {
        return fail(Errc::Corrupt,
                    "line " + std::to_string(file.first_odd_line) + ": neither section nor setting");
    }
    return std::optional(std::move(file));
}

/// Files of drop-in folders in order, then the main file. A folder that is not there holds nothing.
Result<std::vector<std::string>> files_in_order(const HostView& host, const std::vector<std::string>& folders,
                                                std::string_view suffix, const std::string& main,
                                                std::string& source_on_error) {
    std::vector<std::string> out;
    for (const std::string& folder : folders) {
        const auto names = host.list(folder);
        if (!names) {
            if (names.error().code == Errc::NotFound) continue;
            source_on_error = folder;
            return std::unexpected(names.error());
        }
        for (const std::string& name : *names) {
            if (!name.starts_with('.') && name.ends_with(suffix)) out.push_back(folder + "/" + name);
        }
    }
    out.push_back(main);
    return out;
}

Result<std::string> gdm_file(const HostView& host) {
    constexpr const char* kDebian = "/etc/gdm3/daemon.conf";
    constexpr const char* kUbuntu = "/etc/gdm3/custom.conf";
    const bool debian = host.info(kDebian, Follow::No).has_value();
    const bool ubuntu = host.info(kUbuntu, Follow::No).has_value();
    if (debian && ubuntu) {
        // Each family reads its own and ignores the other.
        AMPARO_TRY(const FoundOsRelease system, read_os_release(host));
        return std::string(system.release.is_like("ubuntu") ? kUbuntu : kDebian);
    }
    return std::string(debian ? kDebian : ubuntu ? kUbuntu : "/etc/gdm/custom.conf");
}

Result<Autologin> read_gdm(const HostView& host, std::string& source) {
    source = "/etc/os-release";
    AMPARO_TRY(const std::string path, gdm_file(host));
    std::optional<IniFile> runtime;
    std::string runtime_path;
    for (const char* place : {"/run/gdm3/custom.conf", "/run/gdm/custom.conf"}) {
        source = place;
        AMPARO_TRY(std::optional<IniFile> file, read_ini_if_there(host, place, IniDialect::KeyFile));
        if (!file) continue;
        runtime = std::move(file);
        runtime_path = place;
        break;
    }
    source = path;
    AMPARO_TRY(const std::optional<IniFile> file, read_ini_if_there(host, path, IniDialect::KeyFile));
    Autologin out{gdm_account(runtime ? &*runtime : nullptr, file ? &*file : nullptr), path};
    if (runtime && out.account != gdm_account(nullptr, file ? &*file : nullptr)) out.source = runtime_path;
    return out;
}

/// SDDM and its successor: the last file that names [Autologin] User counts, also when it names nobody.
Result<Autologin> read_sddm(const HostView& host, const std::string& name, IniDialect dialect,
                            std::string& source) {
    const std::string main = "/etc/" + name + ".conf";
    AMPARO_TRY(
        const auto files,
        files_in_order(host, {"/usr/lib/" + name + "/" + name + ".conf.d", main + ".d"}, "", main, source));
    Autologin out{"", main};
    for (const std::string& path : files) {
        source = path;
        AMPARO_TRY(const std::optional<IniFile> file, read_ini_if_there(host, path, dialect));
        const IniEntry* user = file ? file->find("Autologin", "User") : nullptr;
        if (user == nullptr) continue;
        if (user->expanded) return fail(Errc::Usage, "a value that the program has to work out");
        out = {user->value, path};
    }
    return out;
}

Result<Autologin> read_lightdm(const HostView& host, std::string& source) {
    AMPARO_TRY(const auto files,
               files_in_order(host,
                              {"/usr/share/lightdm/lightdm.conf.d", "/usr/local/share/lightdm/lightdm.conf.d",
                               "/etc/xdg/lightdm/lightdm.conf.d", "/etc/lightdm/lightdm.conf.d"},
                              ".conf", "/etc/lightdm/lightdm.conf", source));
    // What is said of this seat beats what is said of all seats, in whatever file it stands.
    struct Known {
        std::string value;
        std::string path;
    };
    std::array<Known, 2> user;
    std::array<Known, 2> guest;
    std::array<bool, 2> has_user{};
    std::array<bool, 2> has_guest{};
    for (const std::string& path : files) {
        source = path;
        AMPARO_TRY(const std::optional<IniFile> file, read_ini_if_there(host, path, IniDialect::KeyFile));
        if (!file) continue;
        for (const std::size_t special : {0U, 1U}) {
            const LightDmKeys keys = lightdm_keys(*file, special == 0);
            if (keys.user) user[special] = {*keys.user, path}, has_user[special] = true;
            if (keys.guest) guest[special] = {*keys.guest, path}, has_guest[special] = true;
        }
    }
    const Known& named = user[has_user[1] ? 1 : 0];
    const Known& anybody = guest[has_guest[1] ? 1 : 0];
    if (!named.value.empty()) return Autologin{named.value, named.path};
    if (anybody.value == "true") return Autologin{"guest", anybody.path};
    return Autologin{"", "/etc/lightdm/lightdm.conf"};
}

Result<Autologin> read_lxdm(const HostView& host, std::string& source) {
    source = "/etc/lxdm/lxdm.conf";
    AMPARO_TRY(const std::optional<IniFile> file, read_ini_if_there(host, source, IniDialect::KeyFile));
    return Autologin{file ? file->value("base", "autologin").value_or("") : "", source};
}

Result<Autologin> read_nodm(const HostView& host, std::string& source) {
    source = "/etc/default/nodm";
    AMPARO_TRY(const std::optional<std::string> text, read_if_there(host, source));
    if (!text) return Autologin{"", source};
    AMPARO_TRY(const ShellVariables variables, parse_shell_vars(*text));
    const ShellVariable* enabled = variables.find("NODM_ENABLED");
    const ShellVariable* user = variables.find("NODM_USER");
    if ((enabled != nullptr && enabled->computed) || (user != nullptr && user->computed)) {
        return fail(Errc::Usage, "a value that a shell has to work out");
    }
    const bool on = enabled != nullptr && (enabled->value == "yes" || enabled->value == "true");
    return Autologin{!on ? "" : user == nullptr || user->value.empty() ? "root" : user->value, source};
}

/// True when an account with that name belongs to a person and not to a service.
bool is_persons_account(const HostView& host, const std::string& name) {
    const auto text = host.read("/etc/passwd");
    const auto table = text ? parse_passwd(*text) : std::unexpected(text.error());
    return table && std::ranges::any_of(table->entries, [&](const PasswdEntry& entry) {
               return entry.name == name && (is_person(entry) || entry.user == 0);
           });
}

Result<Autologin> read_greetd(const HostView& host, std::string& source) {
    source = "/etc/greetd/config.toml";
    AMPARO_TRY(const std::optional<std::string> text, read_if_there(host, source));
    if (!text) return Autologin{"", source};
    AMPARO_TRY(const GreetdConfig config, parse_greetd(*text));
    if (!config.initial.user.empty() && !config.initial.command.empty())
        return Autologin{config.initial.user, source};
    if (config.odd_lines != 0) return fail(Errc::Corrupt, "a line that we do not understand");
    if (is_persons_account(host, config.fallback.user)) return Autologin{config.fallback.user, source, true};
    return Autologin{"", source};
}

}  // namespace

std::string_view login_manager_name(LoginManager manager) {
    switch (manager) {
        case LoginManager::Gdm:
            return "gdm";
        case LoginManager::Sddm:
            return "sddm";
        case LoginManager::PlasmaLogin:
            return "plasmalogin";
        case LoginManager::LightDm:
            return "lightdm";
        case LoginManager::Lxdm:
            return "lxdm";
        case LoginManager::Nodm:
            return "nodm";
        case LoginManager::Greetd:
            return "greetd";
    }
    return "gdm";
}

std::optional<LoginManager> login_manager_called(std::string_view name) {
    if (name == "gdm3") return LoginManager::Gdm;
    for (const LoginManager manager : kLoginManagers) {
        if (login_manager_name(manager) == name) return manager;
    }
    return std::nullopt;
}

Result<ManagerInUse> login_manager_in_use(const HostView& host, const UnitIndex& units) {
    const auto named = [](std::string name, std::string source) {
        if (const auto manager = login_manager_called(name)) name = login_manager_name(*manager);
        return ManagerInUse{std::move(name), std::move(source)};
    };
    const UnitStatus unit = units.status(kUnit);
    if (unit.found()) {
        std::string name = unit.name.substr(0, unit.name.size() - kService.size());
        if (name.starts_with("display-manager")) {
            // SUSE starts all of them through one unit and names the program in a file of its own.
            if (const auto suse = read_suse_login(host); suse && !suse->manager.empty()) {
                return named(suse->manager, kSuseLoginFile);
            }
        }
        return named(std::move(name), unit.path);
    }
    if (unit.masked) return ManagerInUse{"none", unit.path};
    if (units.trouble()) return fail(units.trouble()->code, units.trouble()->detail);
    AMPARO_TRY(const std::optional<std::string> text, read_if_there(host, kDefaultFile));
    if (text) {
        const std::string program(text::trim(*text));
        if (program.starts_with('/') && host.info(program).has_value())
            return named(base_name(program), kDefaultFile);
    }
    if (units.empty()) return fail(Errc::NotFound, "nothing says which program shows the login screen");
    return ManagerInUse{"none", "/etc/systemd/system/display-manager.service"};
}

Result<Autologin> read_autologin(const HostView& host, LoginManager manager, std::string& source_on_error) {
    switch (manager) {
        case LoginManager::Gdm:
            return read_gdm(host, source_on_error);
        case LoginManager::Sddm:
            return read_sddm(host, "sddm", IniDialect::Sddm, source_on_error);
        case LoginManager::PlasmaLogin:
            return read_sddm(host, "plasmalogin", IniDialect::Kde, source_on_error);
        case LoginManager::LightDm:
            return read_lightdm(host, source_on_error);
        case LoginManager::Lxdm:
            return read_lxdm(host, source_on_error);
        case LoginManager::Nodm:
            return read_nodm(host, source_on_error);
        case LoginManager::Greetd:
            return read_greetd(host, source_on_error);
    }
    return fail(Errc::Bug);
}

Result<SuseLogin> read_suse_login(const HostView& host) {
    AMPARO_TRY(const std::string text, host.read(kSuseLoginFile));
    AMPARO_TRY(const ShellVariables variables, parse_shell_vars(text));
    return SuseLogin{variables.value("DISPLAYMANAGER").value_or(""),
                     variables.value("DISPLAYMANAGER_AUTOLOGIN").value_or(""),
                     variables.value("DISPLAYMANAGER_PASSWORD_LESS_LOGIN") == "yes"};
}

std::string gdm_account(const IniFile* runtime, const IniFile* file) {
    const auto text = [&](std::string_view key) -> std::string {
        for (const IniFile* source : {runtime, file}) {
            const auto value = source == nullptr ? std::nullopt : source->value("daemon", key);
            if (value) return *value;
        }
        return {};
    };
    // "True" and "yes" are no values to GLib, and the default is off.
    const auto on = [&](std::string_view key) { return key_file_bool(text(key)).value_or(false); };
    if (on("AutomaticLoginEnable") && !text("AutomaticLogin").empty()) return text("AutomaticLogin");
    if (on("TimedLoginEnable") && !text("TimedLogin").empty()) return text("TimedLogin");
    return {};
}

LightDmKeys lightdm_keys(const IniFile& file, bool general_section) {
    LightDmKeys keys;
    for (const IniSection& section : file.sections) {
        std::string_view name = section.name;
        if (name == "SeatDefaults") name = "Seat:*";
        if (!name.starts_with("Seat:")) continue;
        const std::string_view pattern = name.substr(5);
        const bool general = pattern == "*";
        if (general != general_section || !fits_pattern(pattern, "seat0")) continue;
        for (const IniEntry& entry : section.entries) {
            if (entry.key == "autologin-user") keys.user = entry.value;
            if (entry.key == "autologin-guest") keys.guest = entry.value;
        }
    }
    return keys;
}

}  // namespace amparo::checks
