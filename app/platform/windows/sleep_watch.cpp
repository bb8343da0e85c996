#include "app/platform/sleep_watch.hpp"

#include <windows.h>
// After it: it needs its types.
#include <powrprof.h>

#include <utility>

namespace amparo {

namespace {

class PowerWatch final : public SleepWatch {
  public:
    explicit PowerWatch(std::function<void()> slept) : slept_(std::move(slept)) {
        asked_.Callback = &PowerWatch::told;
        asked_.Context = this;
        handle_ = ::RegisterSuspendResumeNotification(&asked_, DEVICE_NOTIFY_CALLBACK);
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
    DEVICE_NOTIFY_SUBSCRIBE_PARAMETERS asked_{};
    HPOWERNOTIFY handle_ = nullptr;
};

}  // namespace

std::chrono::nanoseconds time_asleep() {
    ULONGLONG with = 0;
    ULONGLONG without = 0;
    ::QueryInterruptTime(&with);
    ::QueryUnbiasedInterruptTime(&without);
    // In steps of 100 ns.
    return with > without ? std::chrono::nanoseconds((with - without) * 100) : std::chrono::nanoseconds(0);
}

std::unique_ptr<SleepWatch> watch_sleep(std::function<void()> slept) {
    auto watch = std::make_unique<PowerWatch>(std::move(slept));
    if (!watch->works()) return nullptr;
    return watch;
}

}  // namespace amparo
