#pragma once
// What can be done next, and by when: from asking the platform or desk again to appeals, the Digital Services Act and the
// procedures of the United Nations. Days count from what the case says; a rung without a day can be taken at any time. Pure.

#include <optional>
#include <string>
#include <vector>

#include "app/base/date.hpp"
#include "app/cases/case_file.hpp"

namespace amparo::cases {

struct Rung {
    std::string id;          ///< "cases.rung.<id>" says it
    std::optional<Day> due;  ///< when to take it, or until when
    bool until = false;      ///< `due` is the last day
    std::string taken;       ///< when it was taken, or empty
};

/// In the order in which they are taken.
[[nodiscard]] std::vector<Rung> ladder_of(const CaseFile& file);

struct NextDate {
    Day day;
    std::string rung;  ///< or empty: then `who` owes an answer
    std::string who;
};
/// The nearest open date of a case; nothing for a closed one.
[[nodiscard]] std::optional<NextDate> next_date(const CaseFile& file);

/// The state in one word: "drafted", "waiting", "answered", "closed".
[[nodiscard]] std::string state_of(const CaseFile& file);

}  // namespace amparo::cases
