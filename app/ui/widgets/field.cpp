#include "app/ui/widgets/field.hpp"

#include <algorithm>
#include <cmath>

#include "app/text/caret.hpp"

namespace amparo::ui {

Edited field(Ui& ui, std::string_view id, Flow& flow, const Words& label, FieldState& state, const FieldOptions& options) {
    field_label(ui, flow, label);
    text_layout::EditBuffer& buffer = state.buffer;
    const Rect rect{flow.x, flow.y, flow.end(), flow.y + ui.px(size::kTarget)};
    a11y::Node node;
    node.role = a11y::Role::Field;
    node.name = label.text;
    node.value = buffer.text();
    node.description = options.note.text;
    node.language = label.lang;
    node.text = a11y::TextState{buffer.caret(), buffer.anchor(), options.enabled};
    const Told told(buffer);
    const Interaction state_now = ui.interact(id, rect, std::move(node), options.enabled);
    if (state_now.held && ui.focused_id() != id) ui.set_focus(id);
    const bool active = options.enabled && ui.focused_id() == id;

    constexpr Style kStyle = Style::Body;
    const TypeToken token = type(kStyle);
    const float real = TextEngine::real_em(ui.px(token.size));
    const auto shape = [&] { return ui.text_engine().line(token.face, buffer.text(), label.lang); };
    auto line = shape();
    Edited out;
    if (options.enabled) out = edit_by_request(ui, id, buffer);
    if (active) {
        ui.wants_text();
        const Edited keys = edit_by_keys(ui, buffer, line->line.rtl);
        out = {out.changed || keys.changed, out.cut + keys.cut, state_now.pressed && !state.pointing.held};
    }
    if (out.changed) line = shape();

    field_frame(ui, rect, active, options.enabled);
    const float padding = ui.gap(Gap::M);
    const float room = rect.width() - 2 * padding;
    const float width = line->line.width * real;
    // The text begins at the window's start, whichever way it runs; what is seen of a long one follows the caret.
    const auto place = [&](std::uint32_t offset) { return along(ui, line->line, text_layout::caret_x(line->line, offset), real); };
    if (active) {
        const float caret = place(buffer.caret());
        if (caret - state.scroll > room) state.scroll = caret - room;
        if (caret < state.scroll) state.scroll = caret;
    }
    state.scroll = std::clamp(state.scroll, 0.0F, std::max(width - room, 0.0F));
    const float origin = rect.x0 + padding - state.scroll;
    const float pointer = across(ui, line->line, ui.pointer_x() - origin, real);
    select_by_pointer(ui, buffer, state.pointing, state_now.held, text_layout::offset_at(line->line, pointer));

    ui.clipped({rect.x0 + padding / 2, rect.y0, rect.x1 - padding / 2, rect.y1}, [&] {
        const float top = std::round(rect.middle_y() - ui.px(token.line) / 2);
        const text_layout::Stretch selected = buffer.selection();
        if (active) draw_selection(ui, line->line, selected.start, selected.end, origin, top, kStyle);
        ui.draw_shaped(origin, top, kStyle, options.enabled ? Color::Text : Color::Muted, line);
        if (active) draw_caret(ui, origin + place(buffer.caret()), top, kStyle);
    });
    if (state_now.focused) ui.focus_ring(rect, ui.px(size::kRadius));
    flow.y = rect.y1;
    if (Told(buffer) != told) ui.draw_again();
    field_note(ui, flow, options);
    return out;
}

}  // namespace amparo::ui
