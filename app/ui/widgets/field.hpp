#pragma once
// One line of text that a person types, in any script: the caret goes where the eye expects it, a character with its
// marks is deleted as one, words are gone over and deleted with Ctrl, changes are undone with Ctrl+Z, and copy and paste
// carry the text as it is written. Not for secrets: the shaper and the undo remember what it shows.

#include "app/ui/widgets/editing.hpp"

namespace amparo::ui {

inline constexpr std::size_t kFieldBytes = 4096;

struct FieldState {
    text_layout::EditBuffer buffer{kFieldBytes, text_layout::LineEnds::Space};
    float scroll = 0;  ///< pixels
    Pointing pointing{};

    [[nodiscard]] const std::string& text() const { return buffer.text(); }
};

/// Label above, field below.
Edited field(Ui& ui, std::string_view id, Flow& flow, const Words& label, FieldState& state, const FieldOptions& options = {});

}  // namespace amparo::ui
