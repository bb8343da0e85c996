#include "app/models/lesson_player.hpp"

#include <algorithm>

namespace amparo::models {

LessonPlayer::LessonPlayer(lessons::Lesson lesson) { retell(std::move(lesson)); }

void LessonPlayer::retell(lessons::Lesson lesson) {
    lesson_ = std::move(lesson);
    answers_.resize(lesson_.quiz.size());
    for (std::size_t i = 0; i < answers_.size(); ++i) answers_[i].chosen.resize(lesson_.quiz[i].options.size(), false);
    go_to(page_);
}

std::size_t LessonPlayer::page_count() const { return lesson_.steps.size() + lesson_.quiz.size() + 2; }

LessonPage LessonPlayer::kind(std::size_t page) const {
    if (page == 0) return LessonPage::Intro;
    if (page <= lesson_.steps.size()) return LessonPage::Step;
    return page <= lesson_.steps.size() + lesson_.quiz.size() ? LessonPage::Quiz : LessonPage::End;
}

const lessons::Step* LessonPlayer::step() const { return kind() == LessonPage::Step ? &lesson_.steps[page_ - 1] : nullptr; }

const lessons::QuizItem* LessonPlayer::quiz() const {
    return kind() == LessonPage::Quiz ? &lesson_.quiz[page_ - 1 - lesson_.steps.size()] : nullptr;
}

const lessons::Wording& LessonPlayer::wording() const {
    if (const lessons::Step* here = step()) return here->wording;
    if (const lessons::QuizItem* here = quiz()) return here->wording;
    return lesson_.wording;
}

void LessonPlayer::next() {
    if (can_next()) ++page_;
}

void LessonPlayer::back() {
    if (can_back()) --page_;
}

void LessonPlayer::go_to(std::size_t page) { page_ = std::min(page, page_count() - 1); }

bool LessonPlayer::go_to_step(std::string_view id) {
    const lessons::Step* found = lesson_.step(id);
    if (found == nullptr) return false;
    page_ = static_cast<std::size_t>(found - lesson_.steps.data()) + 1;
    return true;
}

const LessonPlayer::Answer* LessonPlayer::answer() const {
    return kind() == LessonPage::Quiz ? &answers_[page_ - 1 - lesson_.steps.size()] : nullptr;
}

LessonPlayer::Answer* LessonPlayer::answer() {
    return kind() == LessonPage::Quiz ? &answers_[page_ - 1 - lesson_.steps.size()] : nullptr;
}

void LessonPlayer::choose(std::size_t option) {
    Answer* here = answer();
    if (here == nullptr || option >= here->chosen.size()) return;
    if (quiz()->kind == lessons::QuizKind::Single) {
        here->chosen.assign(here->chosen.size(), false);
        here->chosen[option] = true;
        here->revealed = true;
        return;
    }
    here->chosen[option] = !here->chosen[option];
    here->revealed = false;
}

bool LessonPlayer::can_reveal() const {
    const Answer* here = answer();
    return here != nullptr && !here->revealed && quiz()->kind == lessons::QuizKind::Multiple &&
           std::ranges::find(here->chosen, true) != here->chosen.end();
}

void LessonPlayer::reveal() {
    if (can_reveal()) answer()->revealed = true;
}

void LessonPlayer::clear_answer() {
    Answer* here = answer();
    if (here == nullptr) return;
    here->chosen.assign(here->chosen.size(), false);
    here->revealed = false;
}

bool LessonPlayer::answered() const { return answer() != nullptr && answer()->revealed; }

bool LessonPlayer::answered_rightly() const {
    if (!answered()) return false;
    const std::vector<lessons::QuizOption>& options = quiz()->options;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (answer()->chosen[i] != options[i].right) return false;
    }
    return true;
}

OptionMark LessonPlayer::mark(std::size_t option) const {
    const Answer* here = answer();
    if (here == nullptr || option >= here->chosen.size()) return OptionMark::None;
    const bool chosen = here->chosen[option];
    if (!here->revealed) return chosen ? OptionMark::Chosen : OptionMark::None;
    const bool right = quiz()->options[option].right;
    if (chosen) return right ? OptionMark::ChosenRight : OptionMark::ChosenOther;
    return right ? OptionMark::Right : OptionMark::None;
}

bool LessonPlayer::shows_feedback(std::size_t option) const {
    const OptionMark how = mark(option);
    return how == OptionMark::ChosenRight || how == OptionMark::ChosenOther || how == OptionMark::Right;
}

}  // namespace amparo::models
