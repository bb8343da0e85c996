#pragma once
// A finished picture the other way round: what was laid out from left to right is seen from right to left. Text comes
// out right because its letters were baked mirrored and written in reverse.

struct ImDrawData;

namespace amparo::ui {

/// `width`: of the window, whole pixels.
void mirror(ImDrawData& data, float width);

}  // namespace amparo::ui
