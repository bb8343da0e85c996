// Every widget in its states, and a sample of scripts: for people who design and test, reached by Ctrl+Shift+G.
#include "app/screens/gallery.hpp"

namespace amparo::screens {

void draw_gallery(View& view) {
    Page page;
    page.title = view.verbatim("Gallery");
    page.back_id = "back";
    page.back = view.say("window.back");
    page.over = [&] { gallery_over(view); };
    draw_frame(view, page, [&](ui::Flow& flow) {
        for (const auto group : {gallery_buttons, gallery_controls, gallery_rows, gallery_boxes, gallery_list, gallery_code,
                                 gallery_slide, editing_samples, gallery_scripts}) {
            group(view, flow);
            flow.skip(view.ui.gap(ui::Gap::XXL));
        }
    });
}

}  // namespace amparo::screens
