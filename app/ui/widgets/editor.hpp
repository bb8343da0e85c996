#pragma once
// Text of many lines that a person types, such as what happened and when: as field.hpp, and wrapped, with a scroll area of
// its own. However long the text is, a frame works on the lines that are seen and on the paragraph that is changed. Tab
// leaves it; Enter begins a line. Not for secrets.

#include <optional>

#include "app/text/text_blocks.hpp"
#include "app/ui/widgets/editing.hpp"

namespace amparo::ui {

inline constexpr std::size_t kEditorBytes = 256 * 1024;

/// The part of a text that is seen, line by line. Pixels of the layout.
struct TextWindow {
    std::uint32_t top = 0;  ///< where the first line begins that is seen
    float above = 0;        ///< pixels of it that are scrolled away
    std::size_t drawn = 0;  ///< lines of the last frame; for tests of the amount of work
};

struct EditorState {
    text_layout::EditBuffer buffer{kEditorBytes, text_layout::LineEnds::Keep};
    text_layout::TextBlocks blocks{};
    TextWindow window{};
    std::optional<float> column{};  ///< pixels that Up and Down keep to
    bool upstream = false;          ///< at a wrap, the caret stands at the end of the line before it
    Pointing pointing{};
    std::optional<float> grabbed{};  ///< the bar is dragged: pixels between its top and the pointer

    [[nodiscard]] const std::string& text() const { return buffer.text(); }
};

struct EditorOptions {
    FieldOptions field{};
    int lines = 8;  ///< that are seen at once
};

/// Label above, text below.
Edited editor(Ui& ui, std::string_view id, Flow& flow, const Words& label, EditorState& state, const EditorOptions& options = {});

}  // namespace amparo::ui
