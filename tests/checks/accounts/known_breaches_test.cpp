// The table of services whose users' passwords are known to have leaked.

#include <catch2/catch_test_macros.hpp>
#include <chrono>

#include "tests/checks/accounts/support.hpp"

using namespace amparo;
using accounts::KnownBreaches;

namespace {

std::string table(const std::string& records) {
    return R"({"schema":"amparo.known-breaches/1","compiled":"2026-11-29","credit":"c","records":[)" + records + "]}";
}
std::string record(const std::string& domain, const std::string& happened) {
    return R"({"domain":")" + domain + R"(","name":"N","happened":")" + happened + R"(","source":"s","seen":"2026-11-29"})";
}

}  // namespace

TEST_CASE("a service is found by any host of its, with the last of its leaks") {
    const auto breaches = KnownBreaches::parse(table(record("a.example", "2012-05-05") + "," + record("a.example", "2019-01-02") + "," + record("b.example", "2020-01-01")));
    REQUIRE(breaches.has_value());
    REQUIRE(breaches->find("www.login.a.example") != nullptr);
    CHECK(format_day(breaches->find("a.example")->happened) == "2019-01-02");
    CHECK(breaches->find("nota.example") == nullptr);
    CHECK(breaches->find("example") == nullptr);
}

TEST_CASE("a table with a broken record says which and is not used") {
    for (const std::string& records : {record("nohost", "2012-05-05"), record("a.example", "2012-02-30"), record("A.example", "2012-05-05"), std::string("{}")}) {
        INFO(records);
        CHECK(KnownBreaches::parse(table(records)).error().code == Errc::Corrupt);
    }
    CHECK_FALSE(KnownBreaches::parse("{}").has_value());
}

TEST_CASE("the shipped table of leaks is dated and credited") {
    CHECK(test::breaches().records().size() >= 15);
    CHECK(test::breaches().credit().find("Have I Been Pwned") != std::string::npos);
    CHECK(test::breaches().find("www.linkedin.com") != nullptr);
}
