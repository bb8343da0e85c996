#pragma once
// What the keyboard and the pointer of a window mean: handed to the drawing surface, or understood as a shortcut.

#include <chrono>
#include <functional>

#include "app/models/window_model.hpp"
#include "app/ui/ui.hpp"

struct GLFWwindow;

namespace amparo::shell {

/// Three presses of Shift within five seconds, with nothing in between.
class HidePresses {
  public:
    using Clock = std::chrono::steady_clock;
    /// True at the third press.
    bool press(Clock::time_point now);
    void other_key() { count_ = 0; }
    /// How many count at this moment; forgets those that are too long ago.
    int count(Clock::time_point now);
    static constexpr std::chrono::seconds kWithin{5};

  private:
    int count_ = 0;
    Clock::time_point first_;
};

/// Everything that the callbacks of one window may touch.
struct Input {
    ui::Ui* ui = nullptr;
    models::WindowModel* model = nullptr;
    HidePresses hide;
    bool close = false;
    bool wall = false;         ///< what a group looks at: keys go to its page, no shortcut leads elsewhere
    bool full_screen = false;  ///< F11 was pressed there
    int events = 0;  ///< since somebody looked
};

/// `input` outlives the window.
void connect_input(GLFWwindow* window, Input& input);

}  // namespace amparo::shell
