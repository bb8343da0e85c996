#include "app/ui/widgets/tiles.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

constexpr std::size_t kMostColumns = 3;
constexpr float kBand = 84;

/// The last line, in one or two lines.
struct Foot {
    float start = 0;   ///< width of the words at the start, with their clock
    float end = 0;     ///< width of the words at the end, with their tick
    bool beside = true;
    float height = 0;
};

Foot foot_of(Ui& ui, const Tile& tile, float room) {
    const float icon = ui.px(size::kIconSmall) + ui.gap(Gap::S);
    Foot out;
    out.start = icon + ui.measure(Style::Caption, tile.foot, room - icon).width + 1;
    if (!tile.end.text.empty()) {
        const float lead = tile.end_is_good ? icon : 0;
        out.end = lead + ui.measure(tile.end_is_good ? Style::CaptionStrong : Style::Caption, tile.end, room - lead).width + 1;
    }
    out.beside = out.start + out.end + ui.gap(Gap::L) <= room;
    const float line = ui.px(type(Style::Caption).line);
    out.height = out.beside || tile.end.text.empty() ? line : 2 * line;
    return out;
}

float height_of(Ui& ui, const Tile& tile, float width) {
    const float room = width - 2 * ui.gap(Gap::L);
    float height = ui.px(kBand) + ui.gap(Gap::L) + ui.measure(Style::BodyStrong, tile.title, room).height;
    if (!tile.note.text.empty()) height += ui.gap(Gap::XS) + ui.measure(Style::Caption, tile.note, room).height;
    return height + ui.gap(Gap::M) + foot_of(ui, tile, room).height + ui.gap(Gap::L);
}

bool draw_tile(Ui& ui, const Rect& rect, const Tile& tile) {
    a11y::Node node;
    node.role = a11y::Role::Row;
    node.name = tile.note.text.empty() ? tile.title.text : tile.title.text + "\n" + tile.note.text;
    node.value = tile.end.text.empty() ? tile.foot.text : tile.foot.text + "\n" + tile.end.text;
    node.language = tile.title.lang;
    const Interaction state = ui.interact(tile.id, rect, std::move(node));
    const float radius = ui.px(size::kRadiusCard);
    const bool high = ui.theme().high_contrast();
    ui.fill(rect, state.held ? Color::Selected : state.hovered ? Color::Background : Color::Surface, radius);
    const Rect band{rect.x0, rect.y0, rect.x1, rect.y0 + ui.px(kBand)};
    // The band has the card's round corners at its top only.
    ui.clipped(band, [&] { ui.fill({band.x0, band.y0, band.x1, band.y1 + 2 * radius}, Color::Selected, radius); });
    const float side = ui.px(size::kIconEmpty);
    const float left = std::round((band.x0 + band.x1 - side) / 2);
    const float top = std::round(band.middle_y() - side / 2);
    ui.icon(tile.icon, {left, top, left + side, top + side}, Color::Accent, Color::Selected);
    ui.outline(rect, high ? Color::BorderControl : Color::Border, ui.px(size::kHairline) * (high ? 2.0F : 1.0F), radius);

    const float x = rect.x0 + ui.gap(Gap::L);
    const float room = rect.width() - 2 * ui.gap(Gap::L);
    float y = band.y1 + ui.gap(Gap::L);
    y += ui.draw_text(x, y, room, Style::BodyStrong, Color::Text, tile.title);
    if (!tile.note.text.empty()) {
        y += ui.gap(Gap::XS);
        ui.draw_text(x, y, room, Style::Caption, Color::Muted, tile.note);
    }
    const Foot foot = foot_of(ui, tile, room);
    const float line = ui.px(type(Style::Caption).line);
    const float small = ui.px(size::kIconSmall);
    const auto item = [&](float at, float middle, float wide, const char* icon, Style style, Color color, const Words& words) {
        const float above = std::round(middle - small / 2);
        if (icon != nullptr) ui.icon(icon, {at, above, at + small, above + small}, color, Color::Surface);
        const float lead = icon == nullptr ? 0 : small + ui.gap(Gap::S);
        ui.draw_label(at + lead, middle, wide - lead, style, color, words);
    };
    const float bottom = rect.y1 - ui.gap(Gap::L);
    item(x, bottom - foot.height + line / 2, std::min(foot.start, room), "ui/clock", Style::Caption, Color::Muted, tile.foot);
    if (!tile.end.text.empty()) {
        const float wide = std::min(foot.end, room);
        const float at = foot.beside ? rect.x1 - ui.gap(Gap::L) - wide : x;
        item(at, bottom - line / 2, wide, tile.end_is_good ? "ui/tick" : nullptr, tile.end_is_good ? Style::CaptionStrong : Style::Caption,
             tile.end_is_good ? Color::Ok : Color::Muted, tile.end);
    }
    if (state.focused) ui.focus_ring(rect, radius);
    return state.pressed;
}

}  // namespace

std::optional<std::size_t> tiles(Ui& ui, Flow& flow, std::span<const Tile> items, float least) {
    const float gap = ui.gap(Gap::L);
    const auto fitting = static_cast<std::size_t>((flow.width + gap) / (least + gap));
    const std::size_t columns = std::clamp<std::size_t>(fitting, 1, kMostColumns);
    const float width = std::floor((flow.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    std::optional<std::size_t> pressed;
    ui.counted(a11y::Role::Row, [&] {
        for (std::size_t first = 0; first < items.size(); first += columns) {
            const auto row = items.subspan(first, std::min(columns, items.size() - first));
            float height = 0;
            for (const Tile& item : row) height = std::max(height, height_of(ui, item, width));
            for (std::size_t i = 0; i < row.size(); ++i) {
                const float x = flow.x + static_cast<float>(i) * (width + gap);
                if (draw_tile(ui, {x, flow.y, x + width, flow.y + std::ceil(height)}, row[i])) pressed = first + i;
            }
            flow.skip(std::ceil(height) + gap);
        }
    });
    return pressed;
}

}  // namespace amparo::ui
