#include "app/platform/sleep_watch.hpp"

#include <windows.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace amparo {

namespace {

// As Microsoft documents them; the headers that we compile with do not have them.
constexpr DWORD kNotifyByCallback = 2;
struct Subscription {
    ULONG(CALLBACK* callback)(PVOID context, ULONG what, PVOID setting) = nullptr;
    PVOID context = nullptr;
};

class PowerWatch final : public SleepWatch {
  public:
    explicit PowerWatch(std::function<void()> slept) : slept_(std::move(slept)) {
        asked_.callback = &PowerWatch::told;
        asked_.context = this;
        handle_ = ::RegisterSuspendResumeNotification(&asked_, kNotifyByCallback);
    }
    ~PowerWatch() override {
        if (handle_ != nullptr) ::UnregisterSuspendResumeNotification(handle_);
    }
    [[nodiscard]] bool works() const { return handle_ != nullptr; }

  private:
    static ULONG CALLBACK told(PVOID context, ULONG what, PVOID) {
        if (what == PBT_APMSUSPEND) static_cast<PowerWatch*>(context)->slept_();
        return ERROR_SUCCESS;
    }

    std::function<void()> slept_;
    Subscription asked_{};
    HPOWERNOTIFY handle_ = nullptr;
};

}  // namespace

std::chrono::nanoseconds time_asleep() {
    // In steps of 100 ns, and without the time asleep.
    ULONGLONG awake = 0;
    ::QueryUnbiasedInterruptTime(&awake);
    const std::chrono::nanoseconds running = std::chrono::milliseconds(::GetTickCount64());
    return std::max(std::chrono::nanoseconds(0), running - std::chrono::nanoseconds(static_cast<std::int64_t>(awake) * 100));
}

std::unique_ptr<SleepWatch> watch_sleep(std::function<void()> slept) {
    auto watch = std::make_unique<PowerWatch>(std::move(slept));
    if (!watch->works()) return nullptr;
    return watch;
}

}  // namespace amparo
