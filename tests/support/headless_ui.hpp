#pragma once
// The drawing surface without a window: frames are drawn to nowhere, or to a picture.

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <memory>

#include "app/ui/ui.hpp"
#include "tests/support/picture.hpp"

namespace amparo::test {

class HeadlessUi {
  public:
    HeadlessUi() {
        auto made = ui::Ui::create();
        REQUIRE(made.has_value());
        ui_ = *std::move(made);
    }
    [[nodiscard]] ui::Ui& ui() { return *ui_; }

    /// Draws until the picture has settled, at most ten frames besides those of what moves. True in the end when nothing
    /// wants another frame at once.
    bool settle(int width, int height, const std::function<void(ui::Ui&)>& draw) {
        bool again = true;
        for (int i = 0, moving = 0; i < 10 && (again || i < 3 || moves()); ++i) {
            if (moves() && moving++ < 30) --i;
            accept_textures(*frame(width, height, draw, again));
        }
        return !again && !moves();
    }
    /// True while something is on its way, so that frames follow each other.
    [[nodiscard]] bool moves() const { return ui_->next_due().value_or(1) < 2 * ui::motion::kFrame; }
    /// One settled picture.
    Picture picture(int width, int height, const std::function<void(ui::Ui&)>& draw) {
        settle(width, height, draw);
        bool again = false;
        ImDrawData* data = frame(width, height, draw, again);
        return render(*data, width, height, ui_->theme()[ui::Color::Background]);
    }
    ImDrawData* frame(int width, int height, const std::function<void(ui::Ui&)>& draw, bool& again, float seconds = 0.016F) {
        ui_->begin_frame(width, height, seconds);
        draw(*ui_);
        return ui_->end_frame(again);
    }

  private:
    std::unique_ptr<ui::Ui> ui_;
};

}  // namespace amparo::test
