#include "app/ui/widgets/field.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/text/caret.hpp"
#include "app/text/clean.hpp"

namespace amparo::ui {

namespace {

using text_layout::Label;

std::pair<std::uint32_t, std::uint32_t> selected(const FieldState& state) {
    return {std::min(state.caret, state.anchor), std::max(state.caret, state.anchor)};
}

void replace_selection(FieldState& state, std::string_view with) {
    const auto [from, to] = selected(state);
    std::string insert = text_layout::clean(with, text_layout::LineEnds::Space, kFieldBytes);
    const std::size_t room = kFieldBytes - std::min(kFieldBytes, state.text.size() - (to - from));
    if (insert.size() > room) {
        // Cut between characters, never inside one.
        std::size_t end = room;
        while (end > 0 && (static_cast<unsigned char>(insert[end]) & 0xC0U) == 0x80U) --end;
        insert.resize(end);
    }
    state.text.replace(from, to - from, insert);
    state.caret = state.anchor = from + static_cast<std::uint32_t>(insert.size());
}

class Editor {
  public:
    Editor(Ui& ui, FieldState& state, std::shared_ptr<const Label> label) : ui_(ui), state_(state), label_(std::move(label)) {}

    /// True when the text changed.
    bool handle() {
        const std::string before = state_.text;
        const std::string typed = ui_.take_text();
        if (!typed.empty()) replace_selection(state_, typed);
        if (state_.text != before) return true;  // the shaped line is stale now: other keys wait a frame
        move();
        edit();
        return state_.text != before;
    }

  private:
    void go(std::uint32_t to, bool select) {
        state_.caret = to;
        if (!select) state_.anchor = to;
    }

    void move() {
        // Start and End are edges of the window; the text may run the other way.
        const bool same_way = label_->line.rtl == ui_.mirrored();
        for (const auto& [key, towards_end] : {std::pair{Key::End, true}, std::pair{Key::Start, false}}) {
            while (const auto press = ui_.take_press(key)) {
                const bool forward = towards_end == same_way;
                const auto [from, to] = selected(state_);
                if (state_.has_selection() && !press->shift) {
                    go(forward ? to : from, false);
                } else {
                    go(forward ? text_layout::next_stop(label_->line, state_.caret)
                               : text_layout::previous_stop(label_->line, state_.caret),
                       press->shift);
                }
            }
        }
        if (const auto press = ui_.take_press(Key::Home)) go(0, press->shift);
        if (const auto press = ui_.take_press(Key::Finish)) go(static_cast<std::uint32_t>(state_.text.size()), press->shift);
        if (ui_.take_key(Key::SelectAll)) {
            state_.anchor = 0;
            state_.caret = static_cast<std::uint32_t>(state_.text.size());
        }
    }

    void edit() {
        const auto [from, to] = selected(state_);
        if (ui_.take_key(Key::Copy)) copy(from, to);
        if (ui_.take_key(Key::Cut)) {
            copy(from, to);
            replace_selection(state_, {});
            return;
        }
        if (ui_.take_key(Key::Paste)) {
            replace_selection(state_, ui_.paste());
            return;
        }
        if (ui_.take_key(Key::Backspace)) {
            if (!state_.has_selection()) state_.anchor = text_layout::previous_stop(label_->line, state_.caret);
            replace_selection(state_, {});
            return;
        }
        if (ui_.take_key(Key::Delete)) {
            if (!state_.has_selection()) state_.anchor = text_layout::next_stop(label_->line, state_.caret);
            replace_selection(state_, {});
        }
    }

    void copy(std::uint32_t from, std::uint32_t to) {
        if (from != to) ui_.copy(state_.text.substr(from, to - from));
    }

