#include "app/ui/widgets/slide.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

namespace {

constexpr std::array<float, 9> kFactors{2, 1.75F, 1.5F, 1.25F, 1, 0.85F, 0.7F, 0.6F, 0.5F};

/// One bullet's room before a line.
float lead(Ui& ui) { return ui.gap(Gap::XL); }

Extent measured(Ui& ui, const Slide& slide, float width) {
    const Extent title = ui.measure(Style::Display, slide.title, width);
    Extent all{std::max(title.width, widest_word(ui, Style::Display, slide.title)), title.height};
    for (const Words& line : slide.lines) {
        const Extent extent = ui.measure(Style::Title, line, std::max(width - lead(ui), 1.0F));
        all.height += ui.gap(Gap::L) + extent.height;
        all.width = std::max({all.width, extent.width + lead(ui), widest_word(ui, Style::Title, line) + lead(ui)});
    }
    return all;
}

void draw(Ui& ui, Flow& flow, const Slide& slide) {
    heading(ui, flow, Style::Display, slide.title, 1);
    for (const Words& line : slide.lines) {
        flow.skip(ui.gap(Gap::L));
        const float middle = flow.y + ui.px(type(Style::Title).line) / 2;
        ui.circle(flow.x + ui.gap(Gap::XS), middle, ui.gap(Gap::XS), Color::Accent);
        Flow words{flow.x + lead(ui), flow.y, std::max(flow.width - lead(ui), 1.0F)};
        text(ui, words, Style::Title, line);
        flow.y = words.y;
    }
}

}  // namespace

void slide(Ui& ui, std::string_view id, const Rect& area, const Slide& slide) {
    const float width = std::max(area.width() - ui.px(size::kScrollbar), 1.0F);
    float factor = kFactors.back();
    Extent extent;
    for (const float tried : kFactors) {
        ui.enlarged(tried, [&] { extent = measured(ui, slide, width); });
        factor = tried;
        if (extent.height <= area.height() && extent.width <= width) break;
    }
    const bool fits = extent.height <= area.height();
    const float top = ui.begin_scroll(id, area, ScrollKeys::Left, fits ? ScrollBar::Hidden : ScrollBar::Shown);
    Flow flow{area.x0, top + (fits ? std::round((area.height() - extent.height) / 2) : 0), width};
    ui.enlarged(factor, [&] { draw(ui, flow, slide); });
    ui.end_scroll(fits ? top : flow.y);
}

}  // namespace amparo::ui
