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

void pill(Ui& ui, float end, float middle_y, Status status, const Words& word) {
    const float height = std::max(ui.px(size::kPill), ui.px(type(Style::CaptionStrong).line) + ui.gap(Gap::S));
    const float top = std::round(middle_y - height / 2);
    const Rect rect{end - pill_width(ui, word), top, end, top + height};
    ui.fill(rect, status_back(status), height / 2);
    if (ui.theme().high_contrast()) ui.outline(rect, status_ink(status), ui.px(size::kHairline), height / 2);
    const float icon = ui.px(size::kIcon);
    const float x = rect.x0 + ui.gap(Gap::S);
    const float y = std::round(middle_y - icon / 2);
    ui.icon(status_icon(status), {x, y, x + icon, y + icon}, status_ink(status), status_back(status));
    ui.draw_label(x + icon + ui.gap(Gap::S), middle_y, rect.width(), Style::CaptionStrong, status_ink(status), word);
    ui.note(a11y::Role::Status, rect, word);
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
