#include "app/pictures/picture.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <random>

using namespace amparo;
using namespace amparo::pictures;

namespace {

/// Every pixel another colour.
Pixels colourful(std::size_t width, std::size_t height, std::size_t channels = 3) {
    Pixels out{width, height, channels, {}};
    for (std::size_t i = 0; i < width * height * channels; ++i) out.bytes.push_back(static_cast<unsigned char>((i * 37 + i / 7) % 256));
    return out;
}

/// The head of a PNG that says it is so large; nothing follows it.
std::string claiming(std::uint32_t width, std::uint32_t height) {
    std::string out = write(colourful(2, 2), Kind::Png).value();
    const auto put = [&](std::size_t at, std::uint32_t value) {
        for (std::size_t i = 0; i < 4; ++i) out[at + i] = static_cast<char>((value >> (8 * (3 - i))) & 0xFFU);
    };
    put(16, width);
    put(20, height);
    // The sum over the head has to fit, or that alone would be the reason to refuse it.
    std::uint32_t sum = 0xFFFFFFFFU;
    for (std::size_t i = 12; i < 29; ++i) {
        sum ^= static_cast<unsigned char>(out[i]);
        for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    put(29, ~sum);
    return out;
}

}  // namespace

TEST_CASE("a PNG gives back exactly the pixels that were written, in every kind of colour") {
    for (const std::size_t channels : {1U, 3U, 4U}) {
        const Pixels before = colourful(17, 9, channels);
        const auto file = write(before, Kind::Png);
        REQUIRE(file);
        CHECK(kind_of(as_bytes(*file)) == Kind::Png);
        const auto after = read(as_bytes(*file));
        REQUIRE(after);
        CHECK(after->channels == 4);
        REQUIRE(after->bytes.size() == 17 * 9 * 4);
        if (channels == 4) CHECK(after->bytes == before.bytes);
        if (channels != 4) CHECK(on_white(*after).bytes == on_white(before).bytes);
    }
}

TEST_CASE("a JPEG gives back nearly what was written") {
    Pixels grey{32, 24, 3, std::vector<unsigned char>(32 * 24 * 3, 120)};
    const auto file = write(grey, Kind::Jpeg);
    REQUIRE(file);
    const auto after = read(as_bytes(*file));
    REQUIRE(after);
    CHECK(after->width == 32);
    CHECK(after->height == 24);
    for (const unsigned char value : after->bytes) CHECK(std::abs(value - 120) <= 3);
}

TEST_CASE("a picture that says it is larger than allowed is refused before a pixel of it is unpacked") {
    const auto refused = [](const std::string& bytes, const Bounds& bounds) {
        const auto out = read(as_bytes(bytes), bounds);
        REQUIRE_FALSE(out);
        return out.error().code;
    };
    // A file of a few bytes that asks for sixteen gigabytes.
    CHECK(refused(claiming(65'000, 65'000), {}) == Errc::Limit);
    CHECK(refused(claiming(5'000, 10), {4096, 4096 * 4096}) == Errc::Limit);
    CHECK(refused(claiming(10, 5'000), {4096, 4096 * 4096}) == Errc::Limit);
    CHECK(refused(claiming(0, 5), {}) == Errc::Corrupt);
    const std::string jpeg = write(colourful(40, 10), Kind::Jpeg).value();
    CHECK(refused(jpeg, {39, 4096}) == Errc::Limit);
    CHECK(refused(jpeg, {40, 399}) == Errc::Limit);
    CHECK(read(as_bytes(jpeg), {40, 400}).has_value());
    CHECK(refused("GIF89a", {}) == Errc::Unsupported);
    CHECK(refused("", {}) == Errc::Unsupported);
}

TEST_CASE("a picture that ends early is refused whole, and one with wrong bytes gives pixels or a reason, nothing else") {
    for (const Kind kind : {Kind::Png, Kind::Jpeg}) {
        const std::string whole = write(colourful(23, 19), kind).value();
        for (std::size_t cut = 0; cut + 12 < whole.size(); cut += 7) {
            INFO(cut);
            CHECK_FALSE(read(as_bytes(std::string_view(whole).substr(0, cut))));
        }
        std::mt19937 random(11);
        for (int i = 0; i < 400; ++i) {
            std::string wrong = whole;
            for (int flips = 0; flips < 3; ++flips) wrong[random() % wrong.size()] = static_cast<char>(random());
            const auto out = read(as_bytes(wrong), {4096, 1'000'000});
            if (out) CHECK(out->bytes.size() == out->width * out->height * out->channels);
        }
    }
}

TEST_CASE("what can be seen through is seen on white") {
    const Pixels through{3, 1, 4, {10, 20, 30, 0, 10, 20, 30, 255, 0, 0, 0, 128}};
    CHECK(on_white(through).bytes == std::vector<unsigned char>{255, 255, 255, 10, 20, 30, 127, 127, 127});
    CHECK(on_white(Pixels{1, 1, 1, {7}}).bytes == std::vector<unsigned char>{7, 7, 7});
}

TEST_CASE("a smaller picture is made of means, never larger than it was, and a thin line stays in it") {
    Pixels lined{8, 8, 1, std::vector<unsigned char>(64, 255)};
    for (std::size_t y = 0; y < 8; ++y) lined.bytes[y * 8 + 3] = 0;
    const Pixels small = reduced(lined, 2, 2);
    CHECK(small.width == 2);
    CHECK(small.bytes == std::vector<unsigned char>{191, 255, 191, 255});
    CHECK(reduced(lined, 100, 100).bytes == lined.bytes);
    CHECK(reduced(lined, 0, 0).bytes.size() == 1);
    // No size leaves out a row or counts one twice: the mean of all stays.
    Pixels even{7, 5, 1, std::vector<unsigned char>(35, 90)};
    for (std::size_t width = 1; width <= 7; ++width) CHECK(reduced(even, width, 3).bytes == std::vector<unsigned char>(width * 3, 90));
}
