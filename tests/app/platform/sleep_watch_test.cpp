// The watch for sleep says nothing while the computer is awake, and ends at once when it is no longer wanted.

#include "app/platform/sleep_watch.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

using namespace amparo;

TEST_CASE("a computer that is awake has not slept, and the watch goes without waiting") {
    std::atomic<int> told = 0;
    const auto asleep = time_asleep();
    const auto start = std::chrono::steady_clock::now();
    {
        const auto watch = watch_sleep([&] { ++told; });
        REQUIRE(watch != nullptr);
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    CHECK(told == 0);
    CHECK(time_asleep() - asleep < std::chrono::milliseconds(500));
}
