#include "app/ui/widgets/editing.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/text/caret.hpp"

namespace amparo::ui {

namespace {

using text_layout::EditBuffer;
using text_layout::Stretch;
using text_layout::Towards;
using text_layout::Unit;

Unit unit_of(const KeyPress& press) { return press.control ? Unit::Word : Unit::Grapheme; }

void move(Ui& ui, EditBuffer& buffer, bool rtl) {
    for (const Key key : {Key::Start, Key::End}) {
        while (const auto press = ui.take_press(key)) {
            buffer.move(goes_forward(ui, key, rtl) ? Towards::End : Towards::Start, unit_of(*press), press->shift);
        }
    }
    if (const auto press = ui.take_press(Key::Home)) buffer.move_to(0, press->shift);
    if (const auto press = ui.take_press(Key::Finish)) {
        buffer.move_to(static_cast<std::uint32_t>(buffer.text().size()), press->shift);
    }
    if (ui.take_key(Key::SelectAll)) buffer.select_all();
}

}  // namespace

Edited edit_by_keys(Ui& ui, EditBuffer& buffer, bool rtl) {
    Edited out;
    const std::uint64_t before = buffer.revision();
    if (const std::string typed = ui.take_text(); !typed.empty()) out.cut += buffer.insert(typed, EditBuffer::Kind::Typed);
    move(ui, buffer, rtl);
    if (ui.take_key(Key::Copy) && buffer.has_selection()) ui.copy(buffer.selected_text());
    if (ui.take_key(Key::Cut) && buffer.has_selection()) {
        ui.copy(buffer.selected_text());
        buffer.erase(Towards::Start, Unit::Grapheme);
    }
    if (ui.take_key(Key::Paste)) out.cut += buffer.insert(ui.paste(), EditBuffer::Kind::Whole);
    if (const auto press = ui.take_press(Key::Backspace)) buffer.erase(Towards::Start, unit_of(*press));
    if (const auto press = ui.take_press(Key::Delete)) buffer.erase(Towards::End, unit_of(*press));
    if (ui.take_key(Key::Undo)) buffer.undo();
    if (ui.take_key(Key::Redo)) buffer.redo();
    out.changed = buffer.revision() != before;
    return out;
}

Edited edit_by_request(Ui& ui, std::string_view id, EditBuffer& buffer) {
    Edited out;
    while (const auto request = ui.take_request(id)) {
        if (request->kind == a11y::Request::Kind::SetText) {
            const std::uint64_t before = buffer.revision();
            out.cut += buffer.replace_all(request->text);
            out.changed = out.changed || buffer.revision() != before;
        }
        buffer.select(request->anchor, request->caret);
    }
    return out;
}

bool select_by_pointer(const Ui& ui, std::string_view text, Pointing& state, bool held, std::uint32_t offset,
                       std::uint32_t& anchor, std::uint32_t& caret) {
    const bool pressed = held && (!state.held || ui.clicks() > 1);
    state.held = held;
    if (!held) return false;
    const auto old = std::pair{anchor, caret};
    const auto stretch_at = [&](std::uint32_t at) {
        if (state.unit == 2) return text_layout::word_at(text, at);
        return state.unit >= 3 ? text_layout::line_at(text, at) : Stretch{at, at};
    };
    if (pressed) {
        state.unit = std::clamp(ui.clicks(), 1, 3);
        state.first = stretch_at(offset);
        if (state.unit == 1 && ui.shift_held()) state.first = {anchor, anchor};
    }
    // What the press selected stays selected, whichever way the pointer goes.
    const Stretch here = stretch_at(offset);
    if (here.start < state.first.start) {
        anchor = state.first.end;
        caret = here.start;
    } else {
        anchor = state.first.start;
        caret = std::max(here.end, state.first.end);
        if (state.unit == 1) caret = offset;
    }
    return old != std::pair{anchor, caret};
}

bool select_by_pointer(const Ui& ui, EditBuffer& buffer, Pointing& state, bool held, std::uint32_t offset) {
    std::uint32_t anchor = buffer.anchor();
    std::uint32_t caret = buffer.caret();
    if (!select_by_pointer(ui, buffer.text(), state, held, offset, anchor, caret)) return false;
    buffer.select(anchor, caret);
    return true;
}

void draw_selection(Ui& ui, const text_layout::Line& line, std::uint32_t start, std::uint32_t end, float x, float top, Style style) {
    const float real = TextEngine::real_em(ui.px(type(style).size));
    for (const text_layout::Span& span : text_layout::selection(line, start, end)) {
        const float a = x + along(ui, line, span.x0, real);
        const float b = x + along(ui, line, span.x1, real);
        ui.fill({std::min(a, b), top, std::max(a, b), top + ui.px(type(style).line)}, Color::Selected);
    }
}

void draw_caret(Ui& ui, float x, float top, Style style) {
    // In the middle between two letters.
    const float left = std::round(x - ui.px(size::kFocus) / 2);
    ui.fill({left, top, left + ui.px(size::kFocus), top + ui.px(type(style).line)}, Color::Text);
}

void field_label(Ui& ui, Flow& flow, const Words& label) {
    text(ui, flow, Style::Caption, label, Color::Muted);
    flow.skip(ui.gap(Gap::XS));
}

void field_frame(Ui& ui, const Rect& rect, bool active, bool enabled) {
    const float radius = ui.px(size::kRadius);
    ui.fill(rect, enabled ? Color::Surface : Color::Sunken, radius);
    ui.outline(rect, active ? Color::Accent : Color::BorderControl, ui.px(size::kHairline) * (active ? 2.0F : 1.0F), radius);
}

void field_note(Ui& ui, Flow& flow, const FieldOptions& options) {
    if (options.note.text.empty()) return;
    flow.skip(ui.gap(Gap::XS));
    text(ui, flow, Style::Caption, options.note, Color::Muted);
}

}  // namespace amparo::ui
