#include "tests/support/window_session.hpp"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "app/platform/descriptor.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/keyboard.hpp"
#include "tests/support/temp_folder.hpp"

namespace amparo::test {

namespace {

using Clock = std::chrono::steady_clock;

/// Between two acts of the mouse, so that a program that looks once per frame sees both.
constexpr unsigned kBetweenActsUs = 8'000;
constexpr unsigned kPollUs = 5'000;
constexpr std::chrono::seconds kServerLimit{20};

/// Windows come and go while we look at them; Xlib would end the test for it. Counts what went wrong instead.
int errors_seen = 0;
int note_error(Display* /*display*/, XErrorEvent* /*event*/) {
    ++errors_seen;
    return 0;
}
void server_is_gone(Display* /*display*/, void* /*data*/) {}

std::vector<std::string> with_display(const std::vector<std::string>& given, const std::string& display) {
    constexpr std::array<std::string_view, 6> kReplaced = {
        "DISPLAY=",    "WAYLAND_DISPLAY=",       "XDG_SESSION_TYPE=",
        "XAUTHORITY=", "LIBGL_ALWAYS_SOFTWARE=", "XMODIFIERS="};
    std::vector<std::string> out;
    for (const std::string& variable : given) {
        if (std::ranges::none_of(kReplaced,
                                 [&](std::string_view name) { return variable.starts_with(name); }))
            out.push_back(variable);
    }
    out.push_back("DISPLAY=" + display);
    out.emplace_back("LIBGL_ALWAYS_SOFTWARE=1");
    // No input method: what a key means is then the same everywhere.
    out.emplace_back("XMODIFIERS=@im=none");
    return out;
}

/// A server with a display number that it chose itself, so that sessions of several people never meet.
class Server {
  public:
    Server(const WindowOptions& options, const std::filesystem::path& folder) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        const Descriptor reading(ends[0]);
        Descriptor writing(ends[1]);
        ChildOptions child;
        child.program = "Xvfb";
        child.arguments = {
            "-displayfd",
            "3",
            "-screen",
            "0",
            std::to_string(options.screen_width) + "x" + std::to_string(options.screen_height) + "x24",
            "-nolisten",
            "tcp",
            "-noreset"};
        const char* path = std::getenv("PATH");
        child.environment = {std::string("PATH=") + (path != nullptr ? path : "/usr/bin:/bin")};
        child.output = folder / "server-output.txt";
        child.errors = folder / "server-errors.txt";
        child.hand_over = writing.get();
        // Not the hard way: it has files to take away.
        child.signal_of_orphan = SIGTERM;
        child_ = std::make_unique<Child>(child);
        writing = Descriptor();
        name_ = ":" + read_number(reading);
        if (name_.size() < 2) throw std::runtime_error("Xvfb does not start: " + read_file(child.errors));
    }
    ~Server() {
        child_->send(SIGTERM);
        (void)child_->wait(std::chrono::seconds(3));
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    [[nodiscard]] const std::string& name() const { return name_; }

  private:
    static std::string read_number(const Descriptor& from) {
        std::string out;
        const auto until = Clock::now() + kServerLimit;
        while (Clock::now() < until && !out.ends_with('\n')) {
            pollfd waiting{from.get(), POLLIN, 0};
            if (::poll(&waiting, 1, 100) <= 0) continue;
            std::array<char, 16> buffer{};
            const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
            if (got <= 0) return {};
            out.append(buffer.data(), static_cast<std::size_t>(got));
        }
        return out.substr(0, out.find('\n'));
    }

    std::unique_ptr<Child> child_;
    std::string name_;
};

struct CloseDisplay {
    void operator()(Display* display) const { ::XCloseDisplay(display); }
};

/// A text property of a window, or "".
std::string property(Display* display, Window window, Atom name) {
    Atom type = 0;
    int format = 0;
    unsigned long count = 0;
    unsigned long rest = 0;
    unsigned char* bytes = nullptr;
    constexpr long kMostWords = 65'536;
    const int result = ::XGetWindowProperty(display, window, name, 0, kMostWords, False, AnyPropertyType,
                                            &type, &format, &count, &rest, &bytes);
    const std::unique_ptr<unsigned char, int (*)(void*)> keep(bytes, &::XFree);
    if (result != 0 || bytes == nullptr || format != 8) return {};
    return {bytes, bytes + count};
}

}  // namespace

struct WindowSession::Inner {
    TempFolder folder;
    std::unique_ptr<Server> server;
    std::unique_ptr<Display, CloseDisplay> display;
    std::unique_ptr<Keyboard> keyboard;
    std::unique_ptr<Child> child;
    Window window = 0;

