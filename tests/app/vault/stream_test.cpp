// Streams with wrong keys, wrong lengths, or bytes that only somebody with the key could have written.

#include <sodium.h>

#include "app/vault/stream.hpp"
#include "tests/app/vault/small_vault.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

namespace {

SecretBytes key_of(std::size_t size) {
    REQUIRE(start_sodium().has_value());
    return must(SecretBytes::create(size));
}

/// Chunks as the format seals them, whatever is in them; the last of them may say that it is not.
std::string sealed_by_hand(const SecretBytes& key, const std::vector<std::string>& chunks, bool ends) {
    std::string out(kStreamHead, '\0');
    crypto_secretstream_xchacha20poly1305_state state;
    crypto_secretstream_xchacha20poly1305_init_push(&state, reinterpret_cast<unsigned char*>(out.data()), key.bytes().data());
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        std::array<unsigned char, 40> place{};
        place[32] = static_cast<unsigned char>(i);
        std::string sealed(chunks[i].size() + kChunkExtra, '\0');
        const auto tag = ends && i + 1 == chunks.size() ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
        crypto_secretstream_xchacha20poly1305_push(&state, reinterpret_cast<unsigned char*>(sealed.data()), nullptr, as_bytes(chunks[i]).data(),
                                                   chunks[i].size(), place.data(), place.size(), static_cast<unsigned char>(tag));
        out += sealed;
    }
    return out;
}

Errc error_of(const SecretBytes& key, const std::string& stream, std::string& out) {
    StreamReader reader = must(StreamReader::start(key, Digest{}));
    const auto added = reader.add(as_bytes(stream), out);
    if (!added) return added.error().code;
    const auto finished = reader.finish(out);
    return finished ? Errc::Bug : finished.error().code;
}

}  // namespace

TEST_CASE("a stream takes a whole key, a length that there can be, and exactly what was announced") {
    const SecretBytes key = key_of(32);
    const SecretBytes half = key_of(16);
    CHECK(StreamWriter::start(half, Digest{}, 1).error().code == Errc::Usage);
    CHECK(StreamReader::start(half, Digest{}).error().code == Errc::Usage);
    CHECK(StreamWriter::start(key, Digest{}, std::uint64_t{1} << 51U).error().code == Errc::Limit);
    StreamWriter writer = must(StreamWriter::start(key, Digest{}, 3));
    std::string out;
    must(writer.add(as_bytes("ab"), out));
    CHECK(writer.finish(out).error().code == Errc::Usage);
    CHECK(writer.add(as_bytes("cd"), out).error().code == Errc::Usage);
    must(writer.add(as_bytes("c"), out));
    must(writer.finish(out));
    StreamReader reader = must(StreamReader::start(key, Digest{}));
    std::string back;
    must(reader.add(as_bytes(out), back));
    must(reader.finish(back));
    CHECK(back == "abc");
}

TEST_CASE("a stream without a length, with less than its length, with an end too early or without one is refused") {
    const SecretBytes key = key_of(32);
    const std::string length("\1\0\0\0\0\0\0\0", 8);
    const std::string full = length + std::string(kStreamChunk - 8, 'x');
    std::string out;
    CHECK(error_of(key, sealed_by_hand(key, {"short"}, true), out) == Errc::Corrupt);
    CHECK(error_of(key, sealed_by_hand(key, {length}, true), out) == Errc::Corrupt);
    CHECK(out.empty());
    CHECK(error_of(key, sealed_by_hand(key, {length + "x"}, false), out) == Errc::Corrupt);
    CHECK(error_of(key, sealed_by_hand(key, {full}, true) + "y", out) == Errc::Corrupt);
    CHECK(error_of(key, sealed_by_hand(key, {}, true), out) == Errc::Corrupt);
    CHECK(error_of(key, "", out) == Errc::Corrupt);
    CHECK(error_of(key, sealed_by_hand(key, {length + "x"}, true), out) == Errc::Bug);  // nothing is wrong with this one
}
