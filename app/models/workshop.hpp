#pragma once
// A workshop as a trainer plans it: blocks of lessons and blocks of any workshop, in an order, with minutes. The plan is a
// small document that can be carried on a stick; it holds ids and minutes, and no person in it. Pure; any thread.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/json.hpp"
#include "app/models/lesson_book.hpp"
#include "lessons/session.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

/// One block of the plan.
struct PlanItem {
    std::string lesson;  ///< empty: a block of any workshop
    std::string block;   ///< its id there
    int minutes = 0;
    bool operator==(const PlanItem&) const = default;
};

struct Workshop {
    std::string title;           ///< as the trainer calls it; may be empty
    int room = kHalfDay;         ///< minutes that there are
    int begins = 9 * 60;         ///< minutes after midnight
    std::vector<PlanItem> items;
    bool operator==(const Workshop&) const = default;

    static constexpr int kHalfDay = 240;
    static constexpr int kLeastRoom = 15;
    static constexpr int kMostRoom = 12 * 60;
    static constexpr int kLeastBlock = 3;
    static constexpr int kMostBlock = 180;
    static constexpr std::size_t kMostItems = 120;
    /// Of all blocks together.
    [[nodiscard]] int minutes() const;
};

/// The ids that blocks get which a lesson without a session is given, and the questions that every lesson with some has.
inline constexpr std::string_view kMadeInput = "made-input";
inline constexpr std::string_view kMadeTry = "made-try";
inline constexpr std::string_view kMadeEnd = "made-end";
inline constexpr std::string_view kQuestions = "made-questions";

/// Blocks of lessons and of any workshop, in one language; what a lesson lacks is made from its pages and questions.
class TeachBook {
  public:
    /// `book` and `words` outlive it.
    TeachBook(const LessonBook& book, std::vector<std::string> chain, const localization::Translator& words);

    [[nodiscard]] const LessonBook& lessons() const { return *book_; }
    [[nodiscard]] const localization::Translator& words() const { return *words_; }
    /// The lesson in this language; nothing when there is none of that id.
    [[nodiscard]] std::optional<lessons::Lesson> lesson(std::string_view id) const { return book_->lesson(id, chain_); }
    /// Blocks of a lesson, in the order in which they are taught; of "" those of any workshop. Empty when there is none.
    [[nodiscard]] std::vector<lessons::TeachBlock> blocks(std::string_view lesson) const;
    [[nodiscard]] std::optional<lessons::TeachBlock> block(const PlanItem& item) const;
    /// Ids of the lessons of the way "half-day"; those that are there of a few if there is no such way.
    [[nodiscard]] std::vector<std::string> half_day() const;
    [[nodiscard]] const std::vector<std::string>& chain() const { return chain_; }

  private:
    [[nodiscard]] std::vector<lessons::TeachBlock> made(const lessons::Lesson& lesson) const;
    [[nodiscard]] lessons::TeachBlock named(lessons::BlockRole role, std::string_view id, const Message& title, int minutes) const;

    const LessonBook* book_;
    std::vector<std::string> chain_;
    const localization::Translator* words_;
};

/// Questions of a lesson that a room can answer with cards A to D: those with one or several right answers out of two to four.
[[nodiscard]] std::vector<lessons::QuizItem> card_questions(const lessons::Lesson& lesson);

/// A whole plan for these lessons: welcome, agreements, the blocks of each lesson, a break before ninety minutes have
/// passed, a round at the end; made to fit into `room` minutes as far as that goes. Ids that are no lesson are passed over.
[[nodiscard]] Workshop suggest_workshop(const TeachBook& book, std::span<const std::string> lessons, int room);

/// Shortens what can be shortened, and at last leaves out questions and games, until the blocks fit. What is short enough
/// stays as it is.
void fit(Workshop& workshop, const TeachBook& book);

enum class PlanNote {
    TooLong,       ///< by so many minutes
    Room,          ///< so many minutes are free: fifteen or more
    NoBreak,       ///< ninety minutes or more without one, from `item` on
    InputsInARow,  ///< `item` is the second input without anything between
    NoSynthesis,   ///< nothing gathers what was learned
    NoOpening,
    NoAgreements,
    NoClosing,
    Missing,       ///< the block of `item` is not in this copy
};
struct PlanRemark {
    PlanNote note = PlanNote::TooLong;
    std::size_t item = 0;  ///< where it is about one
    int minutes = 0;       ///< where it is about time
    bool operator==(const PlanRemark&) const = default;
};
/// What a trainer should look at, the most urgent first. Nothing for an empty plan.
[[nodiscard]] std::vector<PlanRemark> look_over(const Workshop& workshop, const TeachBook& book);

/// Minutes after midnight at which each block begins.
[[nodiscard]] std::vector<int> begin_times(const Workshop& workshop);
/// "09:40"
[[nodiscard]] std::string clock_text(int minutes);

/// `{schema: "amparo.workshop/1", title, minutes, begins, blocks: [{lesson, block, minutes}]}`
[[nodiscard]] Json workshop_document(const Workshop& workshop);
/// Errors: Corrupt — names the field; Limit.
[[nodiscard]] Result<Workshop> parse_workshop(std::string_view json);

/// What a plan needs that this copy cannot give without the internet, or at all. Empty: ready.
enum class OfflineGap {
    NoBlocks,       ///< the plan is empty
    MissingBlock,   ///< a block is not in this copy
    MissingPage,    ///< a slide names a page that the lesson does not have
    MissingPicture, ///< a picture of a page is not here
    OtherLanguage,  ///< words on the wall are in another language
};
struct OfflineRemark {
    OfflineGap gap = OfflineGap::NoBlocks;
    std::size_t item = 0;
    bool operator==(const OfflineRemark&) const = default;
};
/// Goes through every card that will be shown. A card in another language is a remark, the others mean "not ready".
[[nodiscard]] std::vector<OfflineRemark> ready_offline(const Workshop& workshop, const TeachBook& wall);

}  // namespace amparo::models
