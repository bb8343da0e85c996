#include "app/ui/widgets/hold_button.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "app/ui/widgets/button.hpp"

namespace amparo::ui {

namespace {

constexpr float kHigh = 72;          // units
constexpr float kFillAlpha = 0.22F;  // dark enough to be seen, light enough for the words
constexpr double kTapSeconds = 0.5;  // Space let go before this was a press rather than a hold
constexpr float kRing = 208;         // units across
constexpr float kRingWidth = 12;     // units
constexpr float kNumber = 2;         // times the largest style

}  // namespace

HoldEvent hold_button(Ui& ui, std::string_view id, Flow& flow, const HoldButton& button, HoldState& state) {
    const float padding = ui.gap(Gap::XL);
    const float icon = button.icon.empty() ? 0 : ui.px(size::kIcon) + ui.gap(Gap::S);
    const float room = std::max(flow.width - 2 * padding - icon, 1.0F);
    const Words& note = button.enabled ? button.note : button.reason;
    const Extent label = ui.measure(Style::Title, button.label, room);
    const Extent below = note.text.empty() ? Extent{} : ui.measure(Style::Caption, note, room + icon);
    const float high = std::max(ui.px(kHigh), label.height + below.height + ui.gap(Gap::L));
    const Rect rect{flow.x, flow.y, flow.end(), flow.y + high};
    Button face{button.label, ButtonKind::Urgent};
    face.enabled = button.enabled;
    face.about = button.note;
    face.reason = button.reason;
    const ButtonFace paint = button_face(ui, id, rect, face);
    if (button.done > 0) {
        const float part = std::round(rect.width() * std::clamp(button.done, 0.0F, 1.0F));
        ui.clipped({rect.x0, rect.y0, rect.x0 + part, rect.y1}, [&] { ui.shade(rect, kFillAlpha, ui.px(size::kRadius)); });
    }
    const float top = std::round(rect.middle_y() - (label.height + below.height) / 2);
    const bool one_line = label.height <= ui.px(type(Style::Title).line) + 1;
    const float wide = one_line ? std::min(ui.measure(Style::Title, button.label).width, room) : room;
    float x = std::round(rect.x0 + (rect.width() - wide - icon) / 2);
    if (icon > 0) {
        const float side = ui.px(size::kIcon);
        const float at = std::round(top + (label.height - side) / 2);
        ui.icon(button.icon, {x, at, x + side, at + side}, paint.ink, paint.back, true);
        x += icon;
    }
    ui.draw_text(x, top, wide + 1, Style::Title, paint.ink, button.label, one_line ? Align::Start : Align::Center);
    if (!note.text.empty()) ui.draw_text(rect.x0 + padding, top + label.height, rect.width() - 2 * padding, Style::Caption, paint.ink, note, Align::Center);
    flow.y = rect.y1;

    const bool key = button.enabled && ui.focused_id() == id && ui.space_down() && !ui.dialog_open();
    const bool now = paint.state.held || key;
    const bool before = std::exchange(state.down, now);
    if (now && !before) {
        state.by_key = !paint.state.held;
        state.since = ui.time();
        return HoldEvent::Down;
    }
    if (!now && before) return state.by_key && ui.time() - state.since < kTapSeconds ? HoldEvent::Asked : HoldEvent::Up;
    if (paint.state.pressed && !now) return HoldEvent::Asked;
    return HoldEvent::None;
}

void countdown(Ui& ui, Flow& flow, float left, const Words& number, const Words& unit) {
    const float side = std::min(ui.px(kRing), flow.width);
    const float thick = ui.px(kRingWidth);
    const float x = flow.x + flow.width / 2;
    const float y = flow.y + side / 2;
    const float radius = side / 2 - thick / 2;
    constexpr float kUp = -std::numbers::pi_v<float> / 2;
    ImDrawList& list = *ui.draw_list();
    list.AddCircle(ImVec2(x, y), radius, ui.color(ui.theme().high_contrast() ? Color::Border : Color::Sunken), 0, thick);
    if (left > 0) {
        list.PathArcTo(ImVec2(x, y), radius, kUp, kUp + 2 * std::numbers::pi_v<float> * std::min(left, 1.0F));
        list.PathStroke(ui.color(Color::Urgent), 0, thick);
    }
    const float inner = side - 4 * thick;
    float high = 0;
    ui.enlarged(kNumber, [&] { high = ui.measure(Style::Display, number, inner).height; });
    const float unit_high = ui.measure(Style::Body, unit, inner).height;
    const float top = std::round(y - (high + unit_high) / 2);
    ui.enlarged(kNumber, [&] { ui.draw_text(x - inner / 2, top, inner, Style::Display, Color::Text, number, Align::Center); });
    ui.draw_text(x - inner / 2, top + high, inner, Style::Body, Color::Muted, unit, Align::Center);
    a11y::Node node;
    node.role = a11y::Role::Status;
    node.name = number.text + " " + unit.text;
    node.language = unit.lang;
    ui.note(std::move(node), {x - side / 2, flow.y, x + side / 2, flow.y + side});
    flow.y += side;
}

}  // namespace amparo::ui
