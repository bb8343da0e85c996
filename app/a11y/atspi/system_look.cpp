#include "app/a11y/system_look.hpp"

#include <array>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

#include "app/a11y/atspi/libraries.hpp"
#include "app/a11y/atspi/session_bus.hpp"

namespace amparo::a11y {

namespace {

using namespace atspi;

constexpr int kPatienceMs = 5000;
constexpr const char* kAppearance = "org.freedesktop.appearance";
constexpr const char* kGnome = "org.gnome.desktop.interface";
constexpr const char* kGnomeReading = "org.gnome.desktop.a11y.interface";

/// The settings of one namespace of the reply, or null. To be given back.
GVariant* part_of(GVariant* all, const char* name) {
    GVariant* part = nullptr;
    return glib().variant_lookup(all, name, "@a{sv}", &part) == TRUE ? part : nullptr;
}

bool is_one(GVariant* part, const char* key) {
    guint32 number = 0;
    return part != nullptr && glib().variant_lookup(part, key, "u", &number) == TRUE && number == 1;
}

bool is(GVariant* part, const char* key, bool wanted) {
    gboolean value = FALSE;
    return part != nullptr && glib().variant_lookup(part, key, "b", &value) == TRUE && (value == TRUE) == wanted;
}

SystemLook look_of(GVariant* all) {
    GVariant* appearance = part_of(all, kAppearance);
    GVariant* gnome = part_of(all, kGnome);
    GVariant* reading = part_of(all, kGnomeReading);
    const SystemLook look{is_one(appearance, "color-scheme"),
                          is_one(appearance, "contrast") || is(reading, "high-contrast", true),
                          is_one(appearance, "reduced-motion") || is(gnome, "enable-animations", false)};
    for (GVariant* part : {appearance, gnome, reading}) {
        if (part != nullptr) glib().variant_unref(part);
    }
    return look;
}

std::optional<SystemLook> ask_portal() {
    if (!has_session_bus() || !load_glib()) return std::nullopt;
    GDBusConnection* bus = open_session_bus();
    if (bus == nullptr) return std::nullopt;
    const std::array<const char*, 4> names{kAppearance, kGnome, kGnomeReading, nullptr};
    GError* error = nullptr;
    GVariant* reply = glib().dbus_connection_call_sync(
        bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "ReadAll",
        glib().variant_new("(^as)", names.data()), nullptr, G_DBUS_CALL_FLAGS_NO_AUTO_START, kPatienceMs, nullptr, &error);
    std::optional<SystemLook> look;
    if (reply != nullptr) {
        if (std::string_view(glib().variant_get_type_string(reply)) == "(a{sa{sv}})") {
            GVariant* all = glib().variant_get_child_value(reply, 0);
            look = look_of(all);
            glib().variant_unref(all);
        }
        glib().variant_unref(reply);
    } else if (error != nullptr) {
        glib().error_free(error);
    }
    glib().dbus_connection_close_sync(bus, nullptr, nullptr);
    glib().object_unref(bus);
    return look;
}

/// Shared by the window and the thread, and there until both have let go.
struct Shared {
    std::mutex mutex;
    std::optional<SystemLook> look;
};

class Answer : public SystemLookAnswer {
  public:
    explicit Answer(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
    std::optional<SystemLook> take() override {
        const std::lock_guard lock(shared_->mutex);
        return std::exchange(shared_->look, std::nullopt);
    }

  private:
    std::shared_ptr<Shared> shared_;
};

}  // namespace

std::unique_ptr<SystemLookAnswer> ask_system_look(std::function<void()> wake) {
    auto shared = std::make_shared<Shared>();
    // Not joined: a bus that hangs must not keep the program from ending.
    std::thread([shared, wake = std::move(wake)] {
        const auto look = ask_portal();
        if (!look) return;
        {
            const std::lock_guard lock(shared->mutex);
            shared->look = look;
        }
        wake();
    }).detach();
    return std::make_unique<Answer>(std::move(shared));
}

}  // namespace amparo::a11y
