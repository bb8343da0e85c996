#include "app/ui/widgets/segments.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

constexpr float kMark = 24;
constexpr std::size_t kMostColumns = 3;

float segment_width(Ui& ui, const Segment& item) {
    float width = ui.measure(Style::BodyStrong, item.label).width + 2 * ui.gap(Gap::L);
    if (!item.count.text.empty()) width += ui.measure(Style::CaptionStrong, item.count).width + ui.gap(Gap::L);
    return std::max(width, ui.px(size::kTarget));
}

bool segment(Ui& ui, const std::string& id, const Rect& rect, const Segment& item, bool selected) {
    a11y::Node node;
    node.role = a11y::Role::Radio;
    node.name = item.label.text;
    node.value = item.count.text;
    node.language = item.label.lang;
    node.selected = selected;
    const Interaction state = ui.interact(id, rect, std::move(node));
    const float radius = ui.px(size::kRadius);
    if (selected) {
        ui.fill(rect, Color::Surface, radius);
        ui.outline(rect, Color::Accent, ui.px(size::kFocus), radius);
    } else if (state.hovered) {
        ui.fill(rect.inset(ui.px(size::kFocus)), Color::Background, radius);
    }
    const Color ink = selected ? Color::Accent : Color::Text;
    const float x = rect.x0 + ui.gap(Gap::L);
    const float wide = ui.draw_label(x, rect.middle_y(), rect.width(), selected ? Style::BodyStrong : Style::Body, ink, item.label);
    if (!item.count.text.empty()) {
        ui.draw_label(x + wide + ui.gap(Gap::M), rect.middle_y(), rect.width(), Style::CaptionStrong, ink, item.count);
    }
    if (state.focused) ui.focus_ring(rect, radius);
    return state.pressed;
}

}  // namespace

float segments_width(Ui& ui, std::span<const Segment> items) {
    float width = 0;
    for (const Segment& item : items) width += segment_width(ui, item);
    return width;
}

std::size_t segments(Ui& ui, std::string_view id, Flow& flow, std::span<const Segment> items, std::size_t selected) {
    const float height = ui.px(size::kTarget);
    const float whole = segments_width(ui, items);
    const bool beside = whole <= flow.width;
    const float bottom = flow.y + height * (beside ? 1.0F : static_cast<float>(items.size()));
    const Rect back{flow.x, flow.y, flow.x + (beside ? whole : flow.width), bottom};
    const float radius = ui.px(size::kRadius);
    ui.fill(back, Color::Sunken, radius);
    ui.outline(back, ui.theme().high_contrast() ? Color::BorderControl : Color::Border, ui.px(size::kHairline), radius);
    std::size_t chosen = selected;
    float x = flow.x;
    float y = flow.y;
    ui.counted(a11y::Role::Radio, [&] {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const float width = beside ? segment_width(ui, items[i]) : flow.width;
            if (segment(ui, std::string(id) + "/" + items[i].id, {x, y, x + width, y + height}, items[i], i == selected)) chosen = i;
            if (beside) {
                x += width;
            } else {
                y += height;
            }
        }
    });
    flow.y = bottom;
    return chosen;
}

float choice_height(Ui& ui, const Choice& choice, float width) {
    const float lead = ui.px(choice.icon.empty() ? kMark : size::kIconLarge) + ui.gap(Gap::M);
    const float room = width - 2 * ui.gap(Gap::L) - lead;
    float height = ui.measure(Style::BodyStrong, choice.title, room).height;
    if (!choice.note.text.empty()) height += ui.measure(Style::Caption, choice.note, room).height;
    return std::max(height + 2 * ui.gap(Gap::L), ui.px(size::kUrgentTarget));
}

bool choice(Ui& ui, std::string_view id, const Rect& rect, const Choice& choice, bool selected) {
    a11y::Node node;
    node.role = a11y::Role::Radio;
    node.name = choice.title.text;
    node.value = choice.note.text;
    node.language = choice.title.lang;
    node.selected = selected;
    const Interaction state = ui.interact(id, rect, std::move(node));
    const float radius = ui.px(size::kRadiusCard);
    const Color back = selected ? Color::Selected : state.hovered ? Color::Background : Color::Surface;
    ui.fill(rect, back, radius);
    ui.outline(rect, selected ? Color::Accent : Color::BorderControl,
               ui.px(size::kHairline) * (selected || ui.theme().high_contrast() ? 2.0F : 1.0F), radius);

    const float lead = ui.px(choice.icon.empty() ? kMark : size::kIconLarge);
    const float room = rect.width() - 2 * ui.gap(Gap::L) - lead - ui.gap(Gap::M);
    const float lead_x = choice.mirrored_card ? rect.x1 - ui.gap(Gap::L) - lead : rect.x0 + ui.gap(Gap::L);
    const float text_x = choice.mirrored_card ? rect.x0 + ui.gap(Gap::L) : lead_x + lead + ui.gap(Gap::M);
    const Align align = choice.mirrored_card ? Align::End : Align::Start;
    const float middle = rect.middle_y();
    if (choice.icon.empty()) {
        const float radius_mark = lead / 2;
        const float x = lead_x + radius_mark;
        const float line = std::max(ui.px(size::kHairline), 1.0F) * (selected ? 2.0F : 1.0F);
        ui.circle(x, middle, radius_mark, selected ? Color::Accent : Color::BorderControl);
        ui.circle(x, middle, radius_mark - line, back);
        if (selected) ui.circle(x, middle, radius_mark / 2, Color::Accent);
    } else {
        const float y = std::round(middle - lead / 2);
        ui.icon(choice.icon, {lead_x, y, lead_x + lead, y + lead}, selected ? Color::Accent : Color::Text, back);
    }
    const Style title_style = selected ? Style::BodyStrong : Style::Body;
    const float title = ui.measure(title_style, choice.title, room).height;
    const float note = choice.note.text.empty() ? 0 : ui.measure(Style::Caption, choice.note, room).height;
    const float top = std::round(middle - (title + note) / 2);
    ui.draw_text(text_x, top, room, title_style, Color::Text, choice.title, align);
    if (note > 0) ui.draw_text(text_x, top + title, room, Style::Caption, Color::Muted, choice.note, align);
    if (state.focused) ui.focus_ring(rect, radius);
    return state.pressed;
}

std::optional<std::size_t> choices(Ui& ui, Flow& flow, std::span<const ChoiceItem> items, float least,
                                   std::optional<std::size_t> selected) {
    const float gap = ui.gap(Gap::L);
    const auto fitting = static_cast<std::size_t>((flow.width + gap) / (least + gap));
    const std::size_t columns = std::clamp<std::size_t>(fitting, 1, kMostColumns);
    const float width = std::floor((flow.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    std::optional<std::size_t> pressed;
    ui.counted(a11y::Role::Radio, [&] {
        for (std::size_t first = 0; first < items.size(); first += columns) {
            const auto row = items.subspan(first, std::min(columns, items.size() - first));
            float height = 0;
            for (const ChoiceItem& item : row) height = std::max(height, choice_height(ui, item.choice, width));
            for (std::size_t i = 0; i < row.size(); ++i) {
                const float x = flow.x + static_cast<float>(i) * (width + gap);
                const Rect rect{x, flow.y, x + width, flow.y + height};
                if (choice(ui, row[i].id, rect, row[i].choice, selected == first + i)) pressed = first + i;
            }
            flow.skip(height + gap);
        }
    });
    return pressed;
}

}  // namespace amparo::ui
