#include "app/platform/sleep_watch.hpp"

#ifdef __linux__
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <system_error>
#include <thread>
#endif

#include <utility>

namespace amparo {

#ifdef __linux__

namespace {

std::chrono::nanoseconds read_clock(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

class TimerWatch final : public SleepWatch {
  public:
    TimerWatch(int timer, int end, std::function<void()> slept) : timer_(timer), end_(end), slept_(std::move(slept)), thread_([this] { loop(); }) {}
    ~TimerWatch() override {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = ::write(end_, &one, sizeof one);
        thread_.join();
        ::close(timer_);
        ::close(end_);
    }

  private:
    /// A timer that never ends, but is cut short when the clock is set. The kernel sets it after every sleep.
    bool arm() const {
        itimerspec never{};
        never.it_value.tv_sec = 0x7FFFFFFF;
        return ::timerfd_settime(timer_, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr) == 0;
    }

    void loop() {
        auto before = time_asleep();
        while (arm()) {
            std::array<pollfd, 2> watched{{{timer_, POLLIN, 0}, {end_, POLLIN, 0}}};
            if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) return;
            if (watched[1].revents != 0) return;
            std::uint64_t ends = 0;
            [[maybe_unused]] const ssize_t taken = ::read(timer_, &ends, sizeof ends);
            // Somebody may as well have set the clock.
            const auto now = time_asleep();
            if (now - before > std::chrono::milliseconds(500)) slept_();
            before = now;
        }
    }

    int timer_;
    int end_;
    std::function<void()> slept_;
    std::thread thread_;
};

}  // namespace

std::chrono::nanoseconds time_asleep() {
    // Asked for in this order, what passes between the two makes the difference smaller.
    const auto with = read_clock(CLOCK_BOOTTIME);
    const auto without = read_clock(CLOCK_MONOTONIC);
    return std::max(std::chrono::nanoseconds(0), with - without);
}

std::unique_ptr<SleepWatch> watch_sleep(std::function<void()> slept) {
    const int timer = ::timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    const int end = ::eventfd(0, EFD_CLOEXEC);
    if (timer >= 0 && end >= 0) {
        try {
            return std::make_unique<TimerWatch>(timer, end, std::move(slept));
        } catch (const std::system_error&) {
            // No thread to be had.
        }
    }
    if (timer >= 0) ::close(timer);
    if (end >= 0) ::close(end);
    return nullptr;
}

#else

std::chrono::nanoseconds time_asleep() { return std::chrono::nanoseconds(0); }

std::unique_ptr<SleepWatch> watch_sleep(std::function<void()> slept) {
    static_cast<void>(slept);
    return nullptr;
}

#endif

}  // namespace amparo
