// The hands and eyes of the window tests, tried on a window that tells what it feels.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/window_session.hpp"

using namespace amparo;
using std::chrono::milliseconds;
using test::Picture;
using test::WindowSession;

namespace {

test::WindowOptions echo_window(const std::string& title = "Écho أهلا") {
    test::WindowOptions options;
    options.program = AMPARO_ECHO_WINDOW;
    options.arguments = {title};
    options.environment = {"GREETING=hello", "WAYLAND_DISPLAY=wayland-0", "DISPLAY=:4711", "HOME=/"};
    return options;
}

/// Starts the window and waits for it.
struct Echo {
    WindowSession session{echo_window()};
    std::size_t read = 0;

    Echo() {
        REQUIRE(session.wait_for_window("Écho أهلا"));
        REQUIRE(heard("focus"));
        read = session.output().size();
    }
    /// True when it says exactly this, lines joined by commas, from the last call until now or soon.
    [[nodiscard]] bool says(const std::string& expected) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        std::string now;
        do {
            std::this_thread::sleep_for(milliseconds(40));
            now = news();
        } while (now != expected && std::chrono::steady_clock::now() < until);
        UNSCOPED_INFO("it says: " << now);
        read = session.output().size();
        return now == expected;
    }
    [[nodiscard]] std::string news() const {
        const std::string all = session.output();
        std::string out;
        for (const std::string_view line : text::lines(std::string_view(all).substr(read))) {
            out += (out.empty() ? "" : ", ") + std::string(line);
        }
        return out;
    }
    /// Waits until it has said a line.
    [[nodiscard]] bool heard(const std::string& line) const {
        for (int i = 0; i < 500; ++i) {
            const std::string all = "\n" + session.output();
            if (all.find("\n" + line + "\n") != std::string::npos) return true;
            std::this_thread::sleep_for(milliseconds(10));
        }
        return false;
    }
};

std::uint32_t color_at(const Picture& picture, int x, int y) {
    const std::uint8_t* rgb = picture.at(x, y);
    return static_cast<std::uint32_t>(rgb[0]) << 16U | static_cast<std::uint32_t>(rgb[1]) << 8U | rgb[2];
}

}  // namespace

TEST_CASE("a window is found by its whole title, and others are not") {
    Echo echo;
    CHECK(echo.session.titles() == std::vector<std::string>{"Écho أهلا"});
    CHECK_FALSE(echo.session.wait_for_window("Écho", milliseconds(50)));
    CHECK_FALSE(echo.session.wait_for_window("Plain", milliseconds(50)));
    CHECK(echo.session.place().x == 15);
    CHECK(echo.session.place().y == 25);
    CHECK(echo.session.place().width == 400);
    CHECK(echo.session.place().height == 300);
    WindowSession old(echo_window("Plain"));
    CHECK(old.wait_for_window("Plain"));
}

TEST_CASE("the program gets the environment that was asked for, and no other display") {
    const Echo echo;
    CHECK(echo.session.errors() == "GREETING=hello\nWAYLAND_DISPLAY=(none)\nLIBGL_ALWAYS_SOFTWARE=1\n");
    CHECK(echo.session.display_name() != ":4711");
}

TEST_CASE("keys arrive one by one, with their helpers held") {
    Echo echo;
    echo.session.press("Tab");
    CHECK(echo.says("key Tab"));
    echo.session.press("ctrl+shift+h");
    CHECK(echo.says("key Control_L, key Shift_L ctrl, key h ctrl shift"));
    echo.session.press("shift", 3);
    CHECK(echo.says("key Shift_L, key Shift_L, key Shift_L"));
    echo.session.press("Enter");
    echo.session.press("Page_Up");
    echo.session.press("?");
    CHECK(echo.says("key Return, key Prior, key Shift_L, key slash shift '?'"));
    echo.session.key_down("shift");
    echo.session.press("a");
    echo.session.key_up("shift");
    echo.session.press("a");
    CHECK(echo.says("key Shift_L, key a shift 'A', key a 'a'"));
    CHECK_THROWS_AS(echo.session.press("Nonsense"), std::runtime_error);
    CHECK(echo.says(""));
}

TEST_CASE("text of any script arrives as it was typed") {
    Echo echo;
    // More letters than any keyboard has spare keys.
    std::string expected = "Ab é ñ: ";
    std::string alphabet;
    for (char32_t code = 0x621; code < 0x64B; ++code) {
        alphabet.push_back(static_cast<char>(0xC0U | (code >> 6U)));
        alphabet.push_back(static_cast<char>(0x80U | (code & 0x3FU)));
    }
    expected += alphabet + " Жя한 " + alphabet + "!";
    echo.session.type(expected);
    std::string written;
    for (int i = 0; i < 100 && !written.ends_with('!'); ++i) {
        std::this_thread::sleep_for(milliseconds(40));
        written.clear();
        const std::string all = echo.session.output();
        for (const std::string_view line : text::lines(all)) {
            const std::size_t quote = line.find(" '");
            if (quote != std::string_view::npos) written += line.substr(quote + 2, line.size() - quote - 3);
        }
    }
    CHECK(written == expected);
}

