#include "app/vault/areas.hpp"

#include <sodium.h>

#include <algorithm>

#include "app/base/utf8.hpp"
#include "app/vault/copies.hpp"
#include "app/vault/wire.hpp"

namespace amparo::vault {

namespace {

constexpr std::array<const char*, 2> kOutboxNames{"outbox.1", "outbox.2"};
constexpr std::array<const char*, 2> kSosNames{"sos.1", "sos.2"};
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::string_view kOutboxData = "AmpArea1outbox";
constexpr std::string_view kOutboxMagic = "AMPO";
constexpr std::size_t kOutboxPlain = kOutboxBytes - kNonce - kTag;
constexpr std::size_t kOutboxHead = 4 + 2 + 8 + 4;
static_assert(kOutboxPlain - kOutboxHead == kOutboxContent);

constexpr std::string_view kSosMagic = "AMPSOS01";
constexpr std::size_t kSosHead = 100;
constexpr std::size_t kSumAt = 24;
constexpr std::size_t kSumEnd = 56;
constexpr std::size_t kMostHost = 255;
constexpr std::size_t kMostReceipt = 4096;

/// Makes the file, or rewrites the one that is there.
Result<void> put_area(Storage& storage, const char* name, const std::string& image, std::size_t head) {
    const auto written = write_copy(storage, name, as_bytes(image), head);
    if (written || written.error().code != Errc::NotFound) return written;
    return create_copy(storage, name, as_bytes(image));
}

Digest sum_of(Bytes bytes) {
    Digest digest{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, digest.size());
    crypto_generichash_update(&state, bytes.data(), kSumAt);
    crypto_generichash_update(&state, bytes.data() + kSumEnd, bytes.size() - kSumEnd);
    crypto_generichash_final(&state, digest.data(), digest.size());
    return digest;
}

Result<std::string> read_area(Storage& storage, const char* name, std::size_t size) {
    AMPARO_TRY(const auto file, storage.open(name, OpenMode::ReadOnly));
    AMPARO_TRY(const std::uint64_t there, file->size());
    if (there != size) return fail(Errc::Corrupt, "an area has another size");
    return file->read(0, size);
}

struct OutboxPlain {
    std::uint64_t counter = 0;
    std::string content;
};

Result<OutboxPlain> open_outbox(Bytes bytes, const SecretBytes& key) {
    std::string plain(kOutboxPlain, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, bytes.data() + kNonce,
                                                   bytes.size() - kNonce, as_bytes(kOutboxData).data(), kOutboxData.size(), bytes.data(),
                                                   key.bytes().data()) != 0) {
        return fail(Errc::Tampered, "the outbox");
    }
    FieldReader fields(as_bytes(plain));
    const bool ours = as_text(fields.take(kOutboxMagic.size())) == kOutboxMagic && fields.number<std::uint16_t>() == 1;
    OutboxPlain out;
    out.counter = fields.number<std::uint64_t>();
    const auto length = fields.number<std::uint32_t>();
    if (!ours || length > fields.left()) {
        wipe(plain);
        return fail(Errc::Unsupported, "an outbox of a later version", "vault.error.later");
    }
    out.content = as_text(fields.take(length));
    wipe(plain);
    return out;
}

}  // namespace

