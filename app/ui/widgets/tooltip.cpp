#include "app/ui/widgets/tooltip.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

void tooltip(Ui& ui, std::string_view id, const Interaction& state, const Rect& control, const Words& words) {
    const bool rested = ui.rested(id, state.pointed && !state.held, motion::kTooltip);
    if ((!rested && !state.focused) || words.text.empty()) return;
    ui.above([&ui, control, words] {
        const float across = ui.gap(Gap::M);
        const float along = ui.gap(Gap::XS);
        const float edge = ui.gap(Gap::S);
        const float room = std::max(std::min(ui.px(size::kTooltip), ui.width() - 2 * (edge + across)), 1.0F);
        const Extent text = ui.measure(Style::Caption, words, room);
        const float width = std::min(text.width, room) + 2 * across;
        const float height = text.height + 2 * along;
        // Below the control and its ring, or above where there is no room below.
        const float away = ui.gap(Gap::S);
        const float top = control.y1 + away + height <= ui.height() ? control.y1 + away : control.y0 - away - height;
        const float most = std::max(ui.width() - edge - width, edge);
        const float start = std::round(std::clamp((control.x0 + control.x1 - width) / 2, edge, most));
        // The colours of text turned round stand out from every page.
        ui.fill({start, top, start + width, top + height}, Color::Text, ui.px(size::kRadius));
        ui.draw_text(start + across, top + along, width - 2 * across + 1, Style::Caption, Color::Surface, words);
    });
}

}  // namespace amparo::ui
