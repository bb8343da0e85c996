#include "app/ui/widgets/editor.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/text/caret.hpp"

namespace amparo::ui {

namespace {

using text_layout::Line;
using text_layout::Stretch;
using Place = text_layout::TextBlocks::Place;

constexpr Style kStyle = Style::Body;

class Editor {
  public:
    Editor(Ui& ui, EditorState& state, const Rect& rect, const std::string& language)
        : ui_(ui),
          state_(state),
          blocks_(state.blocks),
          language_(language),
          rect_(rect),
          area_{rect.x0 + ui.gap(Gap::M), rect.y0 + ui.gap(Gap::S), rect.x1 - ui.gap(Gap::M) - ui.px(size::kScrollbar),
                rect.y1 - ui.gap(Gap::S)},
          real_(TextEngine::real_em(ui.px(type(kStyle).size))),
          high_(ui.px(type(kStyle).line)) {
        area_.x1 = std::max(area_.x1, area_.x0 + 1);
        take_over();
        above_ = std::clamp(state.window.above, 0.0F, high_);
    }
    /// Where the scrolling stands is remembered as a place in the text, which stays when the width changes.
    void leave() {
        state_.window.top = blocks_.stretch(top_).start;
        state_.window.above = above_;
    }

    Edited hear_requests(std::string_view id) {
        const Remembered before = now();
        const Edited out = edit_by_request(ui_, id, state_.buffer);
        settle(before);
        return out;
    }

    Edited hear_keys() {
        Remembered before = now();
        if (ui_.take_key(Key::Enter)) state_.buffer.insert("\n", text_layout::EditBuffer::Kind::Typed);
        if (go_along_lines()) {
            follow();
            return {};
        }
        const Edited out = edit_by_keys(ui_, state_.buffer, line_of(caret_place()).rtl);
        const bool changed = settle(before);
        return {changed, out.cut, false};
    }

    void hear_pointer(const Interaction& item) {
        if (item.hovered && overflows()) scroll_by(ui_.own_wheel(rect_));
        drag_bar(item.held);
        if (state_.grabbed) return;
        const Remembered before = now();
        if (item.held) scroll_at_edges();
        const auto [offset, place] = offset_at_pointer();
        if (!select_by_pointer(ui_, state_.buffer, state_.pointing, item.held, offset)) return;
        settle(before, false);
        state_.upstream = state_.pointing.unit == 1 && offset == blocks_.stretch(place).end && blocks_.wrapped(place);
    }

    void draw(bool active, bool enabled) {
        const Stretch selected = state_.buffer.selection();
        const Place caret = caret_place();
        state_.window.drawn = 0;
        ui_.clipped({rect_.x0 + ui_.px(size::kFocus), rect_.y0 + ui_.px(size::kFocus), rect_.x1 - ui_.px(size::kFocus),
                     rect_.y1 - ui_.px(size::kFocus)},
                    [&] {
                        Place place = top_;
                        for (float y = area_.y0 - above_; y < rect_.y1; y += high_) {
                            draw_line(place, y, active ? selected : Stretch{}, enabled);
                            if (active && place == caret) draw_caret(ui_, caret_x(place), y, kStyle);
                            if (!blocks_.next(place)) break;
                        }
                    });
        if (const auto bar = bar_rect()) ui_.fill(*bar, Color::BorderControl, bar->width() / 2);
    }

  private:
    struct Remembered {
        std::uint64_t revision;
        std::uint32_t caret;
        std::uint32_t anchor;
        bool operator==(const Remembered&) const = default;
    };
    [[nodiscard]] Remembered now() const { return {state_.buffer.revision(), state_.buffer.caret(), state_.buffer.anchor()}; }

    void take_over() {
        blocks_.sync(ui_.text_engine().face(type(kStyle).face).fonts, state_.buffer.text(), language_,
                     static_cast<double>(area_.width() / real_));
        top_ = blocks_.place_of(std::min(state_.window.top, static_cast<std::uint32_t>(state_.buffer.text().size())));
    }

