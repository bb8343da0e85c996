#pragma once
// How readers read and change the text of an object.

#include <string_view>

#include "app/a11y/atspi/libraries.hpp"
#include "app/a11y/atspi/tree.hpp"

namespace amparo::a11y::atspi {

/// Null when the thing is gone.
[[nodiscard]] Peer* item_peer(void* object);

/// A copy that whoever asked frees with GLib's free.
[[nodiscard]] gchar* copied(std::string_view text);
[[nodiscard]] AtkAttributeSet* with_attribute(AtkAttributeSet* list, const char* name, std::string_view value);

/// For GLib: fill the slots of ATK's text interfaces.
void fill_text(gpointer slots, gpointer data);
void fill_editable(gpointer slots, gpointer data);

}  // namespace amparo::a11y::atspi
