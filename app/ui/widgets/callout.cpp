#include "app/ui/widgets/callout.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

constexpr float kRing = 32;

}  // namespace

void callout(Ui& ui, Flow& flow, const Callout& callout) {
    card(ui, flow, {callout.tone, Gap::L}, [&](Flow& inner) {
        const float icon = ui.px(size::kIconRail);
        ui.icon(callout.icon, {inner.x, inner.y, inner.x + icon, inner.y + icon}, ink_of(callout.tone),
                back_of(callout.tone));
        Flow words{inner.x + icon + ui.gap(Gap::M), inner.y, inner.width - icon - ui.gap(Gap::M)};
        if (!callout.title.text.empty()) {
            text(ui, words, Style::BodyStrong, callout.title);
            words.skip(ui.gap(Gap::XS));
        }
        if (!callout.body.text.empty()) text(ui, words, Style::Body, callout.body);
        inner.y = std::max(words.y, inner.y + icon);
    });
}

void icon_line(Ui& ui, Flow& flow, std::string_view icon, const Words& words, Style style, Color color, Color icon_color) {
    const bool small = type(style).size < type(Style::Body).size;
    const float side = ui.px(small ? size::kIconSmall : size::kIcon);
    const float y = flow.y + std::round((ui.px(type(style).line) - side) / 2);
    ui.icon(icon, {flow.x, y, flow.x + side, y + side}, icon_color, Color::Surface);
    const float lead = side + ui.gap(small ? Gap::S : Gap::M);
    Flow line{flow.x + lead, flow.y, flow.width - lead};
    text(ui, line, style, words, color);
    flow.y = line.y;
}

void progress(Ui& ui, Flow& flow, float done, const Words& words) {
    const float height = ui.px(size::kProgress);
    const Rect track{flow.x, flow.y, flow.end(), flow.y + height};
    ui.fill(track, Color::Sunken, height / 2);
    if (ui.theme().high_contrast()) ui.outline(track, Color::Border, ui.px(size::kHairline), height / 2);
    const float width = std::round(track.width() * std::clamp(done, 0.0F, 1.0F));
    if (width >= height) ui.fill({track.x0, track.y0, track.x0 + width, track.y1}, Color::Accent, height / 2);
    ui.note(a11y::Role::Progress, track, words);
    flow.skip(height);
}

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
        if (open) {
            Flow body{inner.x + lead, inner.y, room};
            content(body);
            inner.y = body.y + ui.gap(Gap::L);
        }
    });
}

void numbered(Ui& ui, Flow& flow, const Words& number, const std::function<void(Flow&)>& content) {
    // A number with other signs around it may be wider than the ring is high.
    const float high = ui.px(kRing);
    const float ring = std::max(high, ui.measure(Style::BodyStrong, number).width + 2 * ui.gap(Gap::S));
    const float lead = ring + ui.gap(Gap::L);
    const Rect rect{flow.x, flow.y, flow.x + ring, flow.y + high};
    ui.fill(rect, Color::Accent, high / 2);
    ui.fill(rect.inset(ui.px(size::kFocus)), Color::Surface, high / 2 - ui.px(size::kFocus));
    ui.draw_label(rect.x0, rect.middle_y(), ring, Style::BodyStrong, Color::Accent, number, Align::Center);
    ui.note(a11y::Role::Text, rect, number);
    const float top = flow.y + std::round((high - ui.px(type(Style::Body).line)) / 2);
    Flow inner{flow.x + lead, top, flow.width - lead};
    content(inner);
    flow.y = std::max(inner.y, rect.y1);
}

void empty_state(Ui& ui, Flow& flow, std::string_view icon, const Words& title, const Words& body) {
    const float side = ui.px(size::kIconEmpty);
    ui.icon(icon, {flow.x, flow.y, flow.x + side, flow.y + side}, Color::Accent, Color::Surface);
    flow.skip(side + ui.gap(Gap::L));
    heading(ui, flow, Style::Title, title, 2);
    flow.skip(ui.gap(Gap::S));
    text(ui, flow, Style::Body, body, Color::Muted);
}

}  // namespace amparo::ui
