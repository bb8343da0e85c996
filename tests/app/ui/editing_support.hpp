#pragma once
// A page with one widget for text, driven by keys and the pointer as the window would.

#include <algorithm>
#include <functional>
#include <string>

#include "tests/support/headless_ui.hpp"

namespace amparo::test {

class Typist {
  public:
    static constexpr int kWidth = 400;
    static constexpr int kHeight = 300;

    explicit Typist(bool mirrored, std::function<void(ui::Ui&)> draw) : draw_(std::move(draw)) {
        ui().set_look({ui::ThemeKind::Light, 1, mirrored});
        ui().set_clipboard({[this](const std::string& text) { clipboard = text; }, [this] { return clipboard; }});
        settle();
    }
    [[nodiscard]] ui::Ui& ui() { return headless_.ui(); }
    [[nodiscard]] HeadlessUi& headless() { return headless_; }
    bool settle() { return headless_.settle(kWidth, kHeight, draw_); }
    void frame() {
        bool again = false;
        accept_textures(*headless_.frame(kWidth, kHeight, draw_, again));
    }

    void press(ui::Key key, bool shift = false, bool control = false) {
        ui().feed_key(key, shift, control);
        settle();
    }
    void type(std::string_view text) {
        ui().feed_text(text);
        settle();
    }
    /// Seconds pass, so that the next press counts from one again.
    void wait() {
        bool again = false;
        for (int i = 0; i < 60; ++i) accept_textures(*headless_.frame(kWidth, kHeight, draw_, again));
    }
    void down(float x, float y, bool shift = false) {
        ui().feed_pointer(x, y);
        ui().feed_button(0, true, shift);
        settle();
    }
    void drag(float x, float y) {
        ui().feed_pointer(x, y);
        settle();
    }
    void up() {
        ui().feed_button(0, false);
        settle();
    }
    void click(float x, float y, int times = 1, bool shift = false) {
        for (int i = 0; i < times; ++i) down(x, y, shift), up();
    }
    [[nodiscard]] const a11y::Node* node(std::string_view id) {
        const auto at = std::ranges::find(ui().nodes(), id, &a11y::Node::id);
        return at == ui().nodes().end() ? nullptr : &*at;
    }

    std::string clipboard;

  private:
    HeadlessUi headless_;
    std::function<void(ui::Ui&)> draw_;
};

}  // namespace amparo::test