    /// After something may have been done; true when the text changed.
    bool settle(const Remembered& before, bool follow_caret = true) {
        const bool changed = state_.buffer.revision() != before.revision;
        if (now() == before) return false;
        state_.column.reset();
        state_.upstream = false;
        if (changed) {
            state_.window.top = std::min(state_.window.top, static_cast<std::uint32_t>(state_.buffer.text().size()));
            take_over();
        }
        if (follow_caret) follow();
        return changed;
    }

    // Lines.

    [[nodiscard]] const Line& line_of(Place place) {
        held_ = blocks_.layout(place.block);
        return held_->lines[std::min(place.line, held_->lines.size() - 1)];
    }
    /// Where the line is drawn from. Spaces at the end of a wrapped line hang outside, whichever end that is; at the end of a
    /// paragraph they are just being typed, and are seen.
    [[nodiscard]] float origin(const Line& line) const {
        if (line.ends_paragraph && line.width * real_ <= area_.width()) return area_.x0;
        return area_.x0 - (ui_.mirrored() ? line.width - line.content_x1 : line.content_x0) * real_;
    }
    [[nodiscard]] Place caret_place() { return blocks_.place_of(state_.buffer.caret(), state_.upstream); }
    [[nodiscard]] float caret_x(Place place) {
        const Line& line = line_of(place);
        const std::uint32_t inside = state_.buffer.caret() - blocks_.start(place.block);
        // The caret behind spaces that hang outside is seen at the edge.
        return std::clamp(origin(line) + along(ui_, line, text_layout::caret_x(line, inside), real_), area_.x0, area_.x1);
    }
    [[nodiscard]] std::uint32_t offset_in(Place place, float x) {
        const Line& line = line_of(place);
        return blocks_.start(place.block) + text_layout::offset_at(line, across(ui_, line, x - origin(line), real_));
    }

    // Keys that depend on how the text is wrapped.

    bool go_along_lines() {
        const auto page = static_cast<int>(std::max(area_.height() / high_ - 1, 1.0F));
        for (const auto& [key, steps] : {std::pair{Key::Up, -1}, std::pair{Key::Down, 1}, std::pair{Key::PageUp, -page},
                                         std::pair{Key::PageDown, page}}) {
            if (const auto press = ui_.take_press(key)) {
                if (steps == page || steps == -page) scroll_by(static_cast<float>(steps) * high_);
                go_down(steps, press->shift);
                return true;
            }
        }
        for (const Key key : {Key::Home, Key::Finish}) {
            const auto press = ui_.take_press(key);
            if (!press) continue;
            const Place place = caret_place();
            const Stretch line = blocks_.stretch(place);
            const auto size = static_cast<std::uint32_t>(state_.buffer.text().size());
            const std::uint32_t start = press->control ? 0 : line.start;
            const std::uint32_t end = press->control ? size : line.end;
            state_.buffer.move_to(key == Key::Home ? start : end, press->shift);
            state_.upstream = key == Key::Finish && !press->control && blocks_.wrapped(place);
            state_.column.reset();
            return true;
        }
        return false;
    }

    void go_down(int lines, bool select) {
        Place place = caret_place();
        if (!state_.column) state_.column = caret_x(place);
        bool reached = false;
        for (int i = 0; i < std::abs(lines); ++i) {
            if (!(lines > 0 ? blocks_.next(place) : blocks_.previous(place))) break;
            reached = true;
        }
        if (!reached) {
            // On the last line there is still its end to go to, and on the first its beginning.
            state_.buffer.move_to(lines > 0 ? static_cast<std::uint32_t>(state_.buffer.text().size()) : 0, select);
            state_.upstream = false;
            return;
        }
        const std::uint32_t offset = offset_in(place, *state_.column);
        state_.buffer.move_to(offset, select);
        state_.upstream = offset == blocks_.stretch(place).end && blocks_.wrapped(place);
    }

