#pragma once
// What checks/data/app-versions.json says of one program: the line of attacked holes, the newest version seen, and
// lines with long support. Pure.

#include <string>
#include <string_view>

#include "checks/probes/dated_table.hpp"

namespace amparo::checks {

/// "145" of "145.0.1", or -1.
[[nodiscard]] std::int64_t major_of(std::string_view version);

/// True when the version is below the line under which a hole was used against people. No line, no verdict: false.
[[nodiscard]] bool is_attacked(const Json& record, std::string_view version);

/// Puts "newest_major" (0 when the table names none), "attacked_below" where there is a line, and for Firefox "long_line"
/// and "line_ended": whether `major` is a line with long support and whether that has ended on the day of the table.
void put_app_lines(Facts& facts, const DatedTable& table, std::string_view id, std::int64_t major);

}  // namespace amparo::checks
