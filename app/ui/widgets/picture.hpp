#pragma once
// A picture in a column: as large as it is, no wider than the column and no higher than most of the window.

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

/// How large it is drawn where there is so much room: a pixel is a unit, and it is never stretched out of shape. Whole
/// pixels; nothing for an empty picture.
[[nodiscard]] Extent picture_extent(const Ui& ui, const Image& image, float width, float height);

/// `shows`: what is to be seen on it, for those who do not see it.
void picture(Ui& ui, Flow& flow, const Image& image, const Words& shows);

/// The same over all of `rect`, whose size picture_extent() gave.
void picture_in(Ui& ui, const Rect& rect, const Image& image, const Words& shows);

}  // namespace amparo::ui
