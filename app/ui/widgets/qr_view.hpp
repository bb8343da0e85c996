#pragma once
// A square code that a telephone reads, with the text that it holds: nobody should have to trust what they cannot read.

#include <vector>

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

/// The modules row by row from the top left; true is dark. `side` squared of them, at most kMostQrSide in a row.
struct QrCode {
    std::size_t side = 0;
    std::vector<bool> modules;
};
inline constexpr std::size_t kMostQrSide = 177;  // version 40 of ISO/IEC 18004

/// Dark on white in every theme, never mirrored, with the quiet zone of four modules. `name` is spoken; `holds` is shown
/// beside it, or below where there is no room. A code that is no square, or has no room, leaves only the text.
void qr_view(Ui& ui, Flow& flow, const QrCode& code, const Words& name, const Words& holds);

}  // namespace amparo::ui
