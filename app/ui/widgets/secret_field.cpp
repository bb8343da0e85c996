#include "app/ui/widgets/secret_field.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/base/utf8.hpp"
#include "app/text/segment.hpp"
#include "app/ui/widgets/icon_button.hpp"

namespace amparo::ui {

namespace {

constexpr Style kStyle = Style::Body;

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029; }

/// Adds what may stand in a passphrase. Gives the bytes that found no room.
std::size_t add(SecretString& text, std::string_view more) {
    std::size_t cut = 0;
    for (std::size_t i = 0; i < more.size();) {
        const utf8::Decoded next = utf8::decode(more, i);
        const std::string_view letter = more.substr(i, next.size);
        i += next.size;
        if (!next.valid || is_control(next.code)) continue;
        if (cut > 0 || !text.append(letter)) cut += letter.size();
    }
    return cut;
}

/// Lengths of the letters, in order.
std::vector<std::size_t> letters_of(std::string_view text) {
    const auto starts = text_layout::grapheme_starts(text);
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0, start = 0; i < text.size(); ++i) {
        if (starts[i + 1] == 0) continue;
        sizes.push_back(i + 1 - start);
        start = i + 1;
    }
    return sizes;
}

/// Which way the first letter runs; what is typed behind it follows. Without the bidi library, which would see it all.
bool runs_left(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        i += next.size;
        const char32_t code = next.code;
        if (code < 0x80 ? (code | 0x20U) < 'a' || (code | 0x20U) > 'z' : !text_layout::is_in_words(code)) continue;
        return (code >= 0x590 && code <= 0x8FF) || (code >= 0xFB1D && code <= 0xFDFF) || (code >= 0xFE70 && code <= 0xFEFF) ||
               (code >= 0x10800 && code <= 0x10FFF) || (code >= 0x1E800 && code <= 0x1EFFF);
    }
    return false;
}

Edited hear_keys(Ui& ui, SecretFieldState& state) {
    Edited out;
    const auto take = [&](std::string_view more) {
        if (state.all) state.text.clear();
        state.all = false;
        out.cut += add(state.text, more);
        out.changed = true;
    };
    if (!ui.typed().empty()) take(ui.typed());
    ui.drop_typed();
    if (ui.take_key(Key::Paste)) {
        std::string pasted = ui.paste();
        take(pasted);
        wipe(pasted);
    }
    if (const auto press = ui.take_press(Key::Backspace)) {
        // Where words begin would say something about the text: Ctrl+Backspace removes it all.
        const std::string_view text = state.text.view();
        const std::size_t last = text.empty() ? 0 : letters_of(text).back();
        const std::size_t keep = state.all || press->control ? 0 : text.size() - last;
        while (state.text.size() > keep) state.text.remove_last();
        state.all = false;
        out.changed = true;
    }
    if (ui.take_key(Key::Delete) && state.all) {
        state.text.clear();
        state.all = false;
        out.changed = true;
    }
    if (ui.take_key(Key::SelectAll)) state.all = state.text.size() > 0;
    for (const Key key : {Key::Start, Key::End, Key::Home, Key::Finish}) {
        if (ui.take_key(key)) state.all = false;
    }
    for (const Key key : {Key::Copy, Key::Cut, Key::Undo, Key::Redo}) static_cast<void>(ui.take_key(key));
    return out;
}

/// From `x` on in `room` pixels; gives where the caret stands.
float draw_dots(Ui& ui, float x, float room, float middle, const SecretString& text, bool selected) {
    const float radius = ui.gap(Gap::XS) * 0.75F;
    const float step = ui.gap(Gap::S) + ui.gap(Gap::XS);
    const auto most = std::min(kSecretDots, static_cast<std::size_t>(std::max(room / step, 0.0F)));
    const std::size_t count = std::min(letters_of(text.view()).size(), most);
    const float end = x + step * static_cast<float>(count);
    const float high = ui.px(type(kStyle).line) / 2;
    if (selected) ui.fill({x, std::round(middle - high), end, std::round(middle + high)}, Color::Selected);
    for (std::size_t i = 0; i < count; ++i) ui.circle(x + step * (static_cast<float>(i) + 0.5F), middle, radius, Color::Text);
    return end;
}

