#pragma once
// What a person has read, ticked and answered, and what they asked to be shown again: kept in memory, and forgotten with
// the program unless somebody with a safe place takes document() and gives it back. Nothing is counted against anybody.
// Belongs to one thread.

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/json.hpp"

namespace amparo::models {

struct LessonProgress {
    std::size_t page = 0;   ///< where the person is, from 0
    std::size_t pages = 0;  ///< of the lesson
    bool done = false;      ///< they have been at its end
    std::set<std::string> ticked;  ///< "list/thing"
    bool operator==(const LessonProgress&) const = default;
};

/// A question that comes back in growing intervals.
struct ReviewCard {
    std::string lesson;
    std::string question;
    std::size_t stage = 0;  ///< of kReviewDays
    Day due{};
    bool operator==(const ReviewCard&) const = default;
};

class Learning {
  public:
    /// Days until a question is shown again, stage by stage.
    static constexpr std::array<int, 5> kReviewDays = {1, 7, 30, 90, 180};

    /// nullptr when the lesson was never opened.
    [[nodiscard]] const LessonProgress* progress(std::string_view lesson) const;
    [[nodiscard]] bool done(std::string_view lesson) const;
    /// The lesson that was opened last and is not done; "" when there is none.
    [[nodiscard]] std::string unfinished() const;

    void note_page(const std::string& lesson, std::size_t page, std::size_t pages);
    [[nodiscard]] bool ticked(std::string_view lesson, const std::string& list, const std::string& thing) const;
    void tick(const std::string& lesson, const std::string& list, const std::string& thing, bool on);

    /// Off until the person asks; switching it off forgets all cards.
    [[nodiscard]] bool reminds() const { return reminds_; }
    void set_reminds(bool on);
    /// An answer: the first one makes a card, a later one moves it, one stage up or back. Before its day nothing moves.
    void answered(const std::string& lesson, const std::string& question, bool rightly, Day today);
    /// Cards whose day has come, the longest waiting first.
    [[nodiscard]] std::vector<ReviewCard> due(Day today) const;
    [[nodiscard]] std::size_t card_count() const { return cards_.size(); }

    /// Nothing is remembered any more.
    void clear();

    /// For whoever keeps it. Changes count, so that they notice.
    [[nodiscard]] Json document() const;
    [[nodiscard]] std::size_t changes() const { return changes_; }
    /// Errors: Corrupt, Limit — what is here stays then.
    [[nodiscard]] Result<void> load(const Json& document);

  private:
    std::map<std::string, LessonProgress, std::less<>> lessons_;
    std::vector<std::string> opened_;  // ids, the last one at the end
    std::vector<ReviewCard> cards_;
    bool reminds_ = false;
    std::size_t changes_ = 0;
};

}  // namespace amparo::models
