#pragma once
// What the two dates of a record in the table amount to; the same on every system.

#include "checks/check.hpp"
#include "checks/probes/os_support.hpp"

namespace amparo::checks {

/// `record` has both dates. `system` is the name that is shown.
[[nodiscard]] Judgement judge_support_dates(const OsRecord& record, const Facts& facts, const Code& system, Day today);

}  // namespace amparo::checks
