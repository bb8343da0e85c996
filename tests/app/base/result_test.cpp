#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <set>

#include "app/base/message.hpp"
#include "app/base/result.hpp"
#include "app/base/stop.hpp"

using namespace amparo;

namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return fail(Errc::Usage, "odd: " + std::to_string(number));
    return number / 2;
}

Result<std::string> quarter_in_words(int number, int& steps) {
    AMPARO_TRY(const int once, half(number));
    ++steps;
    AMPARO_TRY(const int twice, half(once));
    ++steps;
    return std::to_string(twice);
}

Result<std::unique_ptr<int>> boxed(int number) {
    AMPARO_TRY(const int value, half(number));
    return std::make_unique<int>(value);
}

Result<void> must_be_even(int number) {
    AMPARO_TRY(const int ignored, half(number));
    static_cast<void>(ignored);
    return {};
}

Result<int> two_on_a_line(int a, int b) {
    AMPARO_TRY(const int x, half(a)); AMPARO_TRY(const int y, half(b));
    return x + y;
}

Result<int> unboxed(int number, bool twice) {
    if (twice) AMPARO_TRY_VOID(must_be_even(number / 2));
    else AMPARO_TRY_VOID(must_be_even(number));
    AMPARO_TRY(std::unique_ptr<int> box, boxed(number));
    AMPARO_TRY(*box, half(*box));
    return *box;
}

}  // namespace

TEST_CASE("an error goes up to the caller unchanged, and nothing after it runs") {
    int steps = 0;
    CHECK(quarter_in_words(8, steps).value() == "2");
    CHECK(steps == 2);
    steps = 0;
    const auto wrong = quarter_in_words(6, steps);
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().code == Errc::Usage);
    CHECK(wrong.error().detail == "odd: 3");
    CHECK(steps == 1);
}

TEST_CASE("trying works with values that can only be moved, with assignment, without a value, and twice on a line") {
    CHECK(unboxed(8, false).value() == 2);
    CHECK(unboxed(8, true).value() == 2);
    CHECK(unboxed(6, true).error().detail == "odd: 3");
    CHECK(unboxed(3, false).error().detail == "odd: 3");
    CHECK(two_on_a_line(2, 4).value() == 3);
    CHECK(two_on_a_line(2, 5).error().detail == "odd: 5");
}

TEST_CASE("every code of an error has a name of its own") {
    std::set<std::string_view> names;
    for (int code = 0; code <= static_cast<int>(Errc::Bug); ++code) {
        const std::string_view name = errc_name(static_cast<Errc>(code));
        CHECK(names.insert(name).second);
        CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
    }
    CHECK(names.size() == 18);
    CHECK(errc_name(static_cast<Errc>(99)) == "bug");
}

TEST_CASE("an error is shown with its own sentence, or with the general one of its code") {
    CHECK(Error{Errc::NoSpace, {}, {}}.message_id() == "error.no-space");
    CHECK(Error{Errc::NoSpace, "vault.full", {}}.message_id() == "vault.full");
    CHECK(fail(Errc::Denied, "d", "s").error().say == "s");
}

TEST_CASE("a message finds its values by name") {
    const Message message{"checks.x.title", {{"count", std::int64_t{3}}, {"path", Code{"/etc"}}, {"who", MessageRef{"w"}}}};
    REQUIRE(message.find("count") != nullptr);
    CHECK(std::get<std::int64_t>(*message.find("count")) == 3);
    CHECK(std::get<Code>(*message.find("path")).text == "/etc");
    CHECK(message.find("other") == nullptr);
    CHECK(Message{}.empty());
    CHECK(MessageValue(Code{"a"}) != MessageValue(std::string("a")));
}

TEST_CASE("a stop sign reaches every copy of its token, also when the source is gone") {
    StopToken kept;
    CHECK_FALSE(kept.stop_requested());
    {
        StopSource source;
        kept = source.token();
        const StopToken copy = kept;
        CHECK_FALSE(copy.stop_requested());
        source.request_stop();
        source.request_stop();
        CHECK(copy.stop_requested());
    }
    CHECK(kept.stop_requested());
    CHECK_FALSE(StopToken{}.stop_requested());
}
