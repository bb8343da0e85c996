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

void icon_line(Ui& ui, Flow& flow, std::string_view icon, const Words& words, Style style, Color color, Color icon_color,
               int level) {
    const bool small = type(style).size < type(Style::Body).size;
    const float side = ui.px(small ? size::kIconSmall : size::kIcon);
    const float y = flow.y + std::round((ui.px(type(style).line) - side) / 2);
    ui.icon(icon, {flow.x, y, flow.x + side, y + side}, icon_color, Color::Surface);
    const float lead = side + ui.gap(small ? Gap::S : Gap::M);
    Flow line{flow.x + lead, flow.y, flow.width - lead};
    if (level > 0) {
        heading(ui, line, style, words, level, color);
    } else {
        text(ui, line, style, words, color);
    }
    flow.y = line.y;
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

}  // namespace amparo::ui
