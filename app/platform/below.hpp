#pragma once
// Files of a folder that are reached by names alone, one folder after the other and never through a link, so that
// nothing on a stick can lead elsewhere.

#include <span>
#include <string>
#include <vector>

#include "app/platform/host.hpp"

namespace amparo {

struct NamedEntry {
    std::string name;
    FileType type = FileType::Other;
};

/// The bytes of the file `parts` below `top`; at least one part, each a single name.
/// Errors: NotFound, NotRegular, Limit — more than `max_bytes`, Denied, Loop — a link, Io.
[[nodiscard]] Result<std::string> read_below(const std::string& top, std::span<const std::string> parts, std::size_t max_bytes);

/// What lies in the folder `parts` below `top`, sorted by name, links told as links. Errors: as above.
[[nodiscard]] Result<std::vector<NamedEntry>> list_below(const std::string& top, std::span<const std::string> parts,
                                                         std::size_t max_entries);

}  // namespace amparo
