#pragma once
// The dated table of when systems stop getting security fixes (checks/data/os-support.json). Reads text,
// touches nothing; which verdict follows is for the judges. A table has an age, and it says so: after
// stale_after_months nothing may be concluded from it.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/result.hpp"

namespace amparo::checks {

/// How sure the dates of a record are.
enum class OsConfidence {
    Source,    ///< a source names the date
    Planned,   ///< a source names it as planned
    NoDate,    ///< a source lists the system as supported and names no date
    Inferred,  ///< the source itself infers it
    Derived,   ///< we computed it from the system below or from a policy
};

/// One condition of a record: the field must have one of `values` under the rule.
struct OsTerm {
    enum class Rule {
        Equals,
        Major,   ///< "9" fits 9, 9.4, 9.4-beta
        Prefix,  ///< "7." fits 7, 7.0, 7.10
        Absent,  ///< the field is not there, or empty
    };
    std::string field;
    Rule rule = Rule::Equals;
    std::vector<std::string> values;
};

struct OsRecord {
    std::string id;
    std::string family;  ///< "linux", "windows", "macos"
    std::string name;
    std::vector<OsTerm> match;
    std::optional<Day> full_support_end;   ///< last day with fixes for everything
    std::optional<Day> free_security_end;  ///< last day with security fixes free of charge and of accounts
    std::string extended;                  ///< what may follow: "paid", "pro", "esu", or ""
    bool rolling = false;                  ///< renewed all the time: no end date, the last update decides
    std::optional<Day> supported_as_of;    ///< listed as supported on that day, without an end date
    std::string point_release;             ///< only this point release and newer ones get fixes
    int point_release_days = 0;            ///< how many days after `seen` that stays true
    OsConfidence confidence = OsConfidence::Source;
    std::string source;
    Day seen;

    /// True when the dates are our or somebody's conclusion, not a maker's word.
    [[nodiscard]] bool is_conclusion() const {
        return confidence == OsConfidence::Inferred || confidence == OsConfidence::Derived;
    }
};

/// What a system says of itself, by os-release's names; see os_identity() in os_release.hpp.
using OsFields = std::map<std::string, std::string, std::less<>>;

/// Where a system stands in the table.
enum class OsPlace {
    Listed,
    Newer,          ///< above every version listed for this system: never a fault
    Older,          ///< below every version listed: unsupported
    NotListed,      ///< the system is listed, this version is not, or it names none
    UnknownSystem,  ///< nothing by that name
};

struct OsLookup {
    OsPlace place = OsPlace::UnknownSystem;
    const OsRecord* record = nullptr;  ///< only for Listed; lives as long as the table
};

class OsSupportTable {
  public:
    /// Errors: Limit, Corrupt — names the record and what is off: another schema, a date that is none, an end
    /// before the one it must follow, two records with one id or one match, a record that says nothing about
    /// support.
    [[nodiscard]] static Result<OsSupportTable> parse(std::string_view json);

    /// The record that fits best: among several, the one with the most conditions.
    [[nodiscard]] OsLookup find(std::string_view family, const OsFields& fields) const;

    [[nodiscard]] Day compiled() const { return compiled_; }
    /// Last day on which the table may be used.
    [[nodiscard]] Day last_good_day() const { return last_good_day_; }
    [[nodiscard]] bool is_stale(Day today) const { return today > last_good_day_; }
    /// The clock's day, or the day of compiling when the clock is behind it: time cannot stand before that.
    [[nodiscard]] Day not_before_compiled(Day today) const { return today < compiled_ ? compiled_ : today; }
    [[nodiscard]] const std::vector<OsRecord>& records() const { return records_; }

  private:
    Day compiled_;
    Day last_good_day_;
    std::vector<OsRecord> records_;
};

/// Canonical text of what was understood, one line a record.
[[nodiscard]] std::string describe(const OsSupportTable& table);

}  // namespace amparo::checks
