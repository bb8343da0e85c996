#pragma once
// Which programs are installed, by the lists that each system keeps: dpkg, rpm, pacman, apk, Flatpak and snap; the
// uninstall list of Windows; the applications folder of macOS. Nothing is started. Sources: dpkg-query(1) and
// deb-control(5), rpm's sqlite backend, pacman's local database, apk's installed database, flatpak(1), snap.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

struct InstalledProgram {
    std::string name;     ///< of the package, the Flatpak, the snap; as Windows and macOS show it
    std::string version;  ///< "" where the list does not say
    std::string from;     ///< "package", "flatpak", "snap", "windows", "macos"
};

struct InstalledPrograms {
    std::vector<InstalledProgram> found;
    /// A list that could not be read, or none at all: a program that was not found may be there.
    std::optional<Error> trouble;
    std::string trouble_at;
};

[[nodiscard]] InstalledPrograms installed_programs(const HostView& host);

/// /var/lib/dpkg/status: what is installed. Errors: Corrupt — NUL bytes, or no package in it, or the last entry is cut; Limit.
[[nodiscard]] Result<std::vector<InstalledProgram>> parse_dpkg_status(std::string_view text);
[[nodiscard]] std::string describe(const std::vector<InstalledProgram>& programs);

/// File names of every running program, of all accounts. Errors: NotRunning; Unsupported — on macOS.
[[nodiscard]] Result<std::vector<std::string>> running_programs(const HostView& host);

/// Without case; "*" stands for any run of characters.
[[nodiscard]] bool named_like(std::string_view text, std::string_view pattern);

}  // namespace amparo::checks
