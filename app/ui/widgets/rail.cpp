#include "app/ui/widgets/rail.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

constexpr float kMarkTile = 32;
constexpr float kBar = 4;

}  // namespace

bool rail_item(Ui& ui, std::string_view id, Flow& flow, std::string_view icon, const Words& word, bool selected) {
    const bool narrow = ui.narrow();
    const float side = ui.px(size::kIconRail);
    const Style style = narrow ? (selected ? Style::CaptionStrong : Style::Caption)
                               : (selected ? Style::BodyStrong : Style::Body);
    const float room = narrow ? flow.width - ui.gap(Gap::XS) : flow.width - side - ui.gap(Gap::M) * 3;
    const float word_height = ui.measure(style, word, room).height;
    const float height = narrow ? side + word_height + ui.gap(Gap::M) : std::max(ui.px(size::kTarget), word_height + ui.gap(Gap::L));
    const Rect rect{flow.x, flow.y, flow.end(), flow.y + height};
    a11y::Node node;
    node.role = a11y::Role::Tab;
    node.name = word.text;
    node.language = word.lang;
    node.selected = selected;
    const Interaction state = ui.interact(id, rect, std::move(node));
    const float radius = ui.px(size::kRadius);
    const Color back = selected ? Color::Selected : state.hovered ? Color::Background : Color::Surface;
    if (selected || state.hovered) ui.fill(rect, back, radius);
    if (selected) {
        const float bar = ui.px(kBar);
        const float inset = ui.gap(Gap::S);
        ui.fill({rect.x0, rect.y0 + inset, rect.x0 + bar, rect.y1 - inset}, Color::Accent, bar / 2);
        if (ui.theme().high_contrast()) ui.outline(rect, Color::Accent, ui.px(size::kFocus), radius);
    }
    const Color ink = selected ? Color::Accent : Color::Text;
    const Color icon_ink = selected ? Color::Accent : Color::Muted;
    if (narrow) {
        const float x = std::round((rect.x0 + rect.x1 - side) / 2);
        const float y = rect.y0 + ui.gap(Gap::S) / 2;
        ui.icon(icon, {x, y, x + side, y + side}, icon_ink, back);
        ui.draw_text(rect.x0 + ui.gap(Gap::XS) / 2, y + side + ui.gap(Gap::XS) / 2, room, style, ink, word, Align::Center);
    } else {
        const float x = rect.x0 + ui.gap(Gap::M);
        const float y = std::round(rect.middle_y() - side / 2);
        ui.icon(icon, {x, y, x + side, y + side}, icon_ink, back);
        ui.draw_text(x + side + ui.gap(Gap::M), std::round(rect.middle_y() - word_height / 2), room, style, ink, word);
    }
    if (state.focused) ui.focus_ring(rect.inset(ui.px(size::kFocus)), radius);
    flow.y = rect.y1 + ui.gap(Gap::XS);
    return state.pressed;
}

void brand(Ui& ui, Flow& flow, const Words& name) {
    const float tile = ui.px(kMarkTile);
    const bool narrow = ui.narrow();
    const float x = narrow ? std::round(flow.x + (flow.width - tile) / 2) : flow.x + ui.gap(Gap::M);
    const Rect rect{x, flow.y, x + tile, flow.y + tile};
    ui.fill(rect, Color::Accent, tile / 4);
    const float inset = std::round(tile / 8);
    ui.icon("mark", rect.inset(inset), Color::OnAccent, Color::Accent);
    if (!narrow) {
        ui.draw_label(rect.x1 + ui.gap(Gap::M), rect.middle_y(), flow.end() - rect.x1, Style::Title, Color::Text, name);
        ui.note(a11y::Role::Text, rect, name);
    }
    flow.y = rect.y1;
}

}  // namespace amparo::ui
