#pragma once
// What systemd would start, read from files alone: nobody is asked, so it also works on a system that is not
// running. The unit folders are listed once; then any unit can be looked up. Sources: systemd.unit(5),
// systemctl(1) and the runtime links of systemd 252.
//
//   const UnitIndex units = UnitIndex::scan(host);
//   const UnitStatus timer = units.status("apt-daily-upgrade.timer");
//   if (timer.masked) …   if (timer.enabled()) …   if (!timer.found()) …
//   const auto unit = units.load(host, "getty@tty1.service");            // with its drop-ins
//   if (unit) for (const std::string& line : unit->values("Service", "ExecStart")) …

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

/// One "Key=value" of a unit file, lines that end in "\" joined.
struct UnitSetting {
    std::string section;
    std::string key;
    std::string value;  ///< trimmed; "" resets a list
    std::size_t line = 0;
};

struct UnitFile {
    std::vector<UnitSetting> settings;  ///< in the order of reading; drop-ins follow the unit's own
    std::size_t odd_lines = 0;

    /// What a list such as ExecStart holds in the end: every value after the last empty one.
    [[nodiscard]] std::vector<std::string> values(std::string_view section, std::string_view key) const;
    /// The last value, also when it is empty.
    [[nodiscard]] std::optional<std::string> value(std::string_view section, std::string_view key) const;
};

/// Errors: Corrupt — NUL bytes; Limit — larger than limits::kHostFile, a line over limits::kHostLine, or more
/// settings than limits::kHostEntries.
[[nodiscard]] Result<UnitFile> parse_unit_file(std::string_view text);
[[nodiscard]] std::string describe(const UnitFile& unit);

struct UnitStatus {
    std::string name;     ///< the unit's own name, after following aliases
    std::string path;     ///< the file or link that defines it; "" when there is none
    bool masked = false;  ///< a link to /dev/null or an empty file stands in its place; `path` says where
    std::vector<std::string> enabled_by;  ///< links in *.wants, *.requires and aliases that lead to it

    [[nodiscard]] bool found() const { return !path.empty() && !masked; }
    [[nodiscard]] bool enabled() const { return found() && !enabled_by.empty(); }
};

class UnitIndex {
  public:
    /// Lists the system's unit folders. A folder that is not there holds nothing; of one that cannot be
    /// looked into, the error is kept in trouble(). Bounded by limits::kHostEntries names a folder and 2,000
    /// folders.
    [[nodiscard]] static UnitIndex scan(const HostView& host);
    /// The same for the services of one person, `home` without a slash at the end.
    [[nodiscard]] static UnitIndex scan_user(const HostView& host, const std::string& home);

    /// Where a unit stands. "getty@tty1.service" is found through its template "getty@.service".
    [[nodiscard]] UnitStatus status(const std::string& unit) const;
    /// Every unit name beginning with `prefix` that a file, a link, a drop-in folder or a wants link
    /// mentions, sorted.
    [[nodiscard]] std::vector<std::string> names(std::string_view prefix) const;
    /// True when nothing that belongs to systemd was found: another program starts services here.
    [[nodiscard]] bool empty() const { return units_.empty(); }
    /// The first folder that could not be looked into; a unit that was not found may be there.
    [[nodiscard]] const std::optional<Error>& trouble() const { return trouble_; }

    /// The unit with its drop-ins merged. Errors: NotFound — no such unit, or it is masked; of reading and
    /// parsing.
    [[nodiscard]] Result<UnitFile> load(const HostView& host, const std::string& unit) const;
    /// The drop-in files that load() reads, in the order in which they count; later ones win.
    [[nodiscard]] std::vector<std::string> drop_ins(const std::string& unit) const;

  private:
    struct Entry {
        std::string place;
        bool masked = false;
        std::string target;  ///< base name of a link's target when it names another unit, else ""
    };
    /// A link below "<target>.wants" or "<target>.requires".
    struct Wish {
        std::string path;
        std::string unit;    ///< the link's own name
        std::string target;  ///< base name of what it leads to
    };

    void scan_place(const HostView& host, const std::string& place);
    void scan_wishes(const HostView& host, const std::string& place, const std::string& folder);
    void scan_drop_ins(const HostView& host, const std::string& place, const std::string& folder);
    [[nodiscard]] const Entry* entry(const std::string& unit) const;
    [[nodiscard]] std::string own_name(const std::string& unit) const;

    std::map<std::string, Entry> units_;  ///< by name; the first place wins
    std::vector<Wish> wishes_;
    std::set<std::string> seen_wishes_;  ///< "<folder>/<unit>": a higher place hides a lower one
    /// Folder to file name to path; an empty path is a masked file.
    std::map<std::string, std::map<std::string, std::string>> drop_ins_;
    std::size_t folders_ = 0;
    std::optional<Error> trouble_;
};

/// True when systemd runs the unit now: a link /run/systemd/units/invocation:<unit>, or a control group with
/// a process in it. Errors: NotRunning — a tree; Unsupported — another program starts services here.
[[nodiscard]] Result<bool> unit_is_active(const HostView& host, const std::string& unit);

}  // namespace amparo::checks
