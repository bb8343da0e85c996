#pragma once
// A check-up that runs beside the window: it is started and stopped, findings arrive one by one, and whoever draws asks
// for them when it suits. The work happens on a thread of its own; everything here is called from one thread, that of the
// window.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/models/check_memory.hpp"
#include "app/models/check_up.hpp"

namespace amparo::models {

class LiveCheckUp {
  public:
    enum class Phase { NotYet, Looking, Done, Stopped, Broken };

    /// `wake` is called from the working thread when there is something to poll(); it must be safe there.
    /// `today` dates what is remembered.
    LiveCheckUp(std::shared_ptr<const Host> host, std::function<void()> wake, Day today = {});
    LiveCheckUp(const LiveCheckUp&) = delete;
    LiveCheckUp& operator=(const LiveCheckUp&) = delete;
    /// Asks the work to stop and does not wait for it.
    ~LiveCheckUp();

    /// Begins, or begins again; while it is looking, nothing. What an earlier look found stays until then.
    void start();
    /// What was seen so far stays.
    void stop();
    /// Takes over what has arrived. True when something changed.
    bool poll();

    /// What the person has put aside: it is listed last, and counts for nothing.
    void put_aside(const std::string& id, const std::string& note, Day until, Day today);
    void take_back(const std::string& id);
    [[nodiscard]] const PutAside* aside(std::string_view id) const { return aside_.find(id, today_); }
    [[nodiscard]] const PutAsideList& aside_list() const { return aside_; }
    void use_aside_list(PutAsideList list, Day today);
    /// How things stood in the last whole look, of this session or an earlier one.
    [[nodiscard]] const std::optional<CheckSnapshot>& remembered() const { return latest_; }
    /// A look of an earlier session; one of this session counts more.
    void remember(CheckSnapshot earlier);
    /// What differs from the look before this one, if there was one.
    [[nodiscard]] CheckChanges changes() const;
    /// The day of the look that changes() compares with.
    [[nodiscard]] std::optional<Day> compared_with() const;
    /// Goes up with everything above that somebody may want to keep.
    [[nodiscard]] std::size_t memory_changes() const { return memory_changes_; }
    /// As before the first look: nothing found, nothing put aside, nothing remembered.
    void forget();

    /// What the person wants to be ready for; counts for what was found already, too.
    void use_profile(ThreatProfile profile);
    [[nodiscard]] ThreatProfile profile() const { return profile_; }

    [[nodiscard]] Phase phase() const { return phase_; }
    [[nodiscard]] std::size_t done() const { return findings_.size(); }
    [[nodiscard]] std::size_t total() const { return infos_.size(); }

    /// As a person should meet them: at risk first, then can't tell, then good.
    [[nodiscard]] std::vector<const checks::Finding*> ordered() const;
    [[nodiscard]] const checks::Finding* finding(std::string_view id) const;
    [[nodiscard]] const checks::CheckInfo* info(std::string_view id) const;
    [[nodiscard]] const std::vector<checks::CheckInfo>& infos() const { return infos_; }
    /// The one thing to do next, or null.
    [[nodiscard]] const checks::Finding* next_step() const;
    [[nodiscard]] std::size_t count(FindingGroup group) const;
    /// Minutes that everything worth doing takes together.
    [[nodiscard]] int minutes_to_do() const;
    /// Hours and minutes of the clock on the wall when the last look ended: "09:12"; empty before.
    [[nodiscard]] const std::string& looked_at() const { return looked_at_; }
    /// True when a thread hangs in the system and must not be waited for at the end.
    [[nodiscard]] bool left_threads_behind() const { return abandoned_; }

  private:
    struct Mailbox;

    std::shared_ptr<const Host> host_;
    std::function<void()> wake_;
    std::shared_ptr<Mailbox> mailbox_;
    std::vector<checks::CheckInfo> infos_;
    std::vector<checks::Finding> raw_;       ///< as they were found
    std::vector<checks::Finding> findings_;  ///< as the person's profile shows them
    ThreatProfile profile_ = ThreatProfile::Everyday;
    PutAsideList aside_;
    Day today_{};
    std::optional<CheckSnapshot> before_;  ///< the look before the last whole one
    std::optional<CheckSnapshot> latest_;
    std::size_t memory_changes_ = 0;
    Phase phase_ = Phase::NotYet;
    std::string looked_at_;
    bool abandoned_ = false;
};

}  // namespace amparo::models
