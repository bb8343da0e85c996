#pragma once
// The window: GLFW and OpenGL around the screens. Draws only when something happened. One thread, the main one.

#include <functional>
#include <vector>

#include "app/a11y/node.hpp"
#include "app/console/console.hpp"

namespace amparo::shell {

/// For tests: what was drawn, after every frame.
struct FrameReport {
    std::size_t frame = 0;  ///< counted from 1
    int width = 0;          ///< pixels
    int height = 0;
    bool mirrored = false;
    const std::vector<a11y::Node>* nodes = nullptr;
};

struct WallFrame;

struct WindowOptions {
    std::function<void(const FrameReport&)> after_frame;
    std::function<void(const WallFrame&)> after_wall_frame{};  ///< the same for the window that a group looks at
};

/// Opens the window and stays until it is closed or hidden. `leave_at_once` becomes true when threads were left behind
/// and must not be waited for. Errors: Unsupported — no display or no OpenGL, with the system's reason.
[[nodiscard]] Result<int> run_window(const console::WindowRequest& request, bool& leave_at_once,
                                     const WindowOptions& options = {});

}  // namespace amparo::shell
