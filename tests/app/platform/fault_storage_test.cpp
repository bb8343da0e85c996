// The stick made of memory has to be worse than every real one, or the tests that rest on it prove nothing.

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

#include "tests/support/fault_storage.hpp"

using namespace amparo;
using namespace amparo::test;

namespace {

std::unique_ptr<StorageFile> open_file(FaultStorage& stick, const std::string& name, OpenMode mode = OpenMode::ReadWrite) {
    auto file = stick.open(name, mode);
    REQUIRE(file.has_value());
    return *std::move(file);
}

std::string sectors(std::string_view letters) {
    std::string out;
    for (const char letter : letters) out += std::string(kSectorBytes, letter);
    return out;
}

/// The letters of a content made of whole sectors; '?' for a mixed one.
std::string letters(const std::string& content) {
    std::string out;
    for (std::size_t at = 0; at < content.size(); at += kSectorBytes) {
        const std::string piece = content.substr(at, kSectorBytes);
        const bool one = piece.find_first_not_of(piece.front()) == std::string::npos;
        out.push_back(!one ? '?' : piece.front() == '\0' ? '0' : piece.front());
    }
    return out;
}

std::set<std::string> contents(const std::vector<StickState>& states, const std::string& name) {
    std::set<std::string> out;
    for (const StickState& state : states) {
        out.insert(state.files.contains(name) ? letters(state.files.at(name)) : "-");
    }
    return out;
}

const StickState kOld{{{"a", sectors("xyz")}}};

}  // namespace

TEST_CASE("what was flushed survives a power loss, whatever else was going on") {
    FaultStorage stick;
    auto file = open_file(stick, "a", OpenMode::CreateNew);
    REQUIRE(file->write(0, as_bytes("hello")).has_value());
    REQUIRE(file->flush().has_value());
    REQUIRE(stick.flush_folder().has_value());
    CHECK(stick.kept().files.at("a") == "hello");
    CHECK(stick.crash_states(100, 1) == std::vector<StickState>{stick.seen()});
    file.reset();
    FaultStorage again(stick.kept());
    CHECK(open_file(again, "a", OpenMode::ReadOnly)->read(0, 5).value() == "hello");
}

TEST_CASE("sectors that were not flushed arrive in any order or not at all") {
    FaultStorage stick(kOld);
    const auto file = open_file(stick, "a");
    REQUIRE(file->write(0, as_bytes(sectors("ABC"))).has_value());
    const auto states = stick.crash_states(1000, 1, SectorDamage::None);
    CHECK(states.size() == 8);
    CHECK(contents(states, "a") ==
          std::set<std::string>{"xyz", "Ayz", "xBz", "xyC", "ABz", "AyC", "xBC", "ABC"});
    CHECK(stick.kept() == kOld);
}

TEST_CASE("a sector that is written twice may hold either version") {
    FaultStorage stick(kOld);
    const auto file = open_file(stick, "a");
    REQUIRE(file->write(0, as_bytes(sectors("A"))).has_value());
    REQUIRE(file->write(0, as_bytes(sectors("B"))).has_value());
    CHECK(contents(stick.crash_states(1000, 1, SectorDamage::None), "a") == std::set<std::string>{"xyz", "Ayz", "Byz"});
}

TEST_CASE("a sector can be torn, emptied or filled with garbage while it is written") {
    FaultStorage stick(StickState{{{"a", sectors("x")}}});
    const auto file = open_file(stick, "a");
    REQUIRE(file->write(0, as_bytes(sectors("A"))).has_value());
    CHECK(contents(stick.crash_states(100, 1, SectorDamage::Torn), "a") == std::set<std::string>{"x", "A", "?"});
    CHECK(contents(stick.crash_states(100, 1, SectorDamage::Wild), "a") == std::set<std::string>{"x", "A", "?", "0"});
    bool torn = false;
    for (const StickState& state : stick.crash_states(100, 1, SectorDamage::Torn)) {
        const std::string& content = state.files.at("a");
        if (letters(content) == "?") torn = content.front() == 'A' && content.back() == 'x';
    }
    CHECK(torn);
}

TEST_CASE("a write inside a sector changes only its own bytes") {
    FaultStorage stick(StickState{{{"a", "0123456789"}}});
    const auto file = open_file(stick, "a");
    REQUIRE(file->write(3, as_bytes("xyz")).has_value());
    const auto states = stick.crash_states(100, 1, SectorDamage::None);
    CHECK(states == std::vector<StickState>{{{{"a", "0123456789"}}}, {{{"a", "012xyz6789"}}}});
}

TEST_CASE("a file that grows may be found short, long and empty inside, or whole") {
    FaultStorage stick(StickState{{{"a", sectors("x")}}});
    const auto file = open_file(stick, "a");
    REQUIRE(file->write(kSectorBytes, as_bytes(sectors("A"))).has_value());
    CHECK(contents(stick.crash_states(100, 1, SectorDamage::None), "a") == std::set<std::string>{"x", "x0", "xA"});
}

