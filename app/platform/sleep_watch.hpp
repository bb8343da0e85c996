#pragma once
// Tells when the computer goes to sleep, so that what is open can be closed. Windows says so before it sleeps; Linux, asked
// without a bus, only when it is awake again, and then at once.

#include <chrono>
#include <functional>
#include <memory>

namespace amparo {

class SleepWatch {
  public:
    SleepWatch() = default;
    SleepWatch(const SleepWatch&) = delete;
    SleepWatch& operator=(const SleepWatch&) = delete;
    /// Nothing is told any more when this returns.
    virtual ~SleepWatch() = default;
};

/// `slept` is called from another thread. Null where the system does not tell.
[[nodiscard]] std::unique_ptr<SleepWatch> watch_sleep(std::function<void()> slept);

/// How long the computer has slept since it was started; zero where that is not known.
[[nodiscard]] std::chrono::nanoseconds time_asleep();

}  // namespace amparo
