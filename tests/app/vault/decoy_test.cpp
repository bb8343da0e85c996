// A vault with a second profile looks like one without: a classifier that is taught on half of four hundred vaults knows
// no better than a coin on the other half, and finds a planted difference at once. Groups D and D2.

#include <sodium.h>

#include <array>
#include <cmath>
#include <random>

#include "tests/app/vault/small_vault.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

namespace {

/// Random bytes that are the same in every run of the test.
std::mt19937_64& seeded() {
    static std::mt19937_64 random;
    return random;
}
std::uint32_t next_random() { return static_cast<std::uint32_t>(seeded()()); }
void fill_random(void* buffer, std::size_t size) {
    auto* bytes = static_cast<unsigned char*>(buffer);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<unsigned char>(seeded()());
}
const char* name_of_random() { return "seeded"; }

struct SeededRandom {
    explicit SeededRandom(std::uint64_t seed) {
        REQUIRE(start_sodium().has_value());
        seeded().seed(seed);
        static randombytes_implementation seeded_kind{name_of_random, next_random, nullptr, nullptr, fill_random, nullptr};
        randombytes_set_implementation(&seeded_kind);
    }
    ~SeededRandom() { randombytes_set_implementation(&randombytes_sysrandom_implementation); }
    SeededRandom(const SeededRandom&) = delete;
    SeededRandom& operator=(const SeededRandom&) = delete;
};

constexpr std::size_t kFeatures = 40;
using Features = std::array<double, kFeatures>;

/// What an examiner may look at: how even the bytes are, runs, ends, and the count, in each slot and bay.
Features look_at(const std::string& image) {
    Features out{};
    std::size_t at = 0;
    const auto area = [&](std::size_t start, std::size_t size) {
        std::array<std::size_t, 256> counts{};
        double sum = 0;
        double changes = 0;
        std::size_t run = 1;
        std::size_t longest = 1;
        for (std::size_t i = 0; i < size; ++i) {
            const auto byte = static_cast<unsigned char>(image[start + i]);
            ++counts[byte];
            sum += byte;
            if (i == 0) continue;
            const auto before = static_cast<unsigned char>(image[start + i - 1]);
            changes += std::abs(static_cast<double>(byte) - before);
            run = byte == before ? run + 1 : 1;
            longest = std::max(longest, run);
        }
        double uneven = 0;
        const double expected = static_cast<double>(size) / 256;
        for (const std::size_t count : counts) uneven += (static_cast<double>(count) - expected) * (static_cast<double>(count) - expected) / expected;
        for (const double feature : {uneven, sum / static_cast<double>(size), changes / static_cast<double>(size), static_cast<double>(longest),
                                     static_cast<double>(static_cast<unsigned char>(image[start])),
                                     static_cast<double>(static_cast<unsigned char>(image[start + size - 1]))}) {
            out[at++] = feature;
        }
    };
    for (std::size_t slot = 0; slot < kSlots; ++slot) area(kSlotsAt + slot * kSlotBytes, kSlotBytes);
    for (std::size_t bay = 0; bay < kBays; ++bay) area(kHeadBytes + bay * 16'384, 16'384);
    return out;
}

/// Distance to the means of both kinds, weighed by how much each feature scatters.
double share_told_apart(const std::vector<Features>& without, const std::vector<Features>& with) {
    const std::size_t half = without.size() / 2;
    Features mean_without{};
    Features mean_with{};
    Features scatter{};
    for (std::size_t f = 0; f < kFeatures; ++f) {
        for (std::size_t i = 0; i < half; ++i) {
            mean_without[f] += without[i][f] / static_cast<double>(half);
            mean_with[f] += with[i][f] / static_cast<double>(half);
        }
        for (std::size_t i = 0; i < half; ++i) {
            scatter[f] += std::pow(without[i][f] - mean_without[f], 2) + std::pow(with[i][f] - mean_with[f], 2);
        }
        scatter[f] = scatter[f] / static_cast<double>(2 * half) + 1e-9;
    }
    std::size_t right = 0;
    const auto seems_with = [&](const Features& features) {
        double sum = 0;
        for (std::size_t f = 0; f < kFeatures; ++f) {
            sum += (std::pow(features[f] - mean_without[f], 2) - std::pow(features[f] - mean_with[f], 2)) / scatter[f];
        }
        return sum > 0;
    };
    for (std::size_t i = half; i < without.size(); ++i) {
        right += seems_with(without[i]) ? std::size_t{0} : 1;
        right += seems_with(with[i]) ? std::size_t{1} : 0;
    }
    return static_cast<double>(right) / static_cast<double>(2 * (without.size() - half));
}

std::string long_run(const std::string& image) {
    std::size_t run = 1;
    for (std::size_t i = kImmutableBytes + 1; i < image.size(); ++i) {
        run = image[i] == image[i - 1] ? run + 1 : 1;
        if (run >= 16) return "at byte " + std::to_string(i);
    }
    return {};
}

std::string make(bool with_second, int number) {
    FaultStorage stick;
    {
        Vault vault = make_vault(stick);
        if (with_second) must(vault.make_second(root('d'), 1));
        if (number % 3 == 0) must(vault.set_recovery(root('r'), 1));
        for (int i = 0; i < number % 4; ++i) {
            write_note(vault.change_records(), std::string(static_cast<std::size_t>(number * 13 % 3000), '\0'));
            must(vault.save(i));
        }
        must(vault.mirror());
    }
    const StickState state = stick.seen();
    if (state.files.at("store.1") != state.files.at("store.2")) FAIL("the copies differ");
    if (state.files.size() != 3 || state.files.at("lock") != std::string(16, '\0')) FAIL("another file");
    return state.files.at("store.1");
}

}  // namespace

