#pragma once
// The check-up as a model: which checks there are, running them, what comes first, and the document that describes it
// all. Window and terminal are two views of this. Thread: one; `run` blocks and tells progress on the way.

#include <memory>
#include <string>
#include <vector>

#include "app/base/json.hpp"
#include "app/base/message.hpp"
#include "checks/probes/os_support.hpp"
#include "app/models/threat_profile.hpp"
#include "checks/runner.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

/// The five groups of a list of findings, in the order in which a person should see them.
enum class FindingGroup { FixSoon, WorthFixing, CannotTell, Good, DoesNotApply };
[[nodiscard]] FindingGroup group_of(const checks::Finding& finding);

/// Findings as a person should meet them: by group, then what matters to their profile, then tier, effort, name.
/// Pointers into `findings`.
[[nodiscard]] std::vector<const checks::Finding*> in_order(const std::vector<checks::Finding>& findings,
                                                           const std::vector<checks::CheckInfo>& infos,
                                                           ThreatProfile profile = ThreatProfile::Everyday);
/// How many findings are in a group.
[[nodiscard]] std::size_t count_in(const std::vector<checks::Finding>& findings, FindingGroup group);
/// The one thing to do next, of findings in order; nullptr when nothing is at risk.
[[nodiscard]] const checks::Finding* next_of(const std::vector<const checks::Finding*>& ordered);
/// The first things to do, at most kMaxNextSteps, of findings in order.
[[nodiscard]] std::vector<const checks::Finding*> next_steps_of(const std::vector<const checks::Finding*>& ordered);
/// nullptr when there is no such check.
[[nodiscard]] const checks::CheckInfo* find_info(const std::vector<checks::CheckInfo>& infos, std::string_view id);

/// How a finished check-up ends a command: design section 7.
enum class Outcome { NothingToDo = 0, NeedsAttention = 1, NotEverythingSeen = 3 };

class CheckUp {
  public:
    /// Reads the catalogue and its tables. Errors: Bug — a file of ours is broken; names it.
    [[nodiscard]] static Result<CheckUp> create();

    /// Chooses checks by id; empty `only` means all. Errors: NotFound — `detail` is the unknown id, and after a line
    /// feed the nearest known one.
    [[nodiscard]] Result<void> choose(const std::vector<std::string>& only, const std::vector<std::string>& skip);

    /// What the person wants to be ready for; for the next run.
    void use_profile(ThreatProfile profile) { profile_ = profile; }
    [[nodiscard]] ThreatProfile profile() const { return profile_; }

    /// Runs the chosen checks.
    void run(std::shared_ptr<const Host> host, const checks::RunOptions& options, const StopToken& stop,
             const checks::Progress& progress);

    [[nodiscard]] const std::vector<checks::CheckInfo>& infos() const { return infos_; }
    [[nodiscard]] const checks::CheckInfo* info(std::string_view id) const;
    [[nodiscard]] const checks::CheckReport& report() const { return report_; }
    /// Findings as a person should meet them: by group, then tier, then effort.
    [[nodiscard]] std::vector<const checks::Finding*> ordered() const;
    /// The one thing to do next, or nullptr.
    [[nodiscard]] const checks::Finding* next_step() const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] std::size_t count(FindingGroup group) const;

    /// The document of `check --json` (design section 7), with sentences in the translator's language.
    [[nodiscard]] Json document(const localization::Translator& words) const;

  private:
    CheckUp() = default;

    std::vector<checks::CheckInfo> infos_;
    std::vector<checks::RegisteredCheck> chosen_;
    std::vector<checks::Skipped> not_chosen_;
    checks::OsSupportTable os_support_;
    checks::CheckReport report_;
    ThreatProfile profile_ = ThreatProfile::Everyday;
    Json host_ = Json::object();
};

}  // namespace amparo::models