    [[nodiscard]] Display* get() const { return display.get(); }
    [[nodiscard]] Window root() const { return ::XDefaultRootWindow(get()); }

    [[nodiscard]] std::string title(Window of) const {
        const std::string modern = property(get(), of, ::XInternAtom(get(), "_NET_WM_NAME", False));
        return modern.empty() ? property(get(), of, XA_WM_NAME) : modern;
    }

    /// Windows on the screen, in the order in which they lie on each other, with what lies inside them.
    [[nodiscard]] std::vector<Window> visible(Window below) const {
        std::vector<Window> out;
        Window top = 0;
        Window parent = 0;
        Window* children = nullptr;
        unsigned count = 0;
        if (::XQueryTree(get(), below, &top, &parent, &children, &count) == 0) return out;
        const std::unique_ptr<Window, int (*)(void*)> keep(children, &::XFree);
        for (unsigned i = 0; i < count; ++i) {
            XWindowAttributes attributes{};
            if (::XGetWindowAttributes(get(), children[i], &attributes) == 0 ||
                attributes.map_state != IsViewable)
                continue;
            out.push_back(children[i]);
            const auto inside = visible(children[i]);
            out.insert(out.end(), inside.begin(), inside.end());
        }
        return out;
    }

    [[nodiscard]] WindowPlace place() const {
        XWindowAttributes attributes{};
        Window inside = 0;
        WindowPlace out;
        if (window == 0 || ::XGetWindowAttributes(get(), window, &attributes) == 0 ||
            ::XTranslateCoordinates(get(), window, root(), 0, 0, &out.x, &out.y, &inside) == 0) {
            throw std::runtime_error("the window is gone, or wait_for_window was not asked for one");
        }
        out.width = attributes.width;
        out.height = attributes.height;
        return out;
    }

