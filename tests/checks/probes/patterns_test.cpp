#include "checks/probes/patterns.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

using amparo::checks::fits_pattern;

TEST_CASE("a pattern without signs fits itself only") {
    CHECK(fits_pattern("seat0", "seat0"));
    CHECK_FALSE(fits_pattern("seat0", "seat01"));
    CHECK_FALSE(fits_pattern("seat0", "seat"));
    CHECK(fits_pattern("", ""));
    CHECK_FALSE(fits_pattern("", "a"));
}

TEST_CASE("a star stands for any run of characters, also none") {
    CHECK(fits_pattern("*", ""));
    CHECK(fits_pattern("*", "anything"));
    CHECK(fits_pattern("*.conf", "50-cloud.conf"));
    CHECK(fits_pattern("*.conf", ".conf"));
    CHECK_FALSE(fits_pattern("*.conf", "50-cloud.conf.bak"));
    CHECK(fits_pattern("a*b*c", "aXbYbZc"));
    CHECK_FALSE(fits_pattern("a*b*c", "aXcYb"));
    CHECK(fits_pattern("**x", "x"));
}

TEST_CASE("a question mark stands for one character") {
    CHECK(fits_pattern("seat?", "seat0"));
    CHECK_FALSE(fits_pattern("seat?", "seat"));
    CHECK_FALSE(fits_pattern("seat?", "seat10"));
}

TEST_CASE("a hostile pattern ends in good time") {
    std::string pattern;
    for (int i = 0; i < 200; ++i) pattern += "*a";
    CHECK_FALSE(fits_pattern(pattern + "b", std::string(4000, 'a')));
}
