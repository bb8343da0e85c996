// Lists of leaked passwords and the filter made of them.

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "checks/accounts/breach.hpp"
#include "tests/checks/accounts/support.hpp"

using namespace amparo;
using accounts::BreachKind;
using accounts::BreachList;

namespace {

Sha1Digest digest_of(int number) { return sha1("password " + std::to_string(number)); }

std::string hex(const Sha1Digest& digest) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out(2 * digest.size(), '0');
    for (std::size_t i = 0; i < digest.size(); ++i) {
        out[2 * i] = kHex[digest[i] >> 4U];
        out[2 * i + 1] = kHex[digest[i] & 15U];
    }
    return out;
}

/// "HASH:COUNT" for numbers 0 to `count`, sorted; every tenth was seen once only.
std::string list_of(int count, const char* line_end = "\r\n") {
    std::map<std::string, int> lines;
    for (int i = 0; i < count; ++i) lines[hex(digest_of(i))] = i % 10 == 0 ? 1 : 5;
    std::string out;
    for (const auto& [hash, seen] : lines) out += hash + ":" + std::to_string(seen) + line_end;
    return out;
}

std::string filter_of(const std::string& list, const accounts::FilterOptions& options, accounts::FilterReport* report = nullptr) {
    std::string file;
    const auto built = accounts::build_breach_filter(MemorySource(list), options, [&](std::uint64_t at, std::string_view bytes) -> Result<void> {
        if (file.size() < at + bytes.size()) file.resize(static_cast<std::size_t>(at) + bytes.size());
        file.replace(static_cast<std::size_t>(at), bytes.size(), bytes);
        return {};
    });
    REQUIRE(built.has_value());
    if (report != nullptr) *report = *built;
    return file;
}

/// A list that is too large to be read whole, made of lines while it is read.
class LongList final : public ByteSource {
  public:
    static constexpr std::uint64_t kLines = 1'600'000;
    static constexpr std::uint64_t kLine = 40 + 3;
    static Sha1Digest digest(std::uint64_t number) {
        Sha1Digest out{};
        const std::uint64_t key = number * (UINT64_MAX / kLines) + 7;
        for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<std::uint8_t>(key >> (56 - 8 * i));
        return out;
    }
    std::uint64_t size() const override { return kLines * kLine; }
    Result<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        std::size_t done = 0;
        while (done < into.size() && offset + done < size()) {
            const std::uint64_t line = (offset + done) / kLine;
            const std::string words = hex(digest(line)) + ":1\n";
            const std::size_t from = static_cast<std::size_t>((offset + done) % kLine);
            const std::size_t take = std::min(words.size() - from, into.size() - done);
            words.copy(into.data() + done, take, from);
            done += take;
            ++reads;
        }
        return done;
    }
    mutable std::uint64_t reads = 0;
};

}  // namespace

TEST_CASE("a list is asked for hashes that are on it and hashes that are not") {
    for (const char* end : {"\n", "\r\n"}) {
        const std::string list = list_of(2000, end);
        const MemorySource source(list);
        const auto opened = BreachList::open(source);
        REQUIRE(opened.has_value());
        CHECK(opened->kind() == BreachKind::HashList);
        for (int i = 0; i < 2000; ++i) REQUIRE(opened->holds(digest_of(i)).value());
        for (int i = 2000; i < 4000; ++i) REQUIRE_FALSE(opened->holds(digest_of(i)).value());
    }
}

TEST_CASE("a long list is asked in place, with a few reads") {
    const LongList list;
    const auto opened = BreachList::open(list);
    REQUIRE(opened.has_value());
    list.reads = 0;
    for (std::uint64_t i = 0; i < 200; ++i) {
        const std::uint64_t line = i * 19'997 % LongList::kLines;
        REQUIRE(opened->holds(LongList::digest(line)).value());
        Sha1Digest other = LongList::digest(line);
        other[19] = 1;
        REQUIRE_FALSE(opened->holds(other).value());
    }
    CHECK(opened->holds(LongList::digest(0)).value());
    CHECK(opened->holds(LongList::digest(LongList::kLines - 1)).value());
    CHECK_FALSE(opened->holds(Sha1Digest{}).value());
    // A window of 4 KiB is about 100 lines; three windows for each question are plenty.
    CHECK(list.reads < 402 * 400);
}

