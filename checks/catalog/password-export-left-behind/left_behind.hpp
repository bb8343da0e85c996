#pragma once
// The same search on every system; only the places of a person's folders differ, and user_dirs.hpp knows those.

#include "checks/check.hpp"

namespace amparo::checks {

[[nodiscard]] std::vector<Facts> collect_left_behind(const HostView& host);
[[nodiscard]] Judgement judge_left_behind(const Facts& facts, const JudgeContext& context);

}  // namespace amparo::checks
