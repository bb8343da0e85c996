#pragma once
// Linux kernels by their release names ("6.1.0-26-amd64"): which of two is newer, and which belong together.
// Names are compared the way package managers do, never as plain text. Source: needrestart's logic, restated;
// release names of Debian, Ubuntu, Fedora, openSUSE and Arch.

#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

/// True for a name that begins like a kernel release: digits, a dot, digits.
[[nodiscard]] bool is_kernel_release(std::string_view name);

/// What stays the same from one release of a kernel to the next: "amd" of 6.1.0-26-amd64, "rt-amd",
/// "generic", "x" of 6.10.6-200.fc40.x86_64. A backported kernel has its own ("bpo-amd"), since it may be
/// newer on purpose.
[[nodiscard]] std::string kernel_flavour(std::string_view release);

/// The newest of `installed` with the flavour of `running`; "" when there is none.
[[nodiscard]] std::string newest_kernel_like(std::string_view running,
                                             const std::vector<std::string>& installed);

/// True when `newest` is a later release than `running`.
[[nodiscard]] bool is_newer_kernel(std::string_view newest, std::string_view running);

/// Kernels that could be started: names of /boot/vmlinuz-*, and folders of /usr/lib/modules or /lib/modules
/// that hold a kernel; where there is neither, folders that hold a module list. Errors: of listing, when
/// nothing was found.
[[nodiscard]] Result<std::vector<std::string>> installed_kernels(const HostView& host);

}  // namespace amparo::checks
