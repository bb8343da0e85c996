#pragma once
// What to say when the X server goes away under an open window. Xlib ends the program then, whatever we do; this only
// makes its last line one that a person understands.

#include <string>

namespace amparo {

/// From now on a lost X server ends the program with `sentence` on the error output and this exit code. Nothing happens
/// where Xlib is not in use. Call after the window is open, once, from the main thread. `sentence` is UTF-8, no line end.
void say_when_display_goes(std::string sentence, int exit_code);

}  // namespace amparo
