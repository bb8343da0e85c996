#include "app/a11y/atspi/status.hpp"

#include <utility>

#include "app/a11y/atspi/libraries.hpp"
#include "app/a11y/atspi/session_bus.hpp"

namespace amparo::a11y::atspi {

namespace {

constexpr int kPatienceMs = 1000;
constexpr const char* kName = "org.a11y.Bus";
constexpr const char* kPath = "/org/a11y/bus";
constexpr const char* kStatus = "org.a11y.Status";
constexpr const char* kProperties = "org.freedesktop.DBus.Properties";

/// What is known, for as long as the program runs: the bus calls back into it.
struct Watch {
    GDBusConnection* bus = nullptr;
    std::function<void(bool)> changed;
    bool enabled = false;
    bool reader = false;
    bool told = false;

    void tell() {
        const bool on = enabled || reader;
        if (std::exchange(told, on) != on) changed(on);
    }
};

bool ask(GDBusConnection* bus, const char* property) {
    // Nobody is started by the question: who is not there yet has no reader waiting either.
    GError* error = nullptr;
    GVariant* reply = glib().dbus_connection_call_sync(bus, kName, kPath, kProperties, "Get",
                                                       glib().variant_new("(ss)", kStatus, property), nullptr,
                                                       G_DBUS_CALL_FLAGS_NO_AUTO_START, kPatienceMs, nullptr, &error);
    if (reply == nullptr) {
        if (error != nullptr) glib().error_free(error);
        return false;
    }
    GVariant* inside = nullptr;
    gboolean on = FALSE;
    glib().variant_get(reply, "(v)", &inside);
    if (inside != nullptr) {
        glib().variant_get(inside, "b", &on);
        glib().variant_unref(inside);
    }
    glib().variant_unref(reply);
    return on == TRUE;
}

void on_change(GDBusConnection* /*bus*/, const gchar* /*sender*/, const gchar* /*path*/, const gchar* /*interface*/,
               const gchar* /*signal*/, GVariant* values, gpointer data) {
    auto* watch = static_cast<Watch*>(data);
    // (interface, what changed, what only became unknown)
    GVariant* changed = glib().variant_get_child_value(values, 1);
    gboolean on = FALSE;
    if (glib().variant_lookup(changed, "IsEnabled", "b", &on) == TRUE) watch->enabled = on == TRUE;
    if (glib().variant_lookup(changed, "ScreenReaderEnabled", "b", &on) == TRUE) watch->reader = on == TRUE;
    glib().variant_unref(changed);
    watch->tell();
}

}  // namespace

bool watch_status(std::function<void(bool)> changed) {
    GDBusConnection* bus = open_session_bus();
    if (bus == nullptr) return false;
    auto* watch = new Watch;  // never freed, see Watch
    watch->bus = bus;
    watch->changed = std::move(changed);
    static_cast<void>(glib().dbus_connection_signal_subscribe(bus, kName, kProperties, "PropertiesChanged", kPath, kStatus,
                                                              G_DBUS_SIGNAL_FLAGS_NONE, on_change, watch, nullptr));
    watch->enabled = ask(bus, "IsEnabled");
    watch->reader = ask(bus, "ScreenReaderEnabled");
    watch->tell();
    return true;
}

}  // namespace amparo::a11y::atspi
