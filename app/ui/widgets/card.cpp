#include "app/ui/widgets/card.hpp"

namespace amparo::ui {

Color back_of(CardTone tone) {
    switch (tone) {
        case CardTone::Sunken: return Color::Sunken;
        case CardTone::Selected: return Color::Selected;
        case CardTone::Ok: return Color::OkBack;
        case CardTone::Info: return Color::InfoBack;
        case CardTone::Warn: return Color::WarnBack;
        case CardTone::Danger: return Color::DangerBack;
        case CardTone::Plain:
        case CardTone::Chosen: break;
    }
    return Color::Surface;
}

Color ink_of(CardTone tone) {
    switch (tone) {
        case CardTone::Ok: return Color::Ok;
        case CardTone::Info: return Color::Info;
        case CardTone::Warn: return Color::Warn;
        case CardTone::Danger: return Color::Danger;
        case CardTone::Selected:
        case CardTone::Chosen: return Color::Accent;
        case CardTone::Plain:
        case CardTone::Sunken: break;
    }
    return Color::Text;
}

void card(Ui& ui, Flow& flow, const CardStyle& style, const std::function<void(Flow&)>& content) {
    const float padding = ui.gap(style.padding);
    Rect rect;
    ui.layered(
        [&] {
            Flow inner{flow.x + padding, flow.y + padding, flow.width - 2 * padding};
            content(inner);
            rect = {flow.x, flow.y, flow.end(), inner.y + padding};
            return rect;
        },
        [&](const Rect& area) {
            const float radius = ui.px(size::kRadiusCard);
            const bool high = ui.theme().high_contrast();
            ui.fill(area, back_of(style.tone), radius);
            if (style.tone == CardTone::Plain) {
                ui.outline(area, Color::Border, ui.px(size::kHairline) * (high ? 2.0F : 1.0F), radius);
            } else if (style.tone == CardTone::Chosen || style.tone == CardTone::Selected || high) {
                ui.outline(area, ink_of(style.tone), ui.px(size::kHairline) * 2, radius);
            }
        });
    flow.y = rect.y1;
}

}  // namespace amparo::ui
