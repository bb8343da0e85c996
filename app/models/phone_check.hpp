#pragma once
// A check of a phone by questions: the person looks, and answers yes, no or not sure. What comes out are findings as of
// any check. Nothing is kept but the answers, in memory. Thread: one.

#include <map>
#include <string>
#include <vector>

#include "app/models/check_up.hpp"

namespace amparo::models {

enum class Phone { Android, IPhone };
enum class PhoneAnswer { NotYet, Yes, No, Unsure };

struct PhoneQuestion {
    checks::CheckInfo info;
    Phone phone = Phone::Android;
    checks::Verdict if_no = checks::Verdict::AtRisk;
    checks::Severity severity = checks::Severity::Large;
};

class PhoneCheck {
  public:
    /// Errors: Bug — the table inside the program is broken.
    [[nodiscard]] static Result<PhoneCheck> create();

    Phone phone = Phone::Android;
    [[nodiscard]] std::vector<const PhoneQuestion*> questions() const;  ///< of the chosen phone
    void answer(const std::string& id, PhoneAnswer answer) { answers_[id] = answer; }
    [[nodiscard]] PhoneAnswer answer_to(const std::string& id) const;
    [[nodiscard]] std::size_t answered() const;  ///< of the chosen phone

    /// What an answer means; nothing yet is "can't tell" as "not sure" is.
    [[nodiscard]] checks::Finding finding(const PhoneQuestion& question, ThreatProfile profile) const;

  private:
    std::vector<PhoneQuestion> questions_;
    std::map<std::string, PhoneAnswer> answers_;
};

}  // namespace amparo::models
