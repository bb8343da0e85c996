#pragma once
// How much of a test with chance in it is run. As people run tests: a fixed seed, so that a failure comes again. Under
// dist/soak: another seed each round, handed in by AMPARO_SOAK_SEED.

#include <cstdint>
#include <cstdlib>
#include <string>

namespace amparo::test {

/// `usual` but in a soak, where every round has its own.
inline std::uint64_t soak_seed(std::uint64_t usual) {
    const char* round = std::getenv("AMPARO_SOAK_SEED");
    return round == nullptr ? usual : usual + 1'000'003 * std::strtoull(round, nullptr, 10);
}

}  // namespace amparo::test
