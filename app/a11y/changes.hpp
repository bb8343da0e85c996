#pragma once
// What became of the nodes from one frame to the next, so that a bridge keeps an object as long as the thing it stands
// for is there, and says only what is different. Pure functions; nothing here knows a system.

#include <cstdint>
#include <string>
#include <vector>

#include "app/a11y/node.hpp"

namespace amparo::a11y {

/// A node with its place in the tree.
struct Placed {
    Node node;
    std::string key;  ///< the same over frames as long as it is the same thing; unique in its frame
    int parent = -1;  ///< index of a Placed before this one; -1 for the window
    int index = 0;    ///< among its siblings
};

/// Gives every node its key: from its id; without one, from its role, its parent and how many like it stand before it.
/// Parents that were not recorded before become the window. A secret never keeps a value.
[[nodiscard]] std::vector<Placed> place(std::vector<Node> nodes);

/// Which parts of a kept node differ; bits.
enum Part : std::uint32_t {
    kName = 1U << 0U,
    kValue = 1U << 1U,  ///< words, text or number
    kDescription = 1U << 2U,
    kState = 1U << 3U,  ///< enabled, selected, expanded, clipped, editable
    kFocus = 1U << 4U,
    kCaret = 1U << 5U,
    kBounds = 1U << 6U,
    kOther = 1U << 7U,  ///< language, level, place in its list
};

struct Kept {
    std::size_t before = 0;  ///< indexes of the same thing
    std::size_t after = 0;
    std::uint32_t parts = 0;  ///< 0: nothing differs
    bool operator==(const Kept&) const = default;
};

struct Changes {
    /// Indexes of the old frame, children before their parents and later siblings before earlier ones, so that every
    /// index is right at the moment it goes.
    std::vector<std::size_t> removed;
    std::vector<std::size_t> added;  ///< indexes of the new frame, in reading order
    std::vector<Kept> kept;          ///< in reading order of the new frame
};

/// A node that moved to another parent, changed its role or overtook its siblings counts as removed and added, and so do
/// its children.
[[nodiscard]] Changes compare(const std::vector<Placed>& before, const std::vector<Placed>& after);

}  // namespace amparo::a11y
