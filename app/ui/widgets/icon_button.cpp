#include "app/ui/widgets/icon_button.hpp"

#include <cmath>

#include "app/ui/widgets/tooltip.hpp"

namespace amparo::ui {

Interaction hold_button(Ui& ui, std::string_view id, const Rect& rect, const Button& button) {
    const ButtonFace face = button_face(ui, id, rect, button);
    const float icon = ui.px(size::kIcon);
    const float x = std::round((rect.x0 + rect.x1 - icon) / 2);
    const float y = std::round(rect.middle_y() - icon / 2);
    ui.icon(button.icon, {x, y, x + icon, y + icon}, face.ink, face.back, button.icon_flips);
    const bool says_why = !button.enabled && !button.reason.text.empty();
    tooltip(ui, id, face.state, rect, says_why ? button.reason : button.label);
    return face.state;
}

bool icon_button(Ui& ui, std::string_view id, const Rect& rect, const Button& button) {
    return hold_button(ui, id, rect, button).pressed;
}

}  // namespace amparo::ui
