#pragma once
// What to say when the display server goes away under an open window, so that the program's last line is one that a
// person understands. Xlib ends the program then, whatever we do; a Wayland connection just falls silent.

#include <string>

namespace amparo {

/// From now on a lost X server ends the program with `sentence` on the error output and this exit code. Call after the window is open, once, from the main thread. `sentence` is UTF-8, no line end.
void say_when_display_goes(std::string sentence, int exit_code);

/// Ends the program with the same sentence and code when the connection to a Wayland server has broken. `display` is its
/// wl_display. Call when the window was told to close.
void end_if_wayland_is_gone(void* display);

}  // namespace amparo
