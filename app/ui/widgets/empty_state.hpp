#pragma once
// A place where nothing is yet: a large icon, what it is for, and the one thing to do.

#include "app/ui/widgets/button.hpp"

namespace amparo::ui {

struct EmptyState {
    std::string icon;
    Words title;
    Words body;       ///< may be empty
    Words action{};   ///< a verb; empty where there is nothing to do
    std::string action_icon{};
};

/// True when the action was pressed. `id` is that of the action's button.
bool empty_state(Ui& ui, std::string_view id, Flow& flow, const EmptyState& state);

}  // namespace amparo::ui
