#pragma once
// A slide for a room: a title and a few lines, as large as the area allows.

#include <optional>
#include <utility>
#include <vector>

#include "app/ui/ui.hpp"

namespace amparo::ui {

struct SlideLine {
    SlideLine(Words said) : words(std::move(said)) {}

    Words words;
    bool dot = true;     ///< without one it is a paragraph
    Words label{};       ///< "A" or "1.", in place of the dot
    Color color = Color::Text;
    Style style = Style::Title;  ///< Title, Heading or Mono
    std::optional<float> bar{};  ///< 0 to 1, drawn below the line
    Words count{};               ///< what the bar says in words, at its end
    std::optional<Image> picture{};  ///< drawn in place of the words, which say what it shows
};

struct Slide {
    Words title;
    std::vector<SlideLine> lines;
    int level = 1;  ///< of the title as a heading
};

/// Fills `area` from its top; centred in the height where there is room left. Text is never cut: it becomes smaller, and
/// where even that is too large the area scrolls. A picture takes at most half of the height.
void slide(Ui& ui, std::string_view id, const Rect& area, const Slide& slide);

}  // namespace amparo::ui
