#include "app/a11y/atspi/libraries.hpp"

#include <dlfcn.h>

namespace amparo::a11y::atspi {

namespace {

/// One shared library, open until the program ends.
class Library {
  public:
    explicit Library(const char* name) : handle_(::dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE)) {}

    template <class Function>
    void get(const char* name, Function& to) {
        void* found = handle_ == nullptr ? nullptr : ::dlsym(handle_, name);
        to = reinterpret_cast<Function>(found);
        complete_ = complete_ && found != nullptr;
    }
    [[nodiscard]] bool complete() const { return complete_; }

  private:
    void* handle_;
    bool complete_ = true;
};

Glib the_glib;
Atk the_atk;
AtkBridge the_bridge;

bool get_base(Glib& to) {
    Library from("libglib-2.0.so.0");
    from.get("g_free", to.free);
    from.get("g_error_free", to.error_free);
    from.get("g_strndup", to.strndup);
    from.get("g_malloc0", to.malloc0);
    from.get("g_slist_prepend", to.slist_prepend);
    from.get("g_utf8_get_char", to.utf8_get_char);
    from.get("g_variant_new", to.variant_new);
    from.get("g_variant_get", to.variant_get);
    from.get("g_variant_get_type_string", to.variant_get_type_string);
    from.get("g_variant_unref", to.variant_unref);
    from.get("g_variant_lookup", to.variant_lookup);
    from.get("g_variant_get_child_value", to.variant_get_child_value);
    from.get("g_idle_source_new", to.idle_source_new);
    from.get("g_timeout_source_new", to.timeout_source_new);
    from.get("g_source_set_priority", to.source_set_priority);
    from.get("g_source_set_callback", to.source_set_callback);
    from.get("g_source_attach", to.source_attach);
    from.get("g_source_unref", to.source_unref);
    from.get("g_main_loop_new", to.main_loop_new);
    from.get("g_main_loop_run", to.main_loop_run);
    from.get("g_main_loop_quit", to.main_loop_quit);
    from.get("g_log_set_default_handler", to.log_set_default_handler);
    return from.complete();
}

bool get_objects(Glib& to) {
    Library from("libgobject-2.0.so.0");
    from.get("g_object_new", to.object_new);
    from.get("g_object_ref", to.object_ref);
    from.get("g_object_unref", to.object_unref);
    from.get("g_object_notify", to.object_notify);
    from.get("g_signal_emit_by_name", to.signal_emit_by_name);
    from.get("g_type_class_ref", to.type_class_ref);
    from.get("g_type_query", to.type_query);
    from.get("g_type_register_static", to.type_register_static);
    from.get("g_type_add_interface_static", to.type_add_interface_static);
    return from.complete();
}

bool get_bus(Glib& to) {
    Library from("libgio-2.0.so.0");
    from.get("g_dbus_address_get_for_bus_sync", to.dbus_address_get_for_bus_sync);
    from.get("g_dbus_connection_new_for_address_sync", to.dbus_connection_new_for_address_sync);
    from.get("g_dbus_connection_call_sync", to.dbus_connection_call_sync);
    from.get("g_dbus_connection_signal_subscribe", to.dbus_connection_signal_subscribe);
    from.get("g_dbus_connection_close_sync", to.dbus_connection_close_sync);
    return from.complete();
}

bool get_atk(Atk& to) {
    Library from("libatk-1.0.so.0");
    from.get("atk_object_get_type", to.object_get_type);
    from.get("atk_util_get_type", to.util_get_type);
    from.get("atk_component_get_type", to.component_get_type);
    from.get("atk_action_get_type", to.action_get_type);
    from.get("atk_text_get_type", to.text_get_type);
    from.get("atk_editable_text_get_type", to.editable_text_get_type);
    from.get("atk_value_get_type", to.value_get_type);
    from.get("atk_window_get_type", to.window_get_type);
    from.get("atk_object_set_name", to.object_set_name);
    from.get("atk_object_set_description", to.object_set_description);
    from.get("atk_object_set_parent", to.object_set_parent);
    from.get("atk_object_set_role", to.object_set_role);
    from.get("atk_object_notify_state_change", to.object_notify_state_change);
    from.get("atk_state_set_new", to.state_set_new);
    from.get("atk_state_set_add_state", to.state_set_add_state);
    from.get("atk_range_new", to.range_new);
    return from.complete();
}

}  // namespace

bool load_glib() {
    static const bool loaded = get_base(the_glib) && get_objects(the_glib) && get_bus(the_glib);
    return loaded;
}

bool load_atk() {
    static const bool loaded = [] {
        if (!load_glib() || !get_atk(the_atk)) return false;
        Library bridge("libatk-bridge-2.0.so.0");
        bridge.get("atk_bridge_adaptor_init", the_bridge.adaptor_init);
        return bridge.complete();
    }();
    return loaded;
}

const Glib& glib() { return the_glib; }
const Atk& atk() { return the_atk; }
const AtkBridge& atk_bridge() { return the_bridge; }

}  // namespace amparo::a11y::atspi
