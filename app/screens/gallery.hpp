#pragma once
// The groups of the gallery, one file each.

#include "app/screens/view.hpp"

namespace amparo::screens {

/// Words of the gallery alone, which are not part of the catalogs: in Arabic where the window runs that way.
[[nodiscard]] inline ui::Words sample(const View& view, const char* english, const char* arabic) {
    using text_layout::Direction;
    return view.ui.mirrored() ? ui::Words{arabic, "ar", Direction::RightToLeft} : ui::Words{english, "en", Direction::LeftToRight};
}

void gallery_buttons(View& view, ui::Flow& flow);
void gallery_controls(View& view, ui::Flow& flow);
void gallery_rows(View& view, ui::Flow& flow);
void gallery_list(View& view, ui::Flow& flow);
void gallery_code(View& view, ui::Flow& flow);
void gallery_slide(View& view, ui::Flow& flow);
void gallery_boxes(View& view, ui::Flow& flow);
void gallery_scripts(View& view, ui::Flow& flow);
/// What lies above the page.
void gallery_over(View& view);

}  // namespace amparo::screens
