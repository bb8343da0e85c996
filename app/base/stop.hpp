#pragma once
// Cancellation and deadlines without std::stop_token, which libc++ does not have yet. Copies of a token share one flag.

#include <atomic>
#include <chrono>
#include <memory>

namespace amparo {

/// Says whether somebody asked to stop. Any thread.
class StopToken {
  public:
    StopToken() = default;
    [[nodiscard]] bool stop_requested() const { return flag_ && flag_->load(std::memory_order_acquire); }

  private:
    friend class StopSource;
    explicit StopToken(std::shared_ptr<std::atomic<bool>> flag) : flag_(std::move(flag)) {}
    std::shared_ptr<std::atomic<bool>> flag_;
};

/// Asks to stop. Any thread.
class StopSource {
  public:
    [[nodiscard]] StopToken token() const { return StopToken(flag_); }
    void request_stop() { flag_->store(true, std::memory_order_release); }

  private:
    std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

/// How long a piece of work may take, and who may stop it.
struct CallLimit {
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    StopToken stop;
};

}  // namespace amparo
