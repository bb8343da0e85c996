#pragma once
// When packages were last installed or brought up to date, from the logs of the package managers. Reads text,
// touches nothing, takes days as they are written (a zone off by some hours does not matter here). A log that
// a crash has filled with odd bytes stays readable: lines that fit nothing are counted. Sources: dpkg.log and
// history.log of Debian 12, pacman.log, zypp/history, dnf.rpm.log, dnf5.log.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "app/base/date.hpp"
#include "app/base/result.hpp"

namespace amparo::checks {

enum class UpdateLogKind {
    Dpkg,        ///< /var/log/dpkg.log
    AptHistory,  ///< /var/log/apt/history.log
    Pacman,      ///< /var/log/pacman.log
    Zypp,  ///< /var/log/zypp/history; does not tell new packages from renewed ones, both count as renewed
    Dnf,   ///< /var/log/dnf.rpm.log
    Dnf5,  ///< /var/log/dnf5.log
};

struct UpdateLog {
    std::optional<Day> first;         ///< day of the first dated line: the log knows nothing of earlier times
    std::optional<Day> last_install;  ///< a package that was not there before
    std::optional<Day> last_upgrade;  ///< a package replaced by another version of itself
    std::size_t odd_lines = 0;

    bool operator==(const UpdateLog&) const = default;
};

/// An empty text is a log without entries. Errors: Limit — larger than limits::kHostTable; Corrupt — not one
/// line has the form of this log.
[[nodiscard]] Result<UpdateLog> parse_update_log(UpdateLogKind kind, std::string_view text);

/// Which log a text looks like, by its first lines; nothing when it looks like none.
[[nodiscard]] std::optional<UpdateLogKind> guess_update_log(std::string_view text);

/// The kind found by guess_update_log, parsed; for files that somebody hands us. Errors: Corrupt — no known
/// log.
[[nodiscard]] Result<UpdateLog> parse_any_update_log(std::string_view text);

/// The later of the two sets of days, and the earlier first day.
[[nodiscard]] UpdateLog merge(const UpdateLog& a, const UpdateLog& b);

/// Canonical text of what was understood.
[[nodiscard]] std::string describe(const UpdateLog& log);

}  // namespace amparo::checks
