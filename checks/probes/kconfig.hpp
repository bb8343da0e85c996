#pragma once
// One setting of a KDE program as KConfig would read it: the administrator's files from the least to the most
// important, then the person's; a later file wins unless an earlier one marked the value "[$i]". Source:
// KConfig options documentation.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

/// A file of the cascade; one that is not there is an error NotFound and counts as empty.
struct KdeFile {
    std::string path;
    Result<IniFile> file = fail(Errc::NotFound);
};

struct KdeSetting {
    /// nullopt — no file sets it, so the program's default holds. Errors: of a file that could decide;
    /// Unsupported — the value is filled in by a command or a variable.
    Result<std::optional<std::string>> value = std::optional<std::string>();
    std::string source;   ///< file that decided; the most important file when none did
    bool locked = false;  ///< an administrator's "[$i]": the person cannot change it
};

class KdeConfig {
  public:
    /// From parts, for tests: the least important first.
    explicit KdeConfig(std::vector<KdeFile> files) : files_(std::move(files)) {}
    /// `name` such as "kscreenlockerrc".
    [[nodiscard]] static KdeConfig read(const HostView& host, const XdgFolders& xdg, const std::string& name);

    [[nodiscard]] KdeSetting get(std::string_view group, std::string_view key) const;

  private:
    std::vector<KdeFile> files_;
};

}  // namespace amparo::checks
