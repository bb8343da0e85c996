#include "app/ui/widgets/toast.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

constexpr const char* kMotion = "toast";

void draw(Ui& ui, const Words& words) {
    const float across = ui.gap(Gap::L);
    const float along = ui.gap(Gap::M);
    const float icon = ui.px(size::kIcon);
    const float lead = icon + ui.gap(Gap::S);
    const float most = std::min(ui.px(size::kDialog), ui.width() - 2 * ui.gap(Gap::L)) - 2 * across - lead;
    const Extent text = ui.measure(Style::Body, words, std::max(most, 1.0F));
    const float width = text.width + lead + 2 * across;
    const float height = std::max(text.height, icon) + 2 * along;
    // Over the line at the foot, in the middle of the window.
    const float x = std::round((ui.width() - width) / 2);
    const float bottom = ui.height() - ui.px(size::kFoot) - ui.gap(Gap::L);
    const Rect rect{x, bottom - height, x + width, bottom};
    ui.fill(rect, Color::Text, ui.px(size::kRadius));
    const float y = std::round(rect.middle_y() - icon / 2);
    ui.icon("ui/tick", {x + across, y, x + across + icon, y + icon}, Color::Surface, Color::Text);
    ui.draw_text(x + across + lead, std::round(rect.middle_y() - text.height / 2), text.width + 1, Style::Body, Color::Surface, words);
    ui.note(a11y::Role::Status, rect, words);
}

}  // namespace

void show_toast(Ui& ui, ToastState& state, const Words& words) {
    state = {words, ui.time(), true};
    ui.announce(words);
}

void toast(Ui& ui, ToastState& state) {
    if (!state.shown) return;
    const float left = motion::kToast - static_cast<float>(ui.time() - state.since);
    const bool stays = left > 0;
    if (stays) ui.wake_in(left);
    const float alpha = ui.animate(kMotion, stays ? 1.0F : 0.0F, motion::kSlow, 0);
    state.shown = stays || alpha > 0;
    // A question below it has to be seen whole.
    if (alpha > 0 && !ui.dialog_open()) {
        ui.above([&ui, words = state.words, alpha] { ui.faded(alpha, [&] { draw(ui, words); }); });
    }
}

}  // namespace amparo::ui
