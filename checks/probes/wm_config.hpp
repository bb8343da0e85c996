#pragma once
// What sway, i3 and Hyprland start when a person logs in, from their settings files: "exec" and
// "exec_always", "exec-once" and "exec". Reads text; looking at a host is the last function. Sources:
// sway(1), sway(5), i3(1), and Hyprland's configuration manual.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

enum class WmDialect { Sway, Hyprland };  ///< i3 writes as sway does

struct WmConfig {
    std::vector<std::string> commands;             ///< started at login, variables of the file filled in
    std::vector<std::string> includes;             ///< other files, as written
    std::map<std::string, std::string> variables;  ///< names without "$"
};

/// `variables` are those of the files before this one. Errors: Corrupt — NUL bytes; Limit — larger than
/// limits::kHostFile, a line over limits::kHostLine, or more than 5,000 commands, includes or variables.
[[nodiscard]] Result<WmConfig> parse_wm_config(std::string_view text, WmDialect dialect,
                                               std::map<std::string, std::string> variables = {});
[[nodiscard]] std::string describe(const WmConfig& config);

/// A command and the file that starts it.
struct StartedCommand {
    std::string command;
    std::string source;
};

/// Commands of the first of `paths` that exists and of what it includes, at most 64 files. Errors: NotFound —
/// none of the paths exists; else of the first file that could not be read.
[[nodiscard]] Result<std::vector<StartedCommand>> wm_started_commands(const HostView& host,
                                                                      const XdgFolders& xdg,
                                                                      const std::vector<std::string>& paths,
                                                                      WmDialect dialect);

}  // namespace amparo::checks
