#include "app/ui/widgets/flow.hpp"

#include <algorithm>

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

float widest_word(Ui& ui, Style style, const Words& words) {
    float widest = 0;
    std::size_t from = 0;
    while (from < words.text.size()) {
        const std::size_t space = std::min(words.text.find(' ', from), words.text.size());
        if (space > from) {
            widest = std::max(widest, ui.measure(style, {words.text.substr(from, space - from), words.lang, words.direction}).width);
        }
        from = space + 1;
    }
    return widest;
}

void rule(Ui& ui, const Flow& flow) {
    ui.line(flow.x, flow.y, flow.end(), flow.y, Color::Border, ui.px(size::kHairline));
}

}  // namespace amparo::ui
