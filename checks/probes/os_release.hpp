#pragma once
// The file by which a Linux system says what it is: /etc/os-release, else /usr/lib/os-release. Lines
// NAME=value with the quoting of a shell and no expansion of any kind. Source: os-release(5) of systemd 252.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "app/base/date.hpp"
#include "app/base/result.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/os_support.hpp"

namespace amparo::checks {

struct OsRelease {
    std::map<std::string, std::string, std::less<>>
        values;                 ///< the last of several lines with one name counts
    std::size_t odd_lines = 0;  ///< lines that are no assignment

    /// The value, or "" when there is none.
    [[nodiscard]] std::string value(std::string_view name) const;
    /// True when `id` is the value of ID or one of the words of ID_LIKE.
    [[nodiscard]] bool is_like(std::string_view id) const;
};

/// Errors: Corrupt — NUL bytes, a quote that never closes, or no usable line ("line L: reason"); Limit —
/// larger than 64 KiB or more than 256 names.
[[nodiscard]] Result<OsRelease> parse_os_release(std::string_view text);

/// The fields for OsSupportTable::find. Tails before 7 has its version in TAILS_VERSION_ID only, so that name
/// is filled from VERSION_ID when it is missing. `mx_version` is the text of /etc/mx-version or "": MX Linux
/// calls itself Debian everywhere else; with it ID is "mx" and VERSION_ID its number.
[[nodiscard]] OsFields os_identity(const OsRelease& release, std::string_view mx_version);

/// The day on which a system that is replaced as a whole was built, where its name carries one:
/// OSTREE_VERSION and IMAGE_VERSION such as 44.20260905.0, VERSION_ID of openSUSE's rolling systems.
[[nodiscard]] std::optional<Day> image_day(const OsRelease& release);

/// Canonical text of what was understood.
[[nodiscard]] std::string describe(const OsRelease& release);

struct FoundOsRelease {
    OsRelease release;
    std::string path;
    OsFields identity;
};

/// Reads it from a host. Errors: NotFound — neither place has it; of reading and parsing the first that
/// exists.
[[nodiscard]] Result<FoundOsRelease> read_os_release(const HostView& host);

}  // namespace amparo::checks
