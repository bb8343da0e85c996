#include "app/a11y/describe.hpp"

#include <array>
#include <cmath>
#include <string_view>

namespace amparo::a11y {

namespace {

constexpr std::array<std::string_view, 19> kRoleNames = {
    "heading", "text",  "status",  "button",       "link",     "radio", "switch", "checkbox", "tab",  "row",
    "field",   "editor", "secret", "progress", "image", "group",  "list",     "dialog", "alert"};

/// In double quotes, on one line.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') {
            out += "\\n";
        } else {
            out += c;
        }
    }
    return out + "\"";
}

/// Whole percent of the way from one end to the other.
std::string percent(const Range& range) {
    const double way = range.to - range.from;
    const double part = way > 0 ? (range.now - range.from) / way : 0;
    return std::to_string(std::lround(100 * part)) + "%";
}

std::string describe_one(const Node& node) {
    std::string out(role_name(node.role));
    if (node.level > 0) out += " " + std::to_string(node.level);
    if (!node.id.empty()) out += " #" + node.id;
    out += " " + quoted(node.name);
    if (node.role != Role::SecretField && !node.value.empty()) out += " = " + quoted(node.value);
    if (!node.description.empty()) out += " (" + quoted(node.description) + ")";
    if (node.range) out += " " + percent(*node.range);
    if (node.text && node.role != Role::SecretField) {
        out += " caret " + std::to_string(node.text->caret);
        if (node.text->anchor != node.text->caret) out += " from " + std::to_string(node.text->anchor);
        if (node.text->editable) out += " editable";
    }
    if (node.selected) out += " selected";
    if (node.expanded) out += *node.expanded ? " open" : " closed";
    if (node.focused) out += " focused";
    if (!node.enabled) out += " off";
    if (node.clipped) out += " clipped";
    if (node.position > 0) out += " " + std::to_string(node.position) + "/" + std::to_string(node.count);
    return out + " [" + node.language + "]";
}

}  // namespace

std::string_view role_name(Role role) {
    const auto at = static_cast<std::size_t>(role);
    return at < kRoleNames.size() ? kRoleNames[at] : "?";
}

std::string describe(const std::vector<Node>& nodes) {
    std::string out;
    std::vector<std::size_t> depth;
    for (const Node& node : nodes) {
        const bool inside = node.parent >= 0 && node.parent < static_cast<int>(depth.size());
        depth.push_back(inside ? depth[static_cast<std::size_t>(node.parent)] + 1 : 0);
        out.append(2 * depth.back(), ' ');
        out += describe_one(node) + "\n";
    }
    return out;
}

}  // namespace amparo::a11y