    // Scrolling. Nothing here looks at more lines than are seen, or than are gone over.

    void scroll_by(float pixels) {
        above_ += pixels;
        while (above_ >= high_ && blocks_.next(top_)) above_ -= high_;
        while (above_ < 0 && blocks_.previous(top_)) above_ += high_;
        above_ = std::clamp(above_, 0.0F, high_);
        const float missing = area_.height() - reach();
        if (missing <= 0) return;
        above_ -= missing;
        while (above_ < 0 && blocks_.previous(top_)) above_ += high_;
        above_ = std::max(above_, 0.0F);
    }
    /// How far the lines from the top on reach down; no more than needed to fill the area is looked at.
    [[nodiscard]] float reach() {
        Place place = top_;
        float bottom = high_ - above_;
        while (bottom < area_.height() && blocks_.next(place)) bottom += high_;
        last_ = place;
        return bottom;
    }
    [[nodiscard]] bool overflows() {
        if (top_ != Place{} || above_ > 0 || reach() > area_.height()) return true;
        Place place = last_;
        return blocks_.next(place);
    }
    void follow() {
        const Place caret = caret_place();
        const auto before = [](Place a, Place b) { return a.block != b.block ? a.block < b.block : a.line < b.line; };
        if (before(caret, top_) || caret == top_) {
            top_ = caret;
            above_ = 0;
        } else {
            Place place = top_;
            float y = -above_;
            while (place != caret && y < area_.height() && blocks_.next(place)) y += high_;
            if (place != caret) {
                top_ = caret;
                above_ = 0;
                y = 0;
                scroll_by(high_ - area_.height());
            } else if (y + high_ > area_.height()) {
                scroll_by(y + high_ - area_.height());
            }
        }
        scroll_by(0);
    }

    // The pointer.

    std::pair<std::uint32_t, Place> offset_at_pointer() {
        const float y = std::clamp(ui_.pointer_y(), area_.y0, area_.y1 - 1) - area_.y0 + above_;
        Place place = top_;
        for (float row = high_; row <= y && blocks_.next(place); row += high_) {}
        return {offset_in(place, ui_.pointer_x()), place};
    }
    void scroll_at_edges() {
        const float y = ui_.pointer_y();
        if (!state_.pointing.held || (y >= rect_.y0 && y <= rect_.y1)) return;
        const float away = y < rect_.y0 ? y - rect_.y0 : y - rect_.y1;
        scroll_by(std::clamp(away / 2, -high_, high_));
        ui_.draw_again();
    }

    // The bar, in bytes of the text: how high the whole is nobody knows without laying it out.

    [[nodiscard]] Rect track() const {
        const float wide = ui_.px(size::kScrollbar);
        const float edge = ui_.gap(Gap::XS);
        return {rect_.x1 - wide, rect_.y0 + edge, rect_.x1 - edge, rect_.y1 - edge};
    }
    [[nodiscard]] std::optional<Rect> bar_rect() {
        if (!overflows()) return std::nullopt;
        static_cast<void>(reach());
        const auto size = static_cast<float>(std::max<std::size_t>(state_.buffer.text().size(), 1));
        const Rect all = track();
        const auto from = static_cast<float>(blocks_.stretch(top_).start) / size;
        const auto to = static_cast<float>(blocks_.stretch(last_).end) / size;
        const float high = std::clamp((to - from) * all.height(), std::min(ui_.gap(Gap::XL), all.height()), all.height());
        // At the end the bar touches the end, however few letters are seen there.
        const float along = to - from >= 1 ? 0 : from / (1 - (to - from));
        const float top = all.y0 + std::round(std::clamp(along, 0.0F, 1.0F) * (all.height() - high));
        return Rect{all.x0, top, all.x1, top + high};
    }
    void drag_bar(bool held) {
        if (!held) return state_.grabbed.reset();
        const Rect all = track();
        const auto bar = bar_rect();
        if (!bar) return;
        if (!state_.grabbed && !state_.pointing.held && ui_.pointer_x() >= all.x0 - ui_.gap(Gap::XS)) {
            const bool on_bar = ui_.pointer_y() >= bar->y0 && ui_.pointer_y() < bar->y1;
            state_.grabbed = on_bar ? ui_.pointer_y() - bar->y0 : bar->height() / 2;
        }
        if (!state_.grabbed) return;
        const float room = std::max(all.height() - bar->height(), 1.0F);
        const float share = std::clamp((ui_.pointer_y() - *state_.grabbed - all.y0) / room, 0.0F, 1.0F);
        const auto size = static_cast<float>(state_.buffer.text().size());
        const float seen = static_cast<float>(blocks_.stretch(last_).end - blocks_.stretch(top_).start);
        top_ = blocks_.place_of(static_cast<std::uint32_t>(share * std::max(size - seen, 0.0F)));
        if (share >= 1) top_ = blocks_.place_of(static_cast<std::uint32_t>(size));
        above_ = 0;
        scroll_by(0);
    }

