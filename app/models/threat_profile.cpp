#include "app/models/threat_profile.hpp"

#include <algorithm>

namespace amparo::models {

std::string_view profile_name(ThreatProfile profile) {
    constexpr std::array<std::string_view, 5> kNames = {"everyday", "seizure", "partner", "spyware", "harassment"};
    return kNames.at(static_cast<std::size_t>(profile));
}

std::optional<ThreatProfile> profile_from_name(std::string_view name) {
    const auto at = std::ranges::find(kThreatProfiles, name, &profile_name);
    if (at == kThreatProfiles.end()) return std::nullopt;
    return *at;
}

bool matters_to(const checks::CheckInfo& info, ThreatProfile profile) {
    return std::ranges::find(info.matters_to, profile_name(profile)) != info.matters_to.end();
}

checks::Finding seen_by(checks::Finding finding, const checks::CheckInfo& info, ThreatProfile profile) {
    const bool small = finding.judgement.verdict == checks::Verdict::AtRisk && finding.judgement.severity == checks::Severity::Small;
    if (small && matters_to(info, profile)) finding.judgement.severity = checks::Severity::Large;
    return finding;
}

bool may_be_watched(const checks::Finding& finding, const checks::CheckInfo& info) {
    return info.spying && finding.judgement.verdict == checks::Verdict::AtRisk;
}

}  // namespace amparo::models
