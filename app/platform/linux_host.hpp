#pragma once
// The running Linux system as a source of facts.

#include <memory>

#include "app/platform/host.hpp"

namespace amparo {

/// Reads the machine that the program runs on. Needs no rights beyond the person's own.
[[nodiscard]] std::unique_ptr<Host> make_linux_host();

}  // namespace amparo
