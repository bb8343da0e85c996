#pragma once
// One of a few: segments side by side, or cards to choose from.

#include <optional>
#include <span>

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

struct Segment {
    std::string id;
    Words label;
    Words count;  ///< small, behind the label; may be empty
};

/// Side by side where they fit, else one below the other. Gives the index that was pressed, or `selected`.
std::size_t segments(Ui& ui, std::string_view id, Flow& flow, std::span<const Segment> items, std::size_t selected);
/// What they would need side by side.
[[nodiscard]] float segments_width(Ui& ui, std::span<const Segment> items);

struct Choice {
    Words title;
    Words note;  ///< may be empty
    std::string icon;  ///< empty: a round mark instead
    bool mirrored_card = false;  ///< for the name of a language that runs the other way
};

/// A large card that is one of several. True when it was pressed.
bool choice(Ui& ui, std::string_view id, const Rect& rect, const Choice& choice, bool selected);
[[nodiscard]] float choice_height(Ui& ui, const Choice& choice, float width);

struct ChoiceItem {
    std::string id;
    Choice choice;
};

/// Cards in up to three columns, each at least `least` pixels wide; the cards of a row are equally high. Gives the index
/// of the one that was pressed.
std::optional<std::size_t> choices(Ui& ui, Flow& flow, std::span<const ChoiceItem> items, float least,
                                   std::optional<std::size_t> selected = std::nullopt);

}  // namespace amparo::ui