float draw_letters(Ui& ui, float x, float room, float top, const SecretString& text) {
    const std::string_view all = text.view();
    const std::vector<std::size_t> sizes = letters_of(all);
    std::vector<float> widths;
    float width = 0;
    for (std::size_t i = 0, at = 0; i < sizes.size(); at += sizes[i++]) {
        widths.push_back(ui.secret_width(kStyle, all.substr(at, sizes[i])));
        width += widths.back();
    }
    // Of a long one the end is seen, where the next letter comes.
    const bool onwards = runs_left(all) == ui.mirrored();
    float pen = onwards ? x + std::min(room - width, 0.0F) : x + width;
    for (std::size_t i = 0, at = 0; i < sizes.size(); at += sizes[i++]) {
        if (!onwards) pen -= widths[i];
        ui.draw_secret(pen, top, kStyle, Color::Text, all.substr(at, sizes[i]));
        if (onwards) pen += widths[i];
    }
    return pen;
}

}  // namespace

Result<SecretFieldState> SecretFieldState::create() {
    AMPARO_TRY_VOID(start_sodium());
    SecretFieldState state;
    AMPARO_TRY(state.text, SecretString::create(kSecretBytes));
    return state;
}

Edited secret_field(Ui& ui, std::string_view id, Flow& flow, const Words& label, const Words& show, SecretFieldState& state,
                    const FieldOptions& options) {
    field_label(ui, flow, label);
    const float target = ui.px(size::kTarget);
    const float between = ui.gap(Gap::S);
    const Rect rect{flow.x, flow.y, flow.end() - target - between, flow.y + target};
    a11y::Node node;
    node.role = a11y::Role::SecretField;
    node.name = label.text;
    node.description = options.note.text;
    node.language = label.lang;
    const Interaction item = ui.interact(id, rect, std::move(node), options.enabled);
    if (item.held && ui.focused_id() != id) ui.set_focus(id);
    if (item.held) state.all = ui.clicks() > 1 || (state.all && state.held);
    while (auto request = ui.take_request(id)) wipe(request->text);
    const bool active = options.enabled && ui.focused_id() == id;
    Edited out;
    if (active) {
        ui.wants_text();
        out = hear_keys(ui, state);
        out.entered = item.pressed && !state.held;
    } else {
        state.all = false;
    }
    state.held = item.held;

    const std::string show_id = std::string(id) + ".show";
    Button button{show, ButtonKind::Secondary, "ui/eye"};
    button.enabled = options.enabled;
    const Interaction eye = hold_button(ui, show_id, {rect.x1 + between, rect.y0, flow.end(), rect.y1}, button);
    // A key is only heard when it goes down; the text is hidden again when the focus leaves.
    if (eye.pressed && !state.button_held) state.showing = !state.showing;
    if (ui.focused_id() != show_id || eye.held) state.showing = false;
    state.button_held = eye.held;
    const bool shown = options.enabled && (eye.held || state.showing);

    field_frame(ui, rect, active, options.enabled);
    const float padding = ui.gap(Gap::M);
    ui.clipped({rect.x0 + padding / 2, rect.y0, rect.x1 - padding / 2, rect.y1}, [&] {
        const float top = std::round(rect.middle_y() - ui.px(type(kStyle).line) / 2);
        const float x = rect.x0 + padding;
        const float room = rect.width() - 2 * padding;
        const float end = shown ? draw_letters(ui, x, room, top, state.text)
                                : draw_dots(ui, x, room, rect.middle_y(), state.text, active && state.all);
        if (active) draw_caret(ui, end, top, kStyle);
    });
    if (item.focused) ui.focus_ring(rect, ui.px(size::kRadius));
    flow.y = rect.y1;
    field_note(ui, flow, options);
    return out;
}

}  // namespace amparo::ui
