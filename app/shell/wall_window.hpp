#pragma once
// The window that a group looks at: what the trainer shows, and nothing else. It has a drawing surface of its own, so that
// it may be in another language and run the other way. One thread, the main one.

#include <memory>
#include <optional>
#include <string>

#include "app/models/window_model.hpp"
#include "app/screens/view.hpp"
#include "app/shell/glfw_input.hpp"
#include "app/ui/ui.hpp"

namespace amparo::shell {

struct WallFrame {
    int width = 0;  ///< pixels
    int height = 0;
    bool mirrored = false;
    const std::vector<a11y::Node>* nodes = nullptr;
};

class WallWindow {
  public:
    /// Opens it, on a second screen where there is one, with what windows were asked for last. `model` outlives it. Errors:
    /// Unsupported — the system gives no further window.
    [[nodiscard]] static Result<std::unique_ptr<WallWindow>> open(models::WindowModel& model, const std::string& title, const char* shader_version);
    WallWindow(const WallWindow&) = delete;
    WallWindow& operator=(const WallWindow&) = delete;
    ~WallWindow();

    /// What was pressed or moved since somebody looked.
    [[nodiscard]] int take_events();
    [[nodiscard]] bool closed() const;
    /// Draws a frame and gives the surface back to `main`. True when another should follow at once.
    bool draw(const ui::Look& look, GLFWwindow* main, float seconds);
    /// Gone from the screen at once.
    void hide();
    [[nodiscard]] const WallFrame& frame() const { return frame_; }

  private:
    WallWindow(models::WindowModel& model, GLFWwindow* window, std::unique_ptr<ui::Ui> ui) : model_(&model), window_(window), ui_(std::move(ui)) {}

    models::WindowModel* model_;
    GLFWwindow* window_;
    std::unique_ptr<ui::Ui> ui_;
    Input input_;
    screens::ViewState state_;
    WallFrame frame_;
    bool ready_ = false;  // its renderer was started
};

}  // namespace amparo::shell
