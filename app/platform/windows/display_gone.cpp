// Windows ends a session by asking its windows to close; there is no server that could be lost.
#include "app/platform/display_gone.hpp"

namespace amparo {

void say_when_display_goes(std::string /*sentence*/, int /*exit_code*/) {}
void end_if_wayland_is_gone(void* /*display*/) {}

}  // namespace amparo
