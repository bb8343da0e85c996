#pragma once
// When what is open closes by itself because nobody has touched the window. Times are handed in.

#include <array>
#include <chrono>
#include <cstddef>

namespace amparo::models {

class IdleLock {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::array<int, 4> kMinutes{1, 5, 15, 30};

    [[nodiscard]] int minutes() const { return minutes_; }
    /// Anything but one of kMinutes leaves it as it is.
    void set_minutes(int minutes);
    /// Goes up when the person chooses.
    [[nodiscard]] std::size_t changes() const { return changes_; }

    void touch(Clock::time_point now) { touched_ = now; }
    /// Zero when it is time to close.
    [[nodiscard]] Clock::duration left(Clock::time_point now) const;

  private:
    int minutes_ = 5;
    std::size_t changes_ = 0;
    Clock::time_point touched_{};
};

}  // namespace amparo::models