Result<std::string> Outbox::seal(std::uint64_t counter, const std::string& content) const {
    if (content.size() > kOutboxContent) return fail(Errc::Limit, "the outbox is full", "vault.error.full");
    std::string plain;
    plain.reserve(kOutboxPlain);
    plain += kOutboxMagic;
    append_le(plain, std::uint16_t{1});
    append_le(plain, counter);
    append_le(plain, static_cast<std::uint32_t>(content.size()));
    plain += content;
    plain.resize(kOutboxPlain, '\0');
    std::string image(kOutboxBytes, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(image.data());
    randombytes_buf(bytes, kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + kNonce, nullptr, as_bytes(plain).data(), plain.size(), as_bytes(kOutboxData).data(),
                                               kOutboxData.size(), nullptr, bytes, key_.bytes().data());
    wipe(plain);
    return image;
}

Result<Outbox> Outbox::create(Storage& storage, const SecretBytes& key) {
    if (key.size() != kKeyBytes) return fail(Errc::Usage, "not a key");
    Outbox outbox(storage);
    AMPARO_TRY(outbox.key_, copy_of(key));
    outbox.counter_ = randombytes_random();
    AMPARO_TRY(const std::string image, outbox.seal(outbox.counter_, {}));
    for (const char* name : kOutboxNames) AMPARO_TRY_VOID(create_copy(storage, name, as_bytes(image)));
    return outbox;
}

Result<Outbox> Outbox::open(Storage& storage, const SecretBytes& key) {
    if (key.size() != kKeyBytes) return fail(Errc::Usage, "not a key");
    Outbox outbox(storage);
    AMPARO_TRY(outbox.key_, copy_of(key));
    bool found = false;
    Error error{Errc::NotFound, {}, "no outbox"};
    for (std::size_t i = 0; i < kOutboxNames.size(); ++i) {
        const auto bytes = read_area(storage, kOutboxNames[i], kOutboxBytes);
        auto plain = bytes ? open_outbox(as_bytes(*bytes), key) : std::unexpected(bytes.error());
        if (!plain) {
            if (error.code == Errc::NotFound) error = plain.error();
            continue;
        }
        if (found && plain->counter <= outbox.counter_) continue;
        outbox.counter_ = plain->counter;
        outbox.content_ = std::move(plain->content);
        outbox.newest_ = i;
        found = true;
    }
    if (!found) return std::unexpected(std::move(error));
    return outbox;
}

Result<void> Outbox::store(std::string content) {
    AMPARO_TRY(const std::string image, seal(counter_ + 1, content));
    AMPARO_TRY_VOID(put_area(*storage_, kOutboxNames[1 - newest_], image, kNonce));
    ++counter_;
    newest_ = 1 - newest_;
    wipe(content_);
    content_ = std::move(content);
    return put_area(*storage_, kOutboxNames[1 - newest_], image, kNonce);
}

Result<std::string> write_sos(const Sos& sos, std::uint64_t counter) {
    std::string receipts;
    for (const std::string& receipt : sos.receipts) {
        if (receipt.size() > kMostReceipt) return fail(Errc::Limit, "a receipt is too long");
        append_le(receipts, static_cast<std::uint32_t>(receipt.size()));
        receipts += receipt;
    }
    if (sos.host.empty() || sos.host.size() > kMostHost || !utf8::is_valid(sos.host)) return fail(Errc::Usage, "a host that cannot be");
    if (sos.sealed.size() > kSosBytes || receipts.size() > kSosBytes || kSosHead + sos.host.size() + sos.sealed.size() + receipts.size() > kSosBytes) {
        return fail(Errc::Limit, "the message is too long", "vault.error.full");
    }
    std::string out(kSosMagic);
    append_le(out, std::uint16_t{1});
    append_le(out, std::uint16_t{1});
    append_le(out, std::uint32_t{0});
    append_le(out, counter);
    out.append(sizeof(Digest), '\0');
    append(out, sos.person.key);
    append_le(out, static_cast<std::uint32_t>(sos.host.size()));
    append_le(out, static_cast<std::uint32_t>(sos.sealed.size()));
    append_le(out, static_cast<std::uint32_t>(receipts.size()));
    out += sos.host + sos.sealed + receipts;
    const std::size_t used = out.size();
    out.resize(kSosBytes);
    randombytes_buf(out.data() + used, out.size() - used);
    std::ranges::copy(as_text(sum_of(as_bytes(out))), out.begin() + kSumAt);
    return out;
}

Result<SosFile> parse_sos(Bytes bytes) {
    if (bytes.size() != kSosBytes) return fail(Errc::Corrupt, "not an SOS file");
    FieldReader fields(bytes);
    if (as_text(fields.take(kSosMagic.size())) != kSosMagic) return fail(Errc::Corrupt, "not an SOS file");
    const auto version = fields.number<std::uint16_t>();
    if (fields.number<std::uint16_t>() > 1) return fail(Errc::Unsupported, "made by a later version", "vault.error.later");
    if (version != 1 || fields.number<std::uint32_t>() != 0) return fail(Errc::Corrupt, "version");
    SosFile out;
    out.counter = fields.number<std::uint64_t>();
    if (!std::ranges::equal(fields.take(sizeof(Digest)), sum_of(bytes))) return fail(Errc::Corrupt, "checksum");
    out.sos.person.key = fields.array<32>();
    const auto host = fields.number<std::uint32_t>();
    const auto sealed = fields.number<std::uint32_t>();
    const auto receipts = fields.number<std::uint32_t>();
    if (host == 0 || host > kMostHost) return fail(Errc::Corrupt, "length of the host");
    out.sos.host = as_text(fields.take(host));
    out.sos.sealed = as_text(fields.take(sealed));
    FieldReader list(fields.take(receipts));
    if (!fields.good() || !utf8::is_valid(out.sos.host)) return fail(Errc::Corrupt, "lengths");
    while (list.left() > 0) {
        const auto length = list.number<std::uint32_t>();
        if (!list.good() || length > kMostReceipt || length > list.left()) return fail(Errc::Corrupt, "length of a receipt");
        out.sos.receipts.emplace_back(as_text(list.take(length)));
    }
    return out;
}

namespace {

/// Which copy holds the newest, if any.
struct SosPlace {
    SosFile file;
    std::size_t copy = 0;
};

Result<SosPlace> find_sos(Storage& storage) {
    std::optional<SosPlace> best;
    Error error{Errc::NotFound, {}, "no SOS"};
    for (std::size_t i = 0; i < kSosNames.size(); ++i) {
        const auto bytes = read_area(storage, kSosNames[i], kSosBytes);
        auto file = bytes ? parse_sos(as_bytes(*bytes)) : std::unexpected(bytes.error());
        if (!file && error.code == Errc::NotFound) error = file.error();
        if (file && (!best || file->counter > best->file.counter)) best = SosPlace{*std::move(file), i};
    }
    if (!best) return std::unexpected(std::move(error));
    return *std::move(best);
}

}  // namespace

Result<SosFile> load_sos(Storage& storage) {
    AMPARO_TRY(SosPlace place, find_sos(storage));
    return std::move(place.file);
}

Result<void> store_sos(Storage& storage, const Sos& sos) {
    const auto before = find_sos(storage);
    const std::uint64_t counter = before ? before->file.counter + 1 : randombytes_random();
    const std::size_t newest = before ? before->copy : 0;
    AMPARO_TRY(const std::string image, write_sos(sos, counter));
    for (const std::size_t copy : {1 - newest, newest}) AMPARO_TRY_VOID(put_area(storage, kSosNames[copy], image, kSosHead));
    return {};
}

Result<void> remove_sos(Storage& storage) {
    Result<void> result;
    for (const char* name : kSosNames) {
        auto step = overwrite_copy(storage, name, kSosHead);
        if (step) step = storage.remove(name);
        if (!step && step.error().code != Errc::NotFound && result) result = std::move(step);
    }
    return result;
}

Result<std::string> seal_receipt(Bytes receipt, const InboxAddress& person) {
    std::string out(receipt.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(reinterpret_cast<unsigned char*>(out.data()), receipt.data(), receipt.size(), person.key.data()) != 0) {
        return fail(Errc::Corrupt, "an address is not a key");
    }
    return out;
}

Result<std::string> open_receipt(Bytes sealed, const InboxKey& person) {
    if (sealed.size() < crypto_box_SEALBYTES) return fail(Errc::Corrupt, "a receipt was cut");
    std::string out(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(out.data()), sealed.data(), sealed.size(), person.address().key.data(),
                             person.secret().bytes().data()) != 0) {
        return fail(Errc::Tampered, "a receipt for somebody else, or changed");
    }
    return out;
}

}  // namespace amparo::vault
