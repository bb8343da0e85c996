#include "app/vault/keys.hpp"

#include <sodium.h>

#include <algorithm>
#include <span>

#include "app/vault/wire.hpp"

namespace amparo::vault {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kCommit = 32;
constexpr std::size_t kContent = 120;
constexpr std::size_t kBoxed = kContent + crypto_box_SEALBYTES;
constexpr std::size_t kSealed = kBoxed + kTag;
constexpr std::size_t kUsed = kNonce + kSealed + kCommit;
static_assert(kBoxed == 168 && kUsed == 240);
constexpr std::size_t kStreamHeadBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kChunkTag = crypto_secretstream_xchacha20poly1305_ABYTES;

/// libsodium's contexts have eight characters.
void derive(std::span<std::uint8_t> out, const SecretBytes& key, std::uint64_t id, const char* context) {
    crypto_kdf_derive_from_key(out.data(), out.size(), id, context, key.bytes().data());
}
Result<SecretBytes> subkey(const SecretBytes& key, std::uint64_t id, const char* context) {
    AMPARO_TRY(SecretBytes out, SecretBytes::create(kKeyBytes));
    derive(out.writable(), key, id, context);
    return out;
}

std::array<std::uint8_t, 33> slot_place(const Digest& bound, std::size_t slot) {
    std::array<std::uint8_t, 33> place{};
    std::ranges::copy(bound, place.begin());
    place[32] = static_cast<std::uint8_t>(slot);
    return place;
}

std::array<std::uint8_t, kCommit> commitment(Bytes key, const Digest& bound, std::size_t slot, Bytes nonce_and_sealed) {
    std::array<std::uint8_t, kCommit> out{};
    const auto place = slot_place(bound, slot);
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), key.size(), out.size());
    crypto_generichash_update(&state, place.data(), place.size());
    crypto_generichash_update(&state, nonce_and_sealed.data(), nonce_and_sealed.size());
    crypto_generichash_final(&state, out.data(), out.size());
    sodium_memzero(&state, sizeof state);
    return out;
}

bool is_committed(Bytes key, const Digest& bound, std::size_t slot, Bytes bytes) {
    const auto expected = commitment(key, bound, slot, bytes.first(kNonce + kSealed));
    return sodium_memcmp(expected.data(), bytes.data() + kNonce + kSealed, expected.size()) == 0;
}

/// Everything that a slot needs, in one piece of guarded memory: each piece costs the system several calls.
struct SlotMemory {
    SecretBytes all;
    std::span<std::uint8_t> seal, commit, seed, secret, boxed, plain;
    std::array<std::uint8_t, kKeyBytes> open{};

    [[nodiscard]] static Result<SlotMemory> create() {
        SlotMemory out;
        AMPARO_TRY(out.all, SecretBytes::create(4 * kKeyBytes + kBoxed + kContent));
        auto left = out.all.writable();
        for (auto* part : {&out.seal, &out.commit, &out.seed, &out.secret}) {
            *part = left.first(kKeyBytes);
            left = left.subspan(kKeyBytes);
        }
        out.boxed = left.first(kBoxed);
        out.plain = left.subspan(kBoxed);
        return out;
    }

    void derive_for(const RootKey& root, std::size_t slot) {
        derive(seal, root.bytes(), slot + 1, "AmpSlotK");
        derive(commit, root.bytes(), slot + 1, "AmpSlotC");
        derive(seed, root.bytes(), slot + 1, "AmpSlotB");
        crypto_box_seed_keypair(open.data(), secret.data(), seed.data());
    }
};

std::array<std::uint8_t, 37> chunk_place(const Head& head, std::size_t bay, std::size_t chunk) {
    std::array<std::uint8_t, 37> place{};
    std::ranges::copy(head.bound, place.begin());
    place[32] = static_cast<std::uint8_t>(bay);
    for (std::size_t i = 0; i < 4; ++i) place[33 + i] = static_cast<std::uint8_t>(chunk >> (8 * i));
    return place;
}

std::size_t chunk_count(std::uint64_t bay_bytes, const Rules& rules) {
    return (static_cast<std::size_t>(bay_bytes) - kStreamHeadBytes) / (rules.chunk + kChunkTag);
}

/// Wipes a string that holds plain bytes when it goes.
struct PlainBytes {
    explicit PlainBytes(std::size_t size) : text(size, '\0') {}
    PlainBytes(const PlainBytes&) = delete;
    PlainBytes& operator=(const PlainBytes&) = delete;
    ~PlainBytes() { wipe(text); }
    std::string text;
};

}  // namespace

