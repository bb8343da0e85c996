#pragma once
// The status language: the same shape, word and colours for a state everywhere. State is never shown by colour alone.

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

enum class Status : std::uint8_t { Good, Small, Large, Unknown, NotApplicable, Looking };

[[nodiscard]] std::string_view status_icon(Status status);
[[nodiscard]] Color status_ink(Status status);
[[nodiscard]] Color status_back(Status status);

[[nodiscard]] float pill_width(Ui& ui, const Words& word);
/// A pill that ends at `end` and is centred on `middle_y`.
/// It records no node: what it belongs to says the word as its value.
/// No wider than `most` pixels where that is given: longer words go into further lines.
void pill(Ui& ui, float end, float middle_y, Status status, const Words& word, float most = 0);
[[nodiscard]] float pill_height(Ui& ui, const Words& word, float width);
/// A tinted square with the status's shape.
void status_tile(Ui& ui, float x, float y, float side, Status status);

}  // namespace amparo::ui
