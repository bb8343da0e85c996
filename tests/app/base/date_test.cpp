#include <catch2/catch_test_macros.hpp>

#include <limits>

#include "app/base/date.hpp"

using namespace amparo;

TEST_CASE("every day of four centuries is written and read back, one after the other") {
    const auto first = parse_day("1801-01-01");
    const auto last = parse_day("2200-12-31");
    REQUIRE(first.has_value());
    REQUIRE(last.has_value());
    CHECK(days_between(*first, *last) == 146096);
    std::string before;
    for (Day day = *first; day <= *last; day += std::chrono::days{1}) {
        const std::string text = format_day(day);
        if (text <= before || parse_day(text) != day) {
            INFO(before << " " << text);
            REQUIRE(false);
        }
        before = text;
    }
}

TEST_CASE("29 February is a day in leap years only") {
    for (const char* right : {"2024-02-29", "2000-02-29", "0004-02-29"}) CHECK(parse_day(right).has_value());
    for (const char* wrong : {"2026-02-29", "1900-02-29", "2100-02-29", "2024-02-30"}) CHECK_FALSE(parse_day(wrong).has_value());
}

TEST_CASE("what is not a date in our form is refused") {
    for (const char* wrong : {"", "2026", "2026-11", "2026-11-", "2026-11-1", "2026-1-01", "26-11-01", "2026-13-01",
                              "2026-00-01", "2026-01-00", "2026-01-32", "2026-04-31", "2026-11-23 ", " 2026-11-23",
                              "2026/11/23", "23-11-2026", "-026-11-23", "+026-11-23", "2026-11-23T", "20261123", "0000-01-01",
                              "2026-1١-23", "2026--1-23", "2026-11-23-01"}) {
        INFO(wrong);
        CHECK_FALSE(parse_day(wrong).has_value());
    }
}

TEST_CASE("an imprecise date means the last day that it can mean") {
    CHECK(parse_day("2024", Loose::Yes) == parse_day("2024-12-31"));
    CHECK(parse_day("2024-05", Loose::Yes) == parse_day("2024-05-31"));
    CHECK(parse_day("2024-02", Loose::Yes) == parse_day("2024-02-29"));
    CHECK(parse_day("2023-02", Loose::Yes) == parse_day("2023-02-28"));
    CHECK(parse_day("2024-05-27", Loose::Yes) == parse_day("2024-05-27"));
    for (const char* wrong : {"", "24", "2024-", "2024-5", "2024-13", "2024-00", "May 2024", "2024-05-", "-", "2024-05-27-"}) {
        INFO(wrong);
        CHECK_FALSE(parse_day(wrong, Loose::Yes).has_value());
    }
}

TEST_CASE("a moment is a day or a full time in UTC") {
    CHECK(parse_moment("1970-01-01T00:00:00Z") == 0);
    CHECK(parse_moment("1970-01-02") == 86400);
    CHECK(parse_moment("2026-11-23T10:00:00Z") == 1795428000);
    CHECK(parse_moment("1969-12-31T23:59:59Z") == -1);
    for (const char* wrong : {"", "2026-11-23T", "2026-11-23T10:00Z", "2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z",
                              "2026-11-23T10:00:61Z", "2026-11-23 10:00:00Z", "2026-11-23T10:00:00", "2026-11-23T10:00:00+0",
                              "2026-02-30T10:00:00Z", "2026-11-23T1a:00:00Z", "2026-11-23T10:00:00ZZ"}) {
        INFO(wrong);
        CHECK_FALSE(parse_moment(wrong).has_value());
    }
}

TEST_CASE("moments before 1970 and at the edge of a day keep their day") {
    CHECK(format_moment(0) == "1970-01-01T00:00:00Z");
    CHECK(format_moment(-1) == "1969-12-31T23:59:59Z");
    CHECK(format_moment(-86400) == "1969-12-31T00:00:00Z");
    CHECK(format_moment(86399) == "1970-01-01T23:59:59Z");
    CHECK(format_day(day_of(-1)) == "1969-12-31");
    CHECK(format_day(day_of(86400)) == "1970-01-02");
    for (const std::int64_t moment : {-62135596800LL, -5LL, 1795428000LL, 253402300799LL}) {
        CHECK(parse_moment(format_moment(moment)) == moment);
    }
}

TEST_CASE("moments that no calendar of ours can write stop at its ends") {
    // A file system may give any number as the time of a file.
    CHECK(format_moment(std::numeric_limits<std::int64_t>::max()) == "9999-12-31T23:59:59Z");
    CHECK(format_moment(std::numeric_limits<std::int64_t>::min()) == "0001-01-01T00:00:00Z");
    CHECK(format_moment(253402300800) == "9999-12-31T23:59:59Z");
    CHECK(format_day(day_of(std::numeric_limits<std::int64_t>::max())) == "9999-12-31");
    CHECK(format_day(day_of(std::numeric_limits<std::int64_t>::min())) == "0001-01-01");
}

TEST_CASE("days between two dates are negative when the second is earlier") {
    CHECK(days_between(*parse_day("2024-02-28"), *parse_day("2024-03-01")) == 2);
    CHECK(days_between(*parse_day("2024-03-01"), *parse_day("2024-02-28")) == -2);
    CHECK(days_between(*parse_day("2024-03-01"), *parse_day("2024-03-01")) == 0);
}
