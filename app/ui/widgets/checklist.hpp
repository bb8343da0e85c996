#pragma once
// Things that a person ticks off.

#include <optional>
#include <span>

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

struct CheckItem {
    std::string id;  ///< unique in the list, stable over languages
    Words label;
    Words note{};    ///< small, below; may be empty
    bool checked = false;
    bool enabled = true;
    Words reason{};  ///< why it is off, as a sentence; shown instead of the note then
};

/// One row below the other, each as wide as the column. `name` is spoken, not shown. Gives the index of the one that was
/// pressed. The nodes are "ID/ITEM".
[[nodiscard]] std::optional<std::size_t> checklist(Ui& ui, std::string_view id, Flow& flow, const Words& name,
                                                   std::span<const CheckItem> items);

}  // namespace amparo::ui
