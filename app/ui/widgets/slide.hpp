#pragma once
// A slide for a room: a title and a few lines, as large as the area allows.

#include <vector>

#include "app/ui/ui.hpp"

namespace amparo::ui {

struct Slide {
    Words title;
    std::vector<Words> lines;
};

/// Fills `area` from its top; centred in the height where there is room left. Text is never cut: it becomes smaller, and
/// where even that is too large the area scrolls.
void slide(Ui& ui, std::string_view id, const Rect& area, const Slide& slide);

}  // namespace amparo::ui
