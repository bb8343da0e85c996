// The window as a screen reader meets it, on a display, a session bus and an accessibility bus of its own. The reading is
// done by readers.py through the same library that screen readers for Linux are made with.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/window_session.hpp"
#include "tests/window/own_bus.hpp"

using namespace amparo;
using Milliseconds = std::chrono::milliseconds;

namespace {

/// What readers.py says about `mode`, one of its stories.
void read_with(const std::string& mode) {
    REQUIRE(std::filesystem::exists(test::kOwnBus));
    const test::TempFolder folder;
    const std::string script = (test::source_folder() / "tests/window/readers.py").string();
    test::WindowSession session(test::on_own_bus(folder.path(), {"/usr/bin/python3", script, mode, test::amparo_program()}));
    const auto end = session.wait_for_exit(Milliseconds(180'000));
    INFO(session.output());
    INFO(session.errors());
    REQUIRE(end.has_value());
    CHECK(end->exit_code == 0);
    CHECK(session.output().find("all heard") != std::string::npos);
}

}  // namespace

TEST_CASE("a screen reader reads the pages, presses, switches, types and hears what is announced") { read_with("use"); }

TEST_CASE("without a screen reader nothing of the window is on the accessibility bus, until one is started") {
    read_with("later");
}

TEST_CASE("the window stays when the accessibility bus is lost") { read_with("loss"); }

TEST_CASE("closing the window ends the program at once though readers may listen") {
    const test::TempFolder folder;
    test::WindowSession session(test::on_own_bus(folder.path(), {test::amparo_program(), "--lang", "en", "--a11y", "on"}));
    REQUIRE(session.wait_for_window("Amparo"));
    static_cast<void>(session.settled_picture());
    session.ask_to_close();
    const auto end = session.wait_for_exit(Milliseconds(5'000));
    INFO(session.errors());
    REQUIRE(end.has_value());
    CHECK(end->exit_code == 0);
}

TEST_CASE("told so, the window never speaks to screen readers") { read_with("never"); }

TEST_CASE("while nobody asks for anything, an open window with a screen reader uses no time") { read_with("rest"); }
