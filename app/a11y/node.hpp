#pragma once
// What a person who cannot see the window is told about it: one node for everything that is drawn and means something.
// Widgets record them in reading order while they draw; tests and the bridges to screen readers read them.

#include <cstdint>
#include <optional>
#include <string>

namespace amparo::a11y {

enum class Role : std::uint8_t {
    Heading, Text, Status, Button, Link, Radio, Switch, Checkbox, Tab, Row, Field, Editor, SecretField, Progress, Image,
    Group, List, Dialog, Alert
};

/// Pixels of the window as it is seen, mirrored already; x1 and y1 are behind the last one.
struct Bounds {
    float x0 = 0;
    float y0 = 0;
    float x1 = 0;
    float y1 = 0;
    bool operator==(const Bounds&) const = default;
};

/// Of a text that a person types or selects; offsets are bytes of the node's value, at the edges of characters.
struct TextState {
    std::uint32_t caret = 0;
    std::uint32_t anchor = 0;  ///< the other end of the selection
    bool editable = false;
    bool operator==(const TextState&) const = default;
};

/// Of what goes from one number to another, such as progress.
struct Range {
    double now = 0;
    double from = 0;
    double to = 1;
    bool operator==(const Range&) const = default;
};

struct Node {
    Role role = Role::Text;
    std::string id = {};      ///< stable over frames and languages; empty for plain text
    std::string name = {};    ///< logical order, never private codes
    std::string value = {};   ///< state in words: "40 %", "On"; of a field, its text; of a secret field, always empty
    std::string description = {};  ///< what else is worth saying once, such as why a button is off
    std::string language = {};  ///< BCP 47
    int level = 0;            ///< of a heading
    int position = 0;         ///< in its list, from 1; 0 outside of lists
    int count = 0;            ///< of the list
    int parent = -1;          ///< index of the group, list or dialog around it, which was recorded before; -1 for the window
    bool focusable = false;
    bool focused = false;
    bool selected = false;    ///< chosen, checked or on
    std::optional<bool> expanded = {};  ///< of what folds
    bool enabled = true;
    bool clipped = false;     ///< not within the visible part of its scroll area
    std::optional<TextState> text = {};
    std::optional<Range> range = {};
    Bounds bounds = {};
    Bounds visible = {};      ///< the part of them within its scroll area
};

/// Something to be said at once that is not where the focus is.
struct Announcement {
    std::string text;
    std::string language;
    bool urgent = false;  ///< interrupts what is being said
    bool operator==(const Announcement&) const = default;
};

/// What an assistive technology asks for. It is done with the next frame, or dropped when the node is gone or off.
struct Request {
    enum class Kind : std::uint8_t { Press, Focus, SetText, SetCaret };
    Kind kind = Kind::Press;
    std::string id = {};
    std::string text = {};
    std::uint32_t caret = 0;
    std::uint32_t anchor = 0;
};

}  // namespace amparo::a11y
