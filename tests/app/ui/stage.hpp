#pragma once
// A page of widgets under test, with what drives it.

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>

#include "tests/support/headless_ui.hpp"
#include "tests/support/screen_judge.hpp"

namespace amparo::ui {

inline constexpr int kWidth = 900;
inline constexpr int kHeight = 600;

/// A page under test, with what drives it.
class Stage {
  public:
    explicit Stage(std::function<void(Ui&)> draw, const Look& look = {}) : draw_(std::move(draw)) {
        headless_.ui().set_look(look);
        headless_.ui().watch_ink(true);
        settle();
    }
    [[nodiscard]] Ui& ui() { return headless_.ui(); }
    void settle() { REQUIRE(headless_.settle(kWidth, kHeight, draw_)); }
    void key(Key pressed) {
        ui().feed_key(pressed);
        settle();
    }
    void click(float x, float y) {
        ui().feed_pointer(x, y);
        ui().feed_button(0, true);
        ui().feed_button(0, false);
        settle();
    }
    void click(std::string_view id) {
        const a11y::Bounds at = node(id)->bounds;
        click((at.x0 + at.x1) / 2, (at.y0 + at.y1) / 2);
    }
    /// One frame; true when it wants another at once.
    bool frame(float seconds = 0.016F) {
        bool again = false;
        test::accept_textures(*headless_.frame(kWidth, kHeight, draw_, again, seconds));
        return again;
    }
    /// Frames that follow each other until the picture stands still.
    int frames_until_still() {
        int count = 0;
        for (bool again = true; count < 100 && (again || headless_.moves()); ++count) again = frame();
        return count;
    }
    [[nodiscard]] const a11y::Node* node(std::string_view id) {
        const auto at = std::ranges::find(ui().nodes(), id, &a11y::Node::id);
        return at == ui().nodes().end() ? nullptr : &*at;
    }
    void judge() {
        for (const std::string& problem : test::judge_screen(ui())) FAIL_CHECK(problem);
    }
    [[nodiscard]] bool shows(std::string_view words) {
        return std::ranges::any_of(ui().ink(), [&](const Ui::Ink& ink) { return ink.text.find(words) != std::string::npos; });
    }

  private:
    test::HeadlessUi headless_;
    std::function<void(Ui&)> draw_;
};

inline const std::array<Look, 3> kLooks{{{ThemeKind::Light, 1, false}, {ThemeKind::Dark, 1, true}, {ThemeKind::HighContrast, 2, true}}};

inline Words words(const char* text) { return {text, "en", text_layout::Direction::LeftToRight}; }

}  // namespace amparo::ui