Result<SecretBytes> random_secret(std::size_t size) {
    AMPARO_TRY(SecretBytes out, SecretBytes::create(size));
    randombytes_buf(out.writable().data(), out.size());
    return out;
}

Result<SecretBytes> copy_of(const SecretBytes& secret) {
    AMPARO_TRY(SecretBytes out, SecretBytes::create(secret.size()));
    std::ranges::copy(secret.bytes(), out.writable().begin());
    return out;
}

Result<RootKey> RootKey::derive(std::string_view secret, const Salt& salt, const KdfCost& cost) {
    RootKey root;
    AMPARO_TRY(root.bytes_, SecretBytes::create(kKeyBytes));
    if (crypto_pwhash(root.bytes_.writable().data(), root.bytes_.size(), secret.data(), secret.size(), salt.data(), cost.passes,
                      static_cast<std::size_t>(cost.memory), crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return fail(Errc::Limit, "no memory for the key derivation", "vault.error.memory");
    }
    sodium_stackzero(1024);
    return root;
}

Result<RootKey> RootKey::from_bytes(Bytes bytes) {
    if (bytes.size() != kKeyBytes) return fail(Errc::Usage, "not a root key");
    RootKey root;
    AMPARO_TRY(root.bytes_, SecretBytes::create(kKeyBytes));
    std::ranges::copy(bytes, root.bytes_.writable().begin());
    return root;
}

Result<SlotWrap> slot_wrap(const RootKey& root, std::size_t slot) {
    SlotWrap wrap;
    AMPARO_TRY(SlotMemory memory, SlotMemory::create());
    memory.derive_for(root, slot);
    AMPARO_TRY(wrap.seal, SecretBytes::create(kKeyBytes));
    AMPARO_TRY(wrap.commit, SecretBytes::create(kKeyBytes));
    std::ranges::copy(memory.seal, wrap.seal.writable().begin());
    std::ranges::copy(memory.commit, wrap.commit.writable().begin());
    wrap.box = memory.open;
    return wrap;
}

Result<std::string> seal_slot(const SlotWrap& wrap, const Digest& bound, std::size_t slot, const SlotContent& content) {
    AMPARO_TRY(SecretBytes plain, SecretBytes::create(kContent));
    const auto room = plain.writable();
    std::ranges::copy(content.key.bytes(), room.begin());
    room[32] = content.bay;
    room[33] = content.flags;
    std::ranges::copy(content.other_key.bytes(), room.begin() + 34);

    std::array<std::uint8_t, kBoxed> boxed{};
    if (crypto_box_seal(boxed.data(), plain.bytes().data(), plain.size(), wrap.box.data()) != 0) return fail(Errc::Bug, "slot");
    std::string out(kNonce + kSealed, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    randombytes_buf(bytes, kNonce);
    const auto place = slot_place(bound, slot);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + kNonce, nullptr, boxed.data(), boxed.size(), place.data(), place.size(),
                                               nullptr, bytes, wrap.seal.bytes().data());
    append(out, commitment(wrap.commit.bytes(), bound, slot, as_bytes(out)));
    out.resize(kSlotBytes);
    randombytes_buf(out.data() + kUsed, kSlotBytes - kUsed);
    return out;
}

bool wraps(const SlotWrap& wrap, const Digest& bound, std::size_t slot, Bytes bytes) {
    return is_committed(wrap.commit.bytes(), bound, slot, bytes);
}

namespace {

/// Nothing when the slot is not for this key.
Result<std::optional<SlotContent>> open_slot(const RootKey& root, const Digest& bound, std::size_t slot, Bytes bytes, SlotMemory& memory) {
    memory.derive_for(root, slot);
    const auto place = slot_place(bound, slot);
    // What follows does the same work whether it is our slot or not.
    const bool committed = is_committed(memory.commit, bound, slot, bytes);
    const bool sealed = crypto_aead_xchacha20poly1305_ietf_decrypt(memory.boxed.data(), nullptr, nullptr, bytes.data() + kNonce, kSealed,
                                                                   place.data(), place.size(), bytes.data(), memory.seal.data()) == 0;
    const bool opened = crypto_box_seal_open(memory.plain.data(), memory.boxed.data(), memory.boxed.size(), memory.open.data(),
                                             memory.secret.data()) == 0;
    if (!committed || !sealed || !opened) return std::optional<SlotContent>{};
    SlotContent content;
    AMPARO_TRY(content.key, SecretBytes::create(kKeyBytes));
    AMPARO_TRY(content.other_key, SecretBytes::create(kKeyBytes));
    std::ranges::copy(memory.plain.first(kKeyBytes), content.key.writable().begin());
    content.bay = memory.plain[32];
    content.flags = memory.plain[33];
    std::ranges::copy(memory.plain.subspan(34, kKeyBytes), content.other_key.writable().begin());
    // A slot belongs to one bay; anything else was not made by us.
    if (content.bay != slot / 2) return std::optional<SlotContent>{};
    return std::optional<SlotContent>{std::move(content)};
}

}  // namespace

Result<OpenSlot> open_slots(const RootKey& root, const Digest& bound, Bytes head, Work& work) {
    std::optional<OpenSlot> found;
    AMPARO_TRY(SlotMemory memory, SlotMemory::create());
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        ++work.slots_tried;
        AMPARO_TRY(auto content, open_slot(root, bound, slot, slot_of(head, slot), memory));
        if (content && !found) found = OpenSlot{slot, *std::move(content)};
    }
    sodium_stackzero(1024);
    if (!found) return fail(Errc::WrongPassphrase, "no slot opens", "vault.error.passphrase");
    return *std::move(found);
}

