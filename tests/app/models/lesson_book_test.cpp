#include "app/models/lesson_book.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/escalation/channel.hpp"
#include "app/shell/pins.hpp"
#include "checks/check.hpp"
#include "lessons/lint.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::Languages;
using models::LessonBook;
namespace fs = std::filesystem;

namespace {

const ShippedData& shipped() {
    static const ShippedData data(test::build_folder().string(), pinned_files(), embedded_files());
    return data;
}

const std::vector<std::string> kEnglish = {"en"};
const std::vector<std::string> kArabic = {"ar", "en"};

}  // namespace

TEST_CASE("the shipped lessons load, and the lint finds nothing in them") {
    const LessonBook book = LessonBook::load(shipped());
    CHECK_FALSE(book.all().ids().empty());
    for (const auto& problem : book.problems()) FAIL_CHECK(problem.text());
    lessons::LintSurroundings around;
    for (const checks::RegisteredCheck& check : checks::all_checks()) around.checks.emplace_back(check.definition->id);
    around.incidents = escalation::incident_ids();
    for (const auto& item : book.lint(around)) FAIL_CHECK(lessons::lint_text(item));
}

TEST_CASE("every lesson that a check names exists and names the check back") {
    const LessonBook book = LessonBook::load(shipped());
    std::size_t named = 0;
    for (const checks::RegisteredCheck& check : checks::all_checks()) {
        const auto info = checks::parse_check_info(check.info_json);
        REQUIRE(info);
        if (info->lesson.empty()) continue;
        ++named;
        INFO(info->id << " names " << info->lesson);
        CHECK(book.all().info(info->lesson) != nullptr);
        const auto lessons = book.for_check(info->id);
        CHECK(std::ranges::find(lessons, info->lesson) != lessons.end());
    }
    CHECK(named >= 2);
}

TEST_CASE("every check and incident that a lesson names exists, and so does every check that it links to") {
    const LessonBook book = LessonBook::load(shipped());
    std::vector<std::string> known;
    for (const checks::RegisteredCheck& check : checks::all_checks()) known.emplace_back(check.definition->id);
    for (const std::string& id : book.all().ids()) {
        const lessons::LessonInfo& info = *book.all().info(id);
        for (const std::string& check : info.checks) CHECK(std::ranges::find(known, check) != known.end());
        for (const std::string& incident : info.incidents) {
            CHECK(std::ranges::find(escalation::incident_ids(), incident) != escalation::incident_ids().end());
            const auto helping = book.for_incident(incident);
            CHECK(std::ranges::find(helping, id) != helping.end());
        }
        const std::string text = test::read_file(test::source_folder() / "lessons/catalog" / id / "en.md");
        const std::string start = "amparo:check/";
        for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
            const std::size_t from = at + start.size();
            const std::string check = text.substr(from, text.find(')', from) - from);
            INFO(check);
            CHECK(std::ranges::find(known, check) != known.end());
        }
    }
}

TEST_CASE("the Arabic lesson is whole, up to date, and says that it is a draft") {
    const LessonBook book = LessonBook::load(shipped());
    const Languages languages = Languages::load(shipped());
    CHECK(LessonBook::chain(languages, "ar") == kArabic);
    const auto lesson = book.lesson("disk-encryption", kArabic);
    REQUIRE(lesson);
    CHECK(lesson->is_whole_in("ar"));
    CHECK_FALSE(lesson->has_stale());
    CHECK(lesson->wording.state == localization::State::Draft);
    for (const auto& step : lesson->steps) CHECK(step.wording.state == localization::State::Draft);
    const auto english = book.lesson("disk-encryption", kEnglish);
    REQUIRE(english);
    CHECK_FALSE(english->has_drafts());
    CHECK(english->steps.size() == lesson->steps.size());
    CHECK(english->quiz.size() == 4);
}

TEST_CASE("the list names each lesson with the language that it is really in") {
    const LessonBook book = LessonBook::load(shipped());
    const auto list = book.list(kArabic);
    REQUIRE(list.size() == book.all().ids().size());
    const Json document = book.list_document(kArabic);
    CHECK(document.member_text("schema") == "amparo.lessons/1");
    const auto& told = document.find("lessons")->elements();
    REQUIRE(told.size() == list.size());
    for (std::size_t at = 0; at < list.size(); ++at) {
        INFO(list[at].id);
        CHECK(told[at].member_text("id") == list[at].id);
        CHECK_FALSE(list[at].added_by_hand);
        const auto languages = book.all().languages(list[at].id);
        const std::string expected = std::ranges::find(languages, "ar") != languages.end() ? "ar" : "en";
        CHECK(list[at].wording.lang == expected);
        CHECK(told[at].member_text("lang") == expected);
    }
    const Json whole = LessonBook::document(*book.lesson("disk-encryption", kEnglish));
    CHECK(whole.member_text("lang") == "en");
    CHECK(whole.find("quiz")->elements().size() == 4);
    CHECK_FALSE(book.lesson("no-such-lesson", kArabic));
    CHECK(book.for_check("no-such-check").empty());
}

TEST_CASE("a shipped lesson that somebody changed is not used and is named once; one added by hand says so") {
    const test::TempFolder folder;
    const std::string source = test::read_file(test::source_folder() / "lessons/catalog/disk-encryption/en.md");
    const std::string info = test::read_file(test::source_folder() / "lessons/catalog/disk-encryption/lesson.json");
    test::write_file(folder.path() / "lessons/disk-encryption/lesson.json", info);
    test::write_file(folder.path() / "lessons/disk-encryption/en.md", source + "changed\n");
    std::string own = info;
    own.replace(own.find("disk-encryption"), 15, "our-own");
    test::write_file(folder.path() / "lessons/our-own/lesson.json", own);
    test::write_file(folder.path() / "lessons/our-own/en.md", source);
    const LessonBook book = LessonBook::load(ShippedData(folder.path().string(), pinned_files(), {}));
    CHECK(book.all().ids() == std::vector<std::string>{"our-own"});
    CHECK(book.added_by_hand("our-own"));
    CHECK(std::ranges::count_if(book.problems(), [](const auto& problem) {
              return problem.text() == "lessons/disk-encryption/en.md: changed since this copy was made; not used";
          }) == 1);
}
