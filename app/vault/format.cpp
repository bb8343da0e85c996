#include "app/vault/format.hpp"

#include <sodium.h>

#include <algorithm>

#include "app/vault/wire.hpp"

namespace amparo::vault {

namespace {

constexpr std::string_view kMagic = "AMPVAULT";
constexpr std::size_t kCounterAt = 128;
constexpr std::size_t kChecksumAt = 136;
constexpr std::uint32_t kArgon2id13 = 1;
constexpr std::uint32_t kNfc = 1;
constexpr std::uint32_t kLeastPasses = 2;
constexpr std::uint32_t kMostPasses = 16;
constexpr std::uint64_t kLeastMemory = std::uint64_t{64} << 20U;
constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 30U;
constexpr std::size_t kReserved = 48;

std::string immutable_part(const Head& head) {
    std::string out(kMagic);
    append_le(out, kFormatVersion);
    append_le(out, kFormatVersion);
    append_le(out, static_cast<std::uint32_t>(kHeadBytes));
    append(out, head.id);
    append(out, head.salt);
    append_le(out, kArgon2id13);
    append_le(out, head.cost.passes);
    append_le(out, head.cost.memory);
    append_le(out, head.bay_bytes);
    append_le(out, static_cast<std::uint32_t>(kBays));
    append_le(out, kNfc);
    out.append(kReserved, '\0');
    return out;
}

}  // namespace

Result<Head> parse_head(Bytes head, const Rules& rules) {
    if (head.size() < kHeadBytes) return fail(Errc::Corrupt, "the head was cut");
    FieldReader fields(head.first(kHeadBytes));
    if (as_text(fields.take(kMagic.size())) != kMagic) return fail(Errc::Corrupt, "not a vault");
    const auto version = fields.number<std::uint16_t>();
    const auto least_reader = fields.number<std::uint16_t>();
    if (least_reader > kFormatVersion) return fail(Errc::Unsupported, "made by a later version");
    if (version != kFormatVersion || least_reader == 0) return fail(Errc::Corrupt, "version");
    if (fields.number<std::uint32_t>() != kHeadBytes) return fail(Errc::Corrupt, "length of the head");
    Head out;
    out.id = fields.array<16>();
    out.salt = fields.array<16>();
    if (fields.number<std::uint32_t>() != kArgon2id13) return fail(Errc::Corrupt, "key derivation");
    out.cost.passes = fields.number<std::uint32_t>();
    out.cost.memory = fields.number<std::uint64_t>();
    if (out.cost.passes < kLeastPasses || out.cost.passes > kMostPasses) return fail(Errc::Corrupt, "passes");
    if (out.cost.memory < kLeastMemory || out.cost.memory > kMostMemory || out.cost.memory % 1024 != 0) return fail(Errc::Corrupt, "memory");
    out.bay_bytes = fields.number<std::uint64_t>();
    if (std::ranges::find(rules.bays, out.bay_bytes) == rules.bays.end()) return fail(Errc::Corrupt, "size of a bay");
    if (fields.number<std::uint32_t>() != kBays) return fail(Errc::Corrupt, "number of bays");
    if (fields.number<std::uint32_t>() != kNfc) return fail(Errc::Corrupt, "normalisation");
    if (std::ranges::any_of(fields.take(kReserved), [](std::uint8_t byte) { return byte != 0; })) return fail(Errc::Corrupt, "reserved bytes");
    out.counter = fields.number<std::uint64_t>();
    out.bound = blake2b(head.first(kImmutableBytes));
    return out;
}

Head new_head(const KdfCost& cost, std::uint64_t bay_bytes) {
    Head head;
    randombytes_buf(head.id.data(), head.id.size());
    randombytes_buf(head.salt.data(), head.salt.size());
    head.cost = cost;
    head.bay_bytes = bay_bytes;
    head.counter = randombytes_random();
    head.bound = blake2b(as_bytes(immutable_part(head)));
    return head;
}

std::string new_image(const Head& head) {
    std::string image = immutable_part(head);
    image.resize(head.file_bytes());
    randombytes_buf(image.data() + kImmutableBytes, image.size() - kImmutableBytes);
    finish_image(image, head.counter);
    return image;
}

Digest checksum_of(Bytes image) {
    Digest digest{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, digest.size());
    crypto_generichash_update(&state, image.data(), kChecksumAt);
    crypto_generichash_update(&state, image.data() + kSlotsAt, image.size() - kSlotsAt);
    crypto_generichash_final(&state, digest.data(), digest.size());
    return digest;
}

void finish_image(std::string& image, std::uint64_t counter) {
    store_le(image, kCounterAt, counter);
    std::ranges::copy(as_text(checksum_of(as_bytes(image))), image.begin() + kChecksumAt);
}

bool is_whole(Bytes image) {
    return std::ranges::equal(image.subspan(kChecksumAt, sizeof(Digest)), checksum_of(image));
}

}  // namespace amparo::vault