    void draw_line(Place place, float y, Stretch selected, bool enabled) {
        const Line& line = line_of(place);
        const std::uint32_t start = blocks_.start(place.block);
        const Stretch here = blocks_.stretch(place);
        const float x = origin(line);
        const std::uint32_t from = std::max(selected.start, here.start);
        const std::uint32_t to = std::min(selected.end, here.end);
        if (from < to) draw_selection(ui_, line, from - start, to - start, x, y, kStyle);
        if (!line.glyphs.empty()) ui_.draw_shaped(x, y, kStyle, enabled ? Color::Text : Color::Muted, held_, place.line);
        ++state_.window.drawn;
    }

    Ui& ui_;
    EditorState& state_;
    text_layout::TextBlocks& blocks_;
    const std::string& language_;
    Rect rect_;
    Rect area_;
    float real_;
    float high_;
    Place top_;
    float above_ = 0;
    Place last_;  // of the lines that reach() went over
    std::shared_ptr<const text_layout::Paragraph> held_;
};

}  // namespace

Edited editor(Ui& ui, std::string_view id, Flow& flow, const Words& label, EditorState& state, const EditorOptions& options) {
    field_label(ui, flow, label);
    const bool enabled = options.field.enabled;
    const float height = ui.px(type(kStyle).line) * static_cast<float>(std::max(options.lines, 2)) + 2 * ui.gap(Gap::S);
    const Rect rect{flow.x, flow.y, flow.end(), flow.y + height};
    a11y::Node node;
    node.role = a11y::Role::Editor;
    node.name = label.text;
    node.value = state.buffer.text();
    node.description = options.field.note.text;
    node.language = label.lang;
    node.text = a11y::TextState{state.buffer.caret(), state.buffer.anchor(), enabled};
    const Told told(state.buffer);
    const Interaction item = ui.interact(id, rect, std::move(node), enabled);
    if (item.held && ui.focused_id() != id) ui.set_focus(id);
    const bool active = enabled && ui.focused_id() == id;

    Editor inside(ui, state, rect, label.lang);
    Edited out;
    if (enabled) out = inside.hear_requests(id);
    if (active) {
        ui.wants_text(Typing::Lines);
        const Edited keys = inside.hear_keys();
        out = {out.changed || keys.changed, out.cut + keys.cut, false};
    }
    inside.hear_pointer(item);
    field_frame(ui, rect, active, enabled);
    inside.draw(active, enabled);
    inside.leave();
    if (item.focused) ui.focus_ring(rect, ui.px(size::kRadius));
    flow.y = rect.y1;
    if (Told(state.buffer) != told) ui.draw_again();
    field_note(ui, flow, options.field);
    return out;
}

}  // namespace amparo::ui
