#include "app/base/hex.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;

TEST_CASE("bytes come back from their hexadecimal digits, and from nothing else") {
    const std::string bytes("\0\x7F\xFFz", 4);
    CHECK(text::bytes_of_hex(text::to_hex(bytes)) == bytes);
    CHECK(text::bytes_of_hex("7FfF") == "\x7F\xFF");
    CHECK(text::bytes_of_hex("").empty());
    CHECK(text::bytes_of_hex("00zz").empty());
    CHECK(text::bytes_of_hex("417") == "A");
}
