#pragma once
// The nodes as text, for tests that compare what a page says with what it said when somebody last read it.

#include <string>
#include <vector>

#include "app/a11y/node.hpp"

namespace amparo::a11y {

[[nodiscard]] std::string_view role_name(Role role);

/// One line a node, two blanks in for each parent: role, name, value, states, place, language. No bounds, since they
/// follow fonts and sizes of windows.
[[nodiscard]] std::string describe(const std::vector<Node>& nodes);

}  // namespace amparo::a11y
