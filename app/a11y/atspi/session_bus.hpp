#pragma once
// The bus of the person's session. Call load_glib() first, but for has_session_bus().

#include "app/a11y/atspi/libraries.hpp"

namespace amparo::a11y::atspi {

/// True when there is one already; none is ever started.
[[nodiscard]] bool has_session_bus();

/// A connection of our own, or null: the one that is shared in a program ends it when the bus goes away. May wait for as
/// long as the bus does not answer.
[[nodiscard]] GDBusConnection* open_session_bus();

}  // namespace amparo::a11y::atspi
