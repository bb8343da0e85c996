#pragma once
// A few words beside a control: shown when the pointer rests on it, and at once when the keyboard gets there. Its words
// are in the control's node already.

#include "app/ui/ui.hpp"

namespace amparo::ui {

/// `state` is what the control of that id gave in this frame.
void tooltip(Ui& ui, std::string_view id, const Interaction& state, const Rect& control, const Words& words);

}  // namespace amparo::ui
