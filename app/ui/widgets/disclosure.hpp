#pragma once
// A card whose title opens and closes what lies below it.

#include <functional>

#include "app/ui/widgets/card.hpp"

namespace amparo::ui {

/// `note` is small and beside or below the title; may be empty. `open` is changed by pressing.
void disclosure(Ui& ui, std::string_view id, Flow& flow, const Words& title, const Words& note, bool& open,
                const std::function<void(Flow&)>& content);

}  // namespace amparo::ui
