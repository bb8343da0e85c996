#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

void text(Ui& ui, Flow& flow, Style style, const Words& words, Color color) {
    const float height = ui.draw_text(flow.x, flow.y, flow.width, style, color, words);
    ui.note(a11y::Role::Text, {flow.x, flow.y, flow.end(), flow.y + height}, words);
    flow.skip(height);
}

void heading(Ui& ui, Flow& flow, Style style, const Words& words, int level, Color color) {
    const float height = ui.draw_text(flow.x, flow.y, flow.width, style, color, words);
    ui.note(a11y::Role::Heading, {flow.x, flow.y, flow.end(), flow.y + height}, words, level);
    flow.skip(height);
}

void rule(Ui& ui, const Flow& flow) {
    ui.line(flow.x, flow.y, flow.end(), flow.y, Color::Border, ui.px(size::kHairline));
}

}  // namespace amparo::ui
