#include "app/ui/widgets/slide.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/widgets/flow.hpp"
#include "app/ui/widgets/picture.hpp"

namespace amparo::ui {

namespace {

constexpr float kMostOfArea = 0.5F;  // of its height, for one picture
constexpr std::array<float, 9> kFactors{2, 1.75F, 1.5F, 1.25F, 1, 0.85F, 0.7F, 0.6F, 0.5F};

/// The room before a line that has a dot or a label.
float lead(Ui& ui, const SlideLine& line) {
    if (!line.label.text.empty()) return std::max(ui.gap(Gap::XXL), ui.measure(Style::Title, line.label).width + 1 + ui.gap(Gap::M));
    return line.dot ? ui.gap(Gap::XL) : 0;
}

/// Paragraphs and answers stand further apart than the items of a list.
float gap_before(Ui& ui, const SlideLine& line) { return ui.gap(line.dot && line.label.text.empty() ? Gap::M : Gap::L); }

float bar_height(Ui& ui, const SlideLine& line) {
    return line.bar ? ui.gap(Gap::XS) + std::max(ui.px(size::kProgress), ui.measure(Style::Caption, line.count).height) : 0;
}

Extent measured(Ui& ui, const Slide& slide, const Extent& area) {
    const float width = area.width;
    const Extent title = ui.measure(Style::Display, slide.title, width);
    Extent all{std::max(title.width, widest_word(ui, Style::Display, slide.title)), title.height};
    for (const SlideLine& line : slide.lines) {
        const float before = lead(ui, line);
        if (line.picture) {
            const Extent extent = picture_extent(ui, *line.picture, width, area.height * kMostOfArea);
            all.height += gap_before(ui, line) + extent.height;
            all.width = std::max(all.width, extent.width);
            continue;
        }
        const Extent extent = ui.measure(line.style, line.words, std::max(width - before, 1.0F));
        all.height += gap_before(ui, line) + extent.height + bar_height(ui, line);
        all.width = std::max({all.width, extent.width + before, widest_word(ui, line.style, line.words) + before});
    }
    return all;
}

/// How many, drawn from the start of the line's words; the number says the same.
void draw_bar(Ui& ui, Flow& flow, const SlideLine& line) {
    flow.skip(ui.gap(Gap::XS));
    const float words = ui.measure(Style::Caption, line.count).width + 1;
    const float height = bar_height(ui, line) - ui.gap(Gap::XS);
    const float room = std::max(flow.width - words - ui.gap(Gap::M), 0.0F);
    const float thick = ui.px(size::kProgress);
    const float y = std::round(flow.y + (height - thick) / 2);
    ui.fill({flow.x, y, flow.x + room, y + thick}, Color::Sunken, thick / 2);
    const float full = std::round(room * std::clamp(*line.bar, 0.0F, 1.0F));
    if (full >= thick) ui.fill({flow.x, y, flow.x + full, y + thick}, Color::Accent, thick / 2);
    ui.draw_label(flow.x + room + ui.gap(Gap::M), flow.y + height / 2, words, Style::Caption, line.color, line.count);
    ui.note(a11y::Role::Text, {flow.x, flow.y, flow.end(), flow.y + height}, line.count);
    flow.skip(height);
}

void draw(Ui& ui, Flow& flow, const Slide& slide, const Extent& area) {
    heading(ui, flow, Style::Display, slide.title, slide.level);
    for (const SlideLine& line : slide.lines) {
        flow.skip(gap_before(ui, line));
        if (line.picture) {
            const Extent extent = picture_extent(ui, *line.picture, flow.width, area.height * kMostOfArea);
            picture_in(ui, {flow.x, flow.y, flow.x + extent.width, flow.y + extent.height}, *line.picture, line.words);
            flow.skip(extent.height);
            continue;
        }
        const float before = lead(ui, line);
        const float middle = flow.y + ui.px(type(line.style).line) / 2;
        if (!line.label.text.empty()) {
            const float wide = before - ui.gap(Gap::M);
            ui.draw_label(flow.x, middle, wide, Style::Title, Color::Accent, line.label);
            ui.note(a11y::Role::Text, {flow.x, flow.y, flow.x + wide, middle * 2 - flow.y}, line.label);
        } else if (line.dot) {
            ui.circle(flow.x + ui.gap(Gap::XS), middle, ui.gap(Gap::XS), Color::Accent);
        }
        Flow words{flow.x + before, flow.y, std::max(flow.width - before, 1.0F)};
        text(ui, words, line.style, line.words, line.color);
        if (line.bar) draw_bar(ui, words, line);
        flow.y = words.y;
    }
}

}  // namespace

void slide(Ui& ui, std::string_view id, const Rect& area, const Slide& slide) {
    const float width = std::max(area.width() - ui.px(size::kScrollbar), 1.0F);
    float factor = kFactors.back();
    Extent extent;
    for (const float tried : kFactors) {
        ui.enlarged(tried, [&] { extent = measured(ui, slide, {width, area.height()}); });
        factor = tried;
        if (extent.height <= area.height() && extent.width <= width) break;
    }
    const bool fits = extent.height <= area.height();
    const float top = ui.begin_scroll(id, area, ScrollKeys::Left, fits ? ScrollBar::Hidden : ScrollBar::Shown);
    Flow flow{area.x0, top + (fits ? std::round((area.height() - extent.height) / 2) : 0), width};
    ui.enlarged(factor, [&] { draw(ui, flow, slide, {width, area.height()}); });
    ui.end_scroll(fits ? top : flow.y);
}

}  // namespace amparo::ui
