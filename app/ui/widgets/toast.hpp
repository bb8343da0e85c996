#pragma once
// A few words that come, are spoken once, and go by themselves. Never for anything that matters: whoever looked away has
// missed it. Never the only place where something is said.

#include "app/ui/ui.hpp"

namespace amparo::ui {

/// Kept by the page while the toast is seen.
struct ToastState {
    Words words{};
    double since = 0;  ///< Ui::time() when it came
    bool shown = false;
};

/// In place of whatever was shown before.
void show_toast(Ui& ui, ToastState& state, const Words& words);
/// In every frame. Asks for the frames that it needs, and for none when it is gone.
void toast(Ui& ui, ToastState& state);

}  // namespace amparo::ui
