#include "app/base/version.hpp"
#include "app/shell/window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#ifdef __linux__
#define GLFW_NATIVE_INCLUDE_NONE
#define GLFW_EXPOSE_NATIVE_WAYLAND
#include <GLFW/glfw3native.h>
#elif defined(_WIN32)
struct HWND__;
using HWND = HWND__*;
#define GLFW_NATIVE_INCLUDE_NONE
#define GLFW_EXPOSE_NATIVE_WIN32
#include <GLFW/glfw3native.h>
#endif
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "app/a11y/bridge.hpp"
#include "app/a11y/system_look.hpp"
#include "app/platform/capture.hpp"
#include "app/platform/display_gone.hpp"
#include "app/platform/hardening.hpp"
#include "app/platform/portable_root.hpp"
#include "app/platform/running_host.hpp"
#include "app/platform/sleep_watch.hpp"
#include "app/platform/storage.hpp"
#include "app/screens/view.hpp"
#include "app/shell/glfw_input.hpp"
#include "app/shell/wall_window.hpp"

namespace amparo::shell {

namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 800;
constexpr int kLeastWidth = 360;
constexpr int kLeastHeight = 300;
constexpr int kSettlingFrames = 2;  // after the frame that shows an event
constexpr float kDotsSeconds = 1;      // between two looks at how long ago Shift was pressed
constexpr unsigned kColorBufferBit = 0x4000;

std::string& last_error() {
    static std::string text;
    return text;
}

void on_error(int /*code*/, const char* text) { last_error() = text; }

/// Lets working threads wake the loop as long as there is one.
class Alarm {
  public:
    void ring() {
        const std::lock_guard lock(mutex_);
        if (open_) glfwPostEmptyEvent();
    }
    void set_open(bool open) {
        const std::lock_guard lock(mutex_);
        open_ = open;
    }

  private:
    std::mutex mutex_;
    bool open_ = false;
};

/// While it lives the loop can be woken; it goes before GLFW does.
class OpenAlarm {
  public:
    explicit OpenAlarm(Alarm& alarm) : alarm_(&alarm) { alarm.set_open(true); }
    OpenAlarm(const OpenAlarm&) = delete;
    OpenAlarm& operator=(const OpenAlarm&) = delete;
    ~OpenAlarm() { alarm_->set_open(false); }

  private:
    Alarm* alarm_;
};

struct Gl {
    void (*viewport)(int, int, int, int) = nullptr;
    void (*clear_color)(float, float, float, float) = nullptr;
    void (*clear)(unsigned) = nullptr;

    [[nodiscard]] bool load() {
        viewport = reinterpret_cast<decltype(viewport)>(glfwGetProcAddress("glViewport"));
        clear_color = reinterpret_cast<decltype(clear_color)>(glfwGetProcAddress("glClearColor"));
        clear = reinterpret_cast<decltype(clear)>(glfwGetProcAddress("glClear"));
        return viewport != nullptr && clear_color != nullptr && clear != nullptr;
    }
};

struct Glfw {
    Glfw() = default;
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;
    ~Glfw() {
        if (window != nullptr) glfwDestroyWindow(window);
        if (started) glfwTerminate();
    }
    bool started = false;
    GLFWwindow* window = nullptr;
    const char* shader_version = nullptr;
};

Error no_window() {
    return Error{Errc::Unsupported, {}, last_error().empty() ? "no display" : last_error()};
}

/// There is a screen, and nothing that could draw on it.
Error no_graphics(std::string detail) { return Error{Errc::Unsupported, "start.no_graphics", std::move(detail)}; }

/// Larger than the screen would put Hide now and Get help outside of it.
void choose_size(int& width, int& height) {
    float scale = 1;
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (monitor == nullptr) return;
    float scale_y = 1;
    glfwGetMonitorContentScale(monitor, &scale, &scale_y);
    width = static_cast<int>(static_cast<float>(width) * std::max(scale, 1.0F));
    height = static_cast<int>(static_cast<float>(height) * std::max(scale, 1.0F));
    int x = 0;
    int y = 0;
    int most_width = 0;
    int most_height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &most_width, &most_height);
    if (most_width > 0) width = std::min(width, most_width);
    if (most_height > 0) height = std::min(height, most_height);
}

