#include "app/a11y/atspi/session_bus.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace amparo::a11y::atspi {

bool has_session_bus() {
    const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS");
    if (address != nullptr && *address != '\0') return !std::string_view(address).starts_with("autolaunch:");
    const char* folder = std::getenv("XDG_RUNTIME_DIR");
    std::error_code none;
    return folder != nullptr && std::filesystem::is_socket(std::string(folder) + "/bus", none);
}

GDBusConnection* open_session_bus() {
    gchar* address = glib().dbus_address_get_for_bus_sync(G_BUS_TYPE_SESSION, nullptr, nullptr);
    if (address == nullptr) return nullptr;
    const auto flags = static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
    GDBusConnection* bus = glib().dbus_connection_new_for_address_sync(address, flags, nullptr, nullptr, nullptr);
    glib().free(address);
    return bus;
}

}  // namespace amparo::a11y::atspi
