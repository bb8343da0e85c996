#pragma once
// Settings of GNOME and its relatives, read from the files: nobody is asked, because gsettings and dconf
// write a cache when they read. A value comes from the person's database, an administrator's, or the default
// of the compiled schema; a lock of an administrator hides everything below it. Sources: dconf engine, GLib
// gsettingsschema.c.
//
//   const SettingsReader settings = SettingsReader::open(host, person, {"ubuntu", "GNOME"});
//   const Setting lock = settings.get("org.gnome.desktop.screensaver", "/org/gnome/desktop/screensaver/",
//   "lock-enabled"); if (lock.value) … lock.value->as_bool() … lock.source

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/facts.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/gvariant.hpp"
#include "checks/probes/gvdb.hpp"

namespace amparo::checks {

enum class DconfSourceKind { UserDb, SystemDb, ServiceDb, FileDb };

struct DconfSource {
    DconfSourceKind kind = DconfSourceKind::UserDb;
    std::string name;  ///< of a FileDb an absolute path
    bool operator==(const DconfSource&) const = default;
};

/// Sources in the order of a profile: the first is the most important. Lines that name no source are ignored,
/// as dconf does. Errors: Corrupt — NUL bytes; Limit — larger than 64 KiB, or more than 64 sources.
[[nodiscard]] Result<std::vector<DconfSource>> parse_dconf_profile(std::string_view text);
[[nodiscard]] std::string describe(const std::vector<DconfSource>& profile);

/// A value and where it was found.
struct Setting {
    /// Errors: NotFound — no database and no schema knows the key; Unsupported — settings are kept where
    /// files do not show them; else why a file that could decide could not be read.
    Result<GVariant> value = fail(Errc::NotFound);
    std::string source;   ///< file that decided, or that could not be read
    bool locked = false;  ///< an administrator decided, and the person cannot change it
};

/// One database of a profile.
struct DconfLayer {
    std::string path;
    /// A database that is not there is an error NotFound and counts as empty.
    Result<GvdbFile> database = fail(Errc::NotFound);
};

class SettingsReader {
  public:
    /// Reads every database and schema that counts for this person. `desktops` are the names in
    /// XDG_CURRENT_DESKTOP; schemas may have another default for each. Never fails as a whole: see
    /// Setting::value.
    [[nodiscard]] static SettingsReader open(const HostView& host, const Account& person,
                                             std::vector<std::string> desktops);

    /// From parts, for tests: `layers` as in a profile, `schemas` the most important first.
    SettingsReader(std::vector<DconfLayer> layers, std::vector<DconfLayer> schemas,
                   std::vector<std::string> desktops);

    /// `path` is where the schema's keys lie, with "/" at both ends.
    [[nodiscard]] Setting get(std::string_view schema, std::string_view path, std::string_view key) const;

  private:
    [[nodiscard]] std::optional<Setting> from_layers(const std::string& name) const;
    [[nodiscard]] Setting from_schema(std::string_view schema, std::string_view key) const;

    std::vector<DconfLayer> layers_;
    std::vector<DconfLayer> schemas_;
    std::vector<std::string> desktops_;
    std::optional<Error> elsewhere_;  ///< settings are not in dconf files at all
    std::string elsewhere_source_;
};

/// Puts a setting into the facts as a yes/no or a number under `key`, and "<key>_locked" when an
/// administrator decided. A value of another type is refused as Corrupt.
void put_flag(Facts& facts, const std::string& key, const Setting& setting);
void put_number(Facts& facts, const std::string& key, const Setting& setting, std::int64_t times = 1);

}  // namespace amparo::checks
