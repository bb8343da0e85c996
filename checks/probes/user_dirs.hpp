#pragma once
// Where a person's Downloads, Desktop and Documents are: ~/.config/user-dirs.dirs, written in the language
// that the account was made in. Reads text, touches nothing. Source: user-dirs.dirs(5) of xdg-user-dirs 0.18.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

struct UserDirs {
    std::map<std::string, std::string, std::less<>>
        folders;  ///< "DOWNLOAD" to "$HOME/Descargas" or an absolute path
    std::size_t odd_lines = 0;

    /// The absolute path, or nothing when it is not named, or named as the home itself, which means "not in
    /// use".
    [[nodiscard]] std::optional<std::string> folder(std::string_view name, const std::string& home) const;
};

/// Errors: Corrupt — NUL bytes; Limit — a line over limits::kHostLine or more than 1,024 lines.
[[nodiscard]] Result<UserDirs> parse_user_dirs(std::string_view text);
[[nodiscard]] std::string describe(const UserDirs& dirs);

/// The folders where files from elsewhere end up: Downloads, Desktop and Documents by their own names and by
/// their English ones, each once, only those that exist. Errors: when the file exists and cannot be read or
/// understood, or a folder cannot be looked at.
[[nodiscard]] Result<std::vector<std::string>> landing_folders(const HostView& host, const Account& person);

}  // namespace amparo::checks
