#include "app/base/veil.hpp"

#include <sodium.h>

#include <array>

namespace amparo {

void veil(std::string& bytes) {
    // Known to everybody, and the same in every copy: secrecy is not what this is for.
    constexpr std::array<unsigned char, crypto_stream_xchacha20_KEYBYTES> kKey{};
    constexpr std::array<unsigned char, crypto_stream_xchacha20_NONCEBYTES> kNonce{};
    auto* text = reinterpret_cast<unsigned char*>(bytes.data());
    crypto_stream_xchacha20_xor(text, text, bytes.size(), kNonce.data(), kKey.data());
}

}  // namespace amparo
