#pragma once
// Follows links inside a tree the way a kernel would if the tree were "/": absolute targets start at the tree's top,
// ".." never leaves it, and a circle ends after limits::kHostLinks links.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/platform/host.hpp"

namespace amparo {

/// What stands at one place of the tree, links not followed.
struct Node {
    FileType type = FileType::Other;
    std::string target;  ///< of a link
};

using NodeAt = std::function<Result<Node>(const std::string& path)>;

/// The absolute path that `path` means once links are followed (the last part only with Follow::Yes).
/// Errors: NotFound, Denied and so on from `node_at`; Loop; NotRegular — a part in the middle is no folder;
/// Usage — not absolute, or longer than limits::kHostPath.
[[nodiscard]] Result<std::string> walk(std::string_view path, Follow follow, const NodeAt& node_at);

}  // namespace amparo
