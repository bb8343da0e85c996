#include "app/base/hash.hpp"

#include <sodium.h>

#include "app/base/text.hpp"

namespace amparo {

static_assert(crypto_generichash_BYTES == 32);

Digest blake2b(Bytes bytes) {
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), nullptr, 0);
    return digest;
}

Digest sha256(Bytes bytes) {
    static_assert(crypto_hash_sha256_BYTES == 32);
    Digest digest{};
    crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
    return digest;
}

std::string hex(const Digest& digest) { return text::to_hex(as_text(digest)); }

}  // namespace amparo
