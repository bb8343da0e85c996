#pragma once
// The system tree below a folder as a source of facts: a mounted disk, a chroot, a planted tree. Links resolve inside
// the folder. What only a running system knows is NotRunning, unless the tree holds an ordinary recorded copy of it.

#include <memory>
#include <string>

#include "app/platform/host.hpp"

namespace amparo {

/// `folder` is a path of the running system. `now` is in seconds since 1970.
/// Errors: NotFound, Denied, NotRegular — not a folder.
[[nodiscard]] Result<std::unique_ptr<Host>> make_rooted_host(const std::string& folder, std::int64_t now);

}  // namespace amparo
