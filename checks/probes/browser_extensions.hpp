#pragma once
// Extensions of a browser profile: what they are called, where they came from, and whether they can read every page.
// Sources: as browser-extensions-review.

#include <string>
#include <vector>

#include "checks/probes/browsers.hpp"
#include "checks/probes/dated_table.hpp"

namespace amparo::checks {

enum class ExtensionOrigin {
    Store,         ///< signed, from where extensions come from
    Unsigned,      ///< loaded from a folder, or without a valid signature
    OtherProgram,  ///< another program of this computer put it there
    Administrator, ///< for everybody on this computer: by policy, or a package of the distribution
};

struct BrowserExtension {
    std::string id;
    std::string name;
    std::string version;
    bool active = false;
    bool wide_powers = false;
    ExtensionOrigin origin = ExtensionOrigin::Store;
};

/// What comes with the browser itself is left out, themes and language packs, too. `source` becomes the file that told.
/// Errors: as reading; NotFound — a Firefox profile without extensions.json; Corrupt — a list without the member it must have.
[[nodiscard]] Result<std::vector<BrowserExtension>> read_extensions(const HostView& host, const BrowserProfile& profile, std::string& source);

/// The kind that the table gives an identifier: "blocker", "password-manager", "harmful", or "".
[[nodiscard]] std::string known_kind(const DatedTable& table, std::string_view id);

}  // namespace amparo::checks