Result<void> open(Glfw& glfw, const std::string& title) {
    glfwSetErrorCallback(on_error);
    last_error().clear();
#ifdef __linux__
    // Without a Wayland session its library would only complain on the terminal.
    if (std::getenv("WAYLAND_DISPLAY") == nullptr && std::getenv("DISPLAY") != nullptr) {
        glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
    }
#endif
    glfw.started = glfwInit() == GLFW_TRUE;
    if (!glfw.started) return std::unexpected(no_window());
    int width = kWidth;
    int height = kHeight;
    choose_size(width, height);
    struct Version {
        int api, major, minor;
        const char* shader;
    };
    for (const Version& version : {Version{GLFW_OPENGL_API, 3, 0, "#version 130"}, Version{GLFW_OPENGL_ES_API, 3, 0, "#version 300 es"}}) {
        glfwDefaultWindowHints();
        glfwWindowHint(GLFW_CLIENT_API, version.api);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, version.major);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, version.minor);
        glfwWindowHint(GLFW_DEPTH_BITS, 0);
        glfwWindowHint(GLFW_STENCIL_BITS, 0);
        glfwWindowHintString(GLFW_X11_CLASS_NAME, program_word().data());
        glfwWindowHintString(GLFW_X11_INSTANCE_NAME, program_word().data());
        glfwWindowHintString(GLFW_WAYLAND_APP_ID, program_word().data());
        glfw.window = glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr);
        glfw.shader_version = version.shader;
        if (glfw.window != nullptr) break;
    }
    if (glfw.window == nullptr) return std::unexpected(no_graphics(last_error()));
    glfwSetWindowSizeLimits(glfw.window, kLeastWidth, kLeastHeight, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(glfw.window);
    glfwSwapInterval(1);
    return {};
}

/// What the system calls the window; null where nobody asks.
void* system_window(GLFWwindow* window) {
#ifdef _WIN32
    return glfwGetWin32Window(window);
#else
    static_cast<void>(window);
    return nullptr;
#endif
}

ui::ThemeKind theme_of(models::ThemeChoice choice) {
    switch (choice) {
        case models::ThemeChoice::Dark: return ui::ThemeKind::Dark;
        case models::ThemeChoice::HighContrast: return ui::ThemeKind::HighContrast;
        case models::ThemeChoice::System:
        case models::ThemeChoice::Light: break;
    }
    return ui::ThemeKind::Light;
}

/// Fonts of this computer for the sample of scripts in the gallery. What is not there is left out.
void add_sample_fonts(ui::TextEngine& text) {
    struct Sample {
        const char* file;
        const char* language;
    };
    constexpr std::array<Sample, 8> kSamples{{{"truetype/noto/NotoNastaliqUrdu-Regular.ttf", "ur"},
                                              {"truetype/noto/NotoSansHebrew-Regular.ttf", "he"},
                                              {"truetype/noto/NotoSansDevanagari-Regular.ttf", "hi"},
                                              {"truetype/noto/NotoSansBengali-Regular.ttf", "bn"},
                                              {"truetype/noto/NotoSansMyanmar-Regular.ttf", "my"},
                                              {"truetype/noto/NotoSansThai-Regular.ttf", "th"},
                                              {"truetype/noto/NotoSansEthiopic-Regular.ttf", "am"},
                                              {"opentype/noto/NotoSansCJK-Regular.ttc", "zh"}}};
    for (const Sample& sample : kSamples) {
        static_cast<void>(text.add_system_font(std::string("/usr/share/fonts/") + sample.file, {sample.language}));
    }
}

a11y::When when_to_tell(console::Readers readers) {
    switch (readers) {
        case console::Readers::On: return a11y::When::On;
        case console::Readers::Off: return a11y::When::Off;
        case console::Readers::Auto: break;
    }
    return a11y::When::Auto;
}

