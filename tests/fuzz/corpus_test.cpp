// Every seed of every parser, and what happens to it when it is cut, flipped or stuffed. Runs in the ordinary suite and
// under the sanitizers; the libFuzzer targets start from the same seeds.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <random>
#include <vector>

#include "app/base/utf8.hpp"
#include "app/models/parsers.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> seeds_of(std::string_view kind) {
    std::vector<std::string> out;
    const fs::path folder = test::source_folder() / "tests/fuzz/seeds" / kind;
    if (!fs::exists(folder)) return out;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file()) out.push_back(test::read_file(entry.path()));
    }
    return out;
}

/// Parses and insists that whatever comes back is safe to show.
bool accepts(const models::ParserKind& kind, const std::string& bytes) {
    const auto canonical = kind.parse(bytes);
    const std::string& shown = canonical ? *canonical : canonical.error().detail;
    if (canonical && !utf8::is_valid(shown)) FAIL(kind.name << " prints text that is not UTF-8");
    return canonical.has_value();
}

}  // namespace

TEST_CASE("every kind of parser has a seed that it takes and one that it refuses") {
    for (const models::ParserKind& kind : models::parser_kinds()) {
        INFO("kind " << kind.name);
        std::size_t taken = 0;
        std::size_t refused = 0;
        for (const std::string& seed : seeds_of(kind.name)) ++(accepts(kind, seed) ? taken : refused);
        CHECK(taken >= 1);
        CHECK(refused >= 1);
    }
}

TEST_CASE("the kinds are sorted, so that a person finds them in the list") {
    const auto kinds = models::parser_kinds();
    CHECK(std::ranges::is_sorted(kinds, {}, &models::ParserKind::name));
}

TEST_CASE("a seed that is cut anywhere, flipped anywhere or stuffed with controls never breaks a parser") {
    std::mt19937 random(20261123);
    for (const models::ParserKind& kind : models::parser_kinds()) {
        INFO("kind " << kind.name);
        for (const std::string& seed : seeds_of(kind.name)) {
            // All cuts of a small seed; an even sample of a large one keeps the suite quick.
            const std::size_t step = std::max<std::size_t>(1, seed.size() / 300);
            for (std::size_t cut = 0; cut < seed.size(); cut += step) accepts(kind, seed.substr(0, cut));
            for (int round = 0; round < 300 && !seed.empty(); ++round) {
                std::string changed = seed;
                const std::size_t at = random() % changed.size();
                switch (round % 4) {
                    case 0: changed[at] = static_cast<char>(random() & 0xFFU); break;
                    case 1: changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << (random() % 8U))); break;
                    case 2: changed.insert(at, std::string(1 + random() % 8, '\xFF')); break;
                    default: changed.erase(at, 1 + random() % 16); break;
                }
                accepts(kind, changed);
            }
        }
    }
}

TEST_CASE("inputs that no format expects are refused or understood, quickly") {
    const std::vector<std::string> odd = {
        "", std::string(1, '\0'), "\xEF\xBB\xBF", "\xFF\xFE", std::string(1 << 20, '\0'), std::string(1 << 20, '\xFF'),
        std::string(1 << 20, '['), std::string(1 << 20, '{'), std::string(1 << 20, '('), std::string(1 << 20, '"'),
        std::string(1 << 20, '\n'), std::string(1 << 20, '\\'), std::string(1 << 20, ' '), std::string(1 << 20, 'a'),
        std::string(1 << 20, '=')};
    for (const models::ParserKind& kind : models::parser_kinds()) {
        for (const std::string& bytes : odd) {
            INFO("kind " << kind.name << ", " << bytes.size() << " bytes of " << (bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0])));
            const auto start = std::chrono::steady_clock::now();
            accepts(kind, bytes);
            // Generous: a quadratic parser takes minutes here, and the sanitizers slow everything down.
            CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
        }
    }
}
