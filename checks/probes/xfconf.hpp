#pragma once
// Settings of Xfce: one small XML file a channel. The scanner knows what xfconf writes and no more: elements,
// quoted attributes, comments, and the five named characters; a document type, other entities and CDATA are
// refused, so that no file can make it grow. Source: xfconf per-channel XML of Xfce 4.18.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

struct XfconfProperty {
    std::string path;  ///< "/lock/enabled"
    std::string type;  ///< "bool", "int", "uint", "double", "string", "array", "empty"
    std::string value;
    /// The property or something above it carries "locked" or "unlocked": an administrator limits who may
    /// change it.
    bool limited = false;
    std::size_t line = 0;

    [[nodiscard]] bool has_value() const { return !type.empty() && type != "empty"; }
};

struct XfconfChannel {
    std::string name;
    bool limited = false;                    ///< the channel as a whole carries "locked" or "unlocked"
    std::vector<XfconfProperty> properties;  ///< in the order of the file; values inside arrays are not kept

    /// The last property with that path, or nullptr.
    [[nodiscard]] const XfconfProperty* find(std::string_view path) const;
};

/// Errors: Corrupt — not such a file ("line L: reason"); Unsupported — a document type, an entity other than
/// the five, or CDATA; Limit — larger than limits::kHostFile, deeper than 32, or more than
/// limits::kHostEntries properties.
[[nodiscard]] Result<XfconfChannel> parse_xfconf(std::string_view text);
[[nodiscard]] std::string describe(const XfconfChannel& channel);

struct XfconfSetting {
    /// nullopt — no file sets it. Errors: of a file that could decide; Unsupported — an administrator limits
    /// it.
    Result<std::optional<std::string>> value = std::optional<std::string>();
    std::string source;
};

/// One channel as a person's session sees it.
class Xfconf {
  public:
    [[nodiscard]] static Xfconf read(const HostView& host, const XdgFolders& xdg, const std::string& channel);
    [[nodiscard]] XfconfSetting get(std::string_view path) const;

  private:
    struct File {
        std::string path;
        Result<XfconfChannel> channel = fail(Errc::NotFound);
    };
    std::vector<File> files_;  ///< the person's first, then the system's, most important first
};

}  // namespace amparo::checks
