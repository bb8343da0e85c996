#pragma once
// What every whole page has to hold: nothing beyond its edges, nothing too small to press, no id where words should be.

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/app/screens/house.hpp"
#include "tests/support/screen_judge.hpp"

namespace amparo::test {

inline void check_nodes(House& house, const std::string& where) {
    CHECK(house.nodes().size() > 3);
    const std::vector<std::string> problems = judge_screen(house.headless.ui());
    for (const std::string& problem : problems) FAIL_CHECK(where << ": " << problem);
    // While the ten seconds pass there are two: the button that cancels, and Hide now.
    CHECK(house.items.size() >= 2);
    for (const std::string& problem : judge_items(house.headless.ui(), house.items)) FAIL_CHECK(where << ": " << problem);
}

}  // namespace amparo::test
