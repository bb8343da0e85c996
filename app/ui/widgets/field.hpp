#pragma once
// One line of text that a person types, in any script: the caret goes where the eye expects it, a character with its
// marks is deleted as one, and copy and paste carry the text as it is written. Not for secrets: the shaper remembers what
// it shows.

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

inline constexpr std::size_t kFieldBytes = 4096;

/// Offsets are bytes of `text`, at the edges of graphemes.
struct FieldState {
    std::string text;
    std::uint32_t caret = 0;
    std::uint32_t anchor = 0;  ///< the other end of the selection
    float scroll = 0;          ///< pixels
    bool dragging = false;

    [[nodiscard]] bool has_selection() const { return caret != anchor; }
};

/// Label above, field below. True when the text changed.
bool field(Ui& ui, std::string_view id, Flow& flow, const Words& label, FieldState& state);

}  // namespace amparo::ui
