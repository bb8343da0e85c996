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
    Words about{};            ///< what it acts on, spoken after its name where many have the same
    Words reason{};           ///< why it is off, as a sentence: shown and spoken then
};

[[nodiscard]] float button_width(Ui& ui, const Button& button);
/// Pixels that it takes when it is `width` wide: words that do not fit go into further lines.
[[nodiscard]] float button_height(Ui& ui, const Button& button, float width);
/// True when it was pressed.
bool button(Ui& ui, std::string_view id, const Rect& rect, const Button& button);
/// At the column's start, as wide as it needs and 44 high; the column goes on below it and below the reason why it is off.
bool button(Ui& ui, std::string_view id, Flow& flow, const Button& button);

/// What all buttons are drawn on.
struct ButtonFace {
    Interaction state;
    Color ink = Color::Text;      ///< of what is drawn on it
    Color back = Color::Surface;  ///< behind that
};
ButtonFace button_face(Ui& ui, std::string_view id, const Rect& rect, const Button& button);

}  // namespace amparo::ui
