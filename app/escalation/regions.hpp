#pragma once
// Which country lies in which group of countries. Read from tables/regions.json.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::escalation {

/// How closely a channel's region fits the person's: the same country, a group that holds it, everywhere, or not.
enum class RegionFit { No, Everywhere, Group, Country };

class Regions {
  public:
    /// Errors: Corrupt — an unknown member, a circle, or a broken file.
    [[nodiscard]] static Result<Regions> parse(std::string_view json);

    /// True for a country code or a group id of the table.
    [[nodiscard]] bool knows(std::string_view region) const;
    /// Country codes in a group, or the country itself; everything for "global".
    [[nodiscard]] std::set<std::string> countries_in(const std::string& region) const;
    /// How `channel_regions` fit the person's `region` (a country code or a group id).
    [[nodiscard]] RegionFit fit(const std::vector<std::string>& channel_regions, const std::string& region) const;
    /// English name, or the id itself.
    [[nodiscard]] std::string name(const std::string& region) const;
    /// Every id and code, for suggestions when somebody mistypes.
    [[nodiscard]] std::vector<std::string> all() const;

  private:
    Result<void> expand(const std::string& group, const std::map<std::string, std::vector<std::string>>& members,
                        std::size_t depth, std::set<std::string>& out);

    std::map<std::string, std::string> names_;
    std::map<std::string, std::set<std::string>> groups_;
    std::set<std::string> countries_;
};

}  // namespace amparo::escalation
