#pragma once
// A large answer to the one question of a page: a picture on a tinted tile, a few words, a line about what follows. Pressing
// it goes on at once; nothing is selected.

#include <optional>
#include <span>

#include "app/ui/widgets/card.hpp"

namespace amparo::ui {

struct Answer {
    std::string icon;
    CardTone tone = CardTone::Selected;  ///< of the tile
    Words title;
    Words note;  ///< may be empty
    bool picture = false;  ///< an icon of the 48 grid without a tile, beside words that may take three lines
};

[[nodiscard]] float answer_height(Ui& ui, const Answer& answer, float width);
/// True when it was pressed.
bool answer(Ui& ui, std::string_view id, const Rect& rect, const Answer& answer);
/// Over the whole column.
bool answer(Ui& ui, std::string_view id, Flow& flow, const Answer& answer);

struct AnswerItem {
    std::string id;
    Answer answer;
};
/// In up to three columns, each at least `least` pixels wide; those of a row are equally high. Gives the index of the one
/// that was pressed.
std::optional<std::size_t> answers(Ui& ui, Flow& flow, std::span<const AnswerItem> items, float least);

}  // namespace amparo::ui
