#pragma once
// Reading one lesson: an introduction, its steps, its checklists, its questions one by one, and an end page. Nothing is
// counted, scored or kept: when the player is gone, so are the answers. Belongs to one thread.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "lessons/lesson.hpp"

namespace amparo::models {

enum class LessonPage { Intro, Step, Checklist, Quiz, End };

/// How an answer is to be shown.
enum class OptionMark {
    None,         ///< not chosen, nothing to say about it
    Chosen,       ///< ticked, nothing revealed yet (questions with several answers only)
    ChosenRight,  ///< chosen, and it is one of the right ones: with feedback
    ChosenOther,  ///< chosen, and another would have been right: with feedback
    Right,        ///< not chosen, but right; shown once the person has answered: with feedback
};

class LessonPlayer {
  public:
    explicit LessonPlayer(lessons::Lesson lesson);

    [[nodiscard]] const lessons::Lesson& lesson() const { return lesson_; }

    /// The same lesson in other words: page and answers stay. Of a lesson that is built differently they stay as far as
    /// there is a place for them.
    void retell(lessons::Lesson lesson);

    /// At least 2: the introduction and the end.
    [[nodiscard]] std::size_t page_count() const;
    /// From 0.
    [[nodiscard]] std::size_t page() const { return page_; }
    [[nodiscard]] LessonPage kind() const { return kind(page_); }
    [[nodiscard]] LessonPage kind(std::size_t page) const;
    /// What stands on the current page, or nullptr on a page of another kind.
    [[nodiscard]] const lessons::Step* step() const;
    [[nodiscard]] const lessons::Checklist* checklist() const;
    [[nodiscard]] const lessons::QuizItem* quiz() const;
    /// Where the words of the current page come from.
    [[nodiscard]] const lessons::Wording& wording() const;

    [[nodiscard]] bool can_back() const { return page_ > 0; }
    [[nodiscard]] bool can_next() const { return page_ + 1 < page_count(); }
    /// At an end they stay. Answers of pages that are left stay as they are.
    void next();
    void back();
    /// A page number beyond the last means the last.
    void go_to(std::size_t page);
    /// For links to a step; false when the lesson has none of that id.
    bool go_to_step(std::string_view id);

    /// On a question, option from 0; elsewhere and beyond the last option nothing happens. With one right answer the
    /// option is chosen and answered at once. With several it is ticked or unticked, and what was revealed is hidden
    /// again. May be repeated as often as one likes.
    void choose(std::size_t option);
    // Orders: options stand mixed; a place is counted from 0.

    /// Indexes of the options as the person has put them.
    [[nodiscard]] const std::vector<std::size_t>& arranged() const;
    /// Puts what stands at `place` one place earlier or later; what was revealed is hidden again.
    void move(std::size_t place, bool earlier);

    // Pairs: partners stand mixed.

    /// Indexes of the options whose partners are shown, in the order in which they are shown.
    [[nodiscard]] const std::vector<std::size_t>& partners() const { return arranged(); }
    /// The next choose_partner() is for this option; pressed again, for none.
    void pick(std::size_t option);
    [[nodiscard]] std::optional<std::size_t> picked() const;
    /// The partner shown at `place` is given to the option that was picked, or to the first that has none.
    void choose_partner(std::size_t place);
    /// The index of the option whose partner the person gave to `option`.
    [[nodiscard]] std::optional<std::size_t> partner_of(std::size_t option) const;

    // Stories.

    [[nodiscard]] const lessons::Scene* scene() const;
    /// What followed from the last choice; nullptr at the beginning or when nothing is said.
    [[nodiscard]] const lessons::Blocks* consequence() const;
    void take(std::size_t choice);
    [[nodiscard]] bool can_take_back() const;
    /// To the scene before.
    void take_back();

    /// True when the current question has several answers, one is ticked, and nothing is revealed yet; and for an order,
    /// or when all pairs are made.
    [[nodiscard]] bool can_reveal() const;
    /// Answers a question that has several right answers.
    void reveal();
    /// Forgets the answer of the current question; a story begins again.
    void clear_answer();

    /// The current question has been answered, so feedback shows.
    [[nodiscard]] bool answered() const;
    /// Answered, and exactly the right options are chosen.
    [[nodiscard]] bool answered_rightly() const;
    [[nodiscard]] OptionMark mark(std::size_t option) const;
    /// True for the three marks that come with feedback.
    [[nodiscard]] bool shows_feedback(std::size_t option) const;

  private:
    struct Answer {
        std::vector<bool> chosen;
        std::vector<std::size_t> arranged;
        std::vector<std::optional<std::size_t>> pairs;
        std::optional<std::size_t> picked;
        struct Turn {
            std::size_t scene = 0;
            std::size_t choice = 0;
        };
        std::vector<Turn> story;  ///< scenes that were left, with what was chosen there
        bool revealed = false;
    };
    [[nodiscard]] static Answer fresh(const lessons::QuizItem& item);
    [[nodiscard]] static bool fits(const Answer& answer, const lessons::QuizItem& item);
    [[nodiscard]] const Answer* answer() const;
    [[nodiscard]] Answer* answer();

    lessons::Lesson lesson_;
    std::vector<Answer> answers_;  ///< one for each question
    std::size_t page_ = 0;
};

}  // namespace amparo::models
