#include "app/vault/sealed.hpp"

#include <sodium.h>

#include <algorithm>

#include "app/vault/letters.hpp"
#include "app/vault/wire.hpp"

namespace amparo::vault {

namespace {

constexpr std::string_view kMagic = "AMPSEAL1";
constexpr std::string_view kAddressWord = "inbox1";
constexpr std::string_view kKeyWord = "inboxkey1";
constexpr std::size_t kFixedHead = 16;
constexpr std::size_t kWrapped = 32 + crypto_box_SEALBYTES;
static_assert(kWrapped == 80);

/// The text behind the word of its kind, or nothing.
std::string_view behind(std::string_view text, std::string_view word) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
    return text.starts_with(word) ? text.substr(word.size()) : std::string_view{};
}

Digest bound_to(std::string_view head) { return blake2b(as_bytes(head)); }

/// Its first 16 bytes.
Result<void> judge_fixed_head(Bytes head) {
    if (!as_text(head).starts_with(kMagic)) return fail(Errc::Corrupt, "not a sealed file");
    if (load_le<std::uint16_t>(head, 8) != 1) return fail(Errc::Unsupported, "sealed by a later version");
    const auto readers = load_le<std::uint16_t>(head, 10);
    if (readers == 0 || readers > kSealedRecipients || load_le<std::uint32_t>(head, 12) != 0) return fail(Errc::Corrupt, "not a sealed file");
    return {};
}

}  // namespace

std::string InboxAddress::text() const {
    const auto letters = to_letters(key, kAddressWord);
    return letters ? std::string(kAddressWord) + "-" + std::string(letters->view()) : std::string{};
}

Result<InboxAddress> InboxAddress::parse(std::string_view text) {
    AMPARO_TRY(const SecretBytes bytes, from_letters(behind(text, kAddressWord), 32, kAddressWord));
    InboxAddress address;
    std::ranges::copy(bytes.bytes(), address.key.begin());
    return address;
}

Result<InboxKey> InboxKey::make() {
    InboxKey key;
    AMPARO_TRY(key.secret_, SecretBytes::create(crypto_box_SECRETKEYBYTES));
    crypto_box_keypair(key.address_.key.data(), key.secret_.writable().data());
    return key;
}

Result<InboxKey> InboxKey::parse(std::string_view text) {
    InboxKey key;
    AMPARO_TRY(key.secret_, from_letters(behind(text, kKeyWord), crypto_box_SECRETKEYBYTES, kKeyWord));
    if (crypto_scalarmult_base(key.address_.key.data(), key.secret_.bytes().data()) != 0) return fail(Errc::Corrupt, "not a key");
    return key;
}

Result<SecretString> InboxKey::text() const {
    AMPARO_TRY(const SecretString letters, to_letters(secret_.bytes(), kKeyWord));
    AMPARO_TRY(SecretString out, SecretString::create(kKeyWord.size() + 1 + letters.size()));
    if (!out.append(kKeyWord) || !out.append("-") || !out.append(letters.view())) return fail(Errc::Bug, "no room for a key");
    return out;
}

Result<Sealer> Sealer::start(std::span<const InboxAddress> readers, std::uint64_t content) {
    if (readers.empty() || readers.size() > kSealedRecipients) return fail(Errc::Usage, "nobody to seal for, or too many");
    AMPARO_TRY(SecretBytes key, SecretBytes::create(crypto_secretstream_xchacha20poly1305_KEYBYTES));
    randombytes_buf(key.writable().data(), key.size());
    std::string head(kMagic);
    append_le(head, std::uint16_t{1});
    append_le(head, static_cast<std::uint16_t>(readers.size()));
    append_le(head, std::uint32_t{0});
    for (const InboxAddress& reader : readers) {
        std::array<std::uint8_t, kWrapped> wrapped{};
        if (crypto_box_seal(wrapped.data(), key.bytes().data(), key.size(), reader.key.data()) != 0) {
            return fail(Errc::Corrupt, "an address is not a key");
        }
        append(head, wrapped);
    }
    AMPARO_TRY(StreamWriter stream, StreamWriter::start(key, bound_to(head), content));
    return Sealer(std::move(head), std::move(stream));
}

Result<void> Sealer::add(Bytes content, std::string& out) {
    out += head_;
    head_.clear();
    return stream_.add(content, out);
}

Result<void> Sealer::finish(std::string& out) {
    out += head_;
    head_.clear();
    return stream_.finish(out);
}

Result<Opener> Opener::start(const InboxKey& key) {
    Opener opener;
    AMPARO_TRY(opener.secret_, SecretBytes::create(key.secret().size()));
    std::ranges::copy(key.secret().bytes(), opener.secret_.writable().begin());
    opener.address_ = key.address();
    return opener;
}

/// The head is complete: finds the key that was wrapped for us.
Result<void> Opener::read_head() {
    const Digest bound = bound_to(head_);
    AMPARO_TRY(SecretBytes key, SecretBytes::create(crypto_secretstream_xchacha20poly1305_KEYBYTES));
    for (std::size_t at = kFixedHead; at < head_.size(); at += kWrapped) {
        if (crypto_box_seal_open(key.writable().data(), as_bytes(head_).data() + at, kWrapped, address_.key.data(),
                                 secret_.bytes().data()) != 0) {
            continue;
        }
        AMPARO_TRY(StreamReader stream, StreamReader::start(key, bound));
        stream_.emplace(std::move(stream));
        secret_.clear();
        return {};
    }
    return fail(Errc::NotFound, "sealed for somebody else");
}

Result<void> Opener::add(Bytes sealed, std::string& out) {
    while (!stream_ && !sealed.empty()) {
        std::size_t wanted = kFixedHead;
        if (head_.size() >= kFixedHead) wanted += load_le<std::uint16_t>(as_bytes(head_), 10) * kWrapped;
        const std::size_t room = std::min(wanted - head_.size(), sealed.size());
        append(head_, sealed.first(room));
        sealed = sealed.subspan(room);
        if (head_.size() < wanted) return {};
        if (wanted > kFixedHead) {
            AMPARO_TRY_VOID(read_head());
            break;
        }
        AMPARO_TRY_VOID(judge_fixed_head(as_bytes(head_)));
    }
    return sealed.empty() ? Result<void>{} : stream_->add(sealed, out);
}

Result<void> Opener::finish(std::string& out) {
    if (!stream_) return fail(Errc::Corrupt, "the file was cut");
    return stream_->finish(out);
}

Result<std::size_t> count_readers(Bytes sealed) {
    if (sealed.size() < kFixedHead) return fail(Errc::Corrupt, "the file was cut");
    AMPARO_TRY_VOID(judge_fixed_head(sealed));
    const std::size_t readers = load_le<std::uint16_t>(sealed, 10);
    if (sealed.size() < kFixedHead + readers * kWrapped + stream_length(0)) return fail(Errc::Corrupt, "the file was cut");
    return readers;
}

Result<std::string> seal(Bytes content, std::span<const InboxAddress> readers) {
    AMPARO_TRY(Sealer sealer, Sealer::start(readers, content.size()));
    std::string out;
    AMPARO_TRY_VOID(sealer.add(content, out));
    AMPARO_TRY_VOID(sealer.finish(out));
    return out;
}

Result<std::string> open_sealed(Bytes sealed, const InboxKey& key) {
    AMPARO_TRY(Opener opener, Opener::start(key));
    std::string out;
    AMPARO_TRY_VOID(opener.add(sealed, out));
    AMPARO_TRY_VOID(opener.finish(out));
    return out;
}

}  // namespace amparo::vault