    void pause() const {
        ::XSync(get(), False);
        ::usleep(kBetweenActsUs);
    }
};

WindowSession::WindowSession(const WindowOptions& options) : inner_(std::make_unique<Inner>()) {
    ::XSetErrorHandler(&note_error);
    inner_->server = std::make_unique<Server>(options, inner_->folder.path());
    inner_->display.reset(::XOpenDisplay(inner_->server->name().c_str()));
    if (!inner_->display) throw std::runtime_error("Xvfb does not answer");
    ::XSetIOErrorExitHandler(inner_->get(), &server_is_gone, nullptr);
    inner_->keyboard = std::make_unique<Keyboard>(inner_->get());
    ChildOptions child;
    child.program = options.program;
    child.arguments = options.arguments;
    child.environment = with_display(options.environment, inner_->server->name());
    child.folder = options.folder;
    child.output = inner_->folder.path() / "output.txt";
    child.errors = inner_->folder.path() / "errors.txt";
    inner_->child = std::make_unique<Child>(child);
}

void WindowSession::end_server() {
    inner_->keyboard.reset();
    inner_->display.reset();
    inner_->server.reset();
}

WindowSession::~WindowSession() {
    inner_->child.reset();
    inner_->keyboard.reset();
    inner_->display.reset();
    inner_->server.reset();
}

bool WindowSession::wait_for_window(const std::string& title, Milliseconds limit) {
    const auto until = Clock::now() + limit;
    do {
        for (const Window window : inner_->visible(inner_->root())) {
            if (inner_->title(window) != title) continue;
            inner_->window = window;
            // Nobody manages windows here, so nobody else gives them the keyboard.
            ::XRaiseWindow(inner_->get(), window);
            ::XSetInputFocus(inner_->get(), window, RevertToParent, CurrentTime);
            inner_->pause();
            return true;
        }
        ::usleep(kPollUs);
    } while (Clock::now() < until && running());
    return false;
}

std::vector<std::string> WindowSession::titles() const {
    std::vector<std::string> out;
    for (const Window window : inner_->visible(inner_->root())) {
        const std::string title = inner_->title(window);
        if (!title.empty()) out.push_back(title);
    }
    return out;
}

bool WindowSession::has_keyboard() const {
    Window focused = 0;
    int reverts = 0;
    ::XGetInputFocus(inner_->get(), &focused, &reverts);
    return inner_->window != 0 && focused == inner_->window;
}

WindowPlace WindowSession::place() const { return inner_->place(); }

void WindowSession::resize(int width, int height) {
    (void)inner_->place();
    ::XResizeWindow(inner_->get(), inner_->window, static_cast<unsigned>(width),
                    static_cast<unsigned>(height));
    inner_->pause();
    const WindowPlace now = inner_->place();
    if (now.width != width || now.height != height)
        throw std::runtime_error("the window does not take the size");
}

void WindowSession::ask_to_close() {
    (void)inner_->place();
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = inner_->window;
    event.xclient.message_type = ::XInternAtom(inner_->get(), "WM_PROTOCOLS", False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(::XInternAtom(inner_->get(), "WM_DELETE_WINDOW", False));
    ::XSendEvent(inner_->get(), inner_->window, False, NoEventMask, &event);
    inner_->pause();
}

void WindowSession::move(int x, int y) {
    const WindowPlace at = inner_->place();
    ::XTestFakeMotionEvent(inner_->get(), -1, at.x + x, at.y + y, CurrentTime);
    inner_->pause();
}

void WindowSession::mouse_down(int button) {
    ::XTestFakeButtonEvent(inner_->get(), static_cast<unsigned>(button), True, CurrentTime);
    inner_->pause();
}

void WindowSession::mouse_up(int button) {
    ::XTestFakeButtonEvent(inner_->get(), static_cast<unsigned>(button), False, CurrentTime);
    inner_->pause();
}

void WindowSession::click(int x, int y, int button) {
    move(x, y);
    mouse_down(button);
    mouse_up(button);
}

void WindowSession::double_click(int x, int y) {
    click(x, y);
    mouse_down();
    mouse_up();
}

void WindowSession::drag(int from_x, int from_y, int to_x, int to_y) {
    move(from_x, from_y);
    mouse_down();
    // In steps, because a program may wait for some way before it believes in a drag.
    constexpr int kSteps = 8;
    for (int step = 1; step <= kSteps; ++step) {
        move(from_x + (to_x - from_x) * step / kSteps, from_y + (to_y - from_y) * step / kSteps);
    }
    mouse_up();
}

void WindowSession::scroll(int x, int y, int notches) {
    move(x, y);
    for (int i = 0; i < std::abs(notches); ++i) {
        mouse_down(notches > 0 ? 5 : 4);
        mouse_up(notches > 0 ? 5 : 4);
    }
}

void WindowSession::press(std::string_view keys, int times) {
    for (int i = 0; i < times; ++i) inner_->keyboard->press(keys);
}

void WindowSession::key_down(std::string_view keys) { inner_->keyboard->down(keys); }
void WindowSession::key_up(std::string_view keys) { inner_->keyboard->up(keys); }
void WindowSession::type(std::string_view text) { inner_->keyboard->type(text); }

std::optional<std::string> WindowSession::clipboard() const {
    Display* display = inner_->get();
    const Atom clipboard = ::XInternAtom(display, "CLIPBOARD", False);
    const Atom text = ::XInternAtom(display, "UTF8_STRING", False);
    if (::XGetSelectionOwner(display, clipboard) == 0) return std::nullopt;
    const Window asking = ::XCreateSimpleWindow(display, inner_->root(), 0, 0, 1, 1, 0, 0, 0);
    ::XConvertSelection(display, clipboard, text, clipboard, asking, CurrentTime);
    ::XFlush(display);
    std::optional<std::string> out;
    const auto until = Clock::now() + std::chrono::seconds(1);
    XEvent event{};
    while (Clock::now() < until) {
        if (::XCheckTypedWindowEvent(display, asking, SelectionNotify, &event) == 0) {
            ::usleep(kPollUs);
            continue;
        }
        if (event.xselection.property != 0) out = property(display, asking, clipboard);
        break;
    }
    ::XDestroyWindow(display, asking);
    ::XSync(display, False);
    return out;
}

Picture WindowSession::picture() const {
    const WindowPlace at = inner_->place();
    const int errors_before = errors_seen;
    struct Destroy {
        void operator()(XImage* image) const { XDestroyImage(image); }
    };
    const std::unique_ptr<XImage, Destroy> image(
        ::XGetImage(inner_->get(), inner_->window, 0, 0, static_cast<unsigned>(at.width),
                    static_cast<unsigned>(at.height), AllPlanes, ZPixmap));
    if (!image || errors_seen != errors_before || image->bits_per_pixel != 32 ||
        image->byte_order != LSBFirst) {
        throw std::runtime_error("no picture of the window; is all of it on the screen?");
    }
    std::array<unsigned, 3> shifts{};
    const std::array<unsigned long, 3> masks = {image->red_mask, image->green_mask, image->blue_mask};
    for (std::size_t i = 0; i < masks.size(); ++i) {
        if (std::popcount(masks[i]) != 8)
            throw std::runtime_error("the server's colours have another size than ours");
        shifts[i] = static_cast<unsigned>(std::countr_zero(masks[i]));
    }
    Picture out{at.width, at.height, {}};
    out.rgb.resize(static_cast<std::size_t>(at.width) * static_cast<std::size_t>(at.height) * 3);
    auto to = out.rgb.begin();
    for (int y = 0; y < at.height; ++y) {
        const char* row = image->data + static_cast<std::ptrdiff_t>(y) * image->bytes_per_line;
        for (int x = 0; x < at.width; ++x, row += 4) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, row, sizeof pixel);
            for (const unsigned shift : shifts) *to++ = static_cast<std::uint8_t>(pixel >> shift);
        }
    }
    return out;
}

