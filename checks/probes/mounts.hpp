#pragma once
// The kernel's list of mounts, /proc/self/mountinfo: which file system holds a path. Reads text, touches
// nothing. Source: proc(5); Linux fs/proc_namespace.c (fields, and the four characters written as octal).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

struct Mount {
    std::int64_t id = 0;
    std::int64_t parent = 0;  ///< id of the mount that this one stands on
    std::uint32_t major = 0;  ///< device number; 0 means that no single block device stands behind it
    std::uint32_t minor = 0;
    std::string point;    ///< where it is seen
    std::string type;     ///< "ext4", "btrfs", "fuse.sshfs"
    std::string source;   ///< "/dev/mapper/x", a ZFS dataset, "overlay"
    std::string options;  ///< of the file system, joined by commas

    /// "253:1"
    [[nodiscard]] std::string number() const;
};

struct MountTable {
    std::vector<Mount> mounts;
    std::size_t odd_lines = 0;
};

/// Errors: Corrupt — NUL bytes, or no usable line; Limit — a line over limits::kHostLine, or more than
/// 4,096 lines.
[[nodiscard]] Result<MountTable> parse_mountinfo(std::string_view text);

/// The mount that holds `path` (absolute, links already followed), found as the kernel walks: from the top
/// through the mounts that stand on each other, so that a mount hidden below a later one is not taken.
/// nullptr when there is none.
[[nodiscard]] const Mount* mount_of(const MountTable& table, std::string_view path);

/// The mount seen at exactly `point`, or nullptr.
[[nodiscard]] const Mount* mount_at(const MountTable& table, std::string_view point);

/// True when `path` is `folder` or lies below it; whole parts only.
[[nodiscard]] bool is_below(std::string_view path, std::string_view folder);

/// A field of mountinfo, swaps or fstab with its octal escapes (`\040`) turned back into characters.
[[nodiscard]] std::string unescape_field(std::string_view field);

[[nodiscard]] std::string describe(const MountTable& table);

}  // namespace amparo::checks
