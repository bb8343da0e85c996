#pragma once
// Trainer mode as state and actions: the plan that is being made, and the workshop that is on. It knows lessons and words,
// and nothing of this computer, its findings, cases or accounts, so none of that can come onto a wall. One thread.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/models/deck.hpp"
#include "app/models/languages.hpp"
#include "app/models/workshop.hpp"

namespace amparo::models {

struct TrainerSetup {
    const LessonBook* lessons = nullptr;     ///< outlives the model, like all that follows
    const Languages* languages = nullptr;
    std::function<std::int64_t()> now;       ///< seconds
};

class Trainer {
  public:
    explicit Trainer(TrainerSetup setup);

    /// The trainer's own language. The wall follows it until it was given another.
    void set_language(const std::string& tag);
    [[nodiscard]] const std::string& wall_language() const { return wall_tag_; }
    void set_wall_language(const std::string& tag);
    /// In the trainer's language; on the wall's.
    [[nodiscard]] const TeachBook& own() const { return own_->book; }
    [[nodiscard]] const TeachBook& wall() const { return wall_->book; }

    // The plan.

    [[nodiscard]] const Workshop& plan() const { return plan_; }
    /// Blocks of the plan in the trainer's language; nothing for one that is not in this copy.
    [[nodiscard]] const std::vector<std::optional<lessons::TeachBlock>>& blocks() const { return blocks_; }
    [[nodiscard]] const std::vector<PlanRemark>& remarks() const { return remarks_; }
    [[nodiscard]] const std::vector<OfflineRemark>& offline() const { return offline_; }
    [[nodiscard]] bool ready() const;

    /// Lessons that are ticked before a plan is made.
    [[nodiscard]] bool picked(std::string_view lesson) const;
    void pick(const std::string& lesson, bool on);
    [[nodiscard]] const std::vector<std::string>& picks() const { return picks_; }
    void pick_half_day();

    /// A plan for the lessons that are picked.
    void make_plan();
    void set_title(const std::string& title);
    void set_room(int minutes);
    void set_begins(int minutes);
    /// Shortens the plan to its room.
    void fit_plan();
    void add_lesson(const std::string& lesson);
    /// A block of any workshop: in front of the closing, behind `item` where one is given.
    void add_block(const std::string& block, std::optional<std::size_t> behind = std::nullopt);
    void move(std::size_t item, bool earlier);
    void remove(std::size_t item);
    void change_minutes(std::size_t item, int more);
    /// Errors: as parse_workshop(); the plan stays then.
    [[nodiscard]] Result<void> open_plan(std::string_view json);
    [[nodiscard]] std::string plan_file() const;

    // The workshop.

    /// False when there is nothing to show.
    bool start();
    [[nodiscard]] Presenter* presenter() { return presenter_ ? &*presenter_ : nullptr; }
    [[nodiscard]] const Presenter* presenter() const { return presenter_ ? &*presenter_ : nullptr; }
    [[nodiscard]] std::int64_t now() const { return setup_.now(); }
    /// The block that is on, in the trainer's language; nullptr when there is none, or no workshop is on.
    [[nodiscard]] const lessons::TeachBlock* taught() const;
    [[nodiscard]] const std::vector<std::optional<lessons::TeachBlock>>& taught_blocks() const { return taught_; }
    /// Counts and times are gone; the plan stays.
    void end() {
        presenter_.reset();
        taught_.clear();
        wall_window_ = false;
    }
    /// Plan, picks, counts and times are gone.
    void clear();

    /// The group's window is wanted.
    [[nodiscard]] bool wall_window() const { return wall_window_; }
    void set_wall_window(bool on) { wall_window_ = on; }

    // Paper.

    struct PaperFile {
        std::string name;
        std::string text;
    };
    /// Plan, handouts, answers for the trainer, cards, and the plan's own file, all in the trainer's language but the handouts.
    [[nodiscard]] std::vector<PaperFile> papers() const;

  private:
    struct Tongue {
        localization::Translator words;
        TeachBook book;
        Tongue(const TrainerSetup& setup, const std::string& tag);
    };
    void changed();
    [[nodiscard]] std::vector<std::optional<lessons::TeachBlock>> blocks_of(const Workshop& workshop) const;

    TrainerSetup setup_;
    std::string tag_ = "en";
    std::string wall_tag_ = "en";
    bool wall_own_ = false;  ///< the wall was given a language of its own
    std::shared_ptr<const Tongue> own_;
    std::shared_ptr<const Tongue> wall_;
    Workshop plan_;
    std::vector<std::string> picks_;
    std::vector<std::optional<lessons::TeachBlock>> blocks_;
    std::vector<std::optional<lessons::TeachBlock>> taught_;  ///< of the workshop that is on
    std::vector<PlanRemark> remarks_;
    std::vector<OfflineRemark> offline_;
    std::optional<Presenter> presenter_;
    bool wall_window_ = false;
};

}  // namespace amparo::models
