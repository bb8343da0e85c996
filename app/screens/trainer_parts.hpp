#pragma once
// What the pages of trainer mode share. Nothing here reads findings, cases or accounts.

#include "app/screens/lesson_parts.hpp"

namespace amparo::screens {

/// The slide of a card. Answers carry the letters A to D, the hands that were counted, and which of them is right once the
/// trainer shows it.
[[nodiscard]] ui::Slide slide_of(View& view, const models::WallCard& card, const models::Presenter& presenter);

/// The picture of a kind of block.
[[nodiscard]] std::string role_icon(lessons::BlockRole role);

/// "10:40", or "-2:05" when the time is over.
[[nodiscard]] ui::Words time_words(std::int64_t seconds);

}  // namespace amparo::screens
