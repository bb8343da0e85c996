#include "app/seal/digest.hpp"

#include <sodium.h>

#include <array>

#include "app/base/text.hpp"

namespace amparo::seal {

std::string sha256(Bytes bytes) {
    std::string out(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(out.data()), bytes.data(), bytes.size());
    return out;
}

std::string sha256_hex(Bytes bytes) { return text::to_hex(sha256(bytes)); }

std::uint32_t random_below(std::size_t end) { return randombytes_uniform(static_cast<std::uint32_t>(end)); }

void random_fill(std::string& bytes) { randombytes_buf(bytes.data(), bytes.size()); }

std::string base64(Bytes bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();  // the NUL that libsodium counts in
    return out;
}

}  // namespace amparo::seal