TEST_CASE("nobody who looks at a vault can tell whether it has a second profile") {
    constexpr std::uint64_t kSeed = 20'261'129;
    constexpr int kEach = 200;
    INFO("seed " << kSeed);
    const SeededRandom random(kSeed);
    std::vector<Features> without;
    std::vector<Features> with;
    std::vector<Features> flawed;
    std::size_t size = 0;
    for (int i = 0; i < kEach; ++i) {
        const std::string one = make(false, i);
        const std::string two = make(true, i);
        if (size == 0) size = one.size();
        REQUIRE(one.size() == size);
        REQUIRE(two.size() == size);
        if (const std::string run = long_run(one) + long_run(two); !run.empty()) FAIL("a long run " << run);
        without.push_back(look_at(one));
        with.push_back(look_at(two));
        // What a careless version would leave: a sector of zeros in the bay that is not used.
        std::string bad = one;
        std::fill_n(bad.begin() + static_cast<std::ptrdiff_t>(kHeadBytes + (i % 2 == 0 ? 0U : 16'384U) + 3000), 512, '\0');
        flawed.push_back(look_at(bad));
    }
    const double share = share_told_apart(without, with);
    WARN("told apart: " << 100 * share << " % of " << 2 * kEach << " vaults, seed " << kSeed);
    CHECK(share >= 0.42);
    CHECK(share <= 0.58);
    CHECK(share_told_apart(without, flawed) > 0.9);
}

TEST_CASE("the public part of the head is the same with and without a second profile") {
    FaultStorage stick(stick_with("main"));
    const std::string before = stick.seen().files.at("store.1").substr(0, kImmutableBytes);
    {
        Vault vault = must(open_vault(stick));
        must(vault.make_second(root('d'), 1));
        must(vault.set_recovery(root('r'), 1));
    }
    CHECK(stick.seen().files.at("store.1").substr(0, kImmutableBytes) == before);
    CHECK(stick.seen().files.at("store.1").size() == kHeadBytes + 2 * 16'384);
}