TEST_CASE("a gap is filled with zeros that may be missing, too") {
    FaultStorage stick(StickState{{{"a", "abc"}}});
    const auto file = open_file(stick, "a");
    REQUIRE(file->write(2 * kSectorBytes, as_bytes("end")).has_value());
    CHECK(stick.seen().files.at("a").substr(0, 8) == std::string_view("abc\0\0\0\0\0", 8));
    for (const StickState& state : stick.crash_states(1000, 1, SectorDamage::None)) {
        CHECK(state.files.at("a").starts_with("abc"));
    }
}

TEST_CASE("a flush of one file keeps nothing of another") {
    FaultStorage stick(StickState{{{"a", sectors("x")}, {"b", sectors("y")}}});
    const auto a = open_file(stick, "a");
    const auto b = open_file(stick, "b");
    REQUIRE(a->write(0, as_bytes(sectors("A"))).has_value());
    REQUIRE(b->write(0, as_bytes(sectors("B"))).has_value());
    REQUIRE(a->flush().has_value());
    const auto states = stick.crash_states(100, 1, SectorDamage::None);
    CHECK(contents(states, "a") == std::set<std::string>{"A"});
    CHECK(contents(states, "b") == std::set<std::string>{"y", "B"});
}

TEST_CASE("names that were made or removed are kept only by flushing the folder") {
    FaultStorage stick(StickState{{{"old", "o"}}});
    auto made = open_file(stick, "new", OpenMode::CreateNew);
    REQUIRE(made->write(0, as_bytes("n")).has_value());
    REQUIRE(made->flush().has_value());
    REQUIRE(stick.remove("old").has_value());
    std::set<StickState> states;
    for (const StickState& state : stick.crash_states(100, 1, SectorDamage::None)) states.insert(state);
    CHECK(states == std::set<StickState>{{{}},
                                         {{{"old", "o"}}},
                                         {{{"new", "n"}}},
                                         {{{"old", "o"}, {"new", "n"}}}});
    REQUIRE(stick.flush_folder().has_value());
    CHECK(stick.crash_states(100, 1) == std::vector<StickState>{{{{"new", "n"}}}});
}

TEST_CASE("a name that changed hands may lead to the old file, the new one, or nowhere") {
    FaultStorage stick(StickState{{{"a", "old"}}});
    REQUIRE(stick.remove("a").has_value());
    auto file = open_file(stick, "a", OpenMode::CreateNew);
    REQUIRE(file->write(0, as_bytes("new")).has_value());
    REQUIRE(file->flush().has_value());
    std::set<StickState> states;
    for (const StickState& state : stick.crash_states(100, 1, SectorDamage::None)) states.insert(state);
    CHECK(states == std::set<StickState>{{{}}, {{{"a", "old"}}}, {{{"a", "new"}}}});
}

TEST_CASE("a lying flush says yes and keeps nothing, so that two epochs mix") {
    FaultStorage stick(kOld);
    const auto file = open_file(stick, "a");
    stick.lie_about_flush(true);
    REQUIRE(file->write(0, as_bytes(sectors("A"))).has_value());
    REQUIRE(file->flush().has_value());
    REQUIRE(stick.flush_folder().has_value());
    REQUIRE(file->write(kSectorBytes, as_bytes(sectors("B"))).has_value());
    CHECK(stick.kept() == kOld);
    CHECK(contents(stick.crash_states(100, 1, SectorDamage::None), "a").contains("xBz"));
    stick.lie_about_flush(false);
    REQUIRE(file->flush().has_value());
    CHECK(stick.kept() == stick.seen());
}

TEST_CASE("the call that was named ends with the error that was named, once") {
    FaultStorage stick(kOld);
    stick.fail_call(3, Errc::NoSpace);
    const auto file = open_file(stick, "a");
    CHECK(file->size().has_value());
    const auto refused = file->write(0, as_bytes("A"));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == Errc::NoSpace);
    CHECK(stick.seen() == kOld);
    CHECK(file->write(0, as_bytes("A")).has_value());
    CHECK(file->flush().has_value());
}

