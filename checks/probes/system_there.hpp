#pragma once

#include <optional>

#include "checks/host_view.hpp"

namespace amparo::checks {

/// The folder of a Linux system or a Mac where settings lie.
inline constexpr const char* kSettingsFolder = "/etc";

/// NotFound where there is no system to look at: an empty folder, or a disk that holds no system. What is absent there says
/// nothing, so no check may call it good. On Windows nothing, since there only the running system is looked at.
[[nodiscard]] std::optional<Error> no_system_there(const HostView& host);

}  // namespace amparo::checks
