#pragma once
// Settings of XScreenSaver: "~/.xscreensaver" with lines "name:<tab>value", and the system's X resources with
// lines
// "*name: value". Reads text, touches nothing. Source: xscreensaver(1) of 6.06, X(7) on resource files.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/base/result.hpp"

namespace amparo::checks {

struct XscreensaverSettings {
    std::optional<bool> lock;
    std::optional<std::int64_t> timeout_seconds;
    std::optional<std::int64_t> lock_timeout_seconds;
    std::string mode;            ///< "random", "one", "blank", "off"; "" when not set
    std::size_t odd_values = 0;  ///< settings of these four that could not be understood

    /// What is not set here is taken from `below`.
    [[nodiscard]] XscreensaverSettings over(const XscreensaverSettings& below) const;
};

/// The last of several lines with one name counts. Errors: Corrupt — NUL bytes; Limit — larger than
/// limits::kHostFile or a line over limits::kHostLine.
[[nodiscard]] Result<XscreensaverSettings> parse_xscreensaver(std::string_view text);

/// What the program does when nothing is set: ten minutes, no lock. Source: xscreensaver(1).
[[nodiscard]] XscreensaverSettings xscreensaver_defaults();

[[nodiscard]] std::string describe(const XscreensaverSettings& settings);

}  // namespace amparo::checks
