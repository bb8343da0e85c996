#include <catch2/catch_test_macros.hpp>

#include <numeric>
#include <vector>

#include "app/base/hash.hpp"

using namespace amparo;

namespace {

std::vector<std::uint8_t> counting(std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
    return bytes;
}

}  // namespace

TEST_CASE("the hash is BLAKE2b with 32 bytes, as other programs compute it") {
    // Expected values: `b2sum -l 256` of the same bytes.
    CHECK(hex(blake2b(as_bytes(""))) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(hex(blake2b(as_bytes("abc"))) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(hex(blake2b(counting(32))) == "cb2f5160fc1f7e05a55ef49d340b48da2e5a78099d53393351cd579dd42503d6");
    CHECK(hex(blake2b(std::vector<std::uint8_t>(32))) == "89eb0d6a8a691dae2cd15ed0369931ce0a949ecafa5c3f93f8121833646e15c3");
    CHECK(hex(blake2b(counting(132352))) == "1647381e537b249a6b5463ba4a697a817734640d83d2a1ab0727020f5e801e71");
}

TEST_CASE("one changed bit anywhere gives another hash") {
    std::vector<std::uint8_t> bytes = counting(300);
    const Digest before = blake2b(bytes);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1U << (bit % 8)));
        CHECK(blake2b(bytes) != before);
        bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1U << (bit % 8)));
    }
    bytes.push_back(0);
    CHECK(blake2b(bytes) != before);
}
