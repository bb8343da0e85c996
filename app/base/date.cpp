#include "app/base/date.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/base/text.hpp"

namespace amparo {

namespace {

std::optional<int> digits(std::string_view text, std::size_t count) {
    if (text.size() != count) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<Day> from_parts(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
    if (!year || !month || !day || *year < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date};
}

// The years that four digits can write. The time of a file can be any number; it is held at these ends.
constexpr std::int64_t kFirstMoment = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t kLastMoment = 253'402'300'799;   // 9999-12-31T23:59:59Z

std::int64_t within_calendar(std::int64_t unix_seconds) { return std::clamp(unix_seconds, kFirstMoment, kLastMoment); }

}  // namespace

std::optional<Day> parse_day(std::string_view text, Loose loose) {
    const auto parts = text::split(text, '-');
    if (parts.size() == 3) return from_parts(digits(parts[0], 4), digits(parts[1], 2), digits(parts[2], 2));
    if (loose == Loose::No) return std::nullopt;
    const auto year = digits(parts[0], 4);
    if (parts.size() == 1) return from_parts(year, 12, 31);
    if (parts.size() != 2) return std::nullopt;
    const auto month = digits(parts[1], 2);
    const auto first = from_parts(year, month, 1);
    if (!first) return std::nullopt;
    using std::chrono::last;
    return std::chrono::sys_days{std::chrono::year{*year} / std::chrono::month{static_cast<unsigned>(*month)} / last};
}

std::string format_day(Day day) {
    const std::chrono::year_month_day date{day};
    std::array<char, 24> buffer{};
    const int size = std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {buffer.data(), static_cast<std::size_t>(size)};
}

std::optional<std::int64_t> parse_moment(std::string_view text) {
    const auto day = parse_day(text.substr(0, 10));
    if (!day) return std::nullopt;
    std::int64_t seconds = day->time_since_epoch().count() * std::int64_t{86400};
    if (text.size() == 10) return seconds;
    if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') {
        return std::nullopt;
    }
    const auto hour = digits(text.substr(11, 2), 2);
    const auto minute = digits(text.substr(14, 2), 2);
    const auto second = digits(text.substr(17, 2), 2);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return seconds + *hour * 3600 + *minute * 60 + *second;
}

std::string format_moment(std::int64_t unix_seconds) {
    unix_seconds = within_calendar(unix_seconds);
    const Day day = day_of(unix_seconds);
    const std::int64_t rest = unix_seconds - day.time_since_epoch().count() * std::int64_t{86400};
    std::array<char, 16> buffer{};
    const int size = std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02dZ", static_cast<int>(rest / 3600),
                                   static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
    return format_day(day) + std::string(buffer.data(), static_cast<std::size_t>(size));
}

Day day_of(std::int64_t unix_seconds) {
    return std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{within_calendar(unix_seconds)}});
}

std::int64_t days_between(Day from, Day to) { return (to - from).count(); }

}  // namespace amparo
