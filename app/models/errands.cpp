#include "app/models/errands.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace amparo::models {

struct Errands::Queue {
    std::mutex mutex;
    std::condition_variable alarm;
    std::deque<std::function<void()>> waiting;
    bool ending = false;
    std::thread thread;

    void loop() {
        std::unique_lock hold(mutex);
        for (;;) {
            alarm.wait(hold, [this] { return ending || !waiting.empty(); });
            if (waiting.empty()) return;
            const auto errand = std::move(waiting.front());
            waiting.pop_front();
            hold.unlock();
            errand();
            hold.lock();
        }
    }
};

Errands::Errands() : queue_(std::make_unique<Queue>()) {}

Errands::~Errands() {
    if (!queue_->thread.joinable()) return;
    {
        const std::lock_guard hold(queue_->mutex);
        queue_->ending = true;
    }
    queue_->alarm.notify_all();
    queue_->thread.join();
}

void Errands::run(std::function<void()> errand) {
    if (!queue_->thread.joinable()) {
        try {
            queue_->thread = std::thread([queue = queue_.get()] { queue->loop(); });
        } catch (const std::system_error&) {
            errand();
            return;
        }
    }
    {
        const std::lock_guard hold(queue_->mutex);
        queue_->waiting.push_back(std::move(errand));
    }
    queue_->alarm.notify_all();
}

}  // namespace amparo::models