Picture WindowSession::settled_picture(Milliseconds still, Milliseconds limit) const {
    const auto until = Clock::now() + limit;
    Picture last = picture();
    auto since = Clock::now();
    while (Clock::now() - since < still && Clock::now() < until) {
        ::usleep(kPollUs);
        Picture now = picture();
        if (now.width == last.width && now.rgb == last.rgb) continue;
        last = std::move(now);
        since = Clock::now();
    }
    return last;
}

bool WindowSession::wait_for_picture(const std::function<bool(const Picture&)>& wanted,
                                     Milliseconds limit) const {
    const auto until = Clock::now() + limit;
    do {
        if (inner_->child->wait(Milliseconds(0))) return false;
        try {
            if (wanted(picture())) return true;
        } catch (const std::runtime_error&) {
            // The window goes a moment before its program.
            if (inner_->child->wait(std::chrono::seconds(1))) return false;
            throw;
        }
        ::usleep(kPollUs);
    } while (Clock::now() < until);
    return false;
}

pid_t WindowSession::process() const { return inner_->child->id(); }
bool WindowSession::running() { return !inner_->child->wait(Milliseconds(0)); }
std::optional<ChildEnd> WindowSession::wait_for_exit(Milliseconds limit) {
    return inner_->child->wait(limit);
}
void WindowSession::send_signal(int signal) { inner_->child->send(signal); }
std::string WindowSession::output() const { return read_file(inner_->folder.path() / "output.txt"); }
std::string WindowSession::errors() const { return read_file(inner_->folder.path() / "errors.txt"); }
std::string WindowSession::display_name() const { return inner_->server->name(); }

bool write_ppm(const Picture& picture, const std::filesystem::path& path) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << "P6\n" << picture.width << " " << picture.height << "\n255\n";
    for (const std::uint8_t byte : picture.rgb) out.put(static_cast<char>(byte));
    return static_cast<bool>(out.flush());
}

}  // namespace amparo::test
