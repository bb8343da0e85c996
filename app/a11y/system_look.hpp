#pragma once
// Asks the system how the person likes programs to look: the Settings portal of the session, which GNOME, KDE Plasma and
// others answer (keys and values: documentation of xdg-desktop-portal, seen 2026-11-24), and for an older GNOME what it
// passes on of its own. A portal that does not run is not started for this.

#include <functional>
#include <memory>
#include <optional>

#include "app/base/system_look.hpp"

namespace amparo::a11y {

class SystemLookAnswer {
  public:
    virtual ~SystemLookAnswer() = default;
    /// The answer, once, when there is one. Never waits. Any thread.
    [[nodiscard]] virtual std::optional<SystemLook> take() = 0;
};

/// Asks on a thread of its own, which a silent system keeps waiting and nobody else. `wake` is called on that thread when
/// there is something to take; it has to work for as long as the program runs.
[[nodiscard]] std::unique_ptr<SystemLookAnswer> ask_system_look(std::function<void()> wake);

}  // namespace amparo::a11y
