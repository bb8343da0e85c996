#include "app/models/idle_lock.hpp"

#include <algorithm>

namespace amparo::models {

void IdleLock::set_minutes(int minutes) {
    if (minutes == minutes_ || std::ranges::find(kMinutes, minutes) == kMinutes.end()) return;
    minutes_ = minutes;
    ++changes_;
}

IdleLock::Clock::duration IdleLock::left(Clock::time_point now) const {
    return std::max(Clock::duration::zero(), touched_ + std::chrono::minutes(minutes_) - now);
}

}  // namespace amparo::models
