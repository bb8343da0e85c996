#pragma once
// A button that does its work only after it was held for a while, by the pointer or with Space; and its equal for those
// who cannot hold: Enter, a short press of Space, or a screen reader's press, after which the page asks once more.

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

struct HoldButton {
    Words label;
    Words note;        ///< how long, in words
    std::string icon;
    float done = 0;    ///< how much of the hold is over, 0 to 1
    bool enabled = true;
    Words reason{};    ///< why it is off
};

/// Kept by the page from frame to frame.
struct HoldState {
    bool down = false;
    bool by_key = false;
    double since = 0;  ///< Ui::time()
};

enum class HoldEvent : std::uint8_t { None, Down, Up, Asked };

/// As wide as the column. The page keeps the time of the hold.
HoldEvent hold_button(Ui& ui, std::string_view id, Flow& flow, const HoldButton& button, HoldState& state);

/// A ring that empties, with a number in it and its unit below. `left` of 0 to 1.
void countdown(Ui& ui, Flow& flow, float left, const Words& number, const Words& unit);

}  // namespace amparo::ui
