#include "app/ui/widgets/answer.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

constexpr float kLeast = 104;
constexpr float kLeastPicture = 120;
constexpr std::size_t kMostColumns = 3;

float picture_side(const Ui& ui, const Answer& answer) { return ui.px(answer.picture ? size::kIconEmpty : size::kTile); }

float words_width(Ui& ui, const Answer& answer, float width) {
    const float chevron = answer.picture ? 0 : ui.px(size::kIcon) + ui.gap(Gap::L);
    return std::max(width - 2 * ui.gap(Gap::XL) - picture_side(ui, answer) - ui.gap(Gap::XL) - chevron, ui.px(size::kTarget));
}

Style title_style(const Answer& answer) { return answer.picture ? Style::BodyStrong : Style::Title; }

}  // namespace

float answer_height(Ui& ui, const Answer& answer, float width) {
    const float room = words_width(ui, answer, width);
    float height = ui.measure(title_style(answer), answer.title, room).height;
    if (!answer.note.text.empty()) height += ui.measure(Style::Body, answer.note, room).height;
    return std::max(height + 2 * ui.gap(Gap::XL), ui.px(answer.picture ? kLeastPicture : kLeast));
}

bool answer(Ui& ui, std::string_view id, const Rect& rect, const Answer& answer) {
    a11y::Node node;
    node.role = a11y::Role::Button;
    node.name = answer.title.text;
    node.description = answer.note.text;
    node.language = answer.title.lang;
    const Interaction state = ui.interact(id, rect, std::move(node));
    const float radius = ui.px(size::kRadiusCard);
    const Color back = state.held ? Color::Selected : state.hovered ? Color::Background : Color::Surface;
    ui.fill(rect, back, radius);
    ui.outline(rect, Color::BorderControl, ui.px(size::kHairline) * (ui.theme().high_contrast() ? 2.0F : 1.0F), radius);

    const float side = picture_side(ui, answer);
    const float x = rect.x0 + ui.gap(Gap::XL);
    const float top = std::round(rect.middle_y() - side / 2);
    if (answer.picture) {
        ui.icon(answer.icon, {x, top, x + side, top + side}, Color::Accent, back);
    } else {
        const Rect tile{x, top, x + side, top + side};
        ui.fill(tile, back_of(answer.tone), radius);
        if (ui.theme().high_contrast()) ui.outline(tile, ink_of(answer.tone), ui.px(size::kHairline), radius);
        const float icon = std::round(side / 2);
        const float at = std::round((side - icon) / 2);
        ui.icon(answer.icon, {x + at, top + at, x + at + icon, top + at + icon}, ink_of(answer.tone), back_of(answer.tone));
    }
    const float text_x = x + side + ui.gap(Gap::XL);
    const float room = words_width(ui, answer, rect.width());
    const float title = ui.measure(title_style(answer), answer.title, room).height;
    const float note = answer.note.text.empty() ? 0 : ui.measure(Style::Body, answer.note, room).height;
    const float text_y = std::round(rect.middle_y() - (title + note) / 2);
    ui.draw_text(text_x, text_y, room, title_style(answer), Color::Text, answer.title);
    if (note > 0) ui.draw_text(text_x, text_y + title, room, Style::Body, Color::Muted, answer.note);
    if (!answer.picture) {
        const float icon = ui.px(size::kIcon);
        const float end = rect.x1 - ui.gap(Gap::XL);
        const float y = std::round(rect.middle_y() - icon / 2);
        ui.icon("ui/chevron", {end - icon, y, end, y + icon}, Color::Text, back, true);
    }
    if (state.focused) ui.focus_ring(rect, radius);
    return state.pressed;
}

bool answer(Ui& ui, std::string_view id, Flow& flow, const Answer& item) {
    const Rect rect{flow.x, flow.y, flow.end(), flow.y + answer_height(ui, item, flow.width)};
    flow.y = rect.y1;
    return answer(ui, id, rect, item);
}

std::optional<std::size_t> answers(Ui& ui, Flow& flow, std::span<const AnswerItem> items, float least) {
    const float gap = ui.gap(Gap::L);
    const auto fitting = static_cast<std::size_t>((flow.width + gap) / (least + gap));
    const std::size_t columns = std::clamp<std::size_t>(fitting, 1, kMostColumns);
    const float width = std::floor((flow.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    std::optional<std::size_t> pressed;
    ui.counted(a11y::Role::Button, [&] {
        for (std::size_t row = 0; row < items.size(); row += columns) {
            const std::size_t end = std::min(row + columns, items.size());
            float height = 0;
            for (std::size_t i = row; i < end; ++i) height = std::max(height, answer_height(ui, items[i].answer, width));
            for (std::size_t i = row; i < end; ++i) {
                const float x = flow.x + static_cast<float>(i - row) * (width + gap);
                if (answer(ui, items[i].id, {x, flow.y, x + width, flow.y + height}, items[i].answer)) pressed = i;
            }
            flow.y += height + (end < items.size() ? gap : 0);
        }
    });
    return pressed;
}

}  // namespace amparo::ui
