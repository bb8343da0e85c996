#pragma once
// A row of a list inside a card: icon, name, one line about it, state, chevron. The whole row is one target.

#include <optional>

#include "app/ui/widgets/card.hpp"
#include "app/ui/widgets/status.hpp"

namespace amparo::ui {

struct ListRow {
    std::string icon;
    Color icon_color = Color::Muted;
    Words title;
    Words note;                    ///< may be empty
    bool note_beside = false;      ///< on the same line as the title, where there is room
    std::optional<Status> status;  ///< with `status_word`
    Words status_word;
    Words end_note;  ///< muted, before the chevron
    bool chevron = true;
    CardTone tone = CardTone::Plain;  ///< of the card that it lies in
    std::optional<bool> open;         ///< what it opens appears below, and is there or not
};

/// Over the whole column, which has no padding. True when it was pressed.
bool list_row(Ui& ui, std::string_view id, Flow& flow, const ListRow& row, bool last);

}  // namespace amparo::ui
