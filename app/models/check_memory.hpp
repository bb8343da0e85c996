#pragma once
// What a person may want remembered of check-ups: findings that do not fit them, and how things stood last time. Values
// and JSON only; nothing here writes. Whoever has a place to keep things, such as the vault, keeps the JSON.

#include <map>
#include <string>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/json.hpp"
#include "checks/check.hpp"

namespace amparo::models {

/// "Doesn't fit me": a finding that the person has put aside, with their reason, until a day.
struct PutAside {
    std::string id;
    std::string note;
    Day until;
    bool operator==(const PutAside&) const = default;
};

class PutAsideList {
  public:
    static constexpr std::size_t kMaxNote = 500;   ///< bytes; longer ones are cut at a character
    static constexpr std::int64_t kMaxDays = 366;  ///< nothing is put aside for longer

    void put(const std::string& id, const std::string& note, Day until, Day today);
    void take_back(const std::string& id);
    /// The entry that counts today, or nullptr.
    [[nodiscard]] const PutAside* find(std::string_view id, Day today) const;
    [[nodiscard]] const std::vector<PutAside>& all() const { return list_; }

    [[nodiscard]] Json to_json() const;
    /// Errors: Corrupt; Limit — more than 500.
    [[nodiscard]] static Result<PutAsideList> from_json(const Json& json);

  private:
    std::vector<PutAside> list_;
};

/// How every check stood on a day.
struct CheckSnapshot {
    Day made;
    std::map<std::string, std::string> verdicts;  ///< check id to "good", "at_risk large", "cannot_tell", "does_not_apply"

    [[nodiscard]] Json to_json() const;
    /// Errors: Corrupt; Limit — more than 2,000 checks.
    [[nodiscard]] static Result<CheckSnapshot> from_json(const Json& json);
};
[[nodiscard]] CheckSnapshot snapshot_of(const std::vector<checks::Finding>& findings, Day made);

struct CheckChanges {
    std::vector<std::string> worse;   ///< at risk now, and was not, or was less
    std::vector<std::string> solved;  ///< was at risk, and looks good now
    [[nodiscard]] bool none() const { return worse.empty() && solved.empty(); }
};
/// A check that the earlier look did not have is no change.
[[nodiscard]] CheckChanges changes_since(const CheckSnapshot& before, const CheckSnapshot& now);

}  // namespace amparo::models
