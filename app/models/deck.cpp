#include "app/models/deck.hpp"

#include <algorithm>
#include <utility>

namespace amparo::models {

namespace {

using lessons::BlockRole;

/// The page as a group sees it: its words, and what to do, in strong letters.
WallCard page_card(std::size_t item, const std::string& lesson, const lessons::Step& step) {
    WallCard card;
    card.kind = CardKind::Page;
    card.item = item;
    card.lesson = lesson;
    card.title = step.title;
    card.body = step.body;
    for (lessons::Block block : step.act) {
        for (lessons::Span& span : block.spans) span.strong = true;
        card.body.push_back(std::move(block));
    }
    card.wording = step.wording;
    return card;
}

void add_pages(std::vector<WallCard>& out, std::size_t item, const lessons::Lesson& lesson, const std::vector<std::string>& slides) {
    if (slides.empty()) {
        for (const lessons::Step& step : lesson.steps) out.push_back(page_card(item, lesson.id, step));
        return;
    }
    for (const std::string& id : slides) {
        if (const lessons::Step* step = lesson.step(id)) out.push_back(page_card(item, lesson.id, *step));
    }
}

}  // namespace

std::vector<WallCard> make_deck(const Workshop& workshop, const TeachBook& book) {
    std::vector<WallCard> out;
    for (std::size_t i = 0; i < workshop.items.size(); ++i) {
        const PlanItem& item = workshop.items[i];
        const auto block = book.block(item);
        if (!block) continue;
        const auto lesson = item.lesson.empty() ? std::nullopt : book.lesson(item.lesson);
        const std::size_t before = out.size();
        if (lesson && item.block == kQuestions) {
            for (lessons::QuizItem& question : card_questions(*lesson)) {
                WallCard card{CardKind::Question, i, lesson->id, question.question, question.body, std::nullopt, question.wording};
                card.question = std::move(question);
                out.push_back(std::move(card));
            }
        }
        if (lesson && block->role == BlockRole::Input) add_pages(out, i, *lesson, block->slides);
        if (out.size() == before || !block->wall.empty()) {
            const WallCard card{CardKind::Block, i, item.lesson, block->title, block->wall, std::nullopt, block->wording};
            out.insert(out.begin() + static_cast<std::ptrdiff_t>(before), card);
        }
    }
    return out;
}

Presenter::Presenter(Workshop workshop, std::vector<WallCard> wall, std::int64_t now)
    : workshop_(std::move(workshop)), wall_(std::move(wall)), counts_(wall_.size()), spent_(workshop_.items.size()), added_(workshop_.items.size()), since_(now) {}

void Presenter::retell(std::vector<WallCard> wall) {
    if (wall.size() == wall_.size()) wall_ = std::move(wall);
}

std::int64_t Presenter::spent(std::int64_t now) const {
    // A clock that was set back adds nothing.
    return spent_[item()] + (running_ ? std::max<std::int64_t>(0, now - since_) : 0);
}

void Presenter::go(std::size_t card, std::int64_t now) {
    spent_[item()] = spent(now);
    since_ = now;
    at_ = std::min(card, wall_.size() - 1);
    blank_ = false;
}

void Presenter::next(std::int64_t now) { go(at_ + 1, now); }

void Presenter::back(std::int64_t now) { go(at_ == 0 ? 0 : at_ - 1, now); }

void Presenter::go_to_item(std::size_t item, std::int64_t now) {
    const auto first = std::ranges::find(wall_, item, &WallCard::item);
    if (first != wall_.end()) go(static_cast<std::size_t>(first - wall_.begin()), now);
}

bool Presenter::can_ask() const {
    return std::ranges::any_of(wall_, [&](const WallCard& card) { return card.kind == CardKind::Question && card.lesson == shown().lesson; });
}

bool Presenter::ask(std::int64_t now) {
    const auto asks = [&](const WallCard& card) { return card.kind == CardKind::Question && card.lesson == shown().lesson; };
    auto found = std::find_if(wall_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, wall_.end(), asks);
    if (found == wall_.end()) found = std::ranges::find_if(wall_, asks);
    if (found == wall_.end()) return false;
    go(static_cast<std::size_t>(found - wall_.begin()), now);
    return true;
}

int Presenter::hands(std::size_t answer) const { return answer < kAnswers ? counts_[at_].hands[answer] : 0; }

void Presenter::count(std::size_t answer, int more) {
    if (answer < kAnswers) counts_[at_].hands[answer] = std::clamp(counts_[at_].hands[answer] + more, 0, kMostHands);
}

int Presenter::all_hands() const {
    int sum = 0;
    for (const int hands : counts_[at_].hands) sum += hands;
    return sum;
}

bool Presenter::answer_shown() const { return counts_[at_].shown; }

void Presenter::show_answer(bool on) { counts_[at_].shown = on; }

int Presenter::block_minutes() const { return workshop_.items[item()].minutes + added_[item()]; }

std::int64_t Presenter::left(std::int64_t now) const { return std::int64_t{60} * block_minutes() - spent(now); }

void Presenter::add_minutes(int minutes) { added_[item()] = std::clamp(added_[item()] + minutes, -workshop_.items[item()].minutes, Workshop::kMostRoom); }

void Presenter::set_running(bool on, std::int64_t now) {
    spent_[item()] = spent(now);
    since_ = now;
    running_ = on;
}

}  // namespace amparo::models