std::size_t bay_capacity(std::uint64_t bay_bytes, const Rules& rules) {
    // Padding takes at least one byte.
    return chunk_count(bay_bytes, rules) * rules.chunk - 1;
}

Result<std::string> seal_bay(const SecretBytes& key, const Head& head, std::size_t bay, Bytes payload, const Rules& rules) {
    if (payload.size() > bay_capacity(head.bay_bytes, rules)) return fail(Errc::Limit, "the bay is full", "vault.error.full");
    AMPARO_TRY(const SecretBytes bay_key, subkey(key, 1, "AmpBayK1"));
    std::string out(static_cast<std::size_t>(head.bay_bytes), '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    crypto_secretstream_xchacha20poly1305_state state;
    crypto_secretstream_xchacha20poly1305_init_push(&state, bytes, bay_key.bytes().data());
    const std::size_t chunks = chunk_count(head.bay_bytes, rules);
    PlainBytes plain(rules.chunk);
    std::size_t at = kStreamHeadBytes;
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
        const std::size_t start = std::min(chunk * rules.chunk, payload.size());
        const Bytes piece = payload.subspan(start, std::min(rules.chunk, payload.size() - start));
        std::ranges::fill(plain.text, '\0');
        std::ranges::copy(as_text(piece), plain.text.begin());
        // The padding of sodium_pad: one byte of 0x80 where the payload ends, zeros behind it.
        const std::size_t end = payload.size();
        if (end >= chunk * rules.chunk && end < (chunk + 1) * rules.chunk) plain.text[end - chunk * rules.chunk] = '\x80';
        const auto place = chunk_place(head, bay, chunk);
        const auto tag = chunk + 1 == chunks ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
        crypto_secretstream_xchacha20poly1305_push(&state, bytes + at, nullptr, as_bytes(plain.text).data(), rules.chunk, place.data(),
                                                   place.size(), static_cast<unsigned char>(tag));
        at += rules.chunk + kChunkTag;
    }
    randombytes_buf(bytes + at, out.size() - at);
    sodium_memzero(&state, sizeof state);
    return out;
}

Result<std::string> open_bay(const SecretBytes& key, const Head& head, std::size_t bay, Bytes bytes, const Rules& rules) {
    if (bytes.size() != head.bay_bytes) return fail(Errc::Corrupt, "size of a bay");
    AMPARO_TRY(const SecretBytes bay_key, subkey(key, 1, "AmpBayK1"));
    crypto_secretstream_xchacha20poly1305_state state;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&state, bytes.data(), bay_key.bytes().data()) != 0) return fail(Errc::Tampered, "bay");
    const std::size_t chunks = chunk_count(head.bay_bytes, rules);
    PlainBytes plain(chunks * rules.chunk);
    std::size_t at = kStreamHeadBytes;
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
        const auto place = chunk_place(head, bay, chunk);
        unsigned char tag = 0;
        auto* room = reinterpret_cast<unsigned char*>(plain.text.data()) + chunk * rules.chunk;
        const bool good = crypto_secretstream_xchacha20poly1305_pull(&state, room, nullptr, &tag, bytes.data() + at, rules.chunk + kChunkTag,
                                                                     place.data(), place.size()) == 0;
        const bool last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        if (!good || last != (chunk + 1 == chunks)) {
            sodium_memzero(&state, sizeof state);
            return fail(Errc::Tampered, "a chunk of a bay");
        }
        at += rules.chunk + kChunkTag;
    }
    sodium_memzero(&state, sizeof state);
    const std::size_t end = plain.text.find_last_not_of('\0');
    if (end == std::string::npos || plain.text[end] != '\x80') return fail(Errc::Corrupt, "padding of a bay");
    return plain.text.substr(0, end);
}

}  // namespace amparo::vault
