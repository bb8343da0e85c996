#pragma once
// The program's own window with a witness, driven as a person drives it: real clicks and keys on a server of its own, and
// after every frame the list of what was drawn.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "app/base/json.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/window_session.hpp"

namespace amparo::test {

using Milliseconds = std::chrono::milliseconds;

inline constexpr Milliseconds kPatience{15'000};

inline WindowOptions options_for(std::vector<std::string> arguments, const std::filesystem::path& home) {
    WindowOptions options;
    options.program = AMPARO_WINDOW_PROBE;
    options.arguments = std::move(arguments);
    options.environment = {"PATH=/usr/bin:/bin", "HOME=" + home.string(), "LC_ALL=C.UTF-8",
                           "ASAN_OPTIONS=detect_leaks=0"};
    options.screen_width = 1300;
    options.screen_height = 820;
    return options;
}

/// One frame as the probe told it.
struct Frame {
    std::int64_t number = 0;
    bool mirrored = false;
    Json nodes = Json::array();
    Json wall;  ///< of the group's window: its width, whether it is mirrored, its nodes; null while there is none

    [[nodiscard]] std::string on_wall() const {
        std::string out;
        const Json* shown = wall.find("nodes");
        for (const Json& item : shown == nullptr ? Json::Array{} : shown->elements()) out += std::string(item.member_text("name")) + "\n";
        return out;
    }
    [[nodiscard]] const Json* node(std::string_view id) const {
        for (const Json& item : nodes.elements()) {
            if (item.member_text("id") == id) return &item;
        }
        return nullptr;
    }
    [[nodiscard]] std::string focused() const {
        for (const Json& item : nodes.elements()) {
            if (item.find("focused")->bool_or(false)) return std::string(item.member_text("id"));
        }
        return {};
    }
    /// All that can be read, whatever has the keyboard: another page has other words.
    [[nodiscard]] std::string words() const {
        std::string out;
        for (const Json& item : nodes.elements()) out += std::string(item.member_text("name")) + "\n";
        return out;
    }
    [[nodiscard]] std::size_t count(std::string_view start) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            nodes.elements(), [&](const Json& item) { return item.member_text("id").starts_with(start); }));
    }
};

class Drive {
  public:
    explicit Drive(std::vector<std::string> arguments = {})
        : session_(options_for(std::move(arguments), home_.path())) {}
    /// Under a tracer, with its arguments.
    Drive(const std::string& tracer, std::vector<std::string> arguments) : session_(traced(tracer, std::move(arguments), home_.path())) {}
    [[nodiscard]] const std::filesystem::path& home() const { return home_.path(); }

    [[nodiscard]] WindowSession& session() { return session_; }

    void open(const std::string& title = "Amparo") {
        const bool there = session_.wait_for_window(title);
        INFO(session_.errors());
        REQUIRE(there);
        REQUIRE(wait([](const Frame&) { return true; }));
    }

    /// The newest whole frame.
    [[nodiscard]] Frame last() {
        Frame frame;
        const std::string output = session_.output();
        const std::size_t end = output.rfind('\n');
        if (end == std::string::npos) return frame;
        const std::size_t before = end == 0 ? std::string::npos : output.rfind('\n', end - 1);
        const std::size_t start = before == std::string::npos ? 0 : before + 1;
        const auto json = Json::parse(std::string_view(output).substr(start, end - start));
        REQUIRE(json.has_value());
        frame.number = json->find("frame")->integer_or(0);
        frame.mirrored = json->find("mirrored")->bool_or(false);
        frame.nodes = *json->find("nodes");
        if (const Json* wall = json->find("wall")) frame.wall = *wall;
        return frame;
    }

    /// Ids of what is shown, for messages.
    [[nodiscard]] std::string shown() {
        std::string out;
        const Frame frame = last();
        for (const Json& item : frame.nodes.elements()) {
            if (!item.member_text("id").empty()) out += std::string(item.member_text("id")) + (item.find("focused")->bool_or(false) ? "* " : " ");
        }
        return out;
    }

    template <class Wanted>
    [[nodiscard]] bool wait(const Wanted& wanted, Milliseconds limit = kPatience) {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (std::chrono::steady_clock::now() < end) {
            const Frame frame = last();
            if (frame.number > 0 && wanted(frame)) return true;
            std::this_thread::sleep_for(Milliseconds(20));
        }
        return false;
    }
    void wait_for(const std::string& id) {
        INFO("waiting for " << id);
        REQUIRE(wait([&](const Frame& frame) { return frame.node(id) != nullptr; }));
    }
    void click(const std::string& id) {
        INFO("to be clicked: " << id);
        // Where it stays, not where it was on the way there: a person does not press what still moves.
        std::pair<int, int> place{-1, -1};
        REQUIRE(wait([&](const Frame& frame) {
            const Json* node = frame.node(id);
            if (node == nullptr || node->find("clipped")->bool_or(true)) return false;
            const std::pair<int, int> now{static_cast<int>(node->find("x")->integer_or(0)),
                                          static_cast<int>(node->find("y")->integer_or(0))};
            return std::exchange(place, now) == now;
        }));
        session_.click(place.first, place.second);
    }
    /// Walks there with Tab, which also scrolls it into view.
    void tab_to(const std::string& id) {
        for (int i = 0; i < 80; ++i) {
            const std::string before = last().focused();
            if (before == id) return;
            session_.press("Tab");
            // Frames that settle what came before say nothing about this key.
            REQUIRE(wait([&](const Frame& now) { return now.focused() != before; }));
        }
        FAIL("Tab never reached " << id << " among " << shown());
    }
    /// Presses it as somebody without a pointer does, who also has to see where the keyboard is.
    void enter(const std::string& id) {
        INFO("to be reached with Tab: " << id);
        tab_to(id);
        REQUIRE(wait([&](const Frame& frame) {
            const Json* node = frame.node(id);
            return node != nullptr && !node->find("clipped")->bool_or(true);
        }));
        session_.press("Return");
    }

  private:
    static WindowOptions traced(const std::string& tracer, std::vector<std::string> arguments, const std::filesystem::path& home) {
        WindowOptions options = options_for(std::move(arguments), home);
        options.program = tracer;
        return options;
    }

    TempFolder home_;
    WindowSession session_;
};

}  // namespace amparo::test
