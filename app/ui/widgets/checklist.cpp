#include "app/ui/widgets/checklist.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace amparo::ui {

namespace {

void box(Ui& ui, const Rect& rect, const CheckItem& item, const Interaction& state) {
    const float radius = ui.gap(Gap::XS);
    const float line = ui.px(size::kHairline) * (ui.theme().high_contrast() ? 2.0F : 1.0F);
    const auto edge = [&] {
        if (!item.enabled && ui.theme().high_contrast()) {
            ui.dashes(rect, Color::BorderControl, line, radius);
        } else {
            ui.outline(rect, Color::BorderControl, line, radius);
        }
    };
    if (!item.checked) {
        ui.fill(rect, item.enabled ? Color::Surface : Color::Sunken, radius);
        edge();
        return;
    }
    const Color back = !item.enabled ? Color::Sunken : state.hovered ? Color::AccentHover : Color::Accent;
    const Color ink = item.enabled ? Color::OnAccent : Color::Muted;
    ui.fill(rect, back, radius);
    if (!item.enabled) edge();
    ui.icon("ui/tick", rect.inset(ui.px(2)), ink, back);
}

bool row(Ui& ui, const std::string& id, Flow& flow, const CheckItem& item, int position, int count) {
    const float side = ui.px(size::kCheckbox);
    const float padding = ui.gap(Gap::S);
    const float lead = side + ui.gap(Gap::M);
    const float room = std::max(flow.width - lead - 2 * padding, 1.0F);
    const Words& note = item.enabled ? item.note : item.reason;
    const float label = ui.measure(Style::Body, item.label, room).height;
    const float below = note.text.empty() ? 0 : ui.measure(Style::Caption, note, room).height;
    const float height = std::max(ui.px(size::kTarget), label + below + 2 * padding);
    const Rect rect{flow.x, flow.y, flow.end(), flow.y + height};
    a11y::Node node;
    node.role = a11y::Role::Checkbox;
    node.name = item.label.text;
    node.description = note.text;
    node.language = item.label.lang;
    node.selected = item.checked;
    node.position = position;
    node.count = count;
    const Interaction state = ui.interact(id, rect, std::move(node), item.enabled);
    const float radius = ui.px(size::kRadius);
    if (state.hovered) ui.fill(rect, state.held ? Color::Selected : Color::Background, radius);
    // The box stands beside the first line of the label.
    const float top = std::round(rect.middle_y() - (label + below) / 2);
    const float line = ui.px(type(Style::Body).line);
    const float y = std::round(top + (line - side) / 2);
    box(ui, {rect.x0 + padding, y, rect.x0 + padding + side, y + side}, item, state);
    const float x = rect.x0 + padding + lead;
    ui.draw_text(x, top, room, Style::Body, item.enabled ? Color::Text : Color::Muted, item.label);
    if (below > 0) ui.draw_text(x, top + label, room, Style::Caption, Color::Muted, note);
    if (state.focused) ui.focus_ring(rect.inset(ui.px(size::kFocus)), radius);
    flow.y = rect.y1;
    return state.pressed;
}

}  // namespace

std::optional<std::size_t> checklist(Ui& ui, std::string_view id, Flow& flow, const Words& name,
                                     std::span<const CheckItem> items) {
    a11y::Node list;
    list.role = a11y::Role::List;
    list.id = id;
    list.name = name.text;
    list.language = name.lang;
    list.count = static_cast<int>(items.size());
    const float top = flow.y;
    ui.begin_group(std::move(list), {flow.x, top, flow.end(), top});
    std::optional<std::size_t> pressed;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string row_id = std::string(id) + "/" + items[i].id;
        if (row(ui, row_id, flow, items[i], static_cast<int>(i + 1), static_cast<int>(items.size()))) pressed = i;
    }
    ui.set_group_rect({flow.x, top, flow.end(), flow.y});
    ui.end_group();
    return pressed;
}

}  // namespace amparo::ui
