// Every call to the stick fails once and for ever, every bit flips: an error is said, what was saved stays, and trying
// again works. Groups C, C2 and E.

#include <random>

#include "app/vault/wire.hpp"
#include "tests/app/vault/small_vault.hpp"
#include "tests/support/soak.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

TEST_CASE("every error of the stick during a save leaves what was saved, and trying again works") {
    const StickState base = stick_with("before");
    std::size_t failures = 0;
    for (const Errc code : {Errc::NoSpace, Errc::Io, Errc::Denied, Errc::Conflict}) {
        for (const Repeat repeat : {Repeat::Once, Repeat::Forever}) {
            for (const std::size_t part : {0U, 1U, 16'000U}) {
                for (std::size_t nth = 1;; ++nth) {
                    FaultStorage stick(base);
                    auto vault = open_vault(stick);
                    REQUIRE(vault.has_value());
                    write_note(vault->change_records(), "after");
                    const std::size_t calls = stick.calls().size();
                    stick.fail_call(nth, code, repeat, part);
                    auto saved = vault->save(1);
                    if (saved) saved = vault->mirror();
                    const bool reached = stick.calls().size() - calls >= nth;
                    stick.heal();
                    INFO(errc_name(code) << " at call " << nth << ", part " << part);
                    if (reached) {
                        ++failures;
                        CHECK_FALSE(saved.has_value());
                        // One copy is whole at every moment, and holds the old or the new.
                        const Store store = look_at_store(stick, small_rules());
                        CHECK(store.state == StoreState::Ready);
                        FaultStorage plugged(stick.seen());
                        const std::string note = note_of(must(open_vault(plugged)).records());
                        CHECK((note == "before" || note == "after"));
                    }
                    must(vault->save(2));
                    must(vault->mirror());
                    CHECK(stick.seen().files.at("store.1") == stick.seen().files.at("store.2"));
                    FaultStorage plugged(stick.seen());
                    CHECK(note_of(must(open_vault(plugged)).records()) == "after");
                    if (!reached) break;
                }
            }
        }
    }
    CHECK(failures > 300);
}

TEST_CASE("every error of the stick while opening gives an error or what was saved") {
    const StickState base = stick_with("hello");
    for (const bool torn : {false, true}) {
        StickState state = base;
        if (torn) state.files["store.1"][9000] = static_cast<char>(state.files["store.1"][9000] ^ 1);
        for (std::size_t nth = 1;; ++nth) {
            FaultStorage stick(state);
            stick.fail_call(nth, Errc::Io, Repeat::Once, 100);
            const std::size_t calls = stick.calls().size();
            {
                const auto vault = open_vault(stick);
                if (vault) CHECK(note_of(vault->records()) == "hello");
            }
            const bool reached = stick.calls().size() - calls >= nth;
            stick.heal();
            CHECK(note_of(must(open_vault(stick)).records()) == "hello");
            if (!reached) break;
        }
    }
}

TEST_CASE("a bit that flips in one copy is healed from the other", "[soak-flips]") {
    const StickState base = stick_with("hello");
    std::mt19937_64 random(soak_seed(7));
    constexpr int kFlips = 700;
    for (int i = 0; i < kFlips; ++i) {
        StickState state = base;
        std::string& copy = state.files[i % 2 == 0 ? "store.1" : "store.2"];
        // Every third flip in the head, which is small.
        const std::size_t at = random() % (i % 3 == 0 ? 1300 : copy.size());
        copy[at] = static_cast<char>(static_cast<unsigned char>(copy[at]) ^ (1U << (random() % 8U)));
        FaultStorage stick(state);
        const auto vault = open_vault(stick);
        INFO("byte " << at);
        if (!vault) FAIL("not opened: " << vault.error().detail);
        if (note_of(vault->records()) != "hello") FAIL("wrong data");
        if (vault->standing() == Standing::Writer && stick.seen().files.at("store.1") != stick.seen().files.at("store.2")) FAIL("not healed");
    }
}

TEST_CASE("bits that flip in both copies never give wrong data", "[soak-flips]") {
    const StickState base = stick_with("hello");
    std::mt19937_64 random(soak_seed(8));
    constexpr int kFlips = 700;
    int opened = 0;
    for (int i = 0; i < kFlips; ++i) {
        StickState state = base;
        for (const char* name : {"store.1", "store.2"}) {
            const std::size_t at = random() % (i % 3 == 0 ? 1300 : state.files[name].size());
            state.files[name][at] = static_cast<char>(static_cast<unsigned char>(state.files[name][at]) ^ (1U << (random() % 8U)));
        }
        FaultStorage stick(state);
        const auto vault = open_vault(stick);
        if (!vault) continue;
        ++opened;
        if (note_of(vault->records()) != "hello") FAIL("wrong data");
    }
    CHECK(opened > 0);
}

TEST_CASE("heads with every field out of range are refused before anything is derived") {
    const std::string image = stick_with("hello").files.at("store.1");
    struct Field {
        std::size_t at;
        std::size_t bytes;
    };
    const std::vector<std::uint64_t> odd = {0, 1, 17, 63, 1024, 4095, 4097, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, std::uint64_t{1} << 63U, ~std::uint64_t{0}};
    std::size_t refused = 0;
    for (const Field field : {Field{0, 8}, Field{8, 2}, Field{10, 2}, Field{12, 4}, Field{48, 4}, Field{52, 4}, Field{56, 8}, Field{64, 8}, Field{72, 4}, Field{76, 4}, Field{80, 8}, Field{120, 8}}) {
        for (const std::uint64_t value : odd) {
            std::string head = image.substr(0, kHeadBytes);
            for (std::size_t i = 0; i < field.bytes; ++i) head[field.at + i] = static_cast<char>((value >> (8 * i)) & 0xFFU);
            if (head == image.substr(0, kHeadBytes)) continue;
            const auto parsed = parse_head(as_bytes(head), small_rules());
            if (!parsed) ++refused;
            if (!parsed) continue;
            CHECK(parsed->cost.passes <= 16);
            CHECK(parsed->cost.memory <= std::uint64_t{1} << 30U);
        }
    }
    CHECK(refused >= 110);
    for (std::size_t cut = 0; cut < kHeadBytes; cut += 7) CHECK_FALSE(parse_head(as_bytes(image).first(cut), small_rules()).has_value());
    // What people have is read with the rules of people: no file asks for the sizes of the tests.
    CHECK(parse_head(as_bytes(image), Rules{}).error().code == Errc::Corrupt);
    // A later version says so politely.
    std::string later = image;
    later[8] = 2;
    later[10] = 2;
    CHECK(parse_head(as_bytes(later), small_rules()).error().code == Errc::Unsupported);
}

TEST_CASE("payloads that nobody writes are refused, whatever the lengths in them say") {
    Payload payload;
    payload.counter = 5;
    must(payload.records.put({1, 0, RecordId{1}, "one"}));
    must(payload.records.put({2, 0x10000, RecordId{2}, ""}));
    const std::string good = write_payload(payload);
    const Payload again = must(parse_payload(as_bytes(good)));
    CHECK(again.records == payload.records);
    CHECK(write_payload(again) == good);
    const auto with = [&](std::size_t at, std::uint64_t value, std::size_t bytes) {
        std::string out = good.substr(0, good.size() - 32);
        for (std::size_t i = 0; i < bytes; ++i) out[at + i] = static_cast<char>((value >> (8 * i)) & 0xFFU);
        return out + std::string(as_text(blake2b(as_bytes(out))));
    };
    for (const std::uint64_t length : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{4}, std::uint64_t{1} << 31U, std::uint64_t{0xFFFFFFFF}, std::uint64_t{1} << 63U, ~std::uint64_t{0}}) {
        CHECK_FALSE(parse_payload(as_bytes(with(18 + 24, length, 8))).has_value());
        CHECK_FALSE(parse_payload(as_bytes(with(14, length, 4))).has_value());
    }
    CHECK(parse_payload(as_bytes(with(18 + 4, 1, 4))).error().code == Errc::Unsupported);
    CHECK(parse_payload(as_bytes(with(4, 2, 2))).error().code == Errc::Unsupported);
    for (std::size_t cut = 0; cut < good.size(); ++cut) CHECK_FALSE(parse_payload(as_bytes(good).first(cut)).has_value());
    std::string twice = good.substr(0, good.size() - 32);
    std::copy_n(twice.begin() + 18, 24, twice.begin() + 18 + 35);
    twice += as_text(blake2b(as_bytes(twice)));
    CHECK_FALSE(parse_payload(as_bytes(twice)).has_value());
    Records many;
    CHECK(many.put({1, 0, RecordId{}, std::string(kRecordBytes + 1, 'x')}).error().code == Errc::Limit);
    // Bytes that somebody with the key wrote, with the right checksum: of another kind, and a record longer than any.
    CHECK(parse_payload(as_bytes(with(0, 'x', 1))).error().code == Errc::Corrupt);
    std::string huge = good.substr(0, 14) + std::string("\1\0\0\0", 4) + std::string(24, '\0');
    append_le(huge, static_cast<std::uint64_t>(kRecordBytes + 1));
    huge += std::string(kRecordBytes + 1, 'x');
    huge += as_text(blake2b(as_bytes(huge)));
    CHECK(parse_payload(as_bytes(huge)).error().code == Errc::Corrupt);
}
