#pragma once
// Wrapped text that is read and can be selected and copied: by dragging, a double click for a word, a triple click for a
// line of the source, Ctrl+A and Ctrl+C. It looks like text() of flow.hpp.

#include "app/ui/widgets/editing.hpp"

namespace amparo::ui {

/// What is copied is the text without the marks that isolate a value in a sentence, and without U+200B.
/// At most one text of a page has a selection; all of them share this.
struct TextSelection {
    std::string id{};  ///< of the text; empty for none
    std::uint32_t anchor = 0;
    std::uint32_t caret = 0;
    Pointing pointing{};
};

struct TextViewOptions {
    Style style = Style::Body;
    Color color = Color::Text;
    /// Takes part in the keyboard's order, where the arrows move a caret. Else the pointer begins a selection.
    bool focusable = false;
};

void text_view(Ui& ui, std::string_view id, Flow& flow, const Words& words, TextSelection& selection,
               const TextViewOptions& options = {});

}  // namespace amparo::ui
