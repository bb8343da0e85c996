#pragma once
// Reading one lesson: an introduction, its steps, its questions one by one, and an end page. Nothing is counted, scored or
// kept: when the player is gone, so are the answers. Belongs to one thread.

#include <cstddef>
#include <string_view>
#include <vector>

#include "lessons/lesson.hpp"

namespace amparo::models {

enum class LessonPage { Intro, Step, Quiz, End };

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
    /// True when the current question has several answers, one is ticked, and nothing is revealed yet.
    [[nodiscard]] bool can_reveal() const;
    /// Answers a question that has several right answers.
    void reveal();
    /// Forgets the answer of the current question.
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
        bool revealed = false;
    };
    [[nodiscard]] const Answer* answer() const;
    [[nodiscard]] Answer* answer();

    lessons::Lesson lesson_;
    std::vector<Answer> answers_;  ///< one for each question
    std::size_t page_ = 0;
};

}  // namespace amparo::models
