#include "app/models/lesson_player.hpp"

#include <algorithm>
#include <utility>

#include "app/models/lesson_book.hpp"

namespace amparo::models {

LessonPlayer::LessonPlayer(lessons::Lesson lesson) { retell(std::move(lesson)); }

LessonPlayer::Answer LessonPlayer::fresh(const lessons::QuizItem& item) {
    Answer out;
    const std::size_t count = item.options.size();
    out.chosen.resize(count, false);
    out.pairs.resize(count);
    const bool mixed = item.kind == lessons::QuizKind::Order || item.kind == lessons::QuizKind::Match;
    if (mixed) out.arranged = LessonBook::mixed(item);
    return out;
}

bool LessonPlayer::fits(const Answer& answer, const lessons::QuizItem& item) {
    const bool scenes = std::ranges::all_of(answer.story, [&](const Answer::Turn& turn) {
        return turn.scene < item.scenes.size() && turn.choice < item.scenes[turn.scene].choices.size();
    });
    const bool mixed = item.kind == lessons::QuizKind::Order || item.kind == lessons::QuizKind::Match;
    return scenes && answer.chosen.size() == item.options.size() && answer.arranged.size() == (mixed ? item.options.size() : 0);
}

void LessonPlayer::retell(lessons::Lesson lesson) {
    lesson_ = std::move(lesson);
    answers_.resize(lesson_.quiz.size());
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        if (!fits(answers_[i], lesson_.quiz[i])) answers_[i] = fresh(lesson_.quiz[i]);
    }
    go_to(page_);
}

std::size_t LessonPlayer::page_count() const { return lesson_.steps.size() + lesson_.checklists.size() + lesson_.quiz.size() + 2; }

LessonPage LessonPlayer::kind(std::size_t page) const {
    if (page == 0) return LessonPage::Intro;
    if (page <= lesson_.steps.size()) return LessonPage::Step;
    if (page <= lesson_.steps.size() + lesson_.checklists.size()) return LessonPage::Checklist;
    return page + 1 < page_count() ? LessonPage::Quiz : LessonPage::End;
}

const lessons::Step* LessonPlayer::step() const { return kind() == LessonPage::Step ? &lesson_.steps[page_ - 1] : nullptr; }

const lessons::Checklist* LessonPlayer::checklist() const {
    return kind() == LessonPage::Checklist ? &lesson_.checklists[page_ - 1 - lesson_.steps.size()] : nullptr;
}

const lessons::QuizItem* LessonPlayer::quiz() const {
    return kind() == LessonPage::Quiz ? &lesson_.quiz[page_ - 1 - lesson_.steps.size() - lesson_.checklists.size()] : nullptr;
}

const lessons::Wording& LessonPlayer::wording() const {
    if (const lessons::Step* here = step()) return here->wording;
    if (const lessons::Checklist* here = checklist()) return here->wording;
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
    const lessons::QuizItem* here = quiz();
    return here == nullptr ? nullptr : &answers_[static_cast<std::size_t>(here - lesson_.quiz.data())];
}

LessonPlayer::Answer* LessonPlayer::answer() {
    const lessons::QuizItem* here = quiz();
    return here == nullptr ? nullptr : &answers_[static_cast<std::size_t>(here - lesson_.quiz.data())];
}

void LessonPlayer::choose(std::size_t option) {
    Answer* here = answer();
    if (here == nullptr || option >= here->chosen.size()) return;
    if (quiz()->kind == lessons::QuizKind::Single) {
        here->chosen.assign(here->chosen.size(), false);
        here->chosen[option] = true;
        here->revealed = true;
    } else if (quiz()->kind == lessons::QuizKind::Multiple) {
        here->chosen[option] = !here->chosen[option];
        here->revealed = false;
    }
}

const std::vector<std::size_t>& LessonPlayer::arranged() const {
    static const std::vector<std::size_t> kNone;
    const Answer* here = answer();
    return here == nullptr ? kNone : here->arranged;
}

void LessonPlayer::move(std::size_t place, bool earlier) {
    Answer* here = answer();
    if (here == nullptr || quiz()->kind != lessons::QuizKind::Order) return;
    const std::size_t other = earlier ? place - 1 : place + 1;
    if (place >= here->arranged.size() || other >= here->arranged.size()) return;
    std::swap(here->arranged[place], here->arranged[other]);
    here->revealed = false;
}

void LessonPlayer::pick(std::size_t option) {
    Answer* here = answer();
    if (here == nullptr || quiz()->kind != lessons::QuizKind::Match || option >= here->pairs.size()) return;
    here->picked = here->picked == option ? std::nullopt : std::optional(option);
}