class Window {
    using Clock = std::chrono::steady_clock;

  public:
    Window(Glfw& glfw, Gl gl, ui::Ui& ui, models::WindowModel& model, a11y::Bridge& readers,
           a11y::SystemLookAnswer& system_look, std::atomic<bool>& slept, std::string title, const WindowOptions& options)
        : glfw_(&glfw), gl_(gl), ui_(&ui), model_(&model), readers_(&readers), system_look_(&system_look), slept_(&slept),
          title_(std::move(title)), options_(&options) {
        input_.ui = &ui;
        input_.model = &model;
        connect_input(glfw.window, input_);
    }

    void run() {
        int due = kSettlingFrames + 1;
        while (!glfwWindowShouldClose(glfw_->window) && !input_.close && !model_->hidden()) {
            if (due > 0 || wait_for_events()) {
                glfwPollEvents();
                due = std::max(due, 1);
            }
            const bool touched = std::exchange(input_.events, 0) > 0;
            model_->mind_idle(Clock::now(), touched);
            if (touched || model_->poll()) due = kSettlingFrames + 1;
            if (wall_ && wall_->take_events() > 0) due = kSettlingFrames + 1;
            if (const auto look = system_look_->take()) {
                model_->look.system = *look;
                due = kSettlingFrames + 1;
            }
            if (hear_readers()) due = kSettlingFrames + 1;
            if (slept_->exchange(false)) model_->keeping().close();
            state_.hide_presses = input_.hide.count(HidePresses::Clock::now());
            if (glfwGetWindowAttrib(glfw_->window, GLFW_ICONIFIED) == GLFW_TRUE) {
                due = 0;
                continue;
            }
            if (model_->is_private() != std::exchange(private_, model_->is_private())) {
                keep_out_of_captures(system_window(glfw_->window), private_);
            }
            if (due == 0 || model_->hidden()) continue;
            --due;
            if (draw() && due == 0) due = 1;
        }
        if (model_->hidden()) {
            if (wall_) wall_->hide();
            cover();
        } else if (state_.copied) {
            // What was copied of a message does not outlive the program.
            glfwSetClipboardString(glfw_->window, "");
        }
    }

  private:
    /// Sleeps until something happens or the next frame of what moves is due; true when that is now. Nothing moves in a
    /// window that nobody sees.
    bool wait_for_events() {
        if (!next_frame_ || glfwGetWindowAttrib(glfw_->window, GLFW_ICONIFIED) == GLFW_TRUE) {
            // What is open closes by itself behind it, too.
            if (model_->keeping().phase() == models::Keeping::Phase::Open) {
                glfwWaitEventsTimeout(idle_left() + 1);
            } else {
                glfwWaitEvents();
            }
            return false;
        }
        const auto left = [&] { return std::chrono::duration<double>(*next_frame_ - Clock::now()).count(); };
        if (const double wait = left(); wait > 0) glfwWaitEventsTimeout(wait);
        return left() <= 0;
    }

    /// Seconds until what is open closes by itself.
    [[nodiscard]] double idle_left() const { return std::chrono::duration<double>(model_->idle().left(Clock::now())).count(); }

