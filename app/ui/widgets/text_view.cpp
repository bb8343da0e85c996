#include "app/ui/widgets/text_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "app/text/caret.hpp"

namespace amparo::ui {

namespace {

using text_layout::Line;
using text_layout::Paragraph;

/// Without the marks that only order what is shown: a command that is copied must be the command.
std::string copied(std::string_view text) {
    constexpr std::array<std::string_view, 5> kUnseen{"\u2066", "\u2067", "\u2068", "\u2069", "\u200B"};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = text.substr(i);
        const auto mark = std::ranges::find_if(kUnseen, [&](std::string_view unseen) { return rest.starts_with(unseen); });
        if (mark == kUnseen.end()) out += text[i];
        i += mark == kUnseen.end() ? 1 : mark->size();
    }
    return out;
}

class View {
  public:
    View(Ui& ui, const Flow& flow, const TextViewOptions& options, std::shared_ptr<const Paragraph> paragraph)
        : ui_(ui),
          flow_(flow),
          options_(options),
          paragraph_(std::move(paragraph)),
          real_(TextEngine::real_em(ui.px(type(options.style).size))),
          high_(ui.px(type(options.style).line)) {}

    [[nodiscard]] Rect rect() const {
        return {flow_.x, flow_.y, flow_.end(), flow_.y + high_ * static_cast<float>(paragraph_->lines.size())};
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(paragraph_->text.size()); }

    [[nodiscard]] std::uint32_t offset_at_pointer() const {
        const auto last = static_cast<float>(paragraph_->lines.size() - 1);
        const float row = std::clamp(std::floor((ui_.pointer_y() - flow_.y) / high_), 0.0F, last);
        const Line& line = paragraph_->lines[static_cast<std::size_t>(row)];
        return text_layout::offset_at(line, across(ui_, line, ui_.pointer_x() - origin(line), real_));
    }

    void hear_keys(TextSelection& selection) const {
        const auto go = [&](std::uint32_t to, bool select) {
            selection.caret = to;
            if (!select) selection.anchor = to;
        };
        const std::string& text = paragraph_->text;
        for (const Key key : {Key::Start, Key::End}) {
            while (const auto press = ui_.take_press(key)) {
                const bool forward = goes_forward(ui_, key, line_of(selection.caret).rtl);
                if (press->control) {
                    go(forward ? text_layout::word_after(text, selection.caret) : text_layout::word_before(text, selection.caret),
                       press->shift);
                } else {
                    go(forward ? text_layout::grapheme_after(text, selection.caret)
                               : text_layout::grapheme_before(text, selection.caret),
                       press->shift);
                }
            }
        }
        if (const auto press = ui_.take_press(Key::Home)) go(0, press->shift);
        if (const auto press = ui_.take_press(Key::Finish)) go(size(), press->shift);
    }

    void draw(const TextSelection* selection, bool with_caret) const {
        float top = flow_.y;
        const Rect all = rect();
        for (const Line& line : paragraph_->lines) {
            if (selection != nullptr) {
                const auto [from, to] = std::minmax(selection->anchor, selection->caret);
                // Spaces that hang over are not coloured outside of the column.
                ui_.clipped(all, [&] { draw_selection(ui_, line, from, to, origin(line), top, options_.style); });
                if (with_caret && &line == &line_of(selection->caret)) {
                    const float x = along(ui_, line, text_layout::caret_x(line, selection->caret), real_);
                    draw_caret(ui_, std::clamp(origin(line) + x, all.x0, std::max(all.x0, all.x1)), top, options_.style);
                }
            }
            top += high_;
        }
    }

  private:
    [[nodiscard]] const Line& line_of(std::uint32_t offset) const {
        const auto& lines = paragraph_->lines;
        const auto behind = std::ranges::upper_bound(lines, offset, {}, &Line::start);
        return behind == lines.begin() ? lines.front() : *std::prev(behind);
    }
    /// As draw_text() places it.
    [[nodiscard]] float origin(const Line& line) const {
        return flow_.x - (ui_.mirrored() ? line.width - line.content_x1 : line.content_x0) * real_;
    }

    Ui& ui_;
    const Flow& flow_;
    const TextViewOptions& options_;
    std::shared_ptr<const Paragraph> paragraph_;
    float real_;
    float high_;
};

}  // namespace

void text_view(Ui& ui, std::string_view id, Flow& flow, const Words& words, TextSelection& selection,
               const TextViewOptions& options) {
    const TypeToken token = type(options.style);
    const auto paragraph = ui.text_engine().paragraph(token.face, words.text, words.lang, words.direction, ui.px(token.size), flow.width);
    const View view(ui, flow, options, paragraph);
    const Rect rect = view.rect();
    const bool mine = selection.id == id;
    if (mine) {
        selection.caret = text_layout::grapheme_edge(paragraph->text, selection.caret);
        selection.anchor = text_layout::grapheme_edge(paragraph->text, selection.anchor);
    }
    const std::tuple told{mine, selection.anchor, selection.caret};
    Interaction item;
    if (options.focusable) {
        a11y::Node node;
        node.role = a11y::Role::Text;
        node.name = words.text;
        node.language = words.lang;
        if (paragraph->text == words.text) {
            node.text = mine ? a11y::TextState{selection.caret, selection.anchor, false} : a11y::TextState{};
        }
        item = ui.interact(id, rect, std::move(node));
    } else {
        item = ui.touch(id, rect);
        ui.note(a11y::Role::Text, rect, words);
    }
    const bool focused = options.focusable && ui.focused_id() == id;
    if (item.held && !mine) selection = {std::string(id), 0, 0, {}};
    // Whoever selects here types nowhere else, and copies from here.
    if (item.held && ui.focused_id() != (options.focusable ? id : std::string_view{})) {
        ui.set_focus(options.focusable ? id : std::string_view{});
    }
    if (mine && !item.held && ui.clicks() > 0) selection.id.clear();
    if (focused && selection.id != id) selection = {std::string(id), 0, 0, {}};
    if (options.focusable) {
        while (const auto request = ui.take_request(id)) {
            if (request->kind != a11y::Request::Kind::SetCaret) continue;
            selection = {std::string(id), text_layout::grapheme_edge(paragraph->text, request->anchor),
                         text_layout::grapheme_edge(paragraph->text, request->caret), {}};
        }
    }
    if (selection.id == id) {
        select_by_pointer(ui, paragraph->text, selection.pointing, item.held, view.offset_at_pointer(), selection.anchor, selection.caret);
        if (focused) {
            ui.wants_text();
            view.hear_keys(selection);
        }
        if (!ui.typing() || focused) {
            const auto [from, to] = std::minmax(selection.anchor, selection.caret);
            if (ui.take_key(Key::SelectAll)) {
                selection.anchor = 0;
                selection.caret = view.size();
            } else if (from != to && ui.take_key(Key::Copy)) {
                ui.copy(copied(std::string_view(paragraph->text).substr(from, to - from)));
            }
        }
    }
    // What readers were told of the selection is from before the keys of this frame.
    if (options.focusable && std::tuple{selection.id == id, selection.anchor, selection.caret} != told) ui.draw_again();
    view.draw(selection.id == id ? &selection : nullptr, focused);
    ui.draw_text(flow.x, flow.y, flow.width, options.style, options.color, words);
    if (item.focused) ui.focus_ring(rect, ui.px(size::kRadius));
    flow.y = rect.y1;
}

}  // namespace amparo::ui
