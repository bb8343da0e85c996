#pragma once
// What every widget for text has in common: the keys that move and change, the pointer that selects, and the frame with
// its label above and its note below.

#include <cstdint>

#include "app/text/edit_buffer.hpp"
#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

/// What happened to a text in this frame.
struct Edited {
    bool changed = false;
    std::size_t cut = 0;  ///< bytes of what came in that found no room; screens say so
    bool entered = false;  ///< Enter was pressed in a field of one line: the form around it may go on

    explicit operator bool() const { return changed; }
};

/// Does what the keys of this frame say. `rtl`: the line of the caret belongs to text that runs to the left. Without a
/// selection Copy and Cut do nothing.
Edited edit_by_keys(Ui& ui, text_layout::EditBuffer& buffer, bool rtl);
/// What a screen reader asked for: another text, or another place of the caret.
Edited edit_by_request(Ui& ui, std::string_view id, text_layout::EditBuffer& buffer);

/// What a frame tells readers of a text. It is told before the keys of that frame are heard, so that a text that is another
/// one afterwards wants one more frame.
struct Told {
    std::uint64_t revision = 0;
    std::uint32_t caret = 0;
    std::uint32_t anchor = 0;

    explicit Told(const text_layout::EditBuffer& buffer) : revision(buffer.revision()), caret(buffer.caret()), anchor(buffer.anchor()) {}
    bool operator==(const Told&) const = default;
};

/// True when the arrow goes on in the order of reading. Start and End are sides of the window; text may run the other way.
[[nodiscard]] inline bool goes_forward(const Ui& ui, Key key, bool rtl) { return (key == Key::End) == (rtl == ui.mirrored()); }

/// A selection that is being made with the pointer: letter by letter, after a double click word by word, after a triple
/// click line by line.
struct Pointing {
    bool held = false;
    int unit = 1;
    text_layout::Stretch first;  ///< what the press selected
};
/// `held` as interact() says, `offset` where the pointer is. True when the selection changed.
bool select_by_pointer(const Ui& ui, std::string_view text, Pointing& state, bool held, std::uint32_t offset,
                       std::uint32_t& anchor, std::uint32_t& caret);
bool select_by_pointer(const Ui& ui, text_layout::EditBuffer& buffer, Pointing& state, bool held, std::uint32_t offset);

/// Where something on a line stands, from the line's beginning in the layout: `x` in em from the left of the text as it is
/// read, `real` the em in pixels; and back.
[[nodiscard]] inline float along(const Ui& ui, const text_layout::Line& line, float x, float real) {
    return (ui.mirrored() ? line.width - x : x) * real;
}
[[nodiscard]] inline float across(const Ui& ui, const text_layout::Line& line, float x, float real) {
    return ui.mirrored() ? line.width - x / real : x / real;
}
/// Colours the bytes from `start` to `end` of a line that is drawn at `x`.
void draw_selection(Ui& ui, const text_layout::Line& line, std::uint32_t start, std::uint32_t end, float x, float top, Style style);
/// The line where the next letter will be.
void draw_caret(Ui& ui, float x, float top, Style style);

struct FieldOptions {
    Words note{};         ///< below the field: what to type, or why it is off
    bool enabled = true;
};
/// The label above; records nothing, since the field's node carries the name.
void field_label(Ui& ui, Flow& flow, const Words& label);
/// Surface and border of a field; 2 px of the accent when it is typed into.
void field_frame(Ui& ui, const Rect& rect, bool active, bool enabled);
void field_note(Ui& ui, Flow& flow, const FieldOptions& options);

}  // namespace amparo::ui
