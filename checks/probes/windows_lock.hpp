#pragma once
// When Windows locks the screen, as facts. Rules of whoever looks after the computer outrank the person's settings.
// Sources: Microsoft's pages of ScreenSaverIsSecure, ScreenSaveTimeOut and the policy of the same names, and of the power
// settings; the registry place of DelayLockInterval is not confirmed.

#include <optional>

#include "checks/facts.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

/// Puts "saver_asks" and "saver_seconds" (of a screen saver that is on), "idle_seconds" (the rule InactivityTimeoutSecs),
/// "wake_asks_plugged", "wake_asks_battery" (1 or 0), "sleep_plugged", "sleep_battery", "display_plugged",
/// "display_battery" (seconds, 0 is never), and "wait_after_sleep" (seconds until a password is asked).
[[nodiscard]] std::vector<Facts> collect_windows_lock(const HostView& host);

/// Whether waking up asks for the password; nothing when a fact that is needed could not be read.
[[nodiscard]] std::optional<bool> wake_asks(const Facts& facts);
/// The first fact that wake_asks() needs and that could not be read.
[[nodiscard]] const Fact& unread_wake_fact(const Facts& facts);

}  // namespace amparo::checks
