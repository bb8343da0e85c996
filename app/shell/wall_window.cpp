#include "app/shell/wall_window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>

namespace amparo::shell {

namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 800;
constexpr int kLeast = 320;
constexpr unsigned kColorBufferBit = 0x4000;

/// A screen that the trainer's window is not on; nullptr when there is one only.
GLFWmonitor* other_screen() {
    int count = 0;
    GLFWmonitor** screens = glfwGetMonitors(&count);
    return count > 1 ? screens[1] : nullptr;
}

void place(GLFWwindow* window) {
    GLFWmonitor* screen = other_screen();
    // Wayland puts windows where it likes.
    if (screen == nullptr || glfwGetPlatform() == GLFW_PLATFORM_WAYLAND) return;
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    glfwGetMonitorWorkarea(screen, &x, &y, &width, &height);
    glfwSetWindowPos(window, x, y);
    if (width > 0 && height > 0) glfwSetWindowSize(window, width, height);
}

/// The screen on which most of the window is, for F11.
GLFWmonitor* screen_of(GLFWwindow* window) {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    if (glfwGetPlatform() == GLFW_PLATFORM_WAYLAND) return glfwGetPrimaryMonitor();
    glfwGetWindowPos(window, &x, &y);
    glfwGetWindowSize(window, &width, &height);
    int count = 0;
    GLFWmonitor** screens = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int left = 0;
        int top = 0;
        glfwGetMonitorPos(screens[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(screens[i]);
        if (mode == nullptr) continue;
        const int middle_x = x + width / 2;
        const int middle_y = y + height / 2;
        if (middle_x >= left && middle_x < left + mode->width && middle_y >= top && middle_y < top + mode->height) return screens[i];
    }
    return glfwGetPrimaryMonitor();
}

void toggle_full_screen(GLFWwindow* window) {
    if (glfwGetWindowMonitor(window) != nullptr) {
        glfwSetWindowMonitor(window, nullptr, kLeast / 4, kLeast / 4, kWidth, kHeight, GLFW_DONT_CARE);
        return;
    }
    GLFWmonitor* screen = screen_of(window);
    const GLFWvidmode* mode = screen == nullptr ? nullptr : glfwGetVideoMode(screen);
    if (mode != nullptr) glfwSetWindowMonitor(window, screen, 0, 0, mode->width, mode->height, mode->refreshRate);
}

template <typename Function>
void call_gl(const char* name, auto... values) {
    const auto function = reinterpret_cast<Function>(glfwGetProcAddress(name));
    if (function != nullptr) function(values...);
}

}  // namespace

Result<std::unique_ptr<WallWindow>> WallWindow::open(models::WindowModel& model, const std::string& title, const char* shader_version) {
    AMPARO_TRY(auto ui, ui::Ui::create());
    GLFWwindow* before = glfwGetCurrentContext();
    // The trainer keeps the keyboard: neither the new window nor one that is shown again takes it.
    glfwWindowHint(GLFW_FOCUSED, GLFW_FALSE);
    glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
    GLFWwindow* window = glfwCreateWindow(kWidth, kHeight, title.c_str(), nullptr, nullptr);
    if (window == nullptr) return fail(Errc::Unsupported, "no further window");
    std::unique_ptr<WallWindow> out(new WallWindow(model, window, std::move(ui)));
    glfwSetWindowSizeLimits(window, kLeast, kLeast, GLFW_DONT_CARE, GLFW_DONT_CARE);
    place(window);
    out->input_.ui = out->ui_.get();
    out->input_.model = &model;
    out->input_.wall = true;
    connect_input(window, out->input_);
    glfwMakeContextCurrent(window);
    glfwSwapInterval(0);  // the trainer's window waits for the screen already
    out->ready_ = ImGui_ImplOpenGL3_Init(shader_version);
    glfwMakeContextCurrent(before);
    if (!out->ready_) return fail(Errc::Unsupported, "no renderer for a further window");
    return out;
}

WallWindow::~WallWindow() {
    GLFWwindow* before = glfwGetCurrentContext();
    glfwMakeContextCurrent(window_);
    if (ready_) {
        ui_->make_current();
        ImGui_ImplOpenGL3_Shutdown();
    }
    ui_.reset();
    glfwMakeContextCurrent(before == window_ ? nullptr : before);
    glfwDestroyWindow(window_);
}

int WallWindow::take_events() { return std::exchange(input_.events, 0); }

bool WallWindow::closed() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

bool WallWindow::draw(const ui::Look& look, GLFWwindow* main, float seconds) {
    if (std::exchange(input_.full_screen, false)) toggle_full_screen(window_);
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    if (width <= 0 || height <= 0) return false;
    float scale = 1;
    float scale_y = 1;
    glfwGetWindowContentScale(window_, &scale, &scale_y);
    ui::Look own = look;
    // Slides grow with the window by themselves; the trainer's text size is for reading at a desk.
    own.scale = std::clamp(scale, 0.5F, 4.0F);
    own.mirrored = model_->trainer().wall().words().language().right_to_left();
    glfwMakeContextCurrent(window_);
    ui_->make_current();
    ui_->set_look(own);
    ImGui_ImplOpenGL3_NewFrame();
    ui_->begin_frame(width, height, seconds);
    screens::View view{*ui_, *model_, state_};
    screens::draw_wall(view, true);
    bool again = false;
    ImDrawData* data = ui_->end_frame(again);
    const std::uint32_t color = ui_->color(ui::Color::Background);
    const auto part = [&](unsigned shift) { return static_cast<float>((color >> shift) & 0xFFU) / 255.0F; };
    call_gl<void (*)(int, int, int, int)>("glViewport", 0, 0, width, height);
    call_gl<void (*)(float, float, float, float)>("glClearColor", part(0), part(8), part(16), 1.0F);
    call_gl<void (*)(unsigned)>("glClear", kColorBufferBit);
    ImGui_ImplOpenGL3_RenderDrawData(data);
    glfwSwapBuffers(window_);
    frame_ = {width, height, ui_->mirrored(), &ui_->nodes()};
    glfwMakeContextCurrent(main);
    return again;
}

void WallWindow::hide() { glfwHideWindow(window_); }

}  // namespace amparo::shell