    Ui& ui_;
    FieldState& state_;
    std::shared_ptr<const Label> label_;
};

}  // namespace

namespace {

/// The edge of a grapheme at or before a byte that somebody else named.
std::uint32_t edge_at(const Label& label, std::uint32_t byte, std::size_t size) {
    if (byte >= size) return static_cast<std::uint32_t>(size);
    return byte == 0 ? 0 : text_layout::previous_stop(label.line, text_layout::next_stop(label.line, byte));
}

/// What a screen reader asked to be typed. True when the text changed.
bool typed_by_reader(FieldState& state, const a11y::Request& request) {
    const std::string before = state.text;
    state.anchor = 0;
    state.caret = static_cast<std::uint32_t>(state.text.size());
    replace_selection(state, request.text);
    return state.text != before;
}

}  // namespace

bool field(Ui& ui, std::string_view id, Flow& flow, const Words& label, FieldState& state) {
    text(ui, flow, Style::Caption, label, Color::Muted);
    flow.skip(ui.gap(Gap::XS));
    const float height = ui.px(size::kTarget);
    const Rect rect{flow.x, flow.y, flow.end(), flow.y + height};
    a11y::Node node;
    node.role = a11y::Role::Field;
    node.name = label.text;
    node.value = state.text;
    node.language = label.lang;
    node.text = a11y::TextState{state.caret, state.anchor, true};
    const Interaction state_now = ui.interact(id, rect, std::move(node));
    const bool active = ui.focused_id() == id;
    bool changed = false;
    const TypeToken token = type(Style::Body);
    const float em = ui.px(token.size);
    const float real = TextEngine::real_em(em);
    const auto shape = [&] { return ui.text_engine().line(token.face, state.text, label.lang); };
    auto line = shape();
    while (const auto request = ui.take_request(id)) {
        if (request->kind == a11y::Request::Kind::SetText) {
            changed = typed_by_reader(state, *request) || changed;
            line = shape();
        }
        state.caret = edge_at(*line, request->caret, state.text.size());
        state.anchor = edge_at(*line, request->anchor, state.text.size());
    }
    if (active) {
        ui.wants_text();
        if (Editor(ui, state, line).handle()) {
            changed = true;
            line = shape();
        }
    }
    const auto size = static_cast<std::uint32_t>(state.text.size());
    state.caret = std::min(state.caret, size);
    state.anchor = std::min(state.anchor, size);

    const float radius = ui.px(size::kRadius);
    ui.fill(rect, Color::Surface, radius);
    ui.outline(rect, active ? Color::Accent : Color::BorderControl, ui.px(size::kHairline) * (active ? 2.0F : 1.0F), radius);
    const float padding = ui.gap(Gap::M);
    const float room = rect.width() - 2 * padding;
    const float width = line->line.width * real;
    // The text begins at the window's start, whichever way it runs; what is seen of a long one follows the caret.
    const auto along = [&](float x) { return ui.mirrored() ? width - x * real : x * real; };
    const float caret = along(text_layout::caret_x(line->line, state.caret));
    if (active) {
        if (caret - state.scroll > room) state.scroll = caret - room;
        if (caret < state.scroll) state.scroll = caret;
    }
    state.scroll = std::clamp(state.scroll, 0.0F, std::max(width - room, 0.0F));
    const float origin = rect.x0 + padding - state.scroll;
    if (state_now.held) {
        const float at = ui.pointer_x() - origin;
        const std::uint32_t offset = text_layout::offset_at(line->line, (ui.mirrored() ? width - at : at) / real);
        if (!state.dragging) state.anchor = offset;
        state.caret = offset;
    }
    state.dragging = state_now.held;

    ui.clipped({rect.x0 + padding / 2, rect.y0, rect.x1 - padding / 2, rect.y1}, [&] {
        const float line_height = ui.px(token.line);
        const float top = std::round(rect.middle_y() - line_height / 2);
        if (active) {
            const auto [from, to] = selected(state);
            for (const text_layout::Span& span : text_layout::selection(line->line, from, to)) {
                const float a = origin + along(span.x0);
                const float b = origin + along(span.x1);
                ui.fill({std::min(a, b), top, std::max(a, b), top + line_height}, Color::Selected);
            }
        }
        ui.draw_shaped(origin, top, Style::Body, Color::Text, line);
        if (active) ui.fill({std::round(origin + caret), top, std::round(origin + caret) + ui.px(size::kFocus), top + line_height}, Color::Text);
    });
    if (state_now.focused) ui.focus_ring(rect, radius);
    flow.y = rect.y1;
    return changed;
}

}  // namespace amparo::ui
