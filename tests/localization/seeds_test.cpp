#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "localization/plural.hpp"
#include "localization/po.hpp"
#include "tests/support/fixtures.hpp"

namespace {

using namespace amparo;
using namespace amparo::localization;

struct Seed {
    std::string name;
    std::string bytes;
    [[nodiscard]] bool good() const { return name.starts_with("good-"); }
};

std::vector<Seed> seeds(const std::string& kind) {
    std::vector<Seed> out;
    const std::filesystem::path folder = test::source_folder() / "tests/fuzz/seeds" / kind;
    for (const auto& child : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(child.path(), std::ios::binary);
        out.push_back({child.path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
    }
    std::ranges::sort(out, {}, &Seed::name);
    return out;
}

TEST_CASE("good seeds of PO files are read whole and written canonically, bad ones are refused with a line") {
    std::size_t good = 0;
    const auto all = seeds("po");
    for (const Seed& seed : all) {
        const auto file = parse_po(seed.bytes);
        INFO(seed.name << " " << (file ? "" : file.error().detail));
        CHECK(file.has_value() == seed.good());
        if (file) {
            ++good;
            const auto again = parse_po(write_po(*file));
            REQUIRE(again);
            CHECK(write_po(*again) == write_po(*file));
        } else {
            CHECK(file.error().detail.starts_with("line "));
        }
    }
    CHECK(good >= 3);
    CHECK(all.size() - good >= 5);
}

TEST_CASE("good seeds of plural rules are read, bad ones are refused or have numbers without a form") {
    std::size_t good = 0;
    const auto all = seeds("plural");
    for (const Seed& seed : all) {
        const auto rule = PluralRule::parse(seed.bytes);
        INFO(seed.name);
        CHECK((rule && rule->covers_all()) == seed.good());
        good += seed.good() ? 1U : 0U;
    }
    CHECK(good >= 3);
    CHECK(all.size() - good >= 3);
}

}  // namespace
