#pragma once
// The programs that draw the login screen, which of them is in use, and whether it opens a session without
// asking. Sources: GDM common/gdm-settings.c and data/gdm.conf, SDDM ConfigReader.cpp and Display.cpp, Plasma
// Login Manager mainconfig.kcfg, LightDM common/configuration.c, the packages lxdm and nodm of Debian 12,
// greetd(5), and for SUSE's /etc/sysconfig/displaymanager the DISA guide for SUSE Linux Enterprise.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/systemd_units.hpp"

namespace amparo::checks {

enum class LoginManager { Gdm, Sddm, PlasmaLogin, LightDm, Lxdm, Nodm, Greetd };
inline constexpr std::array kLoginManagers = {
    LoginManager::Gdm,  LoginManager::Sddm, LoginManager::PlasmaLogin, LoginManager::LightDm,
    LoginManager::Lxdm, LoginManager::Nodm, LoginManager::Greetd};

/// "gdm", "sddm", "plasmalogin", "lightdm", "lxdm", "nodm", "greetd".
[[nodiscard]] std::string_view login_manager_name(LoginManager manager);
/// By that name, or "gdm3". nullopt for a program whose settings we do not know.
[[nodiscard]] std::optional<LoginManager> login_manager_called(std::string_view name);

struct ManagerInUse {
    std::string name;    ///< a login_manager_name, another program's own name, or "none"
    std::string source;  ///< link or file that says so
};

/// Follows display-manager.service, then /etc/X11/default-display-manager (whose program must still be
/// there). Errors: NotFound — neither, and no systemd, so that we do not know; of reading.
[[nodiscard]] Result<ManagerInUse> login_manager_in_use(const HostView& host, const UnitIndex& units);

/// Who is let in without being asked.
struct Autologin {
    std::string account;  ///< "" — nobody
    std::string source;   ///< file that decided, or the main settings file when none did
    bool unclear =
        false;  ///< a session of this account starts by itself, and whether it asks is not to be seen
};

/// Reads a program's settings in the order in which the program does. Missing files mean its defaults: off.
/// Errors: of the file named by `source_on_error`; Corrupt — the program itself would not understand the
/// file.
[[nodiscard]] Result<Autologin> read_autologin(const HostView& host, LoginManager manager,
                                               std::string& source_on_error);

/// SUSE's common switch for all of them. NotFound when there is no such file.
struct SuseLogin {
    std::string manager;       ///< DISPLAYMANAGER
    std::string account;       ///< DISPLAYMANAGER_AUTOLOGIN
    bool no_password = false;  ///< DISPLAYMANAGER_PASSWORD_LESS_LOGIN="yes": picking a name is enough
};
inline constexpr const char* kSuseLoginFile = "/etc/sysconfig/displaymanager";
[[nodiscard]] Result<SuseLogin> read_suse_login(const HostView& host);

// The judgement of each program's merged settings, for tests.

/// `runtime` beats `file` key by key; either may be nullptr.
[[nodiscard]] std::string gdm_account(const IniFile* runtime, const IniFile* file);
/// Of one file, for the seat "seat0". nullopt: this file says nothing about the key.
struct LightDmKeys {
    std::optional<std::string> user;
    std::optional<std::string> guest;
};
[[nodiscard]] LightDmKeys lightdm_keys(const IniFile& file, bool general_section);

}  // namespace amparo::checks
