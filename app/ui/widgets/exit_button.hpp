#pragma once
// The button that hides everything: at the same place on every screen, neutral to look at, and never covered.

#include "app/ui/widgets/button.hpp"

namespace amparo::ui {

/// Where it is: the top corner at the end of reading.
[[nodiscard]] Rect exit_button_rect(Ui& ui, const Words& words);

/// Drawn last on every page. `presses` of the key that does the same are shown as dots, 0 to 2. True when it was pressed.
[[nodiscard]] bool exit_button(Ui& ui, std::string_view id, const Words& words, int presses);

}  // namespace amparo::ui
