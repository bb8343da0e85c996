#pragma once
// Buttons: one primary on a page, the others outlined or quiet, red for help alone.

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

enum class ButtonKind : std::uint8_t { Primary, Secondary, Quiet, Urgent };

struct Button {
    Words label;
    ButtonKind kind = ButtonKind::Secondary;
    std::string icon{};       ///< empty for none
    bool icon_after = false;  ///< at the reading end
    bool icon_flips = false;
    bool enabled = true;
    Style style = Style::BodyStrong;
};

[[nodiscard]] float button_width(Ui& ui, const Button& button);
/// Pixels that it takes when it is `width` wide: words that do not fit go into further lines.
[[nodiscard]] float button_height(Ui& ui, const Button& button, float width);
/// True when it was pressed.
bool button(Ui& ui, std::string_view id, const Rect& rect, const Button& button);
/// At the column's start, as wide as it needs and 44 high; the column goes on below it.
bool button(Ui& ui, std::string_view id, Flow& flow, const Button& button);
/// A button without a word: `label` is its spoken name.
bool icon_button(Ui& ui, std::string_view id, const Rect& rect, const Button& button);
/// The same for what lasts as long as it is held.
Interaction hold_button(Ui& ui, std::string_view id, const Rect& rect, const Button& button);

}  // namespace amparo::ui
