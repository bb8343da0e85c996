#pragma once
// The file of the vault as bytes: its public head, where slots and bays lie, and the checksum that tells a torn copy. Knows
// no keys. FORMAT.md section 1. Every value is judged before anything is allocated or derived from it.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/hash.hpp"
#include "app/base/result.hpp"

namespace amparo::vault {

inline constexpr std::size_t kHeadBytes = 4096;
inline constexpr std::size_t kImmutableBytes = 128;
inline constexpr std::size_t kSlots = 4;
inline constexpr std::size_t kSlotBytes = 256;
inline constexpr std::size_t kSlotsAt = 168;
inline constexpr std::size_t kBays = 2;
inline constexpr std::uint16_t kFormatVersion = 1;

using Salt = std::array<std::uint8_t, 16>;
using ContainerId = std::array<std::uint8_t, 16>;

/// What a guess costs.
struct KdfCost {
    std::uint32_t passes = 3;
    std::uint64_t memory = std::uint64_t{256} * 1024 * 1024;
    bool operator==(const KdfCost&) const = default;
};
/// For computers with little memory: half as dear to guess at.
inline constexpr KdfCost kLowMemoryCost{4, std::uint64_t{64} * 1024 * 1024};

/// Sizes that a file may have. Tests use small ones; what people save has the ones written here, and no file can ask
/// for others.
struct Rules {
    std::vector<std::uint64_t> bays{std::uint64_t{1} << 20U, std::uint64_t{4} << 20U, std::uint64_t{16} << 20U};
    std::size_t chunk = 65536;
};

/// The public part of a copy, understood.
struct Head {
    ContainerId id{};
    Salt salt{};
    KdfCost cost;
    std::uint64_t bay_bytes = 0;
    std::uint64_t counter = 0;
    /// BLAKE2b-256 of the immutable part; everything sealed is bound to it.
    Digest bound{};

    [[nodiscard]] std::size_t file_bytes() const { return kHeadBytes + kBays * static_cast<std::size_t>(bay_bytes); }
    [[nodiscard]] std::size_t bay_at(std::size_t bay) const { return kHeadBytes + bay * static_cast<std::size_t>(bay_bytes); }
};

/// Understands the first 4,096 bytes. Errors: Corrupt — not a vault, or a value outside of FORMAT.md; Unsupported — a later
/// version made it.
[[nodiscard]] Result<Head> parse_head(Bytes head, const Rules& rules);

/// A new file full of random bytes behind a head: no slot opens. `file_bytes` of `head` has to be a size of the rules.
[[nodiscard]] std::string new_image(const Head& head);
/// Salt, id, first counter and sizes of a new file.
[[nodiscard]] Head new_head(const KdfCost& cost, std::uint64_t bay_bytes);

[[nodiscard]] inline Bytes slot_of(Bytes image, std::size_t slot) { return image.subspan(kSlotsAt + slot * kSlotBytes, kSlotBytes); }

/// The checksum as it should be.
[[nodiscard]] Digest checksum_of(Bytes image);
/// Sets counter and checksum; the last thing done to an image.
void finish_image(std::string& image, std::uint64_t counter);
/// Whether the checksum is right. `image` has at least the head.
[[nodiscard]] bool is_whole(Bytes image);

}  // namespace amparo::vault
