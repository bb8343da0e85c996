#include <catch2/catch_test_macros.hpp>

#include "checks/probes/versions.hpp"

using namespace amparo::checks;

namespace {

bool older(std::string_view a, std::string_view b) {
    return compare_versions(a, b) < 0 && compare_versions(b, a) > 0;
}

}  // namespace

TEST_CASE("numbers in versions are compared by value and not as text") {
    CHECK(older("9", "10"));
    CHECK(older("2.9", "2.10"));
    CHECK(older("7.9", "7.11"));
    CHECK(older("24.04", "24.10"));
    CHECK(older("6.1.0-9-amd64", "6.1.0-10-amd64"));
    CHECK(older("99999999999999999998", "99999999999999999999"));
}

TEST_CASE("zeros in front and the kind of separator do not matter") {
    CHECK(compare_versions("24.4", "24.04") == 0);
    CHECK(compare_versions("1-2", "1.2") == 0);
    CHECK(compare_versions("0", "000") == 0);
    CHECK(compare_versions("", "") == 0);
}

TEST_CASE("a test release stands below its release") {
    CHECK(older("6.11.0-rc5", "6.11.0"));
    CHECK(older("6.11.0-rc5", "6.11.0-1"));
    CHECK(older("6.11.0-rc2", "6.11.0-rc10"));
    CHECK(older("1.0~beta1", "1.0"));
    CHECK(older("7.0~beta1", "7.0~beta2"));
    CHECK(older("1.0", "1.0.1"));
    CHECK(older("1.0", "1.0a"));
}

TEST_CASE("any bytes can be compared") {
    CHECK(compare_versions("\xFF\xFE", "") == 0);
    CHECK(older("-\xFF-", "1"));
    CHECK(older("abc", "1"));
}

TEST_CASE("the first part of a version is what stands before the first dot") {
    CHECK(major_version("9.4") == "9");
    CHECK(major_version("9") == "9");
    CHECK(major_version("") == "");
}
