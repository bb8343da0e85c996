#pragma once
// A program with a window, in front of nobody: an X server of its own without a screen, hands that press its
// keys and move its mouse, eyes that take pictures. Nothing of it reaches the display of whoever runs the
// tests, and everything is gone when this object goes. All places are in pixels from the upper left corner of
// the window. What cannot be done throws std::runtime_error. One thread, one session at a time.

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/picture.hpp"

namespace amparo::test {

struct WindowOptions {
    std::string program;  ///< a path
    std::vector<std::string> arguments;
    /// "NAME=value". DISPLAY and software drawing are added; names that lead to another display are taken
    /// out.
    std::vector<std::string> environment;
    std::string folder;  ///< working folder; empty means that of the test
    int screen_width = 1600;
    int screen_height = 1200;
};

struct WindowPlace {
    int x = 0;  ///< on the screen
    int y = 0;
    int width = 0;
    int height = 0;
};

class WindowSession {
  public:
    using Milliseconds = std::chrono::milliseconds;

    /// Starts the server, then the program.
    explicit WindowSession(const WindowOptions& options);
    ~WindowSession();
    WindowSession(const WindowSession&) = delete;
    WindowSession& operator=(const WindowSession&) = delete;

    /// Waits until a window with exactly this title is on the screen, and gives it the keyboard; from then on
    /// everything is about it. False when the time is over or the program is gone.
    [[nodiscard]] bool wait_for_window(const std::string& title, Milliseconds limit = Milliseconds(20'000));
    /// Whether what is typed goes to this window.
    [[nodiscard]] bool has_keyboard() const;
    /// Titles of all windows on the screen.
    [[nodiscard]] std::vector<std::string> titles() const;
    [[nodiscard]] WindowPlace place() const;
    /// Asks for another size and waits until the window has it.
    void resize(int width, int height);
    /// What the button in a title bar does: asks the program to close the window.
    void ask_to_close();

    void move(int x, int y);
    /// Buttons are 1 (main), 2 (wheel), 3 (menu).
    void mouse_down(int button = 1);
    void mouse_up(int button = 1);
    void click(int x, int y, int button = 1);
    void double_click(int x, int y);
    void drag(int from_x, int from_y, int to_x, int to_y);
    /// Turns the wheel at a place; down is positive.
    void scroll(int x, int y, int notches);

    /// See tests/support/keyboard.hpp for the names.
    void press(std::string_view keys, int times = 1);
    void key_down(std::string_view keys);
    void key_up(std::string_view keys);
    void type(std::string_view text);
    /// The text that another program would paste now; nothing when there is none, or no answer within a
    /// second.
    [[nodiscard]] std::optional<std::string> clipboard() const;

    /// What the window shows. The whole of it must be on the screen.
    [[nodiscard]] Picture picture() const;
    /// A picture that has stayed the same for `still`; the last one when the time is over.
    [[nodiscard]] Picture settled_picture(Milliseconds still = Milliseconds(150),
                                          Milliseconds limit = Milliseconds(5'000)) const;
    /// Takes pictures until one is as wanted. False when the time is over or the program is gone.
    [[nodiscard]] bool wait_for_picture(const std::function<bool(const Picture&)>& wanted,
                                        Milliseconds limit = Milliseconds(5'000)) const;

    /// The process, for whoever wants to know what it costs.
    [[nodiscard]] pid_t process() const;
    [[nodiscard]] bool running();
    [[nodiscard]] std::optional<ChildEnd> wait_for_exit(Milliseconds limit = Milliseconds(10'000));
    void send_signal(int signal);
    /// The screen goes away under the program. After this only its end and its output can be asked for.
    void end_server();
    /// What it has printed so far.
    [[nodiscard]] std::string output() const;
    [[nodiscard]] std::string errors() const;

    /// ":7", for other programs that are to look at the same screen.
    [[nodiscard]] std::string display_name() const;

  private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

/// Writes a picture as PPM, which every viewer and ImageMagick read. False when the file cannot be written.
[[nodiscard]] bool write_ppm(const Picture& picture, const std::filesystem::path& path);

}  // namespace amparo::test