    /// What the frame that was drawn asks for, and the dots of Hide now, which go when their time is over.
    void plan_next_frame() {
        std::optional<float> due = ui_->next_due();
        if (state_.hide_presses > 0) due = std::min(due.value_or(kDotsSeconds), kDotsSeconds);
        if (model_->keeping().phase() == models::Keeping::Phase::Open) {
            const auto left = static_cast<float>(idle_left()) + 1;
            due = std::min(due.value_or(left), left);
        }
        next_frame_.reset();
        if (due) next_frame_ = last_frame_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<float>(*due));
    }

    /// True when a screen reader asks for something, or has not seen the page yet.
    bool hear_readers() {
        a11y::Bridge::Arrived arrived = readers_->pump();
        for (a11y::Request& request : arrived.requests) ui_->request(std::move(request));
        return arrived.wants_frame || !arrived.requests.empty();
    }

    void tell_readers(int width, int height) {
        if (!readers_->listening()) return;
        a11y::Frame frame;
        frame.nodes = ui_->nodes();
        frame.announcements = ui_->announcements();
        frame.title = title_;
        frame.language = model_->words().language().tag;
        frame.active = glfwGetWindowAttrib(glfw_->window, GLFW_FOCUSED) == GLFW_TRUE;
        int x = 0;
        int y = 0;
        // Wayland does not say where windows are.
        if (glfwGetPlatform() != GLFW_PLATFORM_WAYLAND) glfwGetWindowPos(glfw_->window, &x, &y);
        const auto left = static_cast<float>(x);
        const auto top = static_cast<float>(y);
        frame.window = {left, top, left + static_cast<float>(width), top + static_cast<float>(height)};
        readers_->update(std::move(frame));
    }

    /// True when the next frame should follow at once.
    bool draw() {
        int width = 0;
        int height = 0;
        glfwGetFramebufferSize(glfw_->window, &width, &height);
        if (width <= 0 || height <= 0) return false;
        float scale = 1;
        float scale_y = 1;
        glfwGetWindowContentScale(glfw_->window, &scale, &scale_y);
        const bool mirrored = model_->right_to_left();
        ui_->set_look({theme_of(model_->look.drawn_theme()),
                       std::clamp(scale, 0.5F, 4.0F) * static_cast<float>(model_->look.text_percent) / 100.0F, mirrored,
                       model_->look.moves_little()});
        if (model_->places.here().place == models::Place::Gallery && !std::exchange(sampled_, true)) {
            add_sample_fonts(ui_->text_engine());
        }
        const auto now = Clock::now();
        const float seconds = std::chrono::duration<float>(now - last_frame_).count();
        last_frame_ = now;
        ui_->make_current();  // what was pressed in the group's window left that one current
        ImGui_ImplOpenGL3_NewFrame();
        ui_->begin_frame(width, height, seconds);
        screens::View view{*ui_, *model_, state_};
        screens::draw(view);
        bool again = false;
        ImDrawData* data = ui_->end_frame(again);
        clear(width, height);
        ImGui_ImplOpenGL3_RenderDrawData(data);
        glfwSwapBuffers(glfw_->window);
        ++frames_;
        if (draw_wall(seconds)) again = true;
        tell_readers(width, height);
        if (options_->after_frame) options_->after_frame({frames_, width, height, ui_->mirrored(), &ui_->nodes()});
        plan_next_frame();
        // A press in this frame may have changed what is to be seen.
        return again;
    }

    /// The group's window: there while a workshop wants it. True when its next frame should follow at once.
    bool draw_wall(float seconds) {
        models::Trainer& trainer = model_->trainer();
        if (wall_ && wall_->closed()) trainer.set_wall_window(false);
        const bool wanted = trainer.wall_window() && trainer.presenter() != nullptr;
        bool again = false;
        if (!wanted) {
            wall_.reset();
        } else if (!wall_) {
            auto opened = WallWindow::open(*model_, trainer.wall().words().tr("trainer.wall").text, glfw_->shader_version);
            if (opened) {
                wall_ = *std::move(opened);
            } else {
                trainer.set_wall_window(false);
            }
            again = true;
        }
        if (wall_) again = wall_->draw(ui_->look(), glfw_->window, seconds) || again;
        ui_->make_current();
        if (wall_ && options_->after_wall_frame) options_->after_wall_frame(wall_->frame());
        return again;
    }

    void clear(int width, int height) const {
        const std::uint32_t color = ui_->color(ui::Color::Background);
        const auto part = [&](unsigned shift) { return static_cast<float>((color >> shift) & 0xFFU) / 255.0F; };
        gl_.viewport(0, 0, width, height);
        gl_.clear_color(part(0), part(8), part(16), 1);
        gl_.clear(kColorBufferBit);
    }

    /// One empty frame, so that nothing of the page stays on the screen while the window goes.
    void cover() const {
        int width = 0;
        int height = 0;
        glfwGetFramebufferSize(glfw_->window, &width, &height);
        gl_.viewport(0, 0, width, height);
        gl_.clear_color(1, 1, 1, 1);
        gl_.clear(kColorBufferBit);
        glfwSwapBuffers(glfw_->window);
        glfwHideWindow(glfw_->window);
        glfwSetClipboardString(glfw_->window, "");
    }

    Glfw* glfw_;
    Gl gl_;
    ui::Ui* ui_;
    models::WindowModel* model_;
    a11y::Bridge* readers_;
    a11y::SystemLookAnswer* system_look_;
    std::atomic<bool>* slept_;  // the computer was asleep, and nobody looked since
    std::string title_;
    const WindowOptions* options_;
    Input input_;
    std::unique_ptr<WallWindow> wall_;
    screens::ViewState state_;
    std::size_t frames_ = 0;
    bool private_ = false;  // the system was told so
    bool sampled_ = false;  // the fonts of the computer were asked for
    Clock::time_point last_frame_ = Clock::now();
    std::optional<Clock::time_point> next_frame_;
};

