#include "app/seal/openpgp.hpp"

#include <rnp/rnp.h>
#include <rnp/rnp_err.h>

#include <memory>

#include "app/base/utf8.hpp"

namespace amparo::seal {

namespace {

// Handles of librnp that release themselves.
struct Release {
    void operator()(rnp_ffi_st* ffi) const { rnp_ffi_destroy(ffi); }
    void operator()(rnp_input_st* input) const { rnp_input_destroy(input); }
    void operator()(rnp_output_st* output) const { rnp_output_destroy(output); }
    void operator()(rnp_key_handle_st* key) const { rnp_key_handle_destroy(key); }
    void operator()(rnp_identifier_iterator_st* it) const { rnp_identifier_iterator_destroy(it); }
    void operator()(rnp_op_encrypt_st* op) const { rnp_op_encrypt_destroy(op); }
    void operator()(char* text) const { rnp_buffer_destroy(text); }
};
template <typename T>
using Handle = std::unique_ptr<T, Release>;
using Key = Handle<rnp_key_handle_st>;

constexpr std::uint32_t kLeastRsaBits = 2048;

std::unexpected<Error> refused(const char* why) { return fail(Errc::Denied, why, std::string("seal.key.") + why); }

/// What a call of librnp that fills a pointer gave, owned; null when it failed.
template <typename T, typename Call>
Handle<T> made(Call call) {
    T* out = nullptr;
    return call(&out) == RNP_SUCCESS ? Handle<T>(out) : Handle<T>();
}

std::string text_of(rnp_key_handle_t key, rnp_result_t (*get)(rnp_key_handle_t, char**)) {
    const auto text = made<char>([&](char** out) { return get(key, out); });
    return text ? std::string(text.get()) : std::string{};
}

bool flag(rnp_key_handle_t key, rnp_result_t (*get)(rnp_key_handle_t, bool*)) {
    bool out = false;
    return get(key, &out) == RNP_SUCCESS && out;
}

bool can_encrypt(rnp_key_handle_t key) {
    bool out = false;
    return rnp_key_allows_usage(key, "encrypt", &out) == RNP_SUCCESS && out;
}

std::uint32_t number(rnp_key_handle_t key, rnp_result_t (*get)(rnp_key_handle_t, std::uint32_t*)) {
    std::uint32_t out = 0;
    return get(key, &out) == RNP_SUCCESS ? out : 0;
}

bool weak(rnp_key_handle_t key) {
    const std::string kind = text_of(key, &rnp_key_get_alg);
    return kind == "RSA" && number(key, &rnp_key_get_bits) < kLeastRsaBits;
}

/// Keys of one file, loaded; `ffi` must live as long as the handles.
struct Ring {
    Handle<rnp_ffi_st> ffi;
    Key primary;
    Key sealing;  ///< the key or subkey that messages are sealed to
};

Result<void> load(Ring& ring, std::string_view file, std::int64_t now) {
    if (file.size() > kKeyFileBytes) return fail(Errc::Limit, "key file");
    if (file.empty()) return fail(Errc::Corrupt, "no OpenPGP key", "seal.key.none");
    ring.ffi = made<rnp_ffi_st>([](rnp_ffi_t* out) { return rnp_ffi_create(out, "GPG", "GPG"); });
    if (!ring.ffi) return fail(Errc::Bug, "librnp does not start");
    rnp_set_timestamp(ring.ffi.get(), static_cast<std::uint64_t>(now));
    const auto bytes = as_bytes(file);
    const auto input = made<rnp_input_st>(
        [&](rnp_input_t* out) { return rnp_input_from_memory(out, bytes.data(), bytes.size(), false); });
    if (!input) return fail(Errc::Limit, "no memory for the key");
    constexpr std::uint32_t kBoth = RNP_LOAD_SAVE_PUBLIC_KEYS | RNP_LOAD_SAVE_SECRET_KEYS;
    if (rnp_import_keys(ring.ffi.get(), input.get(), kBoth, nullptr) != RNP_SUCCESS) {
        return fail(Errc::Corrupt, "no OpenPGP key", "seal.key.none");
    }
    return {};
}

Result<void> find_primary(Ring& ring) {
    const auto names = made<rnp_identifier_iterator_st>(
        [&](rnp_identifier_iterator_t* out) { return rnp_identifier_iterator_create(ring.ffi.get(), out, "fingerprint"); });
    if (!names) return fail(Errc::Bug, "librnp lists no keys");
    const char* name = nullptr;
    while (rnp_identifier_iterator_next(names.get(), &name) == RNP_SUCCESS && name != nullptr) {
        Key key = made<rnp_key_handle_st>(
            [&](rnp_key_handle_t* out) { return rnp_locate_key(ring.ffi.get(), "fingerprint", name, out); });
        if (!key) continue;
        if (flag(key.get(), &rnp_key_have_secret)) return refused("secret");
        if (!flag(key.get(), &rnp_key_is_primary)) continue;
        if (ring.primary) return fail(Errc::Corrupt, "several keys", "seal.key.several");
        ring.primary = std::move(key);
    }
    if (!ring.primary) return fail(Errc::Corrupt, "no OpenPGP key", "seal.key.none");
    return {};
}

/// The newest of the primary key and its subkeys that can be sealed to.
Result<void> choose_sealing_key(Ring& ring) {
    rnp_key_handle_t primary = ring.primary.get();
    if (flag(primary, &rnp_key_is_revoked)) return refused("revoked");
    if (flag(primary, &rnp_key_is_expired)) return refused("expired");
    if (!flag(primary, &rnp_key_is_valid)) return refused("invalid");
    if (weak(primary)) return refused("weak");

    std::size_t count = 0;
    if (rnp_key_get_subkey_count(primary, &count) != RNP_SUCCESS) count = 0;
    bool revoked = false;
    bool expired = false;
    bool weak_one = false;
    for (std::size_t i = 0; i < count; ++i) {
        Key sub = made<rnp_key_handle_st>([&](rnp_key_handle_t* out) { return rnp_key_get_subkey_at(primary, i, out); });
        if (!sub || !can_encrypt(sub.get())) continue;
        const bool is_revoked = flag(sub.get(), &rnp_key_is_revoked);
        const bool is_expired = flag(sub.get(), &rnp_key_is_expired);
        revoked = revoked || is_revoked;
        expired = expired || is_expired;
        if (is_revoked || is_expired || !flag(sub.get(), &rnp_key_is_valid)) continue;
        if (weak(sub.get())) {
            weak_one = true;
            continue;
        }
        if (!ring.sealing || number(sub.get(), &rnp_key_get_creation) > number(ring.sealing.get(), &rnp_key_get_creation)) {
            ring.sealing = std::move(sub);
        }
    }
    if (ring.sealing) return {};
    if (can_encrypt(primary)) {
        const std::string name = text_of(primary, &rnp_key_get_fprint);
        ring.sealing = made<rnp_key_handle_st>(
            [&](rnp_key_handle_t* out) { return rnp_locate_key(ring.ffi.get(), "fingerprint", name.c_str(), out); });
        if (ring.sealing) return {};
    }
    return refused(weak_one ? "weak" : expired ? "expired" : revoked ? "revoked" : "sign_only");
}

Result<PublicKey> describe(const Ring& ring, std::string_view file) {
    rnp_key_handle_t primary = ring.primary.get();
    PublicKey out;
    out.file = file;
    out.fingerprint = plain_fingerprint(text_of(primary, &rnp_key_get_fprint));
    out.name = utf8::displayable(text_of(primary, &rnp_key_get_primary_uid), 120);
    out.created = number(primary, &rnp_key_get_creation);
    for (rnp_key_handle_t key : {primary, ring.sealing.get()}) {
        const std::uint32_t lasts = number(key, &rnp_key_get_expiration);
        if (lasts == 0) continue;
        const std::int64_t end = std::int64_t{number(key, &rnp_key_get_creation)} + lasts;
        if (!out.expires || end < *out.expires) out.expires = end;
    }
    if (out.fingerprint.empty()) return fail(Errc::Corrupt, "no fingerprint", "seal.key.none");
    return out;
}

/// A key that came with the computer's clock set wrong looks as if it were made in the future.
Result<void> not_from_the_future(const Ring& ring, std::int64_t now) {
    constexpr std::int64_t kDay = 86'400;
    return number(ring.primary.get(), &rnp_key_get_creation) > now + kDay ? Result<void>(refused("early")) : Result<void>();
}

Result<Ring> usable(std::string_view file, std::int64_t now) {
    Ring ring;
    AMPARO_TRY_VOID(load(ring, file, now));
    AMPARO_TRY_VOID(find_primary(ring));
    AMPARO_TRY_VOID(not_from_the_future(ring, now));
    AMPARO_TRY_VOID(choose_sealing_key(ring));
    return ring;
}

}  // namespace

bool has_openpgp() { return true; }

Result<PublicKey> read_key(std::string_view file, std::string_view pinned, std::int64_t now) {
    Ring ring;
    AMPARO_TRY_VOID(load(ring, file, now));
    AMPARO_TRY_VOID(find_primary(ring));
    // Whose key it is comes before whether it can be used: a wrong key has no other faults to speak of.
    if (!pinned.empty() && plain_fingerprint(pinned) != plain_fingerprint(text_of(ring.primary.get(), &rnp_key_get_fprint))) {
        return fail(Errc::Tampered, "another fingerprint", "seal.key.other");
    }
    AMPARO_TRY_VOID(not_from_the_future(ring, now));
    AMPARO_TRY_VOID(choose_sealing_key(ring));
    return describe(ring, file);
}

Result<std::string> encrypt(const std::vector<PublicKey>& keys, Bytes plain, std::int64_t now) {
    if (keys.empty() || keys.size() > kMostRecipients || plain.empty()) return fail(Errc::Usage, "recipients or text");
    if (plain.size() > kPlainBytes) return fail(Errc::Limit, "text to seal");
    const auto input = made<rnp_input_st>(
        [&](rnp_input_t* out) { return rnp_input_from_memory(out, plain.data(), plain.size(), false); });
    const auto output = made<rnp_output_st>([](rnp_output_t* out) { return rnp_output_to_memory(out, 0); });
    const auto own = made<rnp_ffi_st>([](rnp_ffi_t* out) { return rnp_ffi_create(out, "GPG", "GPG"); });
    if (!input || !output || !own) return fail(Errc::Limit, "no memory for sealing");
    std::vector<Ring> rings;
    for (const PublicKey& key : keys) {
        AMPARO_TRY(Ring ring, usable(key.file, now));
        if (plain_fingerprint(text_of(ring.primary.get(), &rnp_key_get_fprint)) != key.fingerprint) {
            return fail(Errc::Tampered, "another fingerprint", "seal.key.other");
        }
        rings.push_back(std::move(ring));
    }
    const auto op = made<rnp_op_encrypt_st>(
        [&](rnp_op_encrypt_t* out) { return rnp_op_encrypt_create(out, own.get(), input.get(), output.get()); });
    if (!op) return fail(Errc::Bug, "librnp does not encrypt");
    for (const Ring& ring : rings) {
        if (rnp_op_encrypt_add_recipient(op.get(), ring.sealing.get()) != RNP_SUCCESS) return refused("sign_only");
    }
    const bool ready = rnp_op_encrypt_set_armor(op.get(), true) == RNP_SUCCESS &&
                       rnp_op_encrypt_set_cipher(op.get(), "AES256") == RNP_SUCCESS &&
                       rnp_op_encrypt_set_aead(op.get(), "None") == RNP_SUCCESS &&
                       rnp_op_encrypt_set_compression(op.get(), "Uncompressed", 0) == RNP_SUCCESS &&
                       rnp_op_encrypt_set_file_name(op.get(), "") == RNP_SUCCESS &&
                       rnp_op_encrypt_set_file_mtime(op.get(), 0) == RNP_SUCCESS;
    if (!ready || rnp_op_encrypt_execute(op.get()) != RNP_SUCCESS) return fail(Errc::Bug, "librnp did not encrypt");
    std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
    if (rnp_output_memory_get_buf(output.get(), &bytes, &size, false) != RNP_SUCCESS || size == 0) {
        return fail(Errc::Bug, "librnp gave nothing");
    }
    return std::string(as_text({bytes, size}));
}

}  // namespace amparo::seal
