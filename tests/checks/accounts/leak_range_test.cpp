// Questions about leaked passwords that do not tell which password it is.

#include <catch2/catch_test_macros.hpp>

#include "checks/accounts/leak_range.hpp"

using namespace amparo;
using accounts::range_holds;

namespace {

// SHA-1 of "password1" is E38AD214943DAAD1D64C102FAEC29DE4AFE9DA3D.
constexpr const char* kRest = "214943DAAD1D64C102FAEC29DE4AFE9DA3D";
constexpr const char* kOther = "0018A45C4D1DEF81644B54AB7F969B88D65";

}  // namespace

TEST_CASE("five digits are asked for, and the rest is looked for in the answer") {
    const Sha1Digest digest = sha1("password1");
    CHECK(accounts::range_prefix(digest) == "E38AD");
    CHECK(range_holds(std::string(kOther) + ":10\r\n" + kRest + ":2401761\r\n", digest).value());
    CHECK(range_holds("214943daad1d64c102faec29de4afe9da3d:1", digest).value());
    CHECK_FALSE(range_holds(std::string(kOther) + ":10\r\n", digest).value());
}

TEST_CASE("lines with a count of nought are padding and are on no list") {
    CHECK_FALSE(range_holds(std::string(kRest) + ":0\r\n" + kOther + ":3\r\n", sha1("password1")).value());
    CHECK(accounts::describe_leak_range(std::string(kRest) + ":0\r\n" + kOther + ":3\r\n").value() == "leaked hashes 1\npadding 1\n");
}

TEST_CASE("an answer of another kind is never taken for a clean one") {
    const Sha1Digest digest = sha1("password1");
    for (const std::string& answer : {std::string(), std::string("<html>blocked</html>"), std::string(kRest), std::string(kRest) + ":-1", std::string(kRest) + ":x",
                                      std::string(kRest) + ":1\nnot a line\n", std::string(kRest, 34) + "G:1"}) {
        INFO(answer);
        const auto held = range_holds(answer, digest);
        REQUIRE_FALSE(held.has_value());
        CHECK(held.error().code == Errc::Corrupt);
    }
    CHECK(range_holds(std::string(accounts::kRangeBytes + 1, 'A'), digest).error().code == Errc::Limit);
}
