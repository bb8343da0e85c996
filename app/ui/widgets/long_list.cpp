#include "app/ui/widgets/long_list.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace amparo::ui {

namespace {

std::string row_id(std::string_view id, std::size_t row) { return std::string(id) + "/" + std::to_string(row); }

/// Where the keys lead from `row`.
std::size_t walked(Ui& ui, std::size_t row, std::size_t count, std::size_t page) {
    if (ui.take_key(Key::Down)) return std::min(row + 1, count - 1);
    if (ui.take_key(Key::Up)) return row - std::min<std::size_t>(row, 1);
    if (ui.take_key(Key::PageDown)) return std::min(row + page, count - 1);
    if (ui.take_key(Key::PageUp)) return row - std::min(row, page);
    if (ui.take_key(Key::Home)) return 0;
    if (ui.take_key(Key::Finish)) return count - 1;
    return row;
}

class Rows {
  public:
    Rows(Ui& ui, std::string_view id, const Rect& area, const LongList& list, LongListState& state, float top)
        : ui_(ui), id_(id), area_(area), list_(list), state_(state), top_(top) {}

    [[nodiscard]] Rect rect(std::size_t row) const {
        const float y = top_ + static_cast<float>(row) * list_.row_height;
        return {area_.x0, y, area_.x1 - ui_.px(size::kScrollbar), y + list_.row_height};
    }

    void draw_seen() {
        const auto first = static_cast<std::size_t>(std::max(std::floor((area_.y0 - top_) / list_.row_height), 0.0F));
        const auto end = static_cast<std::size_t>(std::max(std::ceil((area_.y1 - top_) / list_.row_height), 0.0F));
        const std::size_t last = std::min(end, list_.count);
        // The row that Tab comes to keeps its place in the order, even if it is scrolled away.
        const std::size_t current = state_.current;
        if (current < first) one(current);
        for (std::size_t row = first; row < last; ++row) one(row);
        if (current >= last && current >= first) one(current);
    }
    [[nodiscard]] std::optional<std::size_t> pressed() const { return pressed_; }

  private:
    void one(std::size_t row) {
        const Words words = list_.name_of(row);
        a11y::Node node;
        node.role = a11y::Role::Row;
        node.name = words.text;
        node.language = words.lang;
        node.position = static_cast<int>(row + 1);
        node.count = static_cast<int>(list_.count);
        const Rect at = rect(row);
        const std::string id = row_id(id_, row);
        const Interaction now = ui_.interact(id, at, std::move(node), true, row == state_.current ? TabStop::Yes : TabStop::No);
        if (now.pressed) pressed_ = row;
        // Clicked, or brought here by a screen reader.
        if (ui_.focused_id() == id) focused_ = row;
        list_.draw(row, at, now);
        if (now.focused) ui_.focus_ring(at.inset(3 * ui_.px(size::kFocus)), ui_.px(size::kRadius));
        ++state_.drawn;
    }

  public:
    [[nodiscard]] std::optional<std::size_t> focused() const { return focused_; }

  private:
    Ui& ui_;
    std::string_view id_;
    Rect area_;
    const LongList& list_;
    LongListState& state_;
    float top_;
    std::optional<std::size_t> pressed_;
    std::optional<std::size_t> focused_;
};

}  // namespace

std::optional<std::size_t> long_list(Ui& ui, std::string_view id, const Rect& area, const LongList& list, LongListState& state) {
    state.drawn = 0;
    a11y::Node node;
    node.role = a11y::Role::List;
    node.id = id;
    node.name = list.name.text;
    node.language = list.name.lang;
    node.count = static_cast<int>(list.count);
    ui.begin_group(std::move(node), area);
    const float top = ui.begin_scroll(id, area, ScrollKeys::Left);
    if (list.count > 0 && list.row_height > 0) state.current = std::min(state.current, list.count - 1);
    Rows rows(ui, id, area, list, state, top);
    const bool any = list.count > 0 && list.row_height > 0;
    if (any && ui.focused_id() == row_id(id, state.current)) {
        const auto page = static_cast<std::size_t>(std::max(area.height() / list.row_height - 1, 1.0F));
        const std::size_t to = walked(ui, state.current, list.count, page);
        if (to != state.current) {
            state.current = to;
            ui.set_focus(row_id(id, to));
        }
    }
    if (any) rows.draw_seen();
    if (rows.focused()) {
        state.current = *rows.focused();
        ui.wants_arrows();
    }
    ui.end_scroll(top + static_cast<float>(list.count) * list.row_height);
    ui.end_group();
    return rows.pressed();
}

}  // namespace amparo::ui
