#include "app/seal/image.hpp"

#include <sodium.h>

namespace amparo::seal {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kLength = 4;
static_assert(kNonce + kTag + kLength == kImageOverhead);
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == kImageKey);

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

Result<std::string> seal_image(const SecretBytes& key, std::string_view what, std::string_view content, std::size_t size) {
    if (key.size() != kImageKey) return fail(Errc::Bug, "key length");
    if (size < kImageOverhead || content.size() > size - kImageOverhead) return fail(Errc::Limit, "content of an image");
    std::string plain;
    plain.reserve(size);
    for (std::size_t i = 0; i < kLength; ++i) plain += static_cast<char>((content.size() >> (8 * i)) & 0xffU);
    plain += content;
    plain.resize(size - kNonce - kTag, '\0');
    std::string out(size, '\0');
    randombytes_buf(raw(out), kNonce);
    const Bytes bound = as_bytes(what);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out) + kNonce, nullptr, raw(plain), plain.size(), bound.data(), bound.size(),
                                               nullptr, raw(out), key.bytes().data());
    wipe(plain);
    return out;
}

Result<std::string> open_image(const SecretBytes& key, std::string_view what, Bytes image) {
    if (key.size() != kImageKey) return fail(Errc::Bug, "key length");
    if (image.size() < kImageOverhead) return fail(Errc::Tampered, "too short");
    std::string plain(image.size() - kNonce - kTag, '\0');
    const Bytes bound = as_bytes(what);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, image.data() + kNonce, image.size() - kNonce,
                                                   bound.data(), bound.size(), image.data(), key.bytes().data()) != 0) {
        return fail(Errc::Tampered, "an image that does not open");
    }
    const auto size = load_le<std::uint32_t>(as_bytes(plain), 0);
    if (!fits(plain.size(), kLength, size)) return fail(Errc::Corrupt, "length of an image");
    std::string content = plain.substr(kLength, size);
    wipe(plain);
    return content;
}

}  // namespace amparo::seal
