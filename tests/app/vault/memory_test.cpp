// Every request for memory is refused once, whatever is being done: an error is said, what was saved stays, and trying
// again works. Two kinds of memory: that of every program, and the guarded memory that secrets live in. Group C2.

#include <cstdlib>
#include <functional>
#include <memory>
#include <new>
#include <optional>

#include "app/vault/blobs.hpp"
#include "app/vault/letters.hpp"
#include "app/vault/passphrase.hpp"
#include "app/vault/sealed.hpp"
#include "tests/app/vault/small_vault.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define AMPARO_COUNTS_MEMORY 0
#else
#define AMPARO_COUNTS_MEMORY 1
#endif
#ifndef AMPARO_WRAPS_GUARDED_MEMORY
#define AMPARO_WRAPS_GUARDED_MEMORY 0
#endif

namespace {

/// Requests of this thread for one kind of memory, and the one that is refused; 0 is none.
struct Requests {
    std::size_t made = 0;
    std::size_t refused = 0;

    [[nodiscard]] bool refuse_next() { return ++made == refused; }
};
thread_local Requests of_memory;
thread_local Requests of_guarded_memory;

}  // namespace

#if AMPARO_COUNTS_MEMORY
// The whole test program asks here; only a test that sets the count is refused.
void* operator new(std::size_t size) {
    if (of_memory.refuse_next()) throw std::bad_alloc();
    void* memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

#if AMPARO_WRAPS_GUARDED_MEMORY
// The names are those of the linker's --wrap.
// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
extern "C" void* __real_sodium_malloc(std::size_t size);
extern "C" void* __wrap_sodium_malloc(std::size_t size);
extern "C" void* __wrap_sodium_malloc(std::size_t size) { return of_guarded_memory.refuse_next() ? nullptr : __real_sodium_malloc(size); }
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
#endif

namespace {

/// Does `work` with its nth request refused, for n from 1 until none is. `after` is told whether one was and what came of
/// it. Gives how often it was.
template <typename Work, typename After>
std::size_t refuse_each(Requests& requests, Work work, After after) {
    for (std::size_t nth = 1;; ++nth) {
        requests = {0, nth};
        const Result<void> done = work();
        const bool refused = requests.made >= nth;
        requests = {};
        INFO("request " << nth);
        after(refused, done);
        if (!refused) {
            must(done);
            return nth - 1;
        }
    }
}

/// Whether it went well, without what came of it.
template <typename T>
Result<void> outcome(const Result<T>& result) {
    return result ? Result<void>{} : std::unexpected(result.error());
}

/// For what has to come out as it always does.
Result<void> expect(bool right) { return right ? Result<void>{} : fail(Errc::Bug, "it came out otherwise"); }

/// A main profile that a and the recovery code r open, and a second one that d opens.
StickState stick_with_all() {
    FaultStorage stick;
    {
        Vault vault = make_vault(stick);
        write_note(vault.change_records(), "main");
        must(vault.set_recovery(root('r'), 1));
        must(vault.make_second(root('d'), 1));
        write_note(*vault.second(), "second");
        must(vault.save(2));
        must(vault.mirror());
    }
    return stick.seen();
}

/// Whether each of these letters, and no other of those that are used here, opens what it should.
bool opened_by(const StickState& state, std::string_view letters) {
    for (const char letter : std::string_view("ardnqs")) {
        FaultStorage plugged(state);
        const auto vault = open_vault(plugged, letter, {.access = Opening::Access::Read, .other_program = Opening::OtherProgram::Respect, .choose = {}});
        if (vault.has_value() != letters.contains(letter)) return false;
        if (!vault) continue;
        const std::string note = note_of(vault->records());
        if (note != (letter == 's' ? "" : letter == 'd' ? "second" : "main")) return false;
    }
    return true;
}

struct Change {
    std::string_view what;
    std::string_view opened_by;  ///< afterwards
    std::function<Result<void>(Vault&)> make;
};

/// Everything that writes the keys of stick_with_all() anew.
std::vector<Change> changes() {
    const auto key = [](char letter) { return std::make_shared<const RootKey>(root(letter)); };
    return {
        {"saving", "ard", [](Vault& vault) { return vault.save(5); }},
        {"another passphrase", "nrd", [n = key('n')](Vault& vault) { return vault.change_passphrase(*n, 5); }},
        {"another recovery code", "aqd", [q = key('q')](Vault& vault) { return vault.set_recovery(*q, 5); }},
        {"no recovery code", "ad", [](Vault& vault) { return vault.revoke_recovery(5); }},
        {"new keys", "ard", [](Vault& vault) { return vault.renew_keys(5); }},
        {"another second profile", "ars", [s = key('s')](Vault& vault) { return vault.make_second(*s, 5); }},
        {"the second profile joined", "ard", [d = key('d')](Vault& vault) { return vault.join_second(*d, 5); }},
        {"no second profile", "ar", [](Vault& vault) { return vault.remove_second(5); }},
    };
}

struct Making {
    std::string_view what;
    std::function<Result<void>()> make;
};

/// Everything besides the vault itself that makes a secret or reads one.
std::vector<Making> makings() {
    const auto desk = std::make_shared<const InboxKey>(must(InboxKey::make()));
    const auto sealed = std::make_shared<const std::string>(must(seal(as_bytes("names"), std::vector{desk->address()})));
    const std::string code(must(make_recovery_code()).view());
    const std::string plain(must(normalised(code)).view());
    const auto wrap = std::make_shared<const SlotWrap>(must(slot_wrap(root('a'), 1)));
    const auto folder = std::make_shared<FaultStorage>();
    auto writer = must(BlobWriter::start(*folder, 5));
    must(writer.add(as_bytes("proof")));
    const auto blob = std::make_shared<const Blob>(must(writer.finish()));
    return {
        {"deriving", [] { return outcome(RootKey::derive("a passphrase", Salt{1}, {1, 8192})); }},
        {"a root key", [] { return outcome(RootKey::from_bytes(as_bytes(std::string(32, 'x')))); }},
        {"a passphrase", [] { return outcome(make_passphrase()); }},
        {"a recovery code", [] { return outcome(make_recovery_code()); }},
        {"judging a passphrase", [] { return judge_passphrase("long enough a passphrase"); }},
        {"a typed passphrase",
         []() -> Result<void> {
             AMPARO_TRY(const SecretString text, normalised("cafe\u0301 cr\u00e9me"));
             return expect(text.view() == "caf\u00e9 cr\u00e9me");
         }},
        // Taken for a passphrase it would open nothing.
        {"a typed recovery code",
         [code, plain]() -> Result<void> {
             AMPARO_TRY(const SecretString text, normalised(code));
             return expect(text.view() == plain);
         }},
        {"the key of an inbox", [] { return outcome(InboxKey::make()); }},
        {"the key of an inbox written down and read",
         [desk]() -> Result<void> {
             AMPARO_TRY(const SecretString text, desk->text());
             AMPARO_TRY(const InboxKey again, InboxKey::parse(text.view()));
             return expect(again.secret().equals(desk->secret()));
         }},
        {"the address of an inbox",
         [text = desk->address().text(), desk]() -> Result<void> {
             AMPARO_TRY(const InboxAddress again, InboxAddress::parse(text));
             return expect(again == desk->address());
         }},
        {"sealing for a desk", [desk] { return outcome(seal(as_bytes("names"), std::vector{desk->address()})); }},
        {"opening at a desk",
         [desk, sealed]() -> Result<void> {
             AMPARO_TRY(const std::string content, open_sealed(as_bytes(*sealed), *desk));
             return expect(content == "names");
         }},
        {"a slot", [wrap]() -> Result<void> {
             SlotContent content;
             AMPARO_TRY(content.key, random_secret(kKeyBytes));
             AMPARO_TRY(content.other_key, copy_of(content.key));
             return outcome(seal_slot(*wrap, Digest{}, 1, content));
         }},
        {"evidence that is kept",
         []() -> Result<void> {
             FaultStorage place;
             AMPARO_TRY(BlobWriter kept, BlobWriter::start(place, 5));
             AMPARO_TRY_VOID(kept.add(as_bytes("proof")));
             return outcome(kept.finish());
         }},
        {"evidence that is read",
         [folder, blob]() -> Result<void> {
             AMPARO_TRY(const Blob again, Blob::parse(blob->id, as_bytes(blob->record())));
             std::string content;
             AMPARO_TRY_VOID(read_blob(*folder, again, [&](Bytes piece) -> Result<void> {
                 content += as_text(piece);
                 return {};
             }));
             return expect(content == "proof");
         }},
    };
}

}  // namespace

TEST_CASE("a computer without memory loses nothing: saving, opening and changing keys", "[memory]") {
    if (AMPARO_COUNTS_MEMORY == 0) SKIP("the sanitizers have the allocator");
    const StickState base = stick_with("before");
    {
        FaultStorage stick(base);
        Vault vault = must(open_vault(stick));
        write_note(vault.change_records(), "after");
        const std::size_t refused = refuse_each(of_memory, [&] { return vault.save(1); }, [&](bool, const Result<void>&) {
            CHECK(note_of(vault.records()) == "after");
            FaultStorage plugged(stick.seen());
            const std::string note = note_of(must(open_vault(plugged)).records());
            CHECK((note == "before" || note == "after"));
        });
        CHECK(refused > 10);
        must(vault.mirror());
    }
    {
        FaultStorage stick(base);
        const RootKey key = root('a');
        const std::size_t refused = refuse_each(of_memory, [&] { return outcome(Vault::unlock(stick, key, {}, small_rules())); }, [&](bool, const Result<void>&) {
            CHECK(stick.seen().files.at("store.1") == base.files.at("store.1"));
            CHECK(stick.seen().files.at("store.2") == base.files.at("store.2"));
        });
        CHECK(refused > 10);
    }
    {
        FaultStorage stick(base);
        Vault vault = must(open_vault(stick));
        const RootKey key = root('b');
        bool changed = false;
        const auto change = [&] { return changed ? Result<void>{} : vault.change_passphrase(key, 1); };
        const std::size_t refused = refuse_each(of_memory, change, [&](bool, const Result<void>& done) {
            FaultStorage plugged(stick.seen());
            changed = changed || open_vault(plugged, 'b').has_value();
            CHECK((changed || open_vault(plugged, 'a').has_value()));
            if (done) CHECK(changed);
        });
        CHECK(refused > 10);
    }
}

TEST_CASE("a second profile that could not be removed for want of memory can still be opened after the next save", "[memory]") {
    if (AMPARO_COUNTS_MEMORY == 0) SKIP("the sanitizers have the allocator");
    const StickState base = stick_with_all();
    std::optional<FaultStorage> stick;
    std::optional<Vault> vault;
    const auto plug_in = [&] {
        vault.reset();
        stick.emplace(base);
        vault = must(open_vault(*stick));
    };
    plug_in();
    std::size_t looked = 0;
    const std::size_t refused = refuse_each(of_memory, [&] { return vault->remove_second(5); }, [&](bool, const Result<void>& done) {
        if (vault->second() == nullptr) return plug_in();  // it was removed, and only the mirror is missing
        CHECK_FALSE(done.has_value());
        // What one of them broke would still be broken at the next look.
        if (++looked % 8 != 0) return;
        must(vault->save(6));
        FaultStorage plugged(stick->seen());
        CHECK(note_of(must(open_vault(plugged, 'd')).records()) == "second");
    });
    CHECK(refused > 10);
}

#if AMPARO_WRAPS_GUARDED_MEMORY

TEST_CASE("when guarded memory is refused, no change of keys is half made, and trying again makes it", "[memory]") {
    const StickState base = stick_with_all();
    REQUIRE(opened_by(base, "ard"));
    for (const Change& change : changes()) {
        INFO(change.what);
        FaultStorage stick(base);
        Vault vault = must(open_vault(stick));
        // One attempt after the other with the same open profile, until one is refused nothing.
        const std::size_t refusals = refuse_each(of_guarded_memory, [&] { return change.make(vault); }, [&](bool refused, const Result<void>& done) {
            if (!refused) return;
            REQUIRE_FALSE(done.has_value());
            CHECK(done.error().code == Errc::Limit);
            for (const char* name : {"store.1", "store.2"}) CHECK(stick.seen().files.at(name) == base.files.at(name));
        });
        CHECK(refusals > 10);
        must(vault.mirror());
        CHECK(opened_by(stick.seen(), change.opened_by));
    }
}

TEST_CASE("when guarded memory is refused, a passphrase that opens something already is not taken for a new one", "[memory]") {
    FaultStorage stick(stick_with_all());
    Vault vault = must(open_vault(stick));
    const RootKey second = root('d');
    std::size_t refusals = 0;
    for (std::size_t nth = 1;; ++nth) {
        of_guarded_memory = {0, nth};
        const auto changed = vault.change_passphrase(second, 5);
        const bool refused = of_guarded_memory.made >= nth;
        of_guarded_memory = {};
        REQUIRE_FALSE(changed.has_value());
        if (!refused) break;
        ++refusals;
        CHECK(changed.error().code == Errc::Limit);
    }
    CHECK(refusals > 2);
    CHECK(opened_by(stick.seen(), "ard"));
}

TEST_CASE("when guarded memory is refused, nothing opens by half: neither a profile, nor one without its second", "[memory]") {
    const StickState base = stick_with_all();
    StickState both_torn = base;
    // A byte that nothing depends on but the checksum: what is genuine is put together from both copies.
    for (const auto& [name, at] : {std::pair{"store.1", kSlotsAt + kSlots * kSlotBytes + 1}, std::pair{"store.2", kHeadBytes - 1}}) {
        char& byte = both_torn.files[name][at];
        byte = static_cast<char>(byte ^ 1);
    }
    for (const StickState& state : {base, both_torn}) {
        for (const char letter : std::string_view("ard")) {
            INFO(letter);
            FaultStorage stick(state);
            const RootKey key = root(letter);
            std::optional<Vault> vault;
            const auto open = [&]() -> Result<void> {
                vault.reset();
                AMPARO_TRY(vault, Vault::unlock(stick, key, {}, small_rules()));
                return {};
            };
            const std::size_t refusals = refuse_each(of_guarded_memory, open, [&](bool refused, const Result<void>& done) {
                if (refused) {
                    REQUIRE_FALSE(done.has_value());
                    CHECK(done.error().code == Errc::Limit);
                }
                CHECK(stick.seen().files.at("store.1") == state.files.at("store.1"));
                CHECK(stick.seen().files.at("store.2") == state.files.at("store.2"));
            });
            CHECK(refusals > 4);
            REQUIRE(vault.has_value());
            CHECK(note_of(vault->records()) == (letter == 'd' ? "second" : "main"));
            CHECK((vault->second() != nullptr) == (letter != 'd'));
        }
    }
}

TEST_CASE("when guarded memory is refused while a container is made, nothing is left in the way of trying again", "[memory]") {
    const RootKey key = root('a');
    const Head head = new_head({}, 16'384);
    FaultStorage stick;
    const std::size_t refusals = refuse_each(of_guarded_memory, [&] { return outcome(Vault::create(stick, head, key, 5, small_rules())); }, [&](bool refused, const Result<void>& done) {
        if (!refused) return;
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().code == Errc::Limit);
        CHECK(look_at_store(stick, small_rules()).state == StoreState::Absent);
    });
    CHECK(refusals > 10);
    CHECK(open_vault(stick).has_value());
}

TEST_CASE("when guarded memory is refused, whatever makes or reads a secret says so and works when tried again", "[memory]") {
    for (const Making& making : makings()) {
        INFO(making.what);
        const std::size_t refusals = refuse_each(of_guarded_memory, making.make, [&](bool refused, const Result<void>& done) {
            if (!refused) return;
            REQUIRE_FALSE(done.has_value());
            CHECK(done.error().code == Errc::Limit);
        });
        CHECK(refusals > 0);
    }
}

#endif
