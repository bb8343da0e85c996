#pragma once
// What a person who cannot see the window is told about it: one node for everything that is drawn and means something.
// Widgets record them in reading order while they draw; tests and, later, the bridge to screen readers read them.

#include <string>

namespace amparo::a11y {

enum class Role { Heading, Text, Status, Button, Link, Radio, Switch, Tab, Row, Field, Progress, Image };

/// Pixels of the window as it is seen, mirrored already; x1 and y1 are behind the last one.
struct Bounds {
    float x0 = 0;
    float y0 = 0;
    float x1 = 0;
    float y1 = 0;
    bool operator==(const Bounds&) const = default;
};

struct Node {
    Role role = Role::Text;
    std::string id;        ///< stable over frames and languages; empty for plain text
    std::string name;      ///< logical order, never private codes
    std::string value;     ///< state in words: "40 %", "On"
    std::string language;  ///< BCP 47
    int level = 0;         ///< of a heading
    bool focused = false;
    bool selected = false;
    bool enabled = true;
    bool clipped = false;  ///< not within the visible part of its scroll area
    Bounds bounds;
};

}  // namespace amparo::a11y