/// Pages to print lie in a folder of their own beside the program. One of the same name is written anew.
Result<std::string> keep_page(const std::string& name, const std::string& html) {
    AMPARO_TRY(const PortableRoot root, find_portable_root(std::nullopt));
    const std::string folder = root.program_folder + "/pages";
    AMPARO_TRY(const auto storage, open_storage(folder, CreateFolder::Yes));
    if (const auto removed = storage->remove(name); !removed && removed.error().code != Errc::NotFound) return std::unexpected(removed.error());
    AMPARO_TRY(const auto file, storage->open(name, OpenMode::CreateNew));
    AMPARO_TRY_VOID(file->write(0, as_bytes(html)));
    AMPARO_TRY_VOID(file->flush());
    return folder + "/" + name;
}

}  // namespace

Result<int> run_window(const console::WindowRequest& request, bool& leave_at_once, const WindowOptions& options) {
    keep_graphics_from_writing();
    const auto alarm = std::make_shared<Alarm>();
    const auto wake = [alarm] { alarm->ring(); };
    // First of all, so that the answer is there before the first picture.
    const auto system_look = a11y::ask_system_look(wake);
    Glfw glfw;
    AMPARO_TRY_VOID(open(glfw, request.title));
    const OpenAlarm open_alarm(*alarm);
    say_when_display_goes(request.display_gone, console::kInternal);
    Gl gl;
    if (!gl.load()) return std::unexpected(no_graphics("OpenGL lacks what every version has"));
    AMPARO_TRY(const auto ui, ui::Ui::create());
    if (!ImGui_ImplOpenGL3_Init(glfw.shader_version)) return std::unexpected(no_graphics("OpenGL cannot be used"));

    models::WindowSetup setup;
    setup.shipped = request.shipped;
    setup.languages = request.languages;
    setup.host = make_running_host();
    setup.wake = wake;
    setup.language = request.language;
    setup.first_run = !request.language_asked_for;
    setup.keep_page = keep_page;
    setup.today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    setup.data_folder = request.data_folder;
    models::WindowModel model(std::move(setup));
    const auto readers = a11y::make_bridge(when_to_tell(request.readers), wake);
    std::atomic<bool> slept = false;
    const auto sleep = watch_sleep([&slept, wake] {
        slept = true;
        wake();
    });
    Window(glfw, gl, *ui, model, *readers, *system_look, slept, request.title, options).run();
#ifdef __linux__
    if (glfwGetPlatform() == GLFW_PLATFORM_WAYLAND && !model.hidden()) end_if_wayland_is_gone(glfwGetWaylandDisplay());
#endif
    if (model.hidden()) model.keeping().abandon();
    leave_at_once = !readers->close() || leave_at_once || model.hidden() ||
                    model.keeping().phase() == models::Keeping::Phase::Opening || model.check_up().left_threads_behind() ||
                    model.check_up().phase() == models::LiveCheckUp::Phase::Looking;
    ui->make_current();
    ImGui_ImplOpenGL3_Shutdown();
    return console::kDone;
}

}  // namespace amparo::shell
