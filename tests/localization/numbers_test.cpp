#include "localization/numbers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <string>
#include <vector>

#include "tests/localization/samples.hpp"

namespace {

using namespace amparo::localization;

TEST_CASE("numbers are grouped from ten thousand up") {
    const Language english;
    CHECK(format_number(0, english) == "0");
    CHECK(format_number(7, english) == "7");
    CHECK(format_number(9999, english) == "9999");
    CHECK(format_number(10'000, english) == "10,000");
    CHECK(format_number(123'456, english) == "123,456");
    CHECK(format_number(1'234'567, english) == "1,234,567");
    CHECK(format_number(-5, english) == "-5");
    CHECK(format_number(-10'000, english) == "-10,000");
    CHECK(format_number(std::numeric_limits<std::int64_t>::min(), english) == "-9,223,372,036,854,775,808");
    CHECK(format_number(std::numeric_limits<std::int64_t>::max(), english) == "9,223,372,036,854,775,807");
}

TEST_CASE("numbers are written in the digits of the language") {
    CHECK(format_number(10'234, samples::arabic()) == "\u0661\u0660\u066C\u0662\u0663\u0664");
    Language persian = samples::arabic();
    persian.digits = "arabext";
    CHECK(format_number(2026, persian) == "\u06F2\u06F0\u06F2\u06F6");
    CHECK(digits("5 / 10", persian) == "\u06F5 / \u06F1\u06F0");
    persian.digits = "latn";
    CHECK(format_number(2026, persian) == "2026");
    Language hindi;
    hindi.digits = "deva";
    CHECK(digits("09", hindi) == "\u0966\u096F");
}

TEST_CASE("digits that nobody knows are written 0 to 9") {
    Language language;
    language.digits = "romanlow";
    CHECK_FALSE(has_digits("romanlow"));
    CHECK(digits("42", language) == "42");
    CHECK(has_digits("latn"));
    CHECK(has_digits("mymr"));
}

TEST_CASE("lists are joined as the language does") {
    const std::vector<std::string> items = {"", "b", "c"};
    CHECK(join_list(items, Language()) == ", b, c");
    CHECK(join_list(items, samples::arabic()) == "\u060C b\u060C c");
    CHECK(join_list(std::vector<std::string>(), Language()).empty());
}

}  // namespace
