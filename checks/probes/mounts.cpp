#include "checks/probes/mounts.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_set>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

// Walking the mounts takes time by the square of their number, and the text may come from a planted tree.
constexpr std::size_t kMounts = 4096;

std::optional<std::uint32_t> small_number(std::string_view text) {
    const auto value = text::to_integer(text);
    if (!value || *value < 0 || *value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    return static_cast<std::uint32_t>(*value);
}

/// `id parent maj:min root point options [tags…] - type source superoptions`; the tags vary in number.
std::optional<Mount> parse_line(std::string_view line) {
    const std::size_t dash = line.find(" - ");
    if (dash == std::string_view::npos) return std::nullopt;
    const auto left = text::words(line.substr(0, dash));
    // A file system without a source writes an empty field, so blanks may not be merged here.
    const auto right = text::split(line.substr(dash + 3), ' ');
    if (left.size() < 6 || right.size() < 2) return std::nullopt;
    const auto id = text::to_integer(left[0]);
    const auto parent = text::to_integer(left[1]);
    const auto number = text::split(left[2], ':');
    const auto major = small_number(number.front());
    const auto minor = number.size() == 2 ? small_number(number[1]) : std::nullopt;
    if (!id || !parent || !major || !minor || !left[4].starts_with('/')) return std::nullopt;
    Mount mount;
    mount.id = *id;
    mount.parent = *parent;
    mount.major = *major;
    mount.minor = *minor;
    mount.point = unescape_field(left[4]);
    mount.type = unescape_field(right[0]);
    mount.source = unescape_field(right[1]);
    if (right.size() > 2) mount.options = right[2];
    return mount;
}

/// The mount that everything stands on: at "/", on nothing that we can see. The last one, because it was put
/// on top.
const Mount* top_of(const MountTable& table, const std::unordered_set<std::int64_t>& ids) {
    const Mount* top = nullptr;
    for (const Mount& mount : table.mounts) {
        const bool stands_alone = mount.parent == mount.id || !ids.contains(mount.parent);
        if (mount.point == "/" && stands_alone) top = &mount;
    }
    return top;
}

/// Without a top, as in a text that lacks lines: the longest fitting point, the later one among equals.
const Mount* longest_fit(const MountTable& table, std::string_view path) {
    const Mount* best = nullptr;
    for (const Mount& mount : table.mounts) {
        if (!is_below(path, mount.point)) continue;
        if (best == nullptr || mount.point.size() >= best->point.size()) best = &mount;
    }
    return best;
}

}  // namespace

std::string Mount::number() const { return std::to_string(major) + ":" + std::to_string(minor); }

std::string unescape_field(std::string_view field) {
    std::string out;
    out.reserve(field.size());
    for (std::size_t i = 0; i < field.size(); ++i) {
        const auto digits = field.substr(i + 1, 3);
        const bool escape = field[i] == '\\' && digits.size() == 3 &&
                            std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '7'; });
        const auto value = escape ? text::from_octal(digits) : std::nullopt;
        if (value && *value <= 0xFF) {
            out.push_back(static_cast<char>(static_cast<unsigned char>(*value)));
            i += 3;
        } else {
            out.push_back(field[i]);
        }
    }
    return out;
}

bool is_below(std::string_view path, std::string_view folder) {
    if (folder == "/") return path.starts_with('/');
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

Result<MountTable> parse_mountinfo(std::string_view text) {
    if (text.find('\0') != std::string_view::npos)
        return fail(Errc::Corrupt, "NUL byte in the list of mounts");
    MountTable table;
    std::size_t number = 0;
    for (const std::string_view line : text::lines(text)) {
        ++number;
        if (line.size() > limits::kHostLine || number > kMounts) {
            return fail(Errc::Limit, "line " + std::to_string(number) + ": more than allowed");
        }
        if (line.empty()) continue;
        if (auto mount = parse_line(line)) {
            table.mounts.push_back(*std::move(mount));
        } else {
            ++table.odd_lines;
        }
    }
    if (table.mounts.empty()) return fail(Errc::Corrupt, "no usable line in the list of mounts");
    return table;
}

const Mount* mount_of(const MountTable& table, std::string_view path) {
    std::unordered_set<std::int64_t> ids;
    for (const Mount& mount : table.mounts) ids.insert(mount.id);
    const Mount* top = top_of(table, ids);
    if (top == nullptr) return longest_fit(table, path);
    const Mount* here = top;
    // Each step goes to a mount that stands on the last one; more steps than mounts would be a circle.
    for (std::size_t step = 0; step < table.mounts.size(); ++step) {
        const Mount* next = nullptr;
        for (const Mount& mount : table.mounts) {
            if (&mount == here || &mount == top) continue;
            // A mount whose ground is not in the list stands on the top.
            const bool stands_here = mount.parent == here->id || (here == top && !ids.contains(mount.parent));
            if (!stands_here || mount.parent == mount.id || !is_below(path, mount.point)) continue;
            if (!is_below(mount.point, here->point)) continue;
            // The walk meets the shortest first; among equals the later one covers the earlier.
            if (next == nullptr || mount.point.size() <= next->point.size()) next = &mount;
        }
        if (next == nullptr) break;
        here = next;
    }
    return here;
}

const Mount* mount_at(const MountTable& table, std::string_view point) {
    const Mount* mount = mount_of(table, point);
    return mount != nullptr && mount->point == point ? mount : nullptr;
}

std::string describe(const MountTable& table) {
    std::string out;
    for (const Mount& mount : table.mounts) {
        out += mount.number() + " " + utf8::displayable(mount.point, 200) + " " +
               utf8::displayable(mount.type, 60) + " " + utf8::displayable(mount.source, 200) + "\n";
    }
    if (table.odd_lines > 0) out += "odd lines: " + std::to_string(table.odd_lines) + "\n";
    return out;
}

}  // namespace amparo::checks
