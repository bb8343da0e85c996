#include "app/ui/widgets/button.hpp"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/tooltip.hpp"

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
    node.description = button.enabled ? button.about.text : button.reason.text;
    return node;
}

}  // namespace

ButtonFace button_face(Ui& ui, std::string_view id, const Rect& rect, const Button& button) {
    const Interaction state = ui.interact(id, rect, node_of(button), button.enabled);
    const Paint paint = paint_of(button, state, ui.theme().high_contrast());
    const float radius = ui.px(size::kRadius);
    if (paint.filled) ui.fill(rect, paint.back, radius);
    if (!button.enabled && ui.theme().high_contrast()) {
        // There is no paler colour there.
        ui.dashes(rect, Color::BorderControl, 2 * ui.px(size::kHairline), radius);
    } else if (paint.outlined) {
        ui.outline(rect, Color::BorderControl, ui.px(size::kHairline) * (ui.theme().high_contrast() ? 2.0F : 1.0F), radius);
    }
    if (state.focused) ui.focus_ring(rect, radius);
    return {state, paint.ink, paint.back};
}

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

namespace {

/// The reason why it is off is the caller's to show.
Interaction worded_button(Ui& ui, std::string_view id, const Rect& rect, const Button& button) {
    const ButtonFace paint = button_face(ui, id, rect, button);
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
    return paint.state;
}

}  // namespace

bool button(Ui& ui, std::string_view id, const Rect& rect, const Button& button) {
    const Interaction state = worded_button(ui, id, rect, button);
    if (!button.enabled) tooltip(ui, id, state, rect, button.reason);
    return state.pressed;
}

bool button(Ui& ui, std::string_view id, Flow& flow, const Button& button) {
    const float width = std::min(button_width(ui, button), flow.width);
    const float height = button_height(ui, button, width);
    const bool pressed = worded_button(ui, id, {flow.x, flow.y, flow.x + width, flow.y + height}, button).pressed;
    flow.skip(height);
    if (!button.enabled && !button.reason.text.empty()) {
        flow.skip(ui.gap(Gap::S));
        flow.skip(ui.draw_text(flow.x, flow.y, flow.width, Style::Caption, Color::Muted, button.reason));
    }
    return pressed;
}

}  // namespace amparo::ui
