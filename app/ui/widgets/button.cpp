#include "app/ui/widgets/button.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

struct Paint {
    Color back = Color::Surface;
    Color ink = Color::Text;
    bool outlined = false;
    bool filled = true;
};

Paint paint_of(const Button& button, const Interaction& state, bool high_contrast) {
    const auto choose = [&](Color normal, Color hover, Color pressed) {
        return state.held ? pressed : state.hovered ? hover : normal;
    };
    if (!button.enabled) return {Color::Sunken, Color::Muted, true, true};
    switch (button.kind) {
        case ButtonKind::Primary:
            return {choose(Color::Accent, Color::AccentHover, Color::AccentPressed), Color::OnAccent, false, true};
        case ButtonKind::Urgent:
            return {choose(Color::Urgent, Color::UrgentHover, Color::UrgentPressed), Color::OnUrgent, false, true};
        case ButtonKind::Secondary:
            return {choose(Color::Surface, high_contrast ? Color::Selected : Color::Background, Color::Selected),
                    Color::Text, true, true};
        case ButtonKind::Quiet: break;
    }
    return {choose(Color::Surface, Color::Selected, Color::Selected), Color::Accent, false, state.hovered || state.held};
}

float padding(const Ui& ui, const Button& button) {
    return button.kind == ButtonKind::Quiet ? ui.gap(Gap::M) : ui.gap(Gap::XL) - ui.gap(Gap::XS);
}

a11y::Node node_of(const Button& button) {
    a11y::Node node;
    node.role = a11y::Role::Button;
    node.name = button.label.text;
    node.language = button.label.lang;
    return node;
}

Interaction draw_face(Ui& ui, std::string_view id, const Rect& rect, const Button& button, Paint& paint) {
    const Interaction state = ui.interact(id, rect, node_of(button), button.enabled);
    paint = paint_of(button, state, ui.theme().high_contrast());
    const float radius = ui.px(size::kRadius);
    if (paint.filled) ui.fill(rect, paint.back, radius);
    if (paint.outlined) {
        ui.outline(rect, Color::BorderControl, ui.px(size::kHairline) * (ui.theme().high_contrast() ? 2.0F : 1.0F), radius);
    }
    if (state.focused) ui.focus_ring(rect, radius);
    return state;
}

}  // namespace

float button_width(Ui& ui, const Button& button) {
    float width = ui.measure(button.style, button.label).width + 2 * padding(ui, button);
    if (!button.icon.empty()) width += ui.px(size::kIcon) + ui.gap(Gap::S);
    return std::max(width, ui.px(size::kTarget));
}

namespace {

float words_room(const Ui& ui, const Button& button, float width) {
    const float icon = button.icon.empty() ? 0 : ui.px(size::kIcon) + ui.gap(Gap::S);
    return std::max(width - 2 * std::min(padding(ui, button), ui.gap(Gap::M)) - icon, 1.0F);
}

}  // namespace

float button_height(Ui& ui, const Button& button, float width) {
    const float lines = ui.measure(button.style, button.label, words_room(ui, button, width)).height;
    return std::max(ui.px(size::kTarget), lines + ui.gap(Gap::L));
}

bool button(Ui& ui, std::string_view id, const Rect& rect, const Button& button) {
    Paint paint;
    const Interaction state = draw_face(ui, id, rect, button, paint);
    const float icon = button.icon.empty() ? 0 : ui.px(size::kIcon);
    const float between = button.icon.empty() ? 0 : ui.gap(Gap::S);
    const float room = words_room(ui, button, rect.width());
    const Extent all = ui.measure(button.style, button.label);
    // Longer words go into a second line rather than lose their end.
    const bool wraps = all.width > room;
    const float word = wraps ? room : all.width;
    float x = rect.x0 + (rect.width() - word - icon - between) / 2;
    const float icon_top = std::round(rect.middle_y() - icon / 2);
    if (icon > 0 && !button.icon_after) {
        ui.icon(button.icon, {x, icon_top, x + icon, icon_top + icon}, paint.ink, paint.back, button.icon_flips);
        x += icon + between;
    }
    if (wraps) {
        const float high = ui.measure(button.style, button.label, room).height;
        ui.draw_text(x, std::round(rect.middle_y() - high / 2), room, button.style, paint.ink, button.label, Align::Center);
    } else {
        ui.draw_label(x, rect.middle_y(), word + 1, button.style, paint.ink, button.label);
    }
    if (icon > 0 && button.icon_after) {
        x += word + between;
        ui.icon(button.icon, {x, icon_top, x + icon, icon_top + icon}, paint.ink, paint.back, button.icon_flips);
    }
    return state.pressed;
}

bool button(Ui& ui, std::string_view id, Flow& flow, const Button& button) {
    const float width = std::min(button_width(ui, button), flow.width);
    const float height = button_height(ui, button, width);
    const bool pressed = ui::button(ui, id, Rect{flow.x, flow.y, flow.x + width, flow.y + height}, button);
    flow.skip(height);
    return pressed;
}

Interaction hold_button(Ui& ui, std::string_view id, const Rect& rect, const Button& button) {
    Paint paint;
    const Interaction state = draw_face(ui, id, rect, button, paint);
    const float icon = ui.px(size::kIcon);
    const float x = std::round((rect.x0 + rect.x1 - icon) / 2);
    const float y = std::round(rect.middle_y() - icon / 2);
    ui.icon(button.icon, {x, y, x + icon, y + icon}, paint.ink, paint.back, button.icon_flips);
    return state;
}

bool icon_button(Ui& ui, std::string_view id, const Rect& rect, const Button& button) {
    return hold_button(ui, id, rect, button).pressed;
}

}  // namespace amparo::ui
