#include "app/ui/widgets/status.hpp"

#include <cmath>

namespace amparo::ui {

std::string_view status_icon(Status status) {
    switch (status) {
        case Status::Good: return "status/good";
        case Status::Small: return "status/small";
        case Status::Large: return "status/large";
        case Status::NotApplicable: return "status/na";
        case Status::Looking: return "status/looking";
        case Status::Unknown: break;
    }
    return "status/unknown";
}

Color status_ink(Status status) {
    switch (status) {
        case Status::Good: return Color::Ok;
        case Status::Small: return Color::Warn;
        case Status::Large: return Color::Danger;
        case Status::Unknown:
        case Status::NotApplicable:
        case Status::Looking: break;
    }
    return Color::Unknown;
}

Color status_back(Status status) {
    switch (status) {
        case Status::Good: return Color::OkBack;
        case Status::Small: return Color::WarnBack;
        case Status::Large: return Color::DangerBack;
        case Status::Unknown:
        case Status::NotApplicable:
        case Status::Looking: break;
    }
    return Color::UnknownBack;
}

float pill_width(Ui& ui, const Words& word) {
    return ui.measure(Style::CaptionStrong, word).width + ui.px(size::kIcon) + ui.gap(Gap::S) * 2 + ui.gap(Gap::M);
}

namespace {

float pill_room(const Ui& ui, float width) {
    return std::max(width - ui.px(size::kIcon) - ui.gap(Gap::S) * 2 - ui.gap(Gap::M) + 1, 1.0F);
}

}  // namespace

float pill_height(Ui& ui, const Words& word, float width) {
    const float lines = ui.measure(Style::CaptionStrong, word, pill_room(ui, width)).height;
    return std::max(ui.px(size::kPill), lines + ui.gap(Gap::S));
}

void pill(Ui& ui, float end, float middle_y, Status status, const Words& word, float most) {
    const float width = most > 0 ? std::min(pill_width(ui, word), most) : pill_width(ui, word);
    const float height = pill_height(ui, word, width);
    const float top = std::round(middle_y - height / 2);
    const Rect rect{end - width, top, end, top + height};
    const float radius = std::min(height, ui.px(size::kPill) + ui.gap(Gap::S)) / 2;
    ui.fill(rect, status_back(status), radius);
    if (ui.theme().high_contrast()) ui.outline(rect, status_ink(status), ui.px(size::kHairline), radius);
    const float icon = ui.px(size::kIcon);
    const float x = rect.x0 + ui.gap(Gap::S);
    const float y = std::round(middle_y - icon / 2);
    ui.icon(status_icon(status), {x, y, x + icon, y + icon}, status_ink(status), status_back(status));
    const float lines = ui.measure(Style::CaptionStrong, word, pill_room(ui, width)).height;
    ui.draw_text(x + icon + ui.gap(Gap::S), std::round(middle_y - lines / 2), pill_room(ui, width), Style::CaptionStrong,
                 status_ink(status), word);
}

void status_tile(Ui& ui, float x, float y, float side, Status status) {
    const Rect rect{x, y, x + side, y + side};
    const float radius = ui.px(size::kRadiusCard);
    ui.fill(rect, status_back(status), radius);
    if (ui.theme().high_contrast()) ui.outline(rect, status_ink(status), ui.px(size::kHairline), radius);
    const float icon = std::round(side / 2);
    const float at = std::round((side - icon) / 2);
    ui.icon(status_icon(status), {x + at, y + at, x + at + icon, y + at + icon}, status_ink(status), status_back(status));
}

}  // namespace amparo::ui
