// Files of the size that people really have: ten thousand logins, and an export of a gigabyte.

#include <zlib.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <fstream>
#include <random>

#include "app/base/text.hpp"
#include "checks/accounts/export_reader.hpp"
#include "tests/checks/accounts/support.hpp"

using namespace amparo;
using Clock = std::chrono::steady_clock;

namespace {

/// KiB of this process in memory now.
std::size_t resident() {
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("VmRSS:")) return static_cast<std::size_t>(text::to_integer(text::words(line)[1]).value_or(0));
    }
    return 0;
}

void put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
}

/// An archive with one stored table of log-ins of about a gigabyte, made while it is read.
class HugeTakeout final : public ByteSource {
  public:
    static constexpr std::uint64_t kBlocks = 1024;

    HugeTakeout() {
        header_ = "Gaia ID,Activity Timestamp,IP Address,Proxiedhost IP Address,Is Non-routable IP Address,User Agent String,Product Name\n";
        for (int row = 0; block_.size() < 1024 * 1024; ++row) {
            block_ += "123456789,2026-11-" + std::to_string(10 + row % 20) + " 08:15:" + std::to_string(10 + row % 50) + " UTC,203.0." +
                      std::to_string(row % 200) + "." + std::to_string(row % 250) + ",,false,\"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko Firefox/" +
                      std::to_string(100 + row % 30) + ".0\",Gmail\n";
            ++rows_in_block;
        }
        size_ = header_.size() + kBlocks * block_.size();
        std::uint32_t crc = checksum(0, header_);
        for (std::uint64_t i = 0; i < kBlocks; ++i) crc = checksum(crc, block_);
        const std::string name = "Takeout/Access Log Activity/Activities.csv";
        std::string common;
        put(common, 20, 2);
        put(common, 0x800, 2);
        put(common, 0, 2);
        put(common, 0x21, 4);
        put(common, crc, 4);
        put(common, size_, 4);
        put(common, size_, 4);
        put(common, name.size(), 2);
        before_ = "PK\x03\x04" + common + std::string(2, '\0') + name;
        after_ = "PK\x01\x02";
        put(after_, 20, 2);
        after_ += common + std::string(12, '\0');
        put(after_, 0, 4);
        after_ += name;
        const std::size_t list = after_.size();
        after_ += "PK\x05\x06";
        put(after_, 0, 4);
        put(after_, 1, 2);
        put(after_, 1, 2);
        put(after_, list, 4);
        put(after_, before_.size() + size_, 4);
        put(after_, 0, 2);
    }
    std::uint64_t size() const override { return before_.size() + size_ + after_.size(); }
    Result<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        std::size_t done = 0;
        while (done < into.size() && offset + done < size()) {
            const std::uint64_t at = offset + done;
            std::string_view part;
            if (at < before_.size()) {
                part = std::string_view(before_).substr(static_cast<std::size_t>(at));
            } else if (at < before_.size() + header_.size()) {
                part = std::string_view(header_).substr(static_cast<std::size_t>(at - before_.size()));
            } else if (at < before_.size() + size_) {
                part = std::string_view(block_).substr(static_cast<std::size_t>((at - before_.size() - header_.size()) % block_.size()));
            } else {
                part = std::string_view(after_).substr(static_cast<std::size_t>(at - before_.size() - size_));
            }
            done += part.copy(into.data() + done, into.size() - done);
        }
        return done;
    }
    std::uint64_t rows_in_block = 0;

  private:
    static std::uint32_t checksum(std::uint32_t crc, const std::string& text) {
        return static_cast<std::uint32_t>(::crc32(crc, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
    }
    std::string header_;
    std::string block_;
    std::string before_;
    std::string after_;
    std::uint64_t size_ = 0;
};

}  // namespace

TEST_CASE("a Takeout of a gigabyte is read whole, with progress, in a few megabytes of memory") {
    const HugeTakeout takeout;
    CHECK(takeout.size() > 1'000'000'000);
    const std::size_t before = resident();
    const auto archive = accounts::Archive::open(takeout);
    REQUIRE(archive.has_value());
    accounts::ActivityBook book;
    accounts::ExportOptions options;
    std::size_t most = 0;
    int steps = 0;
    std::uint64_t last = 0;
    options.progress = [&](std::uint64_t done, std::uint64_t all) {
        if ((done - last) * 100 < all && done != all) return;
        last = done;
        ++steps;
        most = std::max(most, resident());
    };
    const auto start = Clock::now();
    const auto report = accounts::read_export(*accounts::files_of(*archive), book, options);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    WARN("1 GB: " << seconds << " s, " << (most - std::min(most, before)) / 1024 << " MiB more than before, " << book.records() << " records");
    CHECK(report.problems.empty());
    CHECK(book.records() == HugeTakeout::kBlocks * takeout.rows_in_block);
    CHECK(steps > 90);
    CHECK(most < before + 32 * 1024);
}

TEST_CASE("ten thousand logins are judged within the budget of memory, and of time where the compiler was asked to hurry") {
    std::mt19937 random(7);
    std::string table = "name,url,username,password\n";
    const auto letters = [&](std::size_t count) {
        static constexpr std::string_view kSet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%&*";
        std::string out;
        for (std::size_t i = 0; i < count; ++i) out.push_back(kSet[random() % kSet.size()]);
        return out;
    };
    for (int i = 0; i < 10'000; ++i) {
        const std::string word = i % 5 == 0 ? "Sunflower" + std::to_string(i % 97) : letters(8 + random() % 17);
        table += "S" + std::to_string(i) + ",https://s" + std::to_string(i) + ".example/login,amal" + std::to_string(i % 40) + "@mail.example," + word + "\n";
    }
    const std::size_t before = resident();
    const auto start = Clock::now();
    const auto read = test::imported(table);
    const auto directory = test::directory();
    const auto& breaches = test::breaches();
    accounts::ReviewContext context;
    context.directory = &directory;
    context.breaches = &breaches;
    context.today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
    const auto review = accounts::review_passwords({&read.import, 1}, context);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const std::size_t more = resident() - std::min(resident(), before);
    WARN("10,000 logins: " << seconds << " s, " << more / 1024 << " MiB");
    CHECK(review.logins == 10'000);
    CHECK(more < 200 * 1024);
#ifdef NDEBUG
    CHECK(seconds < 2);
#else
    CHECK(seconds < 12);
#endif
}