std::optional<std::size_t> LessonPlayer::picked() const { return answer() == nullptr ? std::nullopt : answer()->picked; }

void LessonPlayer::choose_partner(std::size_t place) {
    Answer* here = answer();
    if (here == nullptr || quiz()->kind != lessons::QuizKind::Match || place >= here->arranged.size()) return;
    const auto first = std::ranges::find(here->pairs, std::optional<std::size_t>{});
    const std::size_t target = here->picked.value_or(static_cast<std::size_t>(first - here->pairs.begin()));
    if (target >= here->pairs.size()) return;
    const std::size_t partner = here->arranged[place];
    // Nothing belongs to two.
    for (std::optional<std::size_t>& pair : here->pairs) {
        if (pair == partner) pair.reset();
    }
    here->pairs[target] = partner;
    here->picked.reset();
    here->revealed = false;
}

std::optional<std::size_t> LessonPlayer::partner_of(std::size_t option) const {
    return answer() == nullptr || option >= answer()->pairs.size() ? std::nullopt : answer()->pairs[option];
}

const lessons::Scene* LessonPlayer::scene() const {
    const lessons::QuizItem* item = quiz();
    if (item == nullptr || item->scenes.empty()) return nullptr;
    const auto& story = answer()->story;
    if (story.empty()) return &item->scenes.front();
    return &item->scenes[item->scenes[story.back().scene].choices[story.back().choice].to];
}

const lessons::Blocks* LessonPlayer::consequence() const {
    const lessons::QuizItem* item = quiz();
    if (item == nullptr || answer()->story.empty()) return nullptr;
    const auto& turn = answer()->story.back();
    const lessons::Blocks& said = item->scenes[turn.scene].choices[turn.choice].consequence;
    return said.empty() ? nullptr : &said;
}

void LessonPlayer::take(std::size_t choice) {
    constexpr std::size_t kLongest = 200;  // a story that comes back to itself can go on for ever
    const lessons::Scene* here = scene();
    if (here == nullptr || choice >= here->choices.size() || answer()->story.size() >= kLongest) return;
    answer()->story.push_back({static_cast<std::size_t>(here - quiz()->scenes.data()), choice});
    answer()->revealed = scene()->choices.empty();
}

bool LessonPlayer::can_take_back() const { return answer() != nullptr && !answer()->story.empty(); }

void LessonPlayer::take_back() {
    if (!can_take_back()) return;
    answer()->story.pop_back();
    answer()->revealed = false;
}

bool LessonPlayer::can_reveal() const {
    const Answer* here = answer();
    if (here == nullptr || here->revealed) return false;
    switch (quiz()->kind) {
        case lessons::QuizKind::Multiple: return std::ranges::find(here->chosen, true) != here->chosen.end();
        case lessons::QuizKind::Order: return true;
        case lessons::QuizKind::Match: return std::ranges::none_of(here->pairs, [](const auto& pair) { return !pair; });
        default: return false;
    }
}

void LessonPlayer::reveal() {
    if (can_reveal()) answer()->revealed = true;
}

void LessonPlayer::clear_answer() {
    if (Answer* here = answer()) *here = fresh(*quiz());
}

bool LessonPlayer::answered() const { return answer() != nullptr && answer()->revealed; }

bool LessonPlayer::answered_rightly() const {
    if (!answered()) return false;
    const std::vector<lessons::QuizOption>& options = quiz()->options;
    if (quiz()->kind == lessons::QuizKind::Scenario) return true;
    if (quiz()->kind == lessons::QuizKind::Order) return std::ranges::is_sorted(answer()->arranged);
    if (quiz()->kind == lessons::QuizKind::Match) {
        for (std::size_t i = 0; i < options.size(); ++i) {
            if (answer()->pairs[i] != i) return false;
        }
        return true;
    }
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (answer()->chosen[i] != options[i].right) return false;
    }
    return true;
}

OptionMark LessonPlayer::mark(std::size_t option) const {
    const Answer* here = answer();
    if (here == nullptr || option >= here->chosen.size()) return OptionMark::None;
    if (quiz()->kind == lessons::QuizKind::Order || quiz()->kind == lessons::QuizKind::Match) {
        if (!here->revealed) return here->picked == option ? OptionMark::Chosen : OptionMark::None;
        const bool fits = quiz()->kind == lessons::QuizKind::Order ? here->arranged[option] == option : here->pairs[option] == option;
        return fits ? OptionMark::ChosenRight : OptionMark::ChosenOther;
    }
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
