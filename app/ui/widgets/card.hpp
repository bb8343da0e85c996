#pragma once
// A card: a surface with a border that is as high as what lies in it.

#include <functional>

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

enum class CardTone : std::uint8_t { Plain, Sunken, Selected, Ok, Info, Warn, Danger, Chosen };

struct CardStyle {
    CardTone tone = CardTone::Plain;
    Gap padding = Gap::XL;
};

[[nodiscard]] Color back_of(CardTone tone);
[[nodiscard]] Color ink_of(CardTone tone);

/// Draws `content` into a column inside the card; the outer column goes on below it.
void card(Ui& ui, Flow& flow, const CardStyle& style, const std::function<void(Flow&)>& content);

}  // namespace amparo::ui
