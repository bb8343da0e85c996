#include "checks/probes/xscreensaver.hpp"

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/ini.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kMostHours = 24 * 366;

/// "h:mm:ss" in seconds; other shapes are left to the program.
std::optional<std::int64_t> seconds_of(std::string_view text) {
    const auto parts = text::split(text, ':');
    if (parts.size() != 3) return std::nullopt;
    const auto hours = text::to_integer(text::trim(parts[0]));
    const auto minutes = text::to_integer(text::trim(parts[1]));
    const auto seconds = text::to_integer(text::trim(parts[2]));
    if (!hours || !minutes || !seconds) return std::nullopt;
    if (*hours < 0 || *hours > kMostHours || *minutes < 0 || *minutes > 59 || *seconds < 0 || *seconds > 59) {
        return std::nullopt;
    }
    return *hours * kHour + *minutes * kMinute + *seconds;
}

/// "*lock", "XScreenSaver.lock" and "lock" are one name; a resource of a part of the program is another.
std::string_view bare_name(std::string_view name) {
    constexpr std::string_view kProgram = "xscreensaver";
    if (name.size() > kProgram.size() &&
        text::equals_ignoring_case(name.substr(0, kProgram.size()), kProgram)) {
        name.remove_prefix(kProgram.size());
        if (name.front() != '.' && name.front() != '*') return {};
    }
    if (name.starts_with('.') || name.starts_with('*')) name.remove_prefix(1);
    return name;
}

template <typename T>
void take(std::optional<T>& into, std::optional<T> value, std::size_t& odd) {
    if (!value) ++odd;
    into = value;
}

std::string shown(const std::optional<std::int64_t>& seconds) {
    return seconds ? std::to_string(*seconds) + " s" : "not set";
}

}  // namespace

XscreensaverSettings XscreensaverSettings::over(const XscreensaverSettings& below) const {
    XscreensaverSettings out = *this;
    if (!out.lock) out.lock = below.lock;
    if (!out.timeout_seconds) out.timeout_seconds = below.timeout_seconds;
    if (!out.lock_timeout_seconds) out.lock_timeout_seconds = below.lock_timeout_seconds;
    if (out.mode.empty()) out.mode = below.mode;
    out.odd_values += below.odd_values;
    return out;
}

Result<XscreensaverSettings> parse_xscreensaver(std::string_view text) {
    if (text.size() > limits::kHostFile) return fail(Errc::Limit, "the settings file is larger than allowed");
    if (text.find('\0') != std::string_view::npos) return fail(Errc::Corrupt, "NUL byte in a settings file");
    XscreensaverSettings out;
    bool continued = false;
    std::size_t number = 0;
    for (const std::string_view line : text::lines(text)) {
        ++number;
        if (line.size() > limits::kHostLine) {
            return fail(Errc::Limit, "line " + std::to_string(number) + " is longer than allowed");
        }
        // The list of programs runs over many lines, each ended by a backslash; nothing in it is a setting of
        // ours.
        const bool inside = continued;
        continued = line.ends_with('\\');
        if (inside || line.starts_with('#') || line.starts_with('!')) continue;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view name = bare_name(text::trim(line.substr(0, colon)));
        const std::string_view value = text::trim(line.substr(colon + 1));
        if (name == "lock") take(out.lock, ini_bool(value), out.odd_values);
        if (name == "timeout") take(out.timeout_seconds, seconds_of(value), out.odd_values);
        if (name == "lockTimeout") take(out.lock_timeout_seconds, seconds_of(value), out.odd_values);
        if (name == "mode") out.mode = text::lower(value);
    }
    return out;
}

XscreensaverSettings xscreensaver_defaults() {
    XscreensaverSettings out;
    out.lock = false;
    out.timeout_seconds = 10 * kMinute;
    out.lock_timeout_seconds = 0;
    out.mode = "random";
    return out;
}

std::string describe(const XscreensaverSettings& settings) {
    const std::string lock = settings.lock ? (*settings.lock ? "yes" : "no") : "not set";
    return "lock " + lock + "\ntimeout " + shown(settings.timeout_seconds) + "\nlock timeout " +
           shown(settings.lock_timeout_seconds) + "\nmode " +
           (settings.mode.empty() ? "not set" : utf8::displayable(settings.mode, 40)) + "\nodd values " +
           std::to_string(settings.odd_values) + "\n";
}

}  // namespace amparo::checks
