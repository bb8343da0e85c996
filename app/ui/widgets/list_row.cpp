#include "app/ui/widgets/list_row.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace amparo::ui {

namespace {

constexpr float kNameWidth = 200;
constexpr float kLeastWords = 260;  // narrower, and the state goes below the words
constexpr float kBesideFrom = 640;  // narrower columns put the note below the title

void icon_at(Ui& ui, std::string_view name, float x, float middle, float side, Color color, bool flips) {
    const float y = std::round(middle - side / 2);
    ui.icon(name, {x, y, x + side, y + side}, color, Color::Surface, flips);
}

/// The name and the line about it as one saying.
std::string spoken(const ListRow& row) {
    const std::string& title = row.title.text;
    if (row.note.text.empty()) return title;
    const bool ends = std::ranges::any_of(std::array{".", "!", "?", "\u061f", "\u2026", "\u3002", "\u104b"},
                                          [&](const char* mark) { return title.ends_with(mark); });
    return title + (ends ? " " : ". ") + row.note.text;
}

}  // namespace

bool list_row(Ui& ui, std::string_view id, Flow& flow, const ListRow& row, bool last) {
    const float padding = ui.gap(Gap::XL);
    const float icon = ui.px(size::kIconRail);
    const bool beside = row.note_beside && flow.width >= ui.px(kBesideFrom);
    const bool two_lines = !row.note.text.empty() && !beside;

    // From the end: chevron, then pill or note; from the start: icon, then words.
    float end = flow.end() - padding;
    const float chevron_x = end - ui.px(size::kIcon);
    if (row.chevron) end = chevron_x - ui.gap(Gap::L);
    const float start = flow.x + padding + (row.icon.empty() ? 0 : icon + ui.gap(Gap::L));
    float end_width = 0;
    if (row.status) {
        end_width = pill_width(ui, row.status_word);
    } else if (!row.end_note.text.empty()) {
        end_width = std::min(ui.measure(Style::Caption, row.end_note).width + 1, end - start);
    }
    const bool end_below = end_width > 0 && end - end_width - ui.gap(Gap::L) - start < ui.px(kLeastWords);
    const float text_end = end - (end_width > 0 && !end_below ? end_width + ui.gap(Gap::L) : 0);
    const float width = std::max(text_end - start, ui.px(size::kTarget));

    // Names and notes wrap rather than lose their end.
    const float title_width = beside ? std::min(ui.px(kNameWidth), width / 2) : width;
    const Extent title = ui.measure(Style::BodyStrong, row.title, title_width);
    const float note_width = beside ? width - title_width - ui.gap(Gap::L) : width;
    const Style note_style = beside ? Style::Body : Style::Caption;
    const Extent note = row.note.text.empty() ? Extent{} : ui.measure(note_style, row.note, note_width);
    if (end_below) end_width = std::min(end_width, width);
    const float end_lines = !end_below  ? 0
                            : row.status ? pill_height(ui, row.status_word, end_width)
                                         : ui.measure(Style::Caption, row.end_note, end_width).height;
    const float end_height = end_below ? std::max(end_lines, ui.px(size::kPill)) + ui.gap(Gap::S) : 0;
    const float content = (two_lines ? title.height + note.height : std::max(title.height, note.height)) + end_height;
    const float height = std::max(ui.px(two_lines ? size::kTallRow : size::kRow), content + 2 * ui.gap(Gap::M));
    const Rect rect{flow.x, flow.y, flow.end(), flow.y + height};

    a11y::Node node;
    node.role = a11y::Role::Row;
    node.name = spoken(row);
    node.value = row.status ? row.status_word.text : row.end_note.text;
    node.language = row.title.lang;
    node.expanded = row.open;
    const Interaction state = ui.interact(id, rect, std::move(node));
    const float radius = ui.px(size::kRadius);
    // In a card that says something with its colour, the colour stays.
    if ((state.hovered || state.held) && row.tone == CardTone::Plain) {
        ui.fill(rect.inset(ui.px(size::kFocus)), state.held ? Color::Selected : Color::Background, radius);
    }

    const float middle = rect.middle_y();
    if (!row.icon.empty()) icon_at(ui, row.icon, flow.x + padding, middle, icon, row.icon_color, false);
    const float top = std::round(middle - content / 2);
    if (beside) {
        ui.draw_text(start, std::round(middle - title.height / 2), title_width, Style::BodyStrong, Color::Text, row.title);
        if (!row.note.text.empty()) {
            ui.draw_text(start + title_width + ui.gap(Gap::L), std::round(middle - note.height / 2), note_width, note_style,
                         Color::Muted, row.note);
        }
    } else {
        ui.draw_text(start, top, width, Style::BodyStrong, Color::Text, row.title);
        if (two_lines) ui.draw_text(start, top + title.height, width, note_style, Color::Muted, row.note);
    }
    const float end_middle = end_below ? top + content - (end_height - ui.gap(Gap::S)) / 2 : middle;
    const float end_end = end_below ? start + end_width : end;
    if (row.status) {
        pill(ui, end_end, end_middle, *row.status, row.status_word, end_width);
    } else if (end_below) {
        ui.draw_text(start, std::round(end_middle - end_lines / 2), end_width, Style::Caption, Color::Muted, row.end_note);
    } else if (end_width > 0) {
        ui.draw_label(end_end - end_width, end_middle, end_width, Style::Caption, Color::Muted, row.end_note, Align::End);
    }
    if (row.chevron) {
        const bool down = row.open.value_or(false);
        icon_at(ui, down ? "ui/chevron-down" : "ui/chevron", chevron_x, middle, ui.px(size::kIcon), Color::Muted, !down);
    }
    if (!last) ui.line(rect.x0, rect.y1 - ui.px(size::kHairline), rect.x1, rect.y1 - ui.px(size::kHairline), Color::Border,
                       ui.px(size::kHairline));
    if (state.focused) ui.focus_ring(rect.inset(3 * ui.px(size::kFocus)), radius);
    flow.y = rect.y1;
    return state.pressed;
}

}  // namespace amparo::ui
