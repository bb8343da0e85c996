#pragma once
// One sentence about the whole page, over its whole width, with one thing to do about it and a way to put it aside.

#include "app/ui/widgets/card.hpp"

namespace amparo::ui {

struct Banner {
    CardTone tone = CardTone::Info;
    std::string icon;
    Words words;
    Words action{};   ///< a verb; may be empty
    Words dismiss{};  ///< the spoken name of the cross; without it there is none
};

enum class BannerAnswer : std::uint8_t { None, Action, Dismiss };

/// The nodes of its buttons are "ID/action" and "ID/dismiss".
[[nodiscard]] BannerAnswer banner(Ui& ui, std::string_view id, Flow& flow, const Banner& banner);

}  // namespace amparo::ui
