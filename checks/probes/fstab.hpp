#pragma once
// Three tables about storage: /etc/fstab (what is mounted at start), /etc/crypttab (what is unlocked at
// start) and /proc/swaps (where memory is written to right now). Reads text, touches nothing. Source:
// fstab(5), Debian's crypttab(5) and systemd's, Linux mm/swapfile.c.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

struct FstabEntry {
    std::string spec;   ///< "UUID=…", "/dev/mapper/x", "tmpfs"; quotes around a value are taken off
    std::string point;  ///< "/home"; "none" or "swap" for swap
    std::string type;   ///< "ext4", "swap", "auto"
    std::vector<std::string> options;

    [[nodiscard]] bool has_option(std::string_view name) const;
    [[nodiscard]] bool is_swap() const { return type == "swap"; }
};

struct Fstab {
    std::vector<FstabEntry> entries;  ///< may be empty: a fresh system has only comments
    std::size_t odd_lines = 0;

    /// The entry whose mount point holds `path`: the longest, the later one among equals; nullptr when there
    /// is none. Entries that are not mounted at start ("noauto") do not count.
    [[nodiscard]] const FstabEntry* holding(std::string_view path) const;
};

struct CryptEntry {
    std::string name;    ///< appears as /dev/mapper/<name>
    std::string device;  ///< what lies below
    std::string key;     ///< "none", "-", a file, "/dev/urandom"
    std::vector<std::string> options;

    [[nodiscard]] bool has_option(std::string_view name) const;
    /// A new key at every start: fit for swap and temporary files, never for a system or a home.
    [[nodiscard]] bool is_throw_away() const;
};

struct CryptTable {
    std::vector<CryptEntry> entries;  ///< may be empty
    std::size_t odd_lines = 0;

    [[nodiscard]] const CryptEntry* find(std::string_view name) const;
};

struct SwapArea {
    std::string name;  ///< "/dev/dm-1" or the path of a file
    bool is_file = false;
    std::int64_t size_kib = 0;
    bool deleted = false;  ///< the file has no name any more
};

struct SwapTable {
    std::vector<SwapArea> areas;  ///< empty when nothing is swapped out to anywhere
    std::size_t odd_lines = 0;
};

/// Errors of all three: Corrupt — NUL bytes (and for swaps: not the kernel's heading); Limit — a line over
/// limits::kHostLine or more than 4,096 lines.
[[nodiscard]] Result<Fstab> parse_fstab(std::string_view text);
[[nodiscard]] Result<CryptTable> parse_crypttab(std::string_view text);
[[nodiscard]] Result<SwapTable> parse_swaps(std::string_view text);

[[nodiscard]] std::string describe(const Fstab& table);
[[nodiscard]] std::string describe(const CryptTable& table);
[[nodiscard]] std::string describe(const SwapTable& table);

}  // namespace amparo::checks
