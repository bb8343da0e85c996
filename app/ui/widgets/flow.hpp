#pragma once
// A column that widgets are put into from top to bottom, and the plainest of them: text, gaps, lines.

#include "app/ui/ui.hpp"

namespace amparo::ui {

/// Pixels of the layout: the column starts at `x` and is `width` wide; the next thing is drawn at `y`.
struct Flow {
    float x = 0;
    float y = 0;
    float width = 0;

    [[nodiscard]] float end() const { return x + width; }
    void skip(float height) { y += height; }
};

/// Wrapped text; headings are given their level. Recorded for readers.
void text(Ui& ui, Flow& flow, Style style, const Words& words, Color color = Color::Text);
void heading(Ui& ui, Flow& flow, Style style, const Words& words, int level, Color color = Color::Text);

/// Pixels of the widest word, below which words have to be cut.
[[nodiscard]] float widest_word(Ui& ui, Style style, const Words& words);

/// A hairline over the whole column.
void rule(Ui& ui, const Flow& flow);

}  // namespace amparo::ui
