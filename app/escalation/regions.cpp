#include "app/escalation/regions.hpp"

#include <algorithm>

#include "app/base/json.hpp"
#include "app/base/text.hpp"

namespace amparo::escalation {

namespace {

constexpr std::string_view kEverywhere = "global";
constexpr std::size_t kMaxDepth = 8;

bool is_code(std::string_view text) {
    return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Result<void> Regions::expand(const std::string& group, const std::map<std::string, std::vector<std::string>>& members,
                             std::size_t depth, std::set<std::string>& out) {
    if (group == kEverywhere) return fail(Errc::Corrupt, "no group can hold \"" + group + "\"");
    // Each group is worked out once, or groups that hold each other's members would multiply.
    if (const auto known = groups_.find(group); known != groups_.end()) {
        out.insert(known->second.begin(), known->second.end());
        return {};
    }
    if (depth > kMaxDepth) return fail(Errc::Corrupt, "groups hold each other in a circle near \"" + group + "\"");
    const auto found = members.find(group);
    if (found == members.end()) return fail(Errc::Corrupt, "no group is called \"" + group + "\"");
    std::set<std::string> inside;
    for (const std::string& member : found->second) {
        if (countries_.contains(member)) {
            inside.insert(member);
        } else {
            AMPARO_TRY_VOID(expand(member, members, depth + 1, inside));
        }
    }
    if (inside.empty()) return fail(Errc::Corrupt, "the group \"" + group + "\" is empty");
    out.insert(inside.begin(), inside.end());
    groups_[group] = std::move(inside);
    return {};
}

Result<Regions> Regions::parse(std::string_view text) {
    AMPARO_TRY(const Json json, Json::parse(text));
    if (json.member_text("schema") != "amparo.regions/1") return fail(Errc::Corrupt, "\"schema\" must be \"amparo.regions/1\"");
    Regions regions;
    const Json* countries = json.find("countries");
    const Json* groups = json.find("groups");
    if (countries == nullptr || countries->elements().empty() || groups == nullptr || !groups->is_array()) {
        return fail(Errc::Corrupt, "\"countries\" and \"groups\" are needed");
    }
    for (const Json& item : countries->elements()) {
        AMPARO_TRY(const std::string code, item.require_text("code"));
        AMPARO_TRY(const std::string name, item.require_text("name"));
        if (!is_code(code)) return fail(Errc::Corrupt, "\"" + code + "\" is not a country code");
        if (!regions.countries_.insert(code).second) return fail(Errc::Corrupt, code + " stands twice");
        regions.names_[code] = name;
    }
    std::map<std::string, std::vector<std::string>> members;
    for (const Json& item : groups->elements()) {
        AMPARO_TRY(const std::string id, item.require_text("id"));
        AMPARO_TRY(const std::string name, item.require_text("name"));
        std::vector<std::string> inside;
        if (id != kEverywhere) {
            auto listed = item.require_texts("members");
            if (!listed) return fail(Errc::Corrupt, "the group \"" + id + "\": " + listed.error().detail);
            inside = *std::move(listed);
        }
        if (!text::is_id(id) || !members.emplace(id, std::move(inside)).second) {
            return fail(Errc::Corrupt, "\"" + id + "\" is not a new group id");
        }
        regions.names_[id] = name;
    }
    for (const auto& [id, ignored] : members) {
        if (id == kEverywhere) continue;
        std::set<std::string> ignored_too;
        AMPARO_TRY_VOID(regions.expand(id, members, 0, ignored_too));
    }
    return regions;
}

bool Regions::knows(std::string_view region) const { return names_.contains(std::string(region)); }

std::set<std::string> Regions::countries_in(const std::string& region) const {
    if (region == kEverywhere) return countries_;
    if (countries_.contains(region)) return {region};
    const auto found = groups_.find(region);
    return found == groups_.end() ? std::set<std::string>{} : found->second;
}

RegionFit Regions::fit(const std::vector<std::string>& channel_regions, const std::string& region) const {
    RegionFit best = RegionFit::No;
    const std::set<std::string> wanted = countries_in(region);
    for (const std::string& theirs : channel_regions) {
        RegionFit fit = RegionFit::No;
        if (theirs == kEverywhere) {
            fit = RegionFit::Everywhere;
        } else if (theirs == region) {
            fit = RegionFit::Country;
        } else {
            const std::set<std::string> held = countries_in(theirs);
            const bool touches = std::ranges::any_of(wanted, [&](const std::string& code) { return held.contains(code); });
            if (touches) fit = RegionFit::Group;
        }
        best = std::max(best, fit);
    }
    return best;
}

std::string Regions::name(const std::string& region) const {
    const auto found = names_.find(region);
    return found == names_.end() ? region : found->second;
}

std::vector<std::string> Regions::all() const {
    std::vector<std::string> out;
    for (const auto& [id, ignored] : names_) out.push_back(id);
    return out;
}

}  // namespace amparo::escalation
