#include "checks/accounts/fuse.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace amparo::accounts {

namespace {

constexpr std::size_t kMargin = 4;
constexpr int kSeeds = 100;

std::uint64_t mixed(std::uint64_t key, std::uint64_t seed) {
    std::uint64_t h = key + seed;
    h ^= h >> 33U;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 33U;
    h *= 0xc4ceb9fe1a85ec53ULL;
    h ^= h >> 33U;
    return h;
}

/// The upper half of a product of two 64-bit numbers.
std::uint64_t high_product(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t a0 = a & 0xFFFFFFFFU;
    const std::uint64_t a1 = a >> 32U;
    const std::uint64_t b0 = b & 0xFFFFFFFFU;
    const std::uint64_t b1 = b >> 32U;
    const std::uint64_t middle = a1 * b0 + ((a0 * b0) >> 32U);
    const std::uint64_t other = a0 * b1 + (middle & 0xFFFFFFFFU);
    return a1 * b1 + (middle >> 32U) + (other >> 32U);
}

FuseShape shape_for(std::size_t size) {
    FuseShape shape;
    const double count = static_cast<double>(std::max<std::size_t>(size, 2));
    const double power = std::floor(std::log(count) / std::log(3.33) + 2.25);
    shape.segment = std::uint32_t{1} << static_cast<unsigned>(std::clamp(power, 2.0, 18.0));
    const double factor = std::max(1.125, 0.875 + 0.25 * std::log(1e6) / std::log(count));
    const auto capacity = static_cast<std::uint64_t>(std::llround(count * factor));
    const std::uint64_t segments = (capacity + shape.segment - 1) / shape.segment;
    shape.segment_count = static_cast<std::uint32_t>(std::max<std::uint64_t>(segments, 3) - 2);
    return shape;
}

void put_slot(std::string& bytes, std::uint64_t slot, unsigned bits, std::uint32_t value) {
    const std::uint64_t at = slot * bits;
    std::uint32_t word = 0;
    std::memcpy(&word, bytes.data() + at / 8, sizeof word);
    const std::uint32_t mask = ((std::uint32_t{1} << bits) - 1) << (at % 8);
    word = (word & ~mask) | ((value << (at % 8)) & mask);
    std::memcpy(bytes.data() + at / 8, &word, sizeof word);
}

}  // namespace

FusePlaces fuse_places(const FuseShape& shape, std::uint64_t key, unsigned bits) {
    const std::uint64_t hash = mixed(key, shape.seed);
    const std::uint64_t mask = shape.segment - 1;
    FusePlaces out{};
    out.slot[0] = high_product(hash, std::uint64_t{shape.segment_count} * shape.segment);
    out.slot[1] = (out.slot[0] + shape.segment) ^ ((hash >> 18U) & mask);
    out.slot[2] = (out.slot[0] + 2 * std::uint64_t{shape.segment}) ^ (hash & mask);
    out.fingerprint = static_cast<std::uint32_t>(hash ^ (hash >> 32U)) & ((std::uint32_t{1} << bits) - 1);
    return out;
}

std::uint64_t fuse_bytes(const FuseShape& shape, unsigned bits) { return (shape.slots() * bits + 7) / 8 + kMargin; }

std::uint32_t fuse_slot(std::string_view bytes, std::uint64_t slot, unsigned bits) {
    const std::uint64_t at = slot * bits;
    std::uint32_t word = 0;
    for (unsigned i = 0; i < 4; ++i) word |= std::uint32_t{static_cast<unsigned char>(bytes[static_cast<std::size_t>(at / 8 + i)])} << (8 * i);
    return (word >> (at % 8)) & ((std::uint32_t{1} << bits) - 1);
}

std::optional<Fuse> build_fuse(std::span<const std::uint64_t> keys, unsigned bits) {
    Fuse out;
    out.shape = shape_for(keys.size());
    const std::size_t slots = static_cast<std::size_t>(out.shape.slots());
    std::vector<std::uint8_t> count(slots);
    std::vector<std::uint64_t> all(slots);      // of the keys in a slot, their exclusive or
    std::vector<std::uint32_t> alone;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;  // key, and the slot it has alone
    for (int round = 0; round < kSeeds; ++round) {
        out.shape.seed = mixed(static_cast<std::uint64_t>(round) + 1, 0x9E3779B97F4A7C15ULL);
        std::ranges::fill(count, std::uint8_t{0});
        std::ranges::fill(all, std::uint64_t{0});
        alone.clear();
        order.clear();
        bool full = false;
        for (const std::uint64_t key : keys) {
            const FusePlaces places = fuse_places(out.shape, key, bits);
            for (const std::uint64_t slot : places.slot) {
                full = full || count[slot] == 255;
                ++count[slot];
                all[slot] ^= key;
            }
        }
        if (full) continue;
        for (std::size_t slot = 0; slot < slots; ++slot) {
            if (count[slot] == 1) alone.push_back(static_cast<std::uint32_t>(slot));
        }
        while (!alone.empty()) {
            const std::uint32_t slot = alone.back();
            alone.pop_back();
            if (count[slot] != 1) continue;
            const std::uint64_t key = all[slot];
            order.emplace_back(key, slot);
            for (const std::uint64_t other : fuse_places(out.shape, key, bits).slot) {
                --count[other];
                all[other] ^= key;
                if (count[other] == 1) alone.push_back(static_cast<std::uint32_t>(other));
            }
        }
        if (order.size() != keys.size()) continue;
        out.bytes.assign(static_cast<std::size_t>(fuse_bytes(out.shape, bits)), '\0');
        for (auto at = order.rbegin(); at != order.rend(); ++at) {
            const FusePlaces places = fuse_places(out.shape, at->first, bits);
            std::uint32_t value = places.fingerprint;
            for (const std::uint64_t slot : places.slot) {
                if (slot != at->second) value ^= fuse_slot(out.bytes, slot, bits);
            }
            put_slot(out.bytes, at->second, bits, value);
        }
        return out;
    }
    return std::nullopt;
}

}  // namespace amparo::accounts
