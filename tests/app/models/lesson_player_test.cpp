#include "app/models/lesson_player.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace amparo;
using models::LessonPage;
using models::LessonPlayer;
using models::OptionMark;

namespace {

lessons::QuizItem question(const std::string& id, const std::vector<bool>& right) {
    lessons::QuizItem item;
    item.id = id;
    item.kind = std::count(right.begin(), right.end(), true) == 1 ? lessons::QuizKind::Single : lessons::QuizKind::Multiple;
    for (const bool each : right) item.options.push_back({{{"an answer", false, false, false, ""}}, {}, each, {}});
    return item;
}

/// Pages: introduction, two steps, a question with one answer, one with two, the end.
LessonPlayer player() {
    lessons::Lesson lesson;
    lesson.id = "a-lesson";
    for (const char* id : {"first", "second"}) {
        lessons::Step step;
        step.id = id;
        lesson.steps.push_back(step);
    }
    lesson.steps[1].wording.lang = "ar";
    lesson.quiz.push_back(question("one", {false, true, false}));
    lesson.quiz.push_back(question("two", {true, true, false}));
    return LessonPlayer(lesson);
}

std::vector<OptionMark> marks(const LessonPlayer& player) {
    std::vector<OptionMark> out;
    for (std::size_t i = 0; i < player.quiz()->options.size(); ++i) out.push_back(player.mark(i));
    return out;
}

}  // namespace

TEST_CASE("a lesson goes from its introduction over steps and questions to its end, and stays at the ends") {
    LessonPlayer at = player();
    CHECK(at.page_count() == 6);
    CHECK(at.kind() == LessonPage::Intro);
    CHECK_FALSE(at.can_back());
    at.back();
    CHECK(at.page() == 0);
    CHECK(at.step() == nullptr);
    CHECK(at.quiz() == nullptr);
    at.next();
    CHECK(at.step()->id == "first");
    CHECK(at.wording().lang == "en");
    at.next();
    CHECK(at.wording().lang == "ar");
    at.next();
    CHECK(at.kind() == LessonPage::Quiz);
    CHECK(at.step() == nullptr);
    CHECK(at.quiz()->id == "one");
    at.next();
    at.next();
    CHECK(at.kind() == LessonPage::End);
    CHECK_FALSE(at.can_next());
    at.next();
    CHECK(at.page() == 5);
    at.back();
    CHECK(at.quiz()->id == "two");
    at.go_to(99);
    CHECK(at.page() == 5);
    CHECK(at.go_to_step("second"));
    CHECK(at.page() == 2);
    CHECK_FALSE(at.go_to_step("third"));
    CHECK(at.page() == 2);
}

TEST_CASE("a lesson without pages has an introduction and an end") {
    LessonPlayer at{lessons::Lesson{}};
    CHECK(at.page_count() == 2);
    at.next();
    CHECK(at.kind() == LessonPage::End);
}

TEST_CASE("another answer than the right one shows both with what is said to them, and one may choose again") {
    LessonPlayer at = player();
    at.go_to(3);
    CHECK_FALSE(at.answered());
    CHECK(marks(at) == std::vector{OptionMark::None, OptionMark::None, OptionMark::None});
    at.choose(0);
    CHECK(at.answered());
    CHECK_FALSE(at.answered_rightly());
    CHECK(marks(at) == std::vector{OptionMark::ChosenOther, OptionMark::Right, OptionMark::None});
    CHECK(at.shows_feedback(0));
    CHECK(at.shows_feedback(1));
    CHECK_FALSE(at.shows_feedback(2));
    at.choose(1);
    CHECK(at.answered_rightly());
    CHECK(marks(at) == std::vector{OptionMark::None, OptionMark::ChosenRight, OptionMark::None});
    at.choose(1);
    CHECK(at.answered_rightly());
    at.clear_answer();
    CHECK_FALSE(at.answered());
    CHECK(marks(at) == std::vector{OptionMark::None, OptionMark::None, OptionMark::None});
}

TEST_CASE("with several right answers nothing is revealed before the person asks for it") {
    LessonPlayer at = player();
    at.go_to(4);
    CHECK_FALSE(at.can_reveal());
    at.reveal();
    CHECK_FALSE(at.answered());
    at.choose(0);
    at.choose(2);
    CHECK(at.can_reveal());
    CHECK(marks(at) == std::vector{OptionMark::Chosen, OptionMark::None, OptionMark::Chosen});
    CHECK_FALSE(at.shows_feedback(0));
    at.reveal();
    CHECK_FALSE(at.can_reveal());
    CHECK(marks(at) == std::vector{OptionMark::ChosenRight, OptionMark::Right, OptionMark::ChosenOther});
    CHECK_FALSE(at.answered_rightly());
    at.choose(2);
    CHECK_FALSE(at.answered());
    at.choose(1);
    at.reveal();
    CHECK(at.answered_rightly());
}

TEST_CASE("answers stay when one turns the page, and a choice elsewhere does nothing") {
    LessonPlayer at = player();
    at.choose(0);
    CHECK(at.mark(0) == OptionMark::None);
    at.go_to(3);
    at.choose(7);
    CHECK_FALSE(at.answered());
    at.choose(1);
    at.next();
    CHECK_FALSE(at.answered());
    at.back();
    CHECK(at.answered_rightly());
}
