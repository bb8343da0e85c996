#include "app/screens/emergency.hpp"
#include "app/screens/sending.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;

void way_back(View& view, ui::Flow& flow) {
    flow.skip(view.ui.gap(Gap::L));
    if (wide_button(view, flow, "road.back", {view.say("sending.road.back"), ui::ButtonKind::Primary, "ui/tick"})) {
        view.after([&view] { view.model.go_back(); });
    }
}

}  // namespace

void draw_key(View& view, ui::Flow& flow, models::Emergency& help) {
    help_title(view, flow, {"sending.road.seal", {}}, {});
    key_card(view, flow, help);
    // Without it the desk's site cannot be asked.
    if (!view.model.sending().network().on) {
        flow.skip(view.ui.gap(Gap::L));
        network_card(view, flow);
    }
    way_back(view, flow);
}

void draw_road(View& view, ui::Flow& flow, models::Emergency& help) {
    help_title(view, flow, {"sending.road", {}}, {});
    network_card(view, flow);
    if (help.preview().to.method == "email") {
        flow.skip(view.ui.gap(Gap::L));
        mail_card(view, flow);
    }
    way_back(view, flow);
}

}  // namespace amparo::screens
