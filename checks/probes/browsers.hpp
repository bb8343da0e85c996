#pragma once
// Which browsers a person has used here, and where each profile lies. Only whether a profile is there is looked at.
// Sources: osquery's tables of browser extensions (places on each system), Mozilla's and Chromium's documentation of
// profile folders, the manifests of the Flatpaks and snaps.

#include <optional>
#include <string>
#include <vector>

#include "app/base/json.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

enum class BrowserFamily { Firefox, Chromium };

struct BrowserProfile {
    std::string browser;  ///< "Firefox", "Tor Browser", "Chrome"… as people know it
    BrowserFamily family = BrowserFamily::Firefox;
    std::string root;    ///< folder that all profiles of this browser share
    std::string folder;  ///< of this profile
};

/// Every profile of one person. `trouble`: a place that could hold one and could not be looked at.
struct BrowserProfiles {
    std::vector<BrowserProfile> found;
    std::optional<Error> trouble;
    std::string trouble_at;
};
/// At most 64 profiles are kept; more of them is trouble.
[[nodiscard]] BrowserProfiles find_browsers(const HostView& host, const Account& person);

/// One Facts for each profile, with "browser" (its name and the profile's folder as source) and what `read` adds; for a
/// person without browsers one with "browser" = "". `read` may be called often and judges nothing.
[[nodiscard]] std::vector<Facts> facts_of_profiles(const HostView& host, void (*read)(const HostView&, const BrowserProfile&, Facts&));

/// What a judge says before it looks at a profile: nothing when there is a profile, else why there is none.
[[nodiscard]] std::optional<Judgement> without_profile(const Facts& facts);

/// A browser's JSON file. Errors: as reading; Corrupt; Limit — over 16 MiB.
[[nodiscard]] Result<Json> read_browser_json(const HostView& host, const std::string& path);

/// Settings of a Chromium profile: "Preferences" and, where it exists, "Secure Preferences".
struct ChromiumPrefs {
    Json plain;
    Json secure;
    /// The value at "a.b.c" of either file, or nullptr.
    [[nodiscard]] const Json* find(std::string_view path) const;
};
[[nodiscard]] Result<ChromiumPrefs> read_chromium_prefs(const HostView& host, const BrowserProfile& profile);
/// The value at "a.b.c", or nullptr.
[[nodiscard]] const Json* find_path(const Json& json, std::string_view path);

}  // namespace amparo::checks
