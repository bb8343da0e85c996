// The window comes up as the person has all programs look, told by a portal that the tests play themselves.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <optional>

#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/window_session.hpp"
#include "tests/window/own_bus.hpp"

using namespace amparo;
using Milliseconds = std::chrono::milliseconds;

namespace {


/// Between the edge of the window and what is drawn in it.
std::uint32_t ground(const test::Picture& picture) {
    const std::uint8_t* at = picture.at(picture.width / 2, picture.height - 40);
    return (std::uint32_t{at[0]} << 16U) | (std::uint32_t{at[1]} << 8U) | at[2];
}

/// There are words on it, whatever the colours.
bool is_drawn(const test::Picture& picture) {
    std::size_t bright = 0;
    for (const std::uint8_t part : picture.rgb) bright += part > 0x80 ? 1 : 0;
    return bright > 5'000;
}

bool is_dark(std::uint32_t color) { return ((color >> 16U) & 0xFFU) < 0x40; }

/// The colour behind the page, with a portal that gives this answer.
std::uint32_t ground_with(const std::string& answer) {
    const test::TempFolder folder;
    const std::string script = (test::source_folder() / "tests/window/system_look.py").string();
    test::WindowSession session(test::on_own_bus(folder.path(), {"/usr/bin/python3", script, answer, test::amparo_program()}));
    const bool there = session.wait_for_window("Amparo");
    INFO(session.errors());
    REQUIRE(there);
    REQUIRE(session.wait_for_picture(is_drawn));
    const std::uint32_t color = ground(session.settled_picture());
    session.ask_to_close();
    const auto end = session.wait_for_exit(Milliseconds(10'000));
    REQUIRE(end.has_value());
    CHECK(end->exit_code == 0);
    return color;
}

}  // namespace

TEST_CASE("the window is dark, or of high contrast, where the person has that everywhere") {
    const std::uint32_t dark = ground_with("dark");
    const std::uint32_t contrast = ground_with("contrast");
    CHECK(is_dark(dark));
    CHECK(contrast == 0x000000);
    CHECK(dark != contrast);
    CHECK(ground_with("gnome") == contrast);
}

TEST_CASE("answers that mean nothing, and a portal that never answers, leave the window light and in no hurry") {
    CHECK_FALSE(is_dark(ground_with("odd")));
    CHECK_FALSE(is_dark(ground_with("silent")));
}