TEST_CASE("a short list may be out of order, as people make them") {
    std::string list = hex(digest_of(1)) + "\n" + hex(sha1("")) + ":3\n" + hex(digest_of(2)) + ":1";
    const MemorySource source(list);
    const auto opened = BreachList::open(source);
    REQUIRE(opened.has_value());
    CHECK(opened->holds(digest_of(1)).value());
    CHECK(opened->holds(sha1("")).value());
    CHECK(opened->holds(digest_of(2)).value());
    CHECK_FALSE(opened->holds(digest_of(3)).value());
}

TEST_CASE("a filter holds every hash of its list, and errs as seldom as it says") {
    const int count = 30'000;
    const std::string list = list_of(count);
    for (const unsigned bits : {8U, 12U, 16U}) {
        accounts::FilterReport report;
        accounts::FilterOptions options;
        options.bits = bits;
        const std::string file = filter_of(list, options, &report);
        CHECK(report.entries == static_cast<std::uint64_t>(count));
        CHECK(report.bytes == file.size());
        CHECK(report.bits_per_entry() < bits * 1.25 + 0.1);
        const MemorySource source(file);
        const auto opened = BreachList::open(source);
        REQUIRE(opened.has_value());
        CHECK(opened->kind() == BreachKind::Filter);
        CHECK(opened->entries() == static_cast<std::uint64_t>(count));
        CHECK(opened->false_alarm_in() == std::uint64_t{1} << bits);
        for (int i = 0; i < count; ++i) REQUIRE(opened->holds(digest_of(i)).value());
        int alarms = 0;
        const int asked = 60'000;
        for (int i = count; i < count + asked; ++i) alarms += opened->holds(digest_of(i)).value() ? 1 : 0;
        const double expected = static_cast<double>(asked) / static_cast<double>(1U << bits);
        CHECK(alarms < expected * 1.4 + 6);
    }
}

TEST_CASE("seldom seen hashes can be left out, and several parts are made of a longer list") {
    accounts::FilterReport report;
    accounts::FilterOptions options;
    options.least_count = 2;
    const std::string list = list_of(5000);
    const std::string file = filter_of(list, options, &report);
    CHECK(report.left_out == 500);
    CHECK(report.entries == 4500);
    const MemorySource source(file);
    const auto opened = BreachList::open(source);
    CHECK(opened->holds(digest_of(1)).value());

    const LongList longer;
    std::uint64_t end = 0;
    const auto built = accounts::build_breach_filter(longer, {}, [&](std::uint64_t at, std::string_view bytes) -> Result<void> {
        end = std::max(end, at + bytes.size());
        return {};
    });
    REQUIRE(built.has_value());
    CHECK(built->entries == LongList::kLines);
    CHECK(built->bytes == end);
    CHECK(built->bits_per_entry() < 14.2);
}

TEST_CASE("lists that are none, of another kind, or out of order are refused with their line") {
    const auto refuse = [](const std::string& list) {
        const auto built = accounts::build_breach_filter(MemorySource(list), {}, [](std::uint64_t, std::string_view) { return Result<void>{}; });
        return built ? std::string("built") : std::string(errc_name(built.error().code)) + " " + built.error().detail;
    };
    CHECK(refuse(hex(digest_of(1)) + "\nhello\n") == "corrupt line 2: no hash");
    CHECK(refuse("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF:1\n0000000000000000000000000000000000000000:1\n") == "corrupt line 2: not in order");
    CHECK(refuse("0123456789ABCDEF0123456789ABCDEF:5\n") == "unsupported line 1: hashes of another kind");
    CHECK_FALSE(BreachList::open(MemorySource("hello")).has_value());
    CHECK_FALSE(BreachList::open(MemorySource("")).has_value());
    CHECK(BreachList::open(MemorySource("0123456789ABCDEF0123456789ABCDEF:5\n")).error().code == Errc::Unsupported);
}

TEST_CASE("a filter that is cut or damaged says so and never reads beyond its end") {
    const std::string file = filter_of(list_of(500), {});
    for (std::size_t cut = 0; cut < file.size(); cut += 7) {
        const std::string part = file.substr(0, cut);
        const MemorySource source(part);
        const auto opened = BreachList::open(source);
        if (opened) CHECK_FALSE(opened->holds(digest_of(1)).has_value());
    }
    for (std::size_t at = 8; at < 56; ++at) {
        std::string changed = file;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        const MemorySource source(changed);
        const auto opened = BreachList::open(source);
        if (opened) static_cast<void>(opened->holds(digest_of(1)));
    }
    CHECK(accounts::describe_breach_file(file).value().starts_with("filter of 500"));
}
