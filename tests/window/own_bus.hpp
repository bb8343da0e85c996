#pragma once
// A program on a session bus of its own, with a home and a runtime folder of its own.

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/window_session.hpp"

namespace amparo::test {

inline constexpr const char* kOwnBus = "/usr/bin/dbus-run-session";

/// `words` run on a new session bus. The folders of the bus are those of the test.
[[nodiscard]] inline WindowOptions on_own_bus(const std::filesystem::path& folder, std::vector<std::string> words) {
    WindowOptions options;
    options.program = kOwnBus;
    options.arguments = std::move(words);
    options.arguments.insert(options.arguments.begin(), "--");
    options.environment = {"PATH=/usr/bin:/bin", "HOME=" + folder.string(), "XDG_RUNTIME_DIR=" + folder.string(),
                           "LC_ALL=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1", "ASAN_OPTIONS=detect_leaks=0"};
    options.screen_width = 1300;
    options.screen_height = 820;
    return options;
}

}  // namespace amparo::test
