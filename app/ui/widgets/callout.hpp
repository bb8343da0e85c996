#pragma once
// Boxes that say one thing: a banner or callout in the colours of its tone, a line with an icon, a numbered step.

#include <functional>

#include "app/ui/widgets/card.hpp"

namespace amparo::ui {

struct Callout {
    CardTone tone = CardTone::Info;
    std::string icon;
    Words title;  ///< may be empty
    Words body;
};
void callout(Ui& ui, Flow& flow, const Callout& callout);

/// A small icon and a line of quiet text; with a level it is a heading.
void icon_line(Ui& ui, Flow& flow, std::string_view icon, const Words& words, Style style = Style::Caption,
               Color color = Color::Muted, Color icon_color = Color::Muted, int level = 0);

/// A step with its number in a ring; `content` is drawn beside it.
void numbered(Ui& ui, Flow& flow, const Words& number, const std::function<void(Flow&)>& content);

}  // namespace amparo::ui
