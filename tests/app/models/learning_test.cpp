// What is remembered of reading: pages, ticks, and questions that come back in growing intervals.
#include "app/models/learning.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;
using models::Learning;

namespace {

const Day kToday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 29};
Day in(int days) { return kToday + std::chrono::days(days); }

}  // namespace

TEST_CASE("a lesson that was left is found again where it was, until it is done") {
    Learning learning;
    CHECK(learning.unfinished().empty());
    learning.note_page("passwords", 3, 8);
    learning.note_page("phishing", 1, 9);
    CHECK(learning.unfinished() == "phishing");
    CHECK(learning.progress("passwords")->page == 3);
    learning.note_page("phishing", 8, 9);
    CHECK(learning.done("phishing"));
    CHECK(learning.unfinished() == "passwords");
    CHECK(learning.progress("care") == nullptr);
}

TEST_CASE("ticks belong to their list, and can be taken back") {
    Learning learning;
    learning.tick("backups", "rule", "second", true);
    CHECK(learning.ticked("backups", "rule", "second"));
    CHECK_FALSE(learning.ticked("backups", "other", "second"));
    learning.tick("backups", "rule", "second", false);
    CHECK_FALSE(learning.ticked("backups", "rule", "second"));
}

TEST_CASE("a question comes back after 1, 7, 30, 90 and 180 days, and one step sooner after an answer that did not fit") {
    Learning learning;
    learning.answered("passwords", "which", true, kToday);
    CHECK(learning.card_count() == 0);  // nobody asked for it
    learning.set_reminds(true);
    learning.answered("passwords", "which", true, kToday);
    CHECK(learning.card_count() == 1);
    Day now = kToday;
    for (const int days : Learning::kReviewDays) {
        CHECK(learning.due(now + std::chrono::days(days - 1)).empty());
        now += std::chrono::days(days);
        REQUIRE(learning.due(now).size() == 1);
        learning.answered("passwords", "which", true, now);
        // A second answer on the same day moves nothing.
        learning.answered("passwords", "which", false, now);
    }
    const auto last = learning.due(now + std::chrono::days(180));
    REQUIRE(last.size() == 1);
    learning.answered("passwords", "which", false, last[0].due);
    CHECK(learning.due(last[0].due + std::chrono::days(90)).size() == 1);
    CHECK(learning.due(last[0].due + std::chrono::days(89)).empty());
    learning.set_reminds(false);
    CHECK(learning.card_count() == 0);
}

TEST_CASE("what is remembered survives its document, and a broken document changes nothing") {
    Learning learning;
    learning.set_reminds(true);
    learning.note_page("passwords", 3, 8);
    learning.tick("backups", "rule", "second", true);
    learning.answered("passwords", "which", true, kToday);
    const Json document = learning.document();
    Learning other;
    REQUIRE(other.load(document));
    CHECK(other.document() == document);
    CHECK(other.unfinished() == learning.unfinished());
    CHECK(other.due(in(1)).size() == 1);
    CHECK_FALSE(other.load(Json::object().set("schema", "something/9")));
    CHECK_FALSE(other.load(Json::array()));
    CHECK(other.document() == document);
    other.clear();
    CHECK(other.progress("passwords") == nullptr);
    CHECK(other.card_count() == 0);
}
