#pragma once
// The accounts whose loss would hurt most, and four things about each: a second step, ways back in, signed-in devices, connected
// apps; for some also a programme for people at risk, and who else holds the key. Guided questions; only the person answers.
// Plain state; one thread. `save` gives what a vault may keep.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/json.hpp"
#include "app/base/message.hpp"
#include "app/models/check_up.hpp"

namespace amparo::models {

/// `ByMessage`: of the second step only, codes come as text messages or calls.
enum class Answer { Unanswered, Yes, No, DontKnow, ByMessage };

/// The four that make up progress come first.
enum class PlanQuestion { SecondStep, WaysBack, Devices, Apps, Hardened, CoAdmins };
inline constexpr std::size_t kPlanParts = 4;
[[nodiscard]] std::string_view question_id(PlanQuestion question);

struct KeyAccount {
    std::string kind;  ///< "mail", "phone", …: also its id
    std::string name;  ///< an alias that the person typed; may be empty
    std::vector<PlanQuestion> questions;
    std::vector<Answer> answers;  ///< one for each question
    std::optional<Day> looked;    ///< when it was last answered

    [[nodiscard]] std::size_t done() const;  ///< of the four parts
    /// The first question that is not settled; nothing when all are.
    [[nodiscard]] std::optional<PlanQuestion> next() const;
    [[nodiscard]] FindingGroup group() const;
    /// Half a year after the last look.
    [[nodiscard]] bool due(Day today) const;
};

class AccountPlan {
  public:
    AccountPlan();
    /// The one that would hurt most comes first.
    [[nodiscard]] const std::vector<KeyAccount>& accounts() const { return accounts_; }
    [[nodiscard]] const KeyAccount* find(std::string_view kind) const;
    void answer(std::string_view kind, PlanQuestion question, Answer answer, Day today);
    void rename(std::string_view kind, std::string name);
    [[nodiscard]] bool begun() const;
    /// Neither an answer nor a name: there is nothing to keep.
    [[nodiscard]] bool empty() const;
    /// As on the first day.
    void clear();
    /// Another number whenever save() would give something else.
    [[nodiscard]] std::size_t changes() const { return changes_; }

    [[nodiscard]] Json save() const;
    /// Errors: Corrupt — names the field; then nothing has changed.
    [[nodiscard]] Result<void> load(const Json& saved);

  private:
    std::vector<KeyAccount> accounts_;
    std::size_t changes_ = 0;
};

[[nodiscard]] Message plan_account_message(const KeyAccount& account);
/// What to do next there, or when it was looked over.
[[nodiscard]] Message plan_next_message(const KeyAccount& account, Day today);

}  // namespace amparo::models
