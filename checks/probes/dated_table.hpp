#pragma once
// A dated table of checks/data with its age. Judges see the age as facts, so that a table past its date makes every
// verdict that rests on it "can't tell".

#include <optional>

#include "app/base/json.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

struct DatedTable {
    Json records = Json::array();
    Day compiled;
    Day last_good_day;
};

/// Errors: Bug — no such table, or not of our form; Corrupt.
[[nodiscard]] Result<DatedTable> parse_dated_table(std::string_view json);
[[nodiscard]] Result<DatedTable> load_dated_table(std::string_view name);

/// Puts "table_compiled" and "table_until" ("2026-11-23").
void put_table(Facts& facts, const DatedTable& table);
/// "can't tell, because the list is from …" when the table is past its date or its date is not known; nothing otherwise.
[[nodiscard]] std::optional<Judgement> table_too_old(const Facts& facts, Day today);

}  // namespace amparo::checks
