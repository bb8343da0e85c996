#pragma once
// A system written down as a Tree, served from memory. What the tree does not hold does not exist.

#include <memory>

#include "app/platform/host.hpp"
#include "app/platform/tree.hpp"

namespace amparo {

[[nodiscard]] std::unique_ptr<Host> make_recorded_host(Tree tree);

}  // namespace amparo
