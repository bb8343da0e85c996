#pragma once
// Cards with a picture on top, side by side: for what a person browses.

#include <optional>
#include <span>
#include <string>

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

struct Tile {
    std::string id;
    std::string icon;
    Words title;
    Words note;       ///< up to a few lines; may be empty
    Words foot;       ///< small, behind a clock
    Words end;        ///< small, at the end of the last line; may be empty
    bool end_is_good = false;  ///< with a tick, in the colour of what is well
};

/// In up to three columns, each at least `least` pixels wide; the tiles of a row are equally high. Gives the index of the
/// one that was pressed.
std::optional<std::size_t> tiles(Ui& ui, Flow& flow, std::span<const Tile> items, float least);

}  // namespace amparo::ui
