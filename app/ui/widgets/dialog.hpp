#pragma once
// One question above the page, answered with verbs. The page below is dimmed and hears nothing until it is answered;
// Hide now stays above it.

#include <optional>
#include <vector>

#include "app/ui/widgets/button.hpp"

namespace amparo::ui {

struct Dialog {
    Words question;
    Words body;  ///< what follows from the answers; may be empty
    std::vector<Button> answers;  ///< at least one; their words are verbs
    std::size_t safe = 0;         ///< which one changes nothing: it has the focus first, and Escape means it
};

/// Drawn in every frame while it is open, behind the page and before Hide now, outside of scroll areas. Gives the index of
/// the answer once; it must not be drawn again then. The nodes of the answers are "ID/0", "ID/1", ….
[[nodiscard]] std::optional<std::size_t> dialog(Ui& ui, std::string_view id, const Dialog& dialog);

}  // namespace amparo::ui
