// What a filter of leaked passwords costs, beside theory and beside a plain Bloom filter with as many false alarms: bits for
// each entry, questions in a second, false alarms. Run by hand: cmake --build --preset release --target amparo_bench_breach.

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "checks/accounts/breach.hpp"

using namespace amparo;
using Clock = std::chrono::steady_clock;

namespace {

/// Hashes that sort by their number, so that no list needs to be sorted.
Sha1Digest digest_of(std::uint64_t number, std::uint64_t count) {
    Sha1Digest out{};
    std::uint64_t noise = number * 0x9E3779B97F4A7C15ULL;
    noise ^= noise >> 31U;
    const std::uint64_t step = UINT64_MAX / count;
    const std::uint64_t key = number * step + noise % step;
    for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<std::uint8_t>(key >> (56 - 8 * i));
    for (std::size_t i = 8; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(noise >> (i % 8 * 8));
    return out;
}

/// The list as a file that is made while it is read.
class MadeList final : public ByteSource {
  public:
    explicit MadeList(std::uint64_t count) : count_(count) {}
    static constexpr std::uint64_t kLine = 40 + 3;
    std::uint64_t size() const override { return count_ * kLine; }
    Result<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        static constexpr char kHex[] = "0123456789ABCDEF";
        std::size_t done = 0;
        while (done < into.size() && offset + done < size()) {
            const Sha1Digest digest = digest_of((offset + done) / kLine, count_);
            std::array<char, kLine> line{};
            for (std::size_t i = 0; i < 20; ++i) {
                line[2 * i] = kHex[digest[i] >> 4U];
                line[2 * i + 1] = kHex[digest[i] & 15U];
            }
            line[40] = ':';
            line[41] = '1';
            line[42] = '\n';
            for (std::size_t at = (offset + done) % kLine; at < kLine && done < into.size(); ++at) into[done++] = line[at];
        }
        return done;
    }

  private:
    std::uint64_t count_;
};

/// The plain one: as many bits as its false alarms ask for, and two hashes for all its probes.
class Bloom {
  public:
    Bloom(std::uint64_t count, double rate)
        : bits_(static_cast<std::uint64_t>(std::ceil(-static_cast<double>(count) * std::log(rate) / (std::log(2.0) * std::log(2.0))))),
          probes_(static_cast<unsigned>(std::lround(-std::log2(rate)))), words_(bits_ / 64 + 1) {}
    void add(const Sha1Digest& digest) {
        for (unsigned i = 0; i < probes_; ++i) words_[place(digest, i) / 64] |= std::uint64_t{1} << (place(digest, i) % 64);
    }
    bool holds(const Sha1Digest& digest) const {
        for (unsigned i = 0; i < probes_; ++i) {
            if ((words_[place(digest, i) / 64] >> (place(digest, i) % 64) & 1U) == 0) return false;
        }
        return true;
    }
    double bits_per_entry(std::uint64_t count) const { return static_cast<double>(words_.size()) * 64 / static_cast<double>(count); }

  private:
    std::uint64_t place(const Sha1Digest& digest, unsigned i) const {
        std::uint64_t a = 0;
        std::uint64_t b = 0;
        for (std::size_t k = 0; k < 8; ++k) {
            a = a << 8U | digest[k];
            b = b << 8U | digest[k + 8];
        }
        a *= 0xff51afd7ed558ccdULL;
        a ^= a >> 33U;
        return (a + i * (b | 1U)) % bits_;
    }
    std::uint64_t bits_;
    unsigned probes_;
    std::vector<std::uint64_t> words_;
};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

template <typename Holds>
void ask(const char* name, std::uint64_t count, double bits_per_entry, double theory, const Holds& holds) {
    constexpr std::uint64_t kAsked = 2'000'000;
    std::uint64_t missing = 0;
    for (std::uint64_t i = 0; i < 100'000; ++i) missing += holds(digest_of(i * 7 % count, count)) ? 0U : 1U;
    std::uint64_t alarms = 0;
    const auto start = Clock::now();
    for (std::uint64_t i = 0; i < kAsked; ++i) {
        // Between two entries lies none.
        Sha1Digest other = digest_of(i * 13 % count, count);
        other[6] ^= 0x5A;
        other[7] ^= static_cast<std::uint8_t>(i | 1U);
        alarms += holds(other) ? 1U : 0U;
    }
    const double time = seconds_since(start);
    std::printf("%-14s %6.2f bits an entry (theory's least %5.2f), false alarms 1 in %8.0f, %5.2f million questions a second, missing %llu\n", name,
                bits_per_entry, theory, alarms == 0 ? 0 : static_cast<double>(kAsked) / static_cast<double>(alarms),
                static_cast<double>(kAsked) / time / 1e6, static_cast<unsigned long long>(missing));
}

}  // namespace

int main(int count_of_words, char** words) {
    const std::uint64_t count = count_of_words > 1 ? std::strtoull(words[1], nullptr, 10) : 3'000'000;
    const MadeList list(count);
    std::printf("%llu hashes, a list of %.0f MB\n", static_cast<unsigned long long>(count), static_cast<double>(list.size()) / 1e6);
    for (const unsigned bits : {8U, 12U, 16U}) {
        std::string file;
        accounts::FilterOptions options;
        options.bits = bits;
        const auto start = Clock::now();
        const auto built = accounts::build_breach_filter(list, options, [&](std::uint64_t at, std::string_view bytes) -> Result<void> {
            if (file.size() < at + bytes.size()) file.resize(static_cast<std::size_t>(at) + bytes.size());
            file.replace(static_cast<std::size_t>(at), bytes.size(), bytes);
            return {};
        });
        if (!built) return 1;
        std::printf("fuse filter of %u bits: made in %.1f s, %.0f MB\n", bits, seconds_since(start), static_cast<double>(file.size()) / 1e6);
        const MemorySource source(file);
        const auto opened = accounts::BreachList::open(source);
        if (!opened) return 1;
        ask("  fuse", count, built->bits_per_entry(), bits, [&](const Sha1Digest& digest) { return opened->holds(digest).value_or(false); });
        const double rate = std::pow(2.0, -static_cast<double>(bits));
        Bloom bloom(count, rate);
        for (std::uint64_t i = 0; i < count; ++i) bloom.add(digest_of(i, count));
        ask("  Bloom", count, bloom.bits_per_entry(count), bits, [&](const Sha1Digest& digest) { return bloom.holds(digest); });
    }
    return 0;
}
