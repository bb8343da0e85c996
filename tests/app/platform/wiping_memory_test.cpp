// Memory that is given back holds nothing of what was in it.

#include "app/platform/wiping_memory.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "tests/support/own_memory.hpp"

using namespace amparo;

TEST_CASE("a string, a list and an aligned object leave nothing behind in memory") {
    if (!memory_is_wiped()) SKIP("sanitizer builds keep their own memory");
    const test::Canary canary("name-of-a-witness");
    // The eyes must be able to see: what is alive is found.
    {
        const std::string text = canary.text();
        CHECK(canary.count() >= 1);
        std::vector<std::string> list(20, text);
        CHECK(canary.count() >= 20);
        struct alignas(64) Wide {
            char bytes[64] = {};
        };
        const auto wide = std::make_unique<Wide>();
        std::memcpy(wide->bytes, text.data(), text.size());
        CHECK(canary.count() >= 21);
    }
    CHECK(canary.count() == 0);
}

TEST_CASE("a string that grows leaves no shorter self behind") {
    if (!memory_is_wiped()) SKIP("sanitizer builds keep their own memory");
    const test::Canary canary("name-of-another-witness");
    {
        std::string text = canary.text();
        for (int i = 0; i < 4000; ++i) text.push_back('.');
        CHECK(canary.count() == 1);
    }
    CHECK(canary.count() == 0);
}
