#include "checks/probes/user_dirs.hpp"

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kLines = 1024;
constexpr std::size_t kFileSize = 64 * limits::kKiB;
constexpr std::string_view kHome = "$HOME";

/// The text between double quotes, with `\"`, `\\`, `\$` and `` \` `` turned back; nothing when it is not
/// closed.
std::optional<std::string> unquote(std::string_view text) {
    if (text.size() < 2 || text.front() != '"') return std::nullopt;
    std::string out;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') return text::trim(text.substr(i + 1)).empty() ? std::optional(out) : std::nullopt;
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out.push_back(text[i]);
    }
    return std::nullopt;
}

/// "XDG_DOWNLOAD_DIR" to "DOWNLOAD".
std::optional<std::string> folder_name(std::string_view variable) {
    constexpr std::string_view kBefore = "XDG_";
    constexpr std::string_view kAfter = "_DIR";
    if (variable.size() <= kBefore.size() + kAfter.size()) return std::nullopt;
    if (!variable.starts_with(kBefore) || !variable.ends_with(kAfter)) return std::nullopt;
    return std::string(variable.substr(kBefore.size(), variable.size() - kBefore.size() - kAfter.size()));
}

std::string without_slash(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

std::string settings_folder(const HostView& host, const Account& person) {
    const auto own =
        host.running() ? host.environment("XDG_CONFIG_HOME") : Result<std::string>(fail(Errc::NotRunning));
    return own && own->starts_with('/') ? *own : person.home + "/.config";
}

}  // namespace

std::optional<std::string> UserDirs::folder(std::string_view name, const std::string& home) const {
    const auto found = folders.find(name);
    if (found == folders.end()) return std::nullopt;
    std::string path = found->second;
    if (path.starts_with(kHome)) path = home + path.substr(kHome.size());
    path = without_slash(std::move(path));
    if (!path.starts_with('/') || path == without_slash(home)) return std::nullopt;
    return path;
}

Result<UserDirs> parse_user_dirs(std::string_view text) {
    if (text.find('\0') != std::string_view::npos)
        return fail(Errc::Corrupt, "NUL byte in the list of folders");
    UserDirs out;
    std::size_t number = 0;
    for (const std::string_view line : text::lines(text)) {
        ++number;
        if (line.size() > limits::kHostLine || number > kLines) {
            return fail(Errc::Limit, "line " + std::to_string(number) + ": more than allowed");
        }
        const std::string_view trimmed = text::trim(line);
        if (trimmed.empty() || trimmed.front() == '#') continue;
        const std::size_t equals = trimmed.find('=');
        const auto name = folder_name(text::trim(trimmed.substr(0, equals)));
        const auto value =
            equals == std::string_view::npos ? std::nullopt : unquote(text::trim(trimmed.substr(equals + 1)));
        // Only these two forms are allowed; anything else the desktops ignore, too.
        const bool shaped =
            value && (value->starts_with('/') || *value == kHome || value->starts_with("$HOME/"));
        if (!name || !shaped) {
            ++out.odd_lines;
            continue;
        }
        out.folders[*name] = *value;
    }
    return out;
}

std::string describe(const UserDirs& dirs) {
    std::string out;
    for (const auto& [name, path] : dirs.folders) {
        out += utf8::displayable(name, 60) + " " + utf8::displayable(path, 200) + "\n";
    }
    if (dirs.odd_lines > 0) out += "odd lines: " + std::to_string(dirs.odd_lines) + "\n";
    return out;
}

namespace {

/// Each once, only those that exist, with what people are used to: without the settings, and for what was saved before the language changed.
Result<std::vector<std::string>> existing_folders(const HostView& host, const Account& person, std::vector<std::string> wanted) {
    for (const char* name : {"/Downloads", "/Desktop", "/Documents"}) wanted.push_back(person.home + name);
    std::vector<std::string> out;
    for (const std::string& path : wanted) {
        const auto info = host.info(path);
        if (!info && info.error().code == Errc::NotFound) continue;
        if (!info) return std::unexpected(info.error());
        if (info->type != FileType::Folder) continue;
        AMPARO_TRY(std::string place, host.resolve(path));
        if (place != person.home && std::ranges::find(out, place) == out.end())
            out.push_back(std::move(place));
    }
    return out;
}

/// "%USERPROFILE%\\Desktop" with the variable's value; nothing when it names another variable or no drive.
std::optional<std::string> expanded(std::string path, const Account& person) {
    constexpr std::string_view kProfile = "%userprofile%";
    std::ranges::replace(path, '\\', '/');
    if (text::lower(path).starts_with(kProfile)) path = person.home + path.substr(kProfile.size());
    if (path.find('%') != std::string::npos || path.size() < 3 || path[1] != ':') return std::nullopt;
    return without_slash(std::move(path));
}

/// Where Windows keeps Downloads, Desktop and Documents, which a synchronising program may have moved.
Result<std::vector<std::string>> windows_folders(const HostView& host, const Account& person) {
    constexpr const char* kFolders = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders";
    std::vector<std::string> out;
    for (const char* name : {"{374DE290-123F-4565-9164-39C4925E467B}", "Desktop", "Personal"}) {
        const auto value = host.registry(kFolders, name);
        if (!value && value.error().code == Errc::NotFound) continue;
        if (!value) return std::unexpected(value.error());
        const auto* path = std::get_if<std::string>(&*value);
        if (auto folder = path == nullptr ? std::nullopt : expanded(*path, person)) out.push_back(*std::move(folder));
    }
    return out;
}

}  // namespace

Result<std::vector<std::string>> landing_folders(const HostView& host, const Account& person) {
    std::vector<std::string> wanted;
    if (host.system() == System::Windows) {
        AMPARO_TRY(wanted, windows_folders(host, person));
        return existing_folders(host, person, std::move(wanted));
    }
    const auto text = host.read(settings_folder(host, person) + "/user-dirs.dirs", kFileSize);
    if (text) {
        AMPARO_TRY(const UserDirs dirs, parse_user_dirs(*text));
        for (const std::string_view name : {"DOWNLOAD", "DESKTOP", "DOCUMENTS"}) {
            if (auto folder = dirs.folder(name, person.home)) wanted.push_back(*std::move(folder));
        }
    } else if (text.error().code != Errc::NotFound) {
        return std::unexpected(text.error());
    }
    return existing_folders(host, person, std::move(wanted));
}

}  // namespace amparo::checks
