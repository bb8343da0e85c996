#pragma once
// The parts of collect_screen_lock(): each puts the facts of one family of desktops. See screen_lock.hpp.

#include "checks/facts.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/desktop.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

/// What each part is given.
struct LockScene {
    const HostView& host;
    const Account& person;
    XdgFolders xdg;
    SeenDesktop desktop;
};

void put_gnome_lock(Facts& facts, const LockScene& scene);
void put_cinnamon_lock(Facts& facts, const LockScene& scene);
void put_kde_lock(Facts& facts, const LockScene& scene);
/// Xfce and MATE, where the locker is a program beside the desktop.
void put_locker_lock(Facts& facts, const LockScene& scene);
/// sway, Hyprland and i3, where the person's own settings start an idle daemon.
void put_wm_lock(Facts& facts, const LockScene& scene);

}  // namespace amparo::checks
