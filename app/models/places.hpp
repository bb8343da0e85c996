#pragma once
// Where a person is in the window, and how they got there. Back leads the way they came; emergency help can be reached
// from everywhere and left to where they were.

#include <string>
#include <vector>

namespace amparo::models {

enum class Place {
    FirstRun, Home, Checks, CheckDetail, Phone, Accounts, AccountPasswords, AccountActivity, AccountPlan, Lessons,
    LessonPath, Lesson, Trainer, Presenter, Wall, Cases, Settings, Emergency, Gallery, Unlock, Saving
};

struct Stop {
    Place place = Place::Home;
    std::string id;  ///< of the check, path or lesson, else empty
    bool operator==(const Stop&) const = default;
};

class Places {
  public:
    explicit Places(Place first) : here_{first, {}} {}

    [[nodiscard]] const Stop& here() const { return here_; }
    [[nodiscard]] bool can_go_back() const { return !way_.empty(); }
    /// Where back() would lead.
    [[nodiscard]] Stop before() const { return way_.empty() ? Stop{} : way_.back(); }

    /// Goes somewhere; the way back is remembered, at most `kWay` steps of it.
    void go(Place place, std::string id = {});
    /// Goes somewhere as if one had started there.
    void start_at(Place place);
    void back();

    /// Counts every change, so that a view notices it is new.
    [[nodiscard]] std::size_t visits() const { return visits_; }

  private:
    static constexpr std::size_t kWay = 32;
    Stop here_;
    std::vector<Stop> way_;
    std::size_t visits_ = 0;
};

}  // namespace amparo::models
