#pragma once
// What a group sees, card after card, and the trainer's way through it: time of the block, an empty wall, questions that a
// room answers with cards A to D. Counts are of hands, not of people, and are gone when the workshop ends. Nothing of the
// trainer's own computer, findings or cases comes into a card. Presenter belongs to one thread.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/models/workshop.hpp"

namespace amparo::models {

enum class CardKind {
    Block,     ///< what a block puts on the wall; perhaps its title alone
    Page,      ///< a page of a lesson
    Question,  ///< with answers A to D
};

struct WallCard {
    CardKind kind = CardKind::Block;
    std::size_t item = 0;  ///< of the plan
    std::string lesson;    ///< id; empty for blocks of any workshop
    std::string title;
    lessons::Blocks body;
    std::optional<lessons::QuizItem> question;
    lessons::Wording wording;
};

/// At least one card for each block that is there. The same plan gives as many cards in every language.
[[nodiscard]] std::vector<WallCard> make_deck(const Workshop& workshop, const TeachBook& book);

class Presenter {
  public:
    static constexpr std::size_t kAnswers = 4;
    static constexpr int kMostHands = 999;

    /// `wall` holds at least one card; `now` in seconds, from any beginning.
    Presenter(Workshop workshop, std::vector<WallCard> wall, std::int64_t now);

    [[nodiscard]] const Workshop& workshop() const { return workshop_; }
    [[nodiscard]] const std::vector<WallCard>& cards() const { return wall_; }
    /// The same cards in another language; place, counts and time stay.
    void retell(std::vector<WallCard> wall);

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] const WallCard& shown() const { return wall_[at_]; }
    [[nodiscard]] const WallCard* following() const { return at_ + 1 < wall_.size() ? &wall_[at_ + 1] : nullptr; }
    [[nodiscard]] std::size_t item() const { return wall_[at_].item; }

    void next(std::int64_t now);
    void back(std::int64_t now);
    /// To the first card of a block of the plan.
    void go_to_item(std::size_t item, std::int64_t now);
    /// To the next question of the lesson, or its first one behind the last; false when it has none.
    bool ask(std::int64_t now);
    [[nodiscard]] bool can_ask() const;

    /// Nothing on the wall but the colour of the page.
    [[nodiscard]] bool blank() const { return blank_; }
    void set_blank(bool on) { blank_ = on; }

    // Questions. Hands are counted for the question that is shown.

    [[nodiscard]] int hands(std::size_t answer) const;
    void count(std::size_t answer, int more);
    [[nodiscard]] int all_hands() const;
    [[nodiscard]] bool answer_shown() const;
    void show_answer(bool on);

    // Time.

    /// Seconds that are left of the block; negative when it is over.
    [[nodiscard]] std::int64_t left(std::int64_t now) const;
    /// Of the block, with what was added.
    [[nodiscard]] int block_minutes() const;
    void add_minutes(int minutes);
    [[nodiscard]] bool running() const { return running_; }
    void set_running(bool on, std::int64_t now);
    [[nodiscard]] bool time_shown() const { return time_shown_; }
    void show_time(bool on) { time_shown_ = on; }

  private:
    struct Count {
        std::array<int, kAnswers> hands{};
        bool shown = false;
    };
    void go(std::size_t card, std::int64_t now);
    [[nodiscard]] std::int64_t spent(std::int64_t now) const;

    Workshop workshop_;
    std::vector<WallCard> wall_;
    std::size_t at_ = 0;
    bool blank_ = false;
    std::vector<Count> counts_;          ///< by card
    std::vector<std::int64_t> spent_;    ///< seconds, by block of the plan
    std::vector<int> added_;             ///< minutes, by block
    std::int64_t since_ = 0;             ///< the clock of the block was last looked at
    bool running_ = true;
    bool time_shown_ = true;
};

}  // namespace amparo::models
