#include "app/ui/widgets/banner.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/widgets/icon_button.hpp"

namespace amparo::ui {

namespace {

a11y::Node node_of(std::string_view id, const Banner& banner) {
    a11y::Node node;
    const bool warns = banner.tone == CardTone::Warn || banner.tone == CardTone::Danger;
    node.role = warns ? a11y::Role::Alert : a11y::Role::Group;
    node.id = id;
    node.name = banner.words.text;
    node.language = banner.words.lang;
    return node;
}

}  // namespace

BannerAnswer banner(Ui& ui, std::string_view id, Flow& flow, const Banner& banner) {
    BannerAnswer answer = BannerAnswer::None;
    const float top = flow.y;
    ui.begin_group(node_of(id, banner), {flow.x, top, flow.end(), top});
    card(ui, flow, {banner.tone, Gap::M}, [&](Flow& inner) {
        const float target = ui.px(size::kTarget);
        const float icon = ui.px(size::kIconRail);
        const float gap = ui.gap(Gap::M);
        const Button action{banner.action, ButtonKind::Secondary};
        const float cross = banner.dismiss.text.empty() ? 0 : target + ui.gap(Gap::XS);
        const float wide = banner.action.text.empty() ? 0 : button_width(ui, action) + gap;
        const float start = inner.x + ui.gap(Gap::XS) + icon + gap;
        const float all = inner.end() - cross - start;
        // The action goes below the words where they would be squeezed beside it.
        const bool beside = wide > 0 && all - wide >= ui.px(size::kSideCard);
        const float room = std::max(all - (beside ? wide : 0), 1.0F);
        const float words = ui.measure(Style::Body, banner.words, room).height;
        const float line = std::max(words, target);
        const float middle = inner.y + line / 2;
        const float icon_top = words > target ? inner.y : std::round(middle - icon / 2);
        ui.icon(banner.icon, {start - gap - icon, icon_top, start - gap, icon_top + icon}, ink_of(banner.tone), back_of(banner.tone));
        Flow sentence{start, std::round(middle - words / 2), room};
        text(ui, sentence, Style::Body, banner.words);
        if (beside) {
            const Rect rect{start + room + gap, inner.y, start + room + wide, inner.y + target};
            if (button(ui, std::string(id) + "/action", rect, action)) answer = BannerAnswer::Action;
        }
        const float row = inner.y;
        inner.skip(line);
        if (wide > 0 && !beside) {
            Flow below{start, inner.y + ui.gap(Gap::S), inner.end() - start};
            if (button(ui, std::string(id) + "/action", below, action)) answer = BannerAnswer::Action;
            inner.y = below.y;
        }
        if (cross > 0) {
            const Rect rect{inner.end() - target, row, inner.end(), row + target};
            if (icon_button(ui, std::string(id) + "/dismiss", rect, {banner.dismiss, ButtonKind::Quiet, "ui/close"})) {
                answer = BannerAnswer::Dismiss;
            }
        }
    });
    ui.set_group_rect({flow.x, top, flow.end(), flow.y});
    ui.end_group();
    return answer;
}

}  // namespace amparo::ui
