#include "app/ui/widgets/toggle.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

constexpr float kTrackWidth = 48;
constexpr float kTrackHeight = 28;
constexpr float kLeastLabel = 160;

}  // namespace

float toggle_width(Ui& ui, const Words& state) {
    return ui.px(kTrackWidth) + ui.gap(Gap::S) + ui.measure(Style::Caption, state).width + 1;
}

bool toggle(Ui& ui, std::string_view id, float end, float middle_y, const Words& name, const Words& state_word, bool on) {
    const float width = ui.px(kTrackWidth);
    const float height = ui.px(kTrackHeight);
    const float word = ui.measure(Style::Caption, state_word).width;
    const float target = ui.px(size::kTarget);
    const Rect rect{end - toggle_width(ui, state_word), std::round(middle_y - target / 2), end,
                    std::round(middle_y - target / 2) + target};
    a11y::Node node;
    node.role = a11y::Role::Switch;
    node.name = name.text;
    node.value = state_word.text;
    node.language = name.lang;
    node.selected = on;
    const Interaction state = ui.interact(id, rect, std::move(node));
    const float top = std::round(middle_y - height / 2);
    const Rect track{end - width, top, end, top + height};
    ui.draw_label(rect.x0, middle_y, word + 1, Style::Caption, Color::Muted, state_word);
    ui.fill(track, on ? (state.hovered ? Color::AccentHover : Color::Accent) : Color::Surface, height / 2);
    if (!on) ui.outline(track, Color::BorderControl, std::max(ui.px(size::kHairline), 1.0F), height / 2);
    const float knob = height / 2 - ui.gap(Gap::XS);
    const float way = ui.animate(id, on ? 1.0F : 0.0F, motion::kQuick);
    ui.circle(track.x0 + height / 2 + way * (width - height), middle_y, knob, on ? Color::OnAccent : Color::BorderControl);
    if (state.focused) ui.focus_ring(track, height / 2);
    return state.pressed;
}

void setting_row(Ui& ui, Flow& flow, const Words& label, const Words& note, float control_width,
                 const std::function<void(Flow&)>& control, RowLine line) {
    if (line == RowLine::Above) rule(ui, flow);
    flow.skip(ui.gap(Gap::S));
    const float room = flow.width - control_width - ui.gap(Gap::L);
    const bool beside = room >= ui.px(kLeastLabel);
    const float width = beside ? room : flow.width;
    const float label_height = ui.measure(Style::Body, label, width).height;
    const float note_height = note.text.empty() ? 0 : ui.measure(Style::Caption, note, width).height;
    const float words = label_height + note_height;
    const float height = std::max(words, ui.px(size::kTarget));
    Flow start{flow.x, flow.y + (beside ? std::round((height - words) / 2) : 0), width};
    text(ui, start, Style::Body, label);
    if (note_height > 0) text(ui, start, Style::Caption, note, Color::Muted);
    Flow end{beside ? flow.end() - control_width : flow.x, beside ? flow.y : start.y + ui.gap(Gap::XS),
             beside ? control_width : flow.width};
    if (beside) end.y += std::round((height - ui.px(size::kTarget)) / 2);
    control(end);
    flow.y = std::max(end.y, beside ? flow.y + height : end.y) + ui.gap(Gap::S);
}

}  // namespace amparo::ui
