#pragma once
// A switch that says On or Off in words, and a row that has a label at its start and a control at its end.

#include <functional>

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

/// What it needs, with its word.
[[nodiscard]] float toggle_width(Ui& ui, const Words& state);
/// Ends at `end`, centred on `middle_y`. True when it was pressed.
bool toggle(Ui& ui, std::string_view id, float end, float middle_y, const Words& name, const Words& state, bool on);

/// The line that parts a row from the one above; the first of a card needs none.
enum class RowLine : std::uint8_t { Above, None };

/// Label and note at the start; `control` is given a column for what stands at the end (`control_width` wide), or below
/// where there is no room beside it.
void setting_row(Ui& ui, Flow& flow, const Words& label, const Words& note, float control_width,
                 const std::function<void(Flow&)>& control, RowLine line = RowLine::Above);

}  // namespace amparo::ui
