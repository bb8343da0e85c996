#include "app/ui/widgets/progress.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

void progress(Ui& ui, std::string_view id, Flow& flow, float done, const Words& words) {
    const float height = ui.px(size::kProgress);
    const Rect track{flow.x, flow.y, flow.end(), flow.y + height};
    const float part = std::clamp(done, 0.0F, 1.0F);
    ui.fill(track, Color::Sunken, height / 2);
    ui.outline(track, ui.theme().high_contrast() ? Color::Border : Color::BorderControl, ui.px(size::kHairline), height / 2);
    const float width = std::round(track.width() * part);
    if (width >= height) ui.fill({track.x0, track.y0, track.x0 + width, track.y1}, Color::Accent, height / 2);
    a11y::Node node;
    node.role = a11y::Role::Progress;
    node.id = id;
    node.name = words.text;
    node.language = words.lang;
    node.range = a11y::Range{static_cast<double>(part), 0, 1};
    ui.note(std::move(node), track);
    flow.skip(height);
}

void stepper(Ui& ui, Flow& flow, const Steps& steps) {
    const Rect from{flow.x, flow.y, flow.end(), flow.y};
    const float words = ui.draw_text(flow.x, flow.y, flow.width, Style::CaptionStrong, Color::Muted, steps.words);
    flow.skip(words + ui.gap(Gap::S));
    const float height = ui.px(size::kProgress) / 2;
    const int count = std::max(steps.count, 1);
    const float gap = ui.gap(Gap::XS);
    const float step = (flow.width + gap) / static_cast<float>(count);
    // Too many steps to tell marks apart become one line.
    const bool apart = step - gap >= ui.gap(Gap::S);
    for (int i = 0; apart && i < count; ++i) {
        const float x = flow.x + std::round(static_cast<float>(i) * step);
        const float end = flow.x + std::round(static_cast<float>(i + 1) * step) - gap;
        const bool reached = i < steps.now;
        // The step that it is stands out by its height, not by its colour alone.
        const float more = i + 1 == steps.now ? std::round(height / 2) : 0;
        ui.fill({x, flow.y - more, end, flow.y + height + more}, reached ? Color::Accent : Color::BorderControl, height / 2 + more);
    }
    if (!apart) {
        const float part = static_cast<float>(std::clamp(steps.now, 0, count)) / static_cast<float>(count);
        ui.fill({flow.x, flow.y, flow.end(), flow.y + height}, Color::BorderControl, height / 2);
        ui.fill({flow.x, flow.y, flow.x + std::max(std::round(flow.width * part), height), flow.y + height}, Color::Accent, height / 2);
    }
    flow.skip(height);
    a11y::Node node;
    node.role = a11y::Role::Status;
    node.name = steps.words.text;
    node.language = steps.words.lang;
    node.position = steps.now;
    node.count = count;
    ui.note(std::move(node), {from.x0, from.y0, from.x1, flow.y});
}

}  // namespace amparo::ui
