#pragma once
// One binary fuse filter over 64-bit keys, with fingerprints of 8 to 16 bits packed one behind the other.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace amparo::accounts {

struct FuseShape {
    std::uint64_t seed = 0;
    std::uint32_t segment = 4;       ///< slots of a segment; a power of two
    std::uint32_t segment_count = 1;
    [[nodiscard]] std::uint64_t slots() const { return (std::uint64_t{segment_count} + 2) * segment; }
};

/// Where a key's three slots are, and what they must come to.
struct FusePlaces {
    std::uint64_t slot[3];
    std::uint32_t fingerprint;
};
[[nodiscard]] FusePlaces fuse_places(const FuseShape& shape, std::uint64_t key, unsigned bits);

/// Bytes that so many slots take; with a margin, so that a slot can be read as four bytes.
[[nodiscard]] std::uint64_t fuse_bytes(const FuseShape& shape, unsigned bits);
[[nodiscard]] std::uint32_t fuse_slot(std::string_view bytes, std::uint64_t slot, unsigned bits);

/// Builds over distinct keys; nothing when no seed of many would do, which does not happen with distinct keys.
struct Fuse {
    FuseShape shape;
    std::string bytes;
};
[[nodiscard]] std::optional<Fuse> build_fuse(std::span<const std::uint64_t> keys, unsigned bits);

}  // namespace amparo::accounts
