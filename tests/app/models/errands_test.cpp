// Errands are done in their order on another thread, and all of them before the one who sends goes.

#include "app/models/errands.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>
#include <vector>

using namespace amparo::models;

TEST_CASE("errands are done in order, elsewhere, and none is lost at the end") {
    std::vector<int> done;
    const auto here = std::this_thread::get_id();
    bool elsewhere = true;
    {
        Errands errands;
        for (int i = 0; i < 20; ++i) {
            errands.run([&, i] {
                if (i == 0) std::this_thread::sleep_for(std::chrono::milliseconds(30));
                elsewhere = elsewhere && std::this_thread::get_id() != here;
                done.push_back(i);
            });
        }
    }
    REQUIRE(done.size() == 20);
    CHECK(elsewhere);
    for (int i = 0; i < 20; ++i) CHECK(done[static_cast<std::size_t>(i)] == i);
}
