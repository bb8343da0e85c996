#include "app/a11y/changes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace amparo::a11y {

namespace {

std::uint32_t different_parts(const Node& a, const Node& b) {
    std::uint32_t parts = 0;
    const auto mark = [&](bool same, Part part) {
        if (!same) parts |= part;
    };
    mark(a.name == b.name, kName);
    mark(a.value == b.value && a.range == b.range, kValue);
    mark(a.description == b.description, kDescription);
    const auto editable = [](const Node& node) { return node.text && node.text->editable; };
    mark(a.enabled == b.enabled && a.selected == b.selected && a.expanded == b.expanded && a.clipped == b.clipped &&
             a.focusable == b.focusable && editable(a) == editable(b),
         kState);
    mark(a.focused == b.focused, kFocus);
    mark(a.text.has_value() == b.text.has_value() &&
             (!a.text || (a.text->caret == b.text->caret && a.text->anchor == b.text->anchor)),
         kCaret);
    mark(a.bounds == b.bounds, kBounds);
    mark(a.language == b.language && a.level == b.level && a.position == b.position && a.count == b.count, kOther);
    return parts;
}

/// Marks the members of the longest rising run, not necessarily side by side, of `values`.
std::vector<bool> longest_rise(const std::vector<std::size_t>& values) {
    std::vector<std::size_t> ends;  // index of the smallest last value of a run of each length
    std::vector<std::size_t> previous(values.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto at = std::ranges::lower_bound(ends, values[i], {}, [&](std::size_t end) { return values[end]; });
        if (at != ends.begin()) previous[i] = *(at - 1);
        if (at == ends.end()) {
            ends.push_back(i);
        } else {
            *at = i;
        }
    }
    std::vector<bool> in_order(values.size(), false);
    for (std::size_t i = ends.empty() ? values.size() : ends.back(); i < values.size(); i = previous[i]) in_order[i] = true;
    return in_order;
}

}  // namespace

std::vector<Placed> place(std::vector<Node> nodes) {
    std::vector<Placed> out;
    out.reserve(nodes.size());
    std::unordered_set<std::string> taken;
    std::unordered_map<std::string, int> plain;  // how many of a kind so far
    std::unordered_map<int, int> children;
    for (Node& node : nodes) {
        Placed placed;
        if (node.parent >= 0 && node.parent < static_cast<int>(out.size())) placed.parent = node.parent;
        node.parent = placed.parent;
        placed.index = children[placed.parent]++;
        const std::string role = std::to_string(static_cast<int>(node.role));
        if (node.id.empty()) {
            // The line feed keeps made-up keys apart from those of ids.
            const std::string around = placed.parent < 0 ? "" : out[static_cast<std::size_t>(placed.parent)].key;
            const std::string kind = around + "\n" + role + ".";
            placed.key = kind + std::to_string(plain[kind]++);
        } else {
            placed.key = role + "#" + node.id;
        }
        while (!taken.insert(placed.key).second) placed.key += "\n+";
        if (node.role == Role::SecretField) {
            node.value.clear();
            node.text.reset();
            node.range.reset();
        }
        placed.node = std::move(node);
        out.push_back(std::move(placed));
    }
    return out;
}

Changes compare(const std::vector<Placed>& before, const std::vector<Placed>& after) {
    std::unordered_map<std::string_view, std::size_t> old;
    for (std::size_t i = 0; i < before.size(); ++i) old.emplace(before[i].key, i);

    // The same key below the same parent.
    std::vector<std::optional<std::size_t>> match(after.size());
    std::map<int, std::vector<std::size_t>> siblings;  // of the new frame, those with a match, by parent
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto found = old.find(after[i].key);
        if (found == old.end()) continue;
        const int old_parent = before[found->second].parent;
        const int new_parent = after[i].parent;
        const bool same = old_parent < 0 || new_parent < 0
                              ? old_parent == new_parent
                              : before[static_cast<std::size_t>(old_parent)].key == after[static_cast<std::size_t>(new_parent)].key;
        if (!same || before[found->second].node.role != after[i].node.role) continue;
        match[i] = found->second;
        siblings[new_parent].push_back(i);
    }
    for (const auto& [parent, list] : siblings) {
        std::vector<std::size_t> places;
        for (const std::size_t i : list) places.push_back(*match[i]);
        const std::vector<bool> in_order = longest_rise(places);
        for (std::size_t k = 0; k < list.size(); ++k) {
            if (!in_order[k]) match[list[k]].reset();
        }
    }

    Changes out;
    std::vector<bool> stays(before.size(), false);
    for (std::size_t i = 0; i < after.size(); ++i) {
        const int parent = after[i].parent;
        if (match[i] && parent >= 0 && !match[static_cast<std::size_t>(parent)]) match[i].reset();
        if (!match[i]) {
            out.added.push_back(i);
            continue;
        }
        stays[*match[i]] = true;
        out.kept.push_back({*match[i], i, different_parts(before[*match[i]].node, after[i].node)});
    }
    for (std::size_t i = before.size(); i-- > 0;) {
        if (!stays[i]) out.removed.push_back(i);
    }
    return out;
}

}  // namespace amparo::a11y
