#pragma once
// A button without a word: its name is spoken, and shown when the pointer rests on it or the keyboard gets there.

#include "app/ui/widgets/button.hpp"

namespace amparo::ui {

/// `button.label` is its name. At least 44 in both directions. True when it was pressed.
bool icon_button(Ui& ui, std::string_view id, const Rect& rect, const Button& button);
/// The same for what lasts as long as it is held.
Interaction hold_button(Ui& ui, std::string_view id, const Rect& rect, const Button& button);

}  // namespace amparo::ui
