#include "app/ui/widgets/disclosure.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

void disclosure(Ui& ui, std::string_view id, Flow& flow, const Words& title, const Words& note, bool& open,
                const std::function<void(Flow&)>& content) {
    card(ui, flow, {CardTone::Plain, Gap::None}, [&](Flow& inner) {
        const float lead = ui.gap(Gap::XL) + ui.px(size::kIcon) + ui.gap(Gap::M);
        const float room = inner.width - lead - ui.gap(Gap::XL);
        const float title_width = ui.measure(Style::BodyStrong, title, room).width;
        const bool beside = title_width + ui.gap(Gap::L) + ui.measure(Style::Caption, note).width <= room;
        const float title_height = ui.measure(Style::BodyStrong, title, room).height;
        const float note_height = beside || note.text.empty() ? 0 : ui.measure(Style::Caption, note, room).height;
        const float height = std::max(ui.px(size::kRow), title_height + note_height + 2 * ui.gap(Gap::M));
        const Rect rect{inner.x, inner.y, inner.end(), inner.y + height};
        a11y::Node node;
        node.role = a11y::Role::Button;
        node.name = title.text;
        node.language = title.lang;
        node.description = note.text;
        node.expanded = open;
        const Interaction state = ui.interact(id, rect, std::move(node));
        if (state.pressed) open = !open;
        if (state.hovered) ui.fill(rect.inset(ui.px(size::kFocus)), Color::Background, ui.px(size::kRadius));
        const float icon = ui.px(size::kIcon);
        const float y = std::round(rect.middle_y() - icon / 2);
        const float x = inner.x + ui.gap(Gap::XL);
        ui.icon(open ? "ui/chevron-down" : "ui/chevron", {x, y, x + icon, y + icon}, Color::Muted, Color::Surface, !open);
        const float top = std::round(rect.middle_y() - (title_height + note_height) / 2);
        ui.draw_text(inner.x + lead, top, room, Style::BodyStrong, Color::Text, title);
        if (beside) {
            ui.draw_label(inner.x + lead + title_width + ui.gap(Gap::L), rect.middle_y(), room, Style::Caption, Color::Muted, note);
        } else if (note_height > 0) {
            ui.draw_text(inner.x + lead, top + title_height, room, Style::Caption, Color::Muted, note);
        }
        if (state.focused) ui.focus_ring(rect.inset(3 * ui.px(size::kFocus)), ui.px(size::kRadius));
        inner.y = rect.y1;
        // Its place is there at once, so that nothing moves below a finger; only the words come slowly.
        const float shown = ui.animate(id, open ? 1.0F : 0.0F, motion::kSlow);
        if (open) {
            Flow body{inner.x + lead, inner.y, room};
            ui.faded(shown, [&] { content(body); });
            inner.y = body.y + ui.gap(Gap::L);
        }
    });
}

}  // namespace amparo::ui
