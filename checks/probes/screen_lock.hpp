#pragma once
// How a person's session locks itself, in one shape for every desktop: the facts that both screen-lock checks
// judge.
//
//   desktop              text    desktop_name(); missing when unknown; "none" when none is installed
//   tails                yes/no  GNOME only: the system is Tails, which asks for a password of its own
//   login_screen         text    GNOME only: the program that draws the login screen
//   locker               list    programs that lock, where the desktop leaves that to others; missing when
//   none is known lock_enabled         yes/no  a password is asked at all lock_forbidden       yes/no  an
//   administrator's rule takes the lock away idle_asks            yes/no  after an idle time the password is
//   asked idle_lock            yes/no  the session locks by itself when idle locks_on_sleep       yes/no  the
//   session locks before sleep idle_seconds         number  idle time until the screen saver or the lock; 0
//   is never lock_delay_seconds   number  time from there until the password is asked idle_time_in_x yes X
//   alone knows the idle time; no file says it
//
// "<key>_locked" is yes where an administrator decided. A fact that a desktop does not have is not set.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/check.hpp"
#include "checks/facts.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

/// One Facts for each person; one without a name, with "desktop" unreadable, when the people cannot be told.
[[nodiscard]] std::vector<Facts> collect_screen_lock(const HostView& host);

/// What keeps both checks from judging: no desktop, one that we do not know, no or several lockers, a login
/// screen that GNOME's lock does not work with, Tails. Reasons: no_desktop, desktop_unknown,
/// desktop_not_covered, locker_unknown, several_lockers, locker_not_covered, not_gdm, tails, and unreadable
/// facts. nullopt: the lock can be judged.
[[nodiscard]] std::optional<Judgement> screen_lock_obstacle(const Facts& facts);

/// Facts without which the lock of this desktop cannot be called good.
[[nodiscard]] std::vector<std::string_view> screen_lock_needs(const Facts& facts);

/// Which list of steps fits: the desktop's name, or the locker's where that has settings of its own ("xfce",
/// "light_locker", "xscreensaver"); "admin" when `decisive` was decided by an administrator.
[[nodiscard]] std::string screen_lock_remedy(const Facts& facts, std::string_view decisive);

}  // namespace amparo::checks
