#pragma once
// A list of any length in an area of its own: only the rows that are seen are drawn. Tab comes to it once; the arrows,
// Page Up and Down, Home and End walk through it, and the row with the focus is always in view.

#include <functional>
#include <optional>

#include "app/ui/ui.hpp"

namespace amparo::ui {

/// What the page keeps of it.
struct LongListState {
    std::size_t current = 0;  ///< the row that Tab comes to
    std::size_t drawn = 0;    ///< how many were drawn in the last frame
};

struct LongList {
    Words name;           ///< spoken
    std::size_t count = 0;
    float row_height = 0;  ///< pixels, the same for all; at least a target
    /// The words of a row for readers, on which it is known by others; the list fills in the rest of the node.
    std::function<Words(std::size_t)> name_of;
    /// Draws the row; nothing in it can be pressed by itself.
    std::function<void(std::size_t, const Rect&, const Interaction&)> draw;
};

/// Gives the row that was pressed. The nodes of the rows are "ID/INDEX".
[[nodiscard]] std::optional<std::size_t> long_list(Ui& ui, std::string_view id, const Rect& area, const LongList& list,
                                                   LongListState& state);

}  // namespace amparo::ui
