#include "app/ui/widgets/empty_state.hpp"

namespace amparo::ui {

bool empty_state(Ui& ui, std::string_view id, Flow& flow, const EmptyState& state) {
    const float side = ui.px(size::kIconEmpty);
    ui.icon(state.icon, {flow.x, flow.y, flow.x + side, flow.y + side}, Color::Accent, Color::Surface);
    flow.skip(side + ui.gap(Gap::L));
    heading(ui, flow, Style::Title, state.title, 2);
    if (!state.body.text.empty()) {
        flow.skip(ui.gap(Gap::S));
        text(ui, flow, Style::Body, state.body, Color::Muted);
    }
    if (state.action.text.empty()) return false;
    flow.skip(ui.gap(Gap::XL));
    return button(ui, id, flow, {state.action, ButtonKind::Primary, state.action_icon});
}

}  // namespace amparo::ui
