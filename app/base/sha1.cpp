#include "app/base/sha1.hpp"

#include <bit>

#include "app/base/wiped.hpp"

namespace amparo {

namespace {

struct Work {
    std::array<std::uint32_t, 5> state{0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U, 0xC3D2E1F0U};
    std::array<std::uint32_t, 80> words{};
    std::array<std::uint8_t, 64> block{};
};

std::uint32_t mixed(std::size_t round, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    if (round < 20) return ((b & c) | (~b & d)) + 0x5A827999U;
    if (round < 40) return (b ^ c ^ d) + 0x6ED9EBA1U;
    if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDCU;
    return (b ^ c ^ d) + 0xCA62C1D6U;
}

void digest_block(Work& work) {
    for (std::size_t i = 0; i < 16; ++i) {
        work.words[i] = 0;
        for (std::size_t j = 0; j < 4; ++j) work.words[i] = (work.words[i] << 8U) | work.block[4 * i + j];
    }
    for (std::size_t i = 16; i < 80; ++i) {
        work.words[i] = std::rotl(work.words[i - 3] ^ work.words[i - 8] ^ work.words[i - 14] ^ work.words[i - 16], 1);
    }
    auto [a, b, c, d, e] = work.state;
    for (std::size_t i = 0; i < 80; ++i) {
        const std::uint32_t next = std::rotl(a, 5) + mixed(i, b, c, d) + e + work.words[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    work.state[0] += a;
    work.state[1] += b;
    work.state[2] += c;
    work.state[3] += d;
    work.state[4] += e;
}

}  // namespace

Sha1Digest sha1(std::string_view text) {
    Work work;
    const std::uint64_t bits = std::uint64_t{text.size()} * 8;
    std::size_t used = 0;
    const auto put = [&](std::uint8_t byte) {
        work.block[used++] = byte;
        if (used == work.block.size()) {
            digest_block(work);
            used = 0;
        }
    };
    for (const char c : text) put(static_cast<std::uint8_t>(c));
    put(0x80);
    while (used != 56) put(0);
    for (int shift = 56; shift >= 0; shift -= 8) put(static_cast<std::uint8_t>(bits >> static_cast<unsigned>(shift)));
    Sha1Digest out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = static_cast<std::uint8_t>(work.state[i / 4] >> (24 - 8 * (i % 4)));
    }
    wipe_memory(&work, sizeof work);
    return out;
}

}  // namespace amparo