TEST_CASE("the mouse goes where it is sent, seen from the window") {
    Echo echo;
    echo.session.click(11, 22);
    CHECK(echo.says("down 1 at 11 22, up 1 at 11 22"));
    echo.session.click(0, 299, 3);
    CHECK(echo.says("down 3 at 0 299, up 3 at 0 299"));
    echo.session.double_click(5, 6);
    CHECK(echo.says("down 1 at 5 6, up 1 at 5 6, down 1 at 5 6, up 1 at 5 6"));
    echo.session.drag(10, 10, 110, 60);
    CHECK(echo.says("down 1 at 10 10, up 1 at 110 60"));
    echo.session.scroll(7, 8, 2);
    CHECK(echo.says("down 5 at 7 8, up 5 at 7 8, down 5 at 7 8, up 5 at 7 8"));
    echo.session.scroll(7, 8, -1);
    CHECK(echo.says("down 4 at 7 8, up 4 at 7 8"));
}

TEST_CASE("a picture shows what the window shows") {
    Echo echo;
    REQUIRE(
        echo.session.wait_for_picture([](const Picture& now) { return color_at(now, 10, 20) == 0xFF8000; }));
    const Picture picture = echo.session.settled_picture();
    CHECK(picture.width == 400);
    CHECK(picture.height == 300);
    CHECK(picture.rgb.size() == 400U * 300U * 3U);
    CHECK(color_at(picture, 39, 59) == 0xFF8000);
    for (const auto& [x, y] : {std::pair{9, 20}, {10, 19}, {40, 20}, {10, 60}, {399, 299}})
        CHECK(color_at(picture, x, y) == 0x204060);

    echo.session.press("F2");
    CHECK(echo.session.wait_for_picture([](const Picture& now) { return color_at(now, 0, 0) == 0xFFFFFF; }));
    CHECK_FALSE(echo.session.wait_for_picture([](const Picture& now) { return color_at(now, 0, 0) == 0; },
                                              milliseconds(50)));

    const test::TempFolder folder;
    REQUIRE(test::write_ppm(picture, folder.path() / "a.ppm"));
    const std::string file = test::read_file(folder.path() / "a.ppm");
    CHECK(file.starts_with("P6\n400 300\n255\n\x20\x40\x60"));
    CHECK(file.size() == 15 + picture.rgb.size());
    CHECK_FALSE(test::write_ppm(picture, folder.path() / "none/a.ppm"));
}

TEST_CASE("a window takes another size") {
    Echo echo;
    echo.session.resize(800, 560);
    CHECK(echo.heard("size 800 560"));
    CHECK(echo.session.place().width == 800);
    CHECK(echo.session.picture().height == 560);
    // Larger than the screen: no picture rather than a wrong one.
    echo.session.resize(1700, 560);
    CHECK_THROWS_AS(echo.session.picture(), std::runtime_error);
}

TEST_CASE("the clipboard is read, and its emptiness noticed") {
    Echo echo;
    CHECK_FALSE(echo.session.clipboard());
    echo.session.press("F3");
    CHECK(echo.says("key F3"));
    CHECK(echo.session.clipboard() == "hélo");
    echo.session.press("F4");
    CHECK(echo.says("key F4"));
    CHECK_FALSE(echo.session.clipboard());
}

TEST_CASE("the way a program ends is told") {
    {
        Echo echo;
        CHECK(echo.session.running());
        CHECK_FALSE(echo.session.wait_for_exit(milliseconds(30)));
        echo.session.press("Escape");
        const auto end = echo.session.wait_for_exit();
        REQUIRE(end);
        CHECK(end->exit_code == 7);
        CHECK(end->signal == 0);
        CHECK_FALSE(echo.session.running());
        // Looking for what is gone ends at once, and does not end the test.
        const auto begin = std::chrono::steady_clock::now();
        CHECK_FALSE(echo.session.wait_for_window("Echo"));
        CHECK_FALSE(echo.session.wait_for_picture([](const Picture&) { return true; }));
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
        CHECK_THROWS_AS(echo.session.picture(), std::runtime_error);
        CHECK_THROWS_AS(echo.session.click(1, 1), std::runtime_error);
    }
    {
        Echo echo;
        echo.session.ask_to_close();
        const auto end = echo.session.wait_for_exit();
        REQUIRE(end);
        CHECK(end->exit_code == 0);
        CHECK(echo.session.output().ends_with("asked to close\n"));
    }
    {
        Echo echo;
        echo.session.send_signal(SIGTERM);
        const auto end = echo.session.wait_for_exit();
        REQUIRE(end);
        CHECK(end->exit_code == -1);
        CHECK(end->signal == SIGTERM);
    }
}

TEST_CASE("nothing of a session is left behind") {
    std::string socket;
    pid_t process = 0;
    {
        const Echo echo;
        socket = "/tmp/.X11-unix/X" + echo.session.display_name().substr(1);
        process = echo.session.process();
        CHECK(std::filesystem::exists(socket));
        CHECK(::kill(process, 0) == 0);
    }
    CHECK_FALSE(std::filesystem::exists(socket));
    CHECK(::kill(process, 0) != 0);
}

TEST_CASE("two sessions do not meet") {
    Echo one;
    Echo two;
    CHECK(one.session.display_name() != two.session.display_name());
    one.session.press("a");
    CHECK(one.says("key a 'a'"));
    CHECK(two.says(""));
}

TEST_CASE("a program that cannot start is said so") {
    test::WindowOptions options;
    options.program = "/nowhere/at-all";
    CHECK_THROWS_AS(WindowSession(options), std::runtime_error);
    options.program = "/bin/true";
    WindowSession session(options);
    CHECK_FALSE(session.wait_for_window("Echo"));
    const auto end = session.wait_for_exit();
    REQUIRE(end);
    CHECK(end->exit_code == 0);
    CHECK_THROWS_AS(session.picture(), std::runtime_error);
}
