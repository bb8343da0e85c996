#pragma once
// The system that the program runs on as a source of facts.

#include <memory>

#include "app/platform/host.hpp"

namespace amparo {

/// Reads the machine that the program runs on. Needs no rights beyond the person's own.
[[nodiscard]] std::unique_ptr<Host> make_running_host();

}  // namespace amparo