TEST_CASE("every kind of call can be made to end in an error") {
    const std::vector<std::function<bool(FaultStorage&, StorageFile&)>> calls = {
        [](FaultStorage& stick, StorageFile&) { return stick.open("a", OpenMode::ReadOnly).has_value(); },
        [](FaultStorage& stick, StorageFile&) { return stick.remove("a").has_value(); },
        [](FaultStorage& stick, StorageFile&) { return stick.list().has_value(); },
        [](FaultStorage& stick, StorageFile&) { return stick.flush_folder().has_value(); },
        [](FaultStorage&, StorageFile& file) { return file.size().has_value(); },
        [](FaultStorage&, StorageFile& file) { return file.read(0, 1).has_value(); },
        [](FaultStorage&, StorageFile& file) { return file.write(0, as_bytes("A")).has_value(); },
        [](FaultStorage&, StorageFile& file) { return file.flush().has_value(); },
        [](FaultStorage&, StorageFile& file) { return file.lock().has_value(); },
    };
    std::set<std::string> kinds;
    for (const auto& call : calls) {
        FaultStorage stick(kOld);
        const auto file = open_file(stick, "a");
        stick.fail_call(1, Errc::Io);
        CHECK_FALSE(call(stick, *file));
        CHECK(stick.seen() == kOld);
        kinds.insert(stick.calls().back().what);
    }
    CHECK(kinds.size() == calls.size());
}

TEST_CASE("an error that stays, stays until the stick is healed") {
    FaultStorage stick(kOld);
    const auto file = open_file(stick, "a");
    stick.fail_call(2, Errc::Io, Repeat::Forever);
    CHECK(file->write(0, as_bytes("A")).has_value());
    CHECK_FALSE(file->write(1, as_bytes("B")).has_value());
    CHECK_FALSE(file->flush().has_value());
    CHECK_FALSE(stick.list().has_value());
    CHECK(stick.kept() == kOld);
    stick.heal();
    CHECK(file->flush().has_value());
    CHECK(stick.kept() == stick.seen());
}

TEST_CASE("a write can stop part-way, and what it wrote by then is there") {
    FaultStorage stick(kOld);
    const auto file = open_file(stick, "a");
    stick.fail_call(1, Errc::NoSpace, Repeat::Once, kSectorBytes + 1);
    CHECK(file->write(0, as_bytes(sectors("ABC"))).error().code == Errc::NoSpace);
    CHECK(letters(stick.seen().files.at("a")) == "A?z");
    CHECK(stick.seen().files.at("a")[kSectorBytes] == 'B');
    CHECK(stick.seen().files.at("a")[kSectorBytes + 1] == 'y');
}

TEST_CASE("the calls are written down in their order, with where and how much") {
    FaultStorage stick(kOld);
    const auto file = open_file(stick, "a");
    CHECK(file->write(7, as_bytes("abc")).has_value());
    CHECK(file->flush().has_value());
    const auto& calls = stick.calls();
    REQUIRE(calls.size() == 3);
    CHECK(calls[0].what == "open");
    CHECK(calls[0].name == "a");
    CHECK(calls[1].what == "write");
    CHECK(calls[1].offset == 7);
    CHECK(calls[1].count == 3);
    CHECK(calls[2].what == "flush");
}

TEST_CASE("above the bound the states are samples: the same for the same seed, others for another") {
    FaultStorage stick(StickState{{{"a", std::string(64 * kSectorBytes, 'x')}}});
    const auto file = open_file(stick, "a");
    REQUIRE(file->write(0, as_bytes(std::string(64 * kSectorBytes, 'A'))).has_value());
    const auto first = stick.crash_states(300, 7);
    CHECK(first.size() == 300);
    CHECK(first == stick.crash_states(300, 7));
    CHECK(first != stick.crash_states(300, 8));
    const auto has = [&](const std::string& wanted) {
        return std::ranges::any_of(first, [&](const StickState& state) { return letters(state.files.at("a")) == wanted; });
    };
    CHECK(has(std::string(64, 'x')));
    CHECK(has(std::string(64, 'A')));
    CHECK(has("A" + std::string(63, 'x')));
    CHECK(has(std::string(63, 'A') + "x"));
    // Samples really mix: some state has a new sector behind an old one.
    CHECK(std::ranges::any_of(first, [](const StickState& state) {
        return letters(state.files.at("a")).find("xA") != std::string::npos;
    }));
    CHECK(contents(first, "a").size() > 150);
}

TEST_CASE("an intact save in one write is lost or torn somewhere, which is why the vault keeps two copies") {
    FaultStorage stick(kOld);
    const auto file = open_file(stick, "a");
    REQUIRE(file->write(0, as_bytes(sectors("ABC"))).has_value());
    std::size_t mixed = 0;
    std::size_t visited = 0;
    stick.for_each_crash_state(1000, 3, SectorDamage::Wild, [&](const StickState& state) {
        ++visited;
        const std::string content = letters(state.files.at("a"));
        if (content != "xyz" && content != "ABC") ++mixed;
    });
    CHECK(visited == 125);
    CHECK(mixed == 123);
}

TEST_CASE("a held file is free on the stick that is plugged in again") {
    FaultStorage stick(kOld);
    const auto file = open_file(stick, "a");
    REQUIRE(file->lock().has_value());
    FaultStorage again(stick.kept());
    CHECK(open_file(again, "a")->lock().has_value());
}
