#pragma once
// Calendar days and moments in UTC, in the one form that we write: ISO 8601. Anyone may use this header.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amparo {

using Day = std::chrono::sys_days;

/// "2026-11-23" to a day. With `Loose::Yes` also "2026-11" and "2026", which mean the last day of that month or year:
/// an imprecise date must not make a thing look older than it is known to be. Nothing for anything else.
enum class Loose { No, Yes };
[[nodiscard]] std::optional<Day> parse_day(std::string_view text, Loose loose = Loose::No);
[[nodiscard]] std::string format_day(Day day);

/// "2026-11-23T10:00:00Z" or a plain day to seconds since 1970.
[[nodiscard]] std::optional<std::int64_t> parse_moment(std::string_view text);
/// Held at the ends of the years 1 to 9999.
[[nodiscard]] std::string format_moment(std::int64_t unix_seconds);

/// The day of a moment, held at the ends of the years 1 to 9999.
[[nodiscard]] Day day_of(std::int64_t unix_seconds);
/// Whole days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] std::int64_t days_between(Day from, Day to);

}  // namespace amparo
