#pragma once
// Types of objects that GLib and ATK call into, made at run time. Every object stands for a Peer.

#include <cstdint>

#include "app/a11y/atspi/tree.hpp"

namespace amparo::a11y::atspi {

/// A new object for `peer`, with the abilities that its node needs: pressing, text, typing, a value. Its role is set.
[[nodiscard]] AtkObject* make_object(Peer& peer);
/// Lets go of the object; readers that still hold it learn that it is gone.
void drop_object(AtkObject* object);

/// Makes `root` the root of this program for ATK. The names must stay.
void become_toolkit(AtkObject* root);

/// True when a reader may read its text letter by letter.
[[nodiscard]] bool has_text(const Node& node);

}  // namespace amparo::a11y::atspi
