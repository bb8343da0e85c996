#pragma once
// Small things that wait for a stick, one after the other on a thread of their own, so that a window never does. What was
// asked for is done before this goes. Called from one thread.

#include <functional>
#include <memory>

namespace amparo::models {

class Errands {
  public:
    Errands();
    /// Waits for what was asked for.
    ~Errands();
    Errands(const Errands&) = delete;
    Errands& operator=(const Errands&) = delete;

    /// The thread starts with the first one. Without a thread to be had it is done here and now.
    void run(std::function<void()> errand);

  private:
    struct Queue;
    std::unique_ptr<Queue> queue_;
};

}  // namespace amparo::models
