#pragma once
// Whether somebody on this session uses assistive technology, as the session bus tells. The thread of GLib's loop.

#include <functional>

namespace amparo::a11y::atspi {

/// Asks now, which takes at most a second or two, and keeps watching: `changed` is called with every answer that differs
/// from the last; the first one is held against "off". Never ends; call load_glib() first. False when there is no bus to
/// ask. The connection is not given back, since the watch lasts as long as the program.
[[nodiscard]] bool watch_status(std::function<void(bool on)> changed);

}  // namespace amparo::a11y::atspi
