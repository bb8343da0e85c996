#pragma once
// Against whom a person wants to be ready. A profile changes what comes first and how pressing it is, never a verdict:
// what is good stays good, what cannot be told stays untold.

#include <array>
#include <optional>
#include <string_view>

#include "checks/check.hpp"

namespace amparo::models {

enum class ThreatProfile { Everyday, Seizure, Partner, Spyware, Harassment };
inline constexpr std::array kThreatProfiles = {ThreatProfile::Everyday, ThreatProfile::Seizure, ThreatProfile::Partner,
                                               ThreatProfile::Spyware, ThreatProfile::Harassment};

/// "everyday", "seizure", "partner", "spyware", "harassment": as `--profile` takes it and check.json names it.
[[nodiscard]] std::string_view profile_name(ThreatProfile profile);
[[nodiscard]] std::optional<ThreatProfile> profile_from_name(std::string_view name);

/// True when the check is one of those that such a person should see first.
[[nodiscard]] bool matters_to(const checks::CheckInfo& info, ThreatProfile profile);

/// The finding as such a person sees it: a small risk is a large one where the check matters to them.
[[nodiscard]] checks::Finding seen_by(checks::Finding finding, const checks::CheckInfo& info, ThreatProfile profile);

/// How many next steps anybody is shown at once.
inline constexpr std::size_t kMaxNextSteps = 5;

/// True when the finding may mean that somebody watches the person. Then a safety plan comes before any change.
[[nodiscard]] bool may_be_watched(const checks::Finding& finding, const checks::CheckInfo& info);

}  // namespace amparo::models
