#include "app/ui/widgets/exit_button.hpp"

namespace amparo::ui {

namespace {

Button face_of(const Words& words) { return {words, ButtonKind::Secondary, "nav/hide"}; }

}  // namespace

Rect exit_button_rect(Ui& ui, const Words& words) {
    const float end = ui.width() - ui.page_margin();
    const float top = ui.gap(Gap::XL);
    return {end - button_width(ui, face_of(words)), top, end, top + ui.px(size::kTarget)};
}

bool exit_button(Ui& ui, std::string_view id, const Words& words, int presses) {
    const Rect rect = exit_button_rect(ui, words);
    // The ring and the dots stand outside of the button.
    ui.begin_top(rect.inset(-ui.gap(Gap::M)));
    const bool pressed = button(ui, id, rect, face_of(words));
    const float radius = ui.gap(Gap::XS) / 2;
    for (int i = 0; i < presses; ++i) {
        ui.circle(rect.x0 + ui.gap(Gap::S) + static_cast<float>(i) * ui.gap(Gap::M), rect.y1 + ui.gap(Gap::S), radius + 1,
                  Color::Text);
    }
    ui.end_top();
    return pressed;
}

}  // namespace amparo::ui
