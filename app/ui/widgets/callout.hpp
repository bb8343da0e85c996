#pragma once
// Boxes that say one thing: a banner or callout in the colours of its tone, a line with an icon, progress, a fold.

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

/// A small icon and a line of quiet text.
void icon_line(Ui& ui, Flow& flow, std::string_view icon, const Words& words, Style style = Style::Caption,
               Color color = Color::Muted, Color icon_color = Color::Muted);

/// `done` of 0 to 1. The words say the same.
void progress(Ui& ui, Flow& flow, float done, const Words& words);

/// A title that opens and closes what lies below it. `open` is changed by pressing.
void disclosure(Ui& ui, std::string_view id, Flow& flow, const Words& title, const Words& note, bool& open,
                const std::function<void(Flow&)>& content);

/// A step with its number in a ring; `content` is drawn beside it.
void numbered(Ui& ui, Flow& flow, const Words& number, const std::function<void(Flow&)>& content);

/// Icon, one sentence, one action below it by the caller.
void empty_state(Ui& ui, Flow& flow, std::string_view icon, const Words& title, const Words& body);

}  // namespace amparo::ui
