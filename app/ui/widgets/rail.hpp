#pragma once
// Places at the reading side of the window. In a narrow window the icon stands over the word.

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

/// True when it was pressed.
bool rail_item(Ui& ui, std::string_view id, Flow& flow, std::string_view icon, const Words& word, bool selected);

/// The program's mark on a tile, and its name beside it where there is room.
void brand(Ui& ui, Flow& flow, const Words& name);

}  // namespace amparo::ui
