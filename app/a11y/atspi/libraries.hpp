#pragma once
// GLib, GIO, ATK and its bridge as far as this room calls them, found while the program runs. Nothing is linked: where
// a library is missing there is no screen reader either. The shapes come from the headers of the build (written against
// ATK 2.46 and GLib 2.74; both keep their binary interface), so their macros that call functions must not be used here.

#include <atk/atk.h>
#include <gio/gio.h>

namespace amparo::a11y::atspi {

struct Glib {
    decltype(&::g_free) free = nullptr;
    decltype(&::g_error_free) error_free = nullptr;
    decltype(&::g_strndup) strndup = nullptr;
    decltype(&::g_malloc0) malloc0 = nullptr;
    decltype(&::g_slist_prepend) slist_prepend = nullptr;
    decltype(&::g_utf8_get_char) utf8_get_char = nullptr;
    decltype(&::g_variant_new) variant_new = nullptr;
    decltype(&::g_variant_get) variant_get = nullptr;
    decltype(&::g_variant_get_type_string) variant_get_type_string = nullptr;
    decltype(&::g_variant_unref) variant_unref = nullptr;
    decltype(&::g_variant_lookup) variant_lookup = nullptr;
    decltype(&::g_variant_get_child_value) variant_get_child_value = nullptr;
    decltype(&::g_idle_source_new) idle_source_new = nullptr;
    decltype(&::g_timeout_source_new) timeout_source_new = nullptr;
    decltype(&::g_source_set_priority) source_set_priority = nullptr;
    decltype(&::g_source_set_callback) source_set_callback = nullptr;
    decltype(&::g_source_attach) source_attach = nullptr;
    decltype(&::g_source_unref) source_unref = nullptr;
    decltype(&::g_main_loop_new) main_loop_new = nullptr;
    decltype(&::g_main_loop_run) main_loop_run = nullptr;
    decltype(&::g_main_loop_quit) main_loop_quit = nullptr;
    decltype(&::g_log_set_default_handler) log_set_default_handler = nullptr;

    decltype(&::g_object_new) object_new = nullptr;
    decltype(&::g_object_ref) object_ref = nullptr;
    decltype(&::g_object_unref) object_unref = nullptr;
    decltype(&::g_object_notify) object_notify = nullptr;
    decltype(&::g_signal_emit_by_name) signal_emit_by_name = nullptr;
    decltype(&::g_type_class_ref) type_class_ref = nullptr;
    decltype(&::g_type_query) type_query = nullptr;
    decltype(&::g_type_register_static) type_register_static = nullptr;
    decltype(&::g_type_add_interface_static) type_add_interface_static = nullptr;

    decltype(&::g_dbus_address_get_for_bus_sync) dbus_address_get_for_bus_sync = nullptr;
    decltype(&::g_dbus_connection_new_for_address_sync) dbus_connection_new_for_address_sync = nullptr;
    decltype(&::g_dbus_connection_call_sync) dbus_connection_call_sync = nullptr;
    decltype(&::g_dbus_connection_signal_subscribe) dbus_connection_signal_subscribe = nullptr;
    decltype(&::g_dbus_connection_close_sync) dbus_connection_close_sync = nullptr;
};

struct Atk {
    decltype(&::atk_object_get_type) object_get_type = nullptr;
    decltype(&::atk_util_get_type) util_get_type = nullptr;
    decltype(&::atk_component_get_type) component_get_type = nullptr;
    decltype(&::atk_action_get_type) action_get_type = nullptr;
    decltype(&::atk_text_get_type) text_get_type = nullptr;
    decltype(&::atk_editable_text_get_type) editable_text_get_type = nullptr;
    decltype(&::atk_value_get_type) value_get_type = nullptr;
    decltype(&::atk_window_get_type) window_get_type = nullptr;
    decltype(&::atk_object_set_name) object_set_name = nullptr;
    decltype(&::atk_object_set_description) object_set_description = nullptr;
    decltype(&::atk_object_set_parent) object_set_parent = nullptr;
    decltype(&::atk_object_set_role) object_set_role = nullptr;
    decltype(&::atk_object_notify_state_change) object_notify_state_change = nullptr;
    decltype(&::atk_state_set_new) state_set_new = nullptr;
    decltype(&::atk_state_set_add_state) state_set_add_state = nullptr;
    decltype(&::atk_range_new) range_new = nullptr;
};

/// Of the bridge; its header is another package, and these two lines are all of it that is needed.
struct AtkBridge {
    int (*adaptor_init)(int* count, char*** words) = nullptr;
};

/// Loaded once and never let go: types of GLib cannot be taken back. False when something is missing. Any thread, one at
/// a time.
[[nodiscard]] bool load_glib();
[[nodiscard]] bool load_atk();

/// After the loading succeeded.
[[nodiscard]] const Glib& glib();
[[nodiscard]] const Atk& atk();
[[nodiscard]] const AtkBridge& atk_bridge();

}  // namespace amparo::a11y::atspi
