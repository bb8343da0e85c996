// The power goes, at every moment and with every kind of damage to what was being written: what was saved is there
// again, as it was before the save or after it, and nothing else. Groups A, A2 and A3.

#include "tests/app/vault/small_vault.hpp"
#include "tests/support/soak.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

namespace {

constexpr const char* kBefore = "before";
constexpr const char* kAfter = "after";

/// What the test does to an open vault; the records of `kBefore` are there.
using Act = Result<void> (*)(Vault&);

Result<void> save_both(Vault& vault) {
    AMPARO_TRY_VOID(vault.change_records().put({kNoteType, 0, kNote, kAfter}));
    AMPARO_TRY_VOID(vault.save(3000));
    return vault.mirror();
}

struct Tally {
    std::size_t states = 0;
    std::size_t before = 0;
    std::size_t after = 0;
    std::size_t read_only = 0;
    std::size_t refused = 0;
};

/// Opens a stick and judges what is in it.
void judge(const StickState& state, Tally& tally, char letter = 'a') {
    ++tally.states;
    FaultStorage stick(state);
    const auto vault = open_vault(stick, letter);
    if (!vault) {
        ++tally.refused;
        return;
    }
    const std::string note = note_of(vault->records());
    ++(note == kBefore ? tally.before : tally.after);
    if (note != kBefore && note != kAfter) FAIL("what opens is neither the old nor the new: " << note);
    if (vault->standing() != Standing::Writer) {
        ++tally.read_only;
        return;
    }
    // Opening healed the other copy.
    if (stick.seen().files.at("store.1") != stick.seen().files.at("store.2")) FAIL("the copies differ after opening");
}

/// Cuts the power before every call that `act` makes, and judges what may be on the stick then.
Tally cut_everywhere(const StickState& base, Act act, std::size_t states_each, SectorDamage damage, char letter = 'a', bool lying = false) {
    Tally tally;
    for (std::size_t nth = 1;; ++nth) {
        FaultStorage stick(base);
        auto vault = open_vault(stick);
        REQUIRE(vault.has_value());
        stick.lie_about_flush(lying);
        const std::size_t calls = stick.calls().size();
        stick.fail_call(nth, Errc::Io, Repeat::Forever, 700);
        const bool went_through = act(*vault).has_value();
        const bool reached = stick.calls().size() - calls >= nth;
        stick.for_each_crash_state(states_each, soak_seed(20'261'129) + nth, damage, [&](const StickState& state) { judge(state, tally, letter); });
        if (!reached) {
            REQUIRE(went_through);
            break;
        }
    }
    return tally;
}

}  // namespace

TEST_CASE("every crash state of a save opens to what was there before or after it", "[soak-crashes]") {
    const Tally tally = cut_everywhere(stick_with(kBefore), &save_both, 600, SectorDamage::Wild);
    CHECK(tally.states >= 2000);
    CHECK(tally.refused == 0);
    CHECK(tally.read_only == 0);
    // Both kinds were seen, so the cuts reached where it matters.
    CHECK(tally.before > 100);
    CHECK(tally.after > 100);
}

TEST_CASE("a save that follows an unfinished mirror is as safe") {
    FaultStorage stick(stick_with("older"));
    {
        Vault vault = must(open_vault(stick));
        write_note(vault.change_records(), kBefore);
        must(vault.save(1));
    }
    // store.1 and store.2 differ by one now.
    REQUIRE(stick.seen().files.at("store.1") != stick.seen().files.at("store.2"));
    FaultStorage plugged(stick.seen());
    const StickState base = plugged.seen();
    Tally tally;
    for (std::size_t nth = 1; nth <= 8; ++nth) {
        FaultStorage again(base);
        auto vault = open_vault(again);
        REQUIRE(vault.has_value());
        again.fail_call(nth, Errc::Io, Repeat::Forever, 300);
        static_cast<void>(save_both(*vault));
        again.for_each_crash_state(40, nth, SectorDamage::Wild, [&](const StickState& state) { judge(state, tally); });
    }
    CHECK(tally.refused == 0);
}

TEST_CASE("a crash while the passphrase is changed leaves one of the two that opens everything", "[soak-crashes]") {
    const auto change = [](Vault& vault) -> Result<void> {
        AMPARO_TRY_VOID(vault.change_records().put({kNoteType, 0, kNote, kAfter}));
        return vault.change_passphrase(root('n'), 1);
    };
    const StickState base = stick_with(kBefore);
    const Tally old_one = cut_everywhere(base, change, 40, SectorDamage::Wild, 'a');
    const Tally new_one = cut_everywhere(base, change, 40, SectorDamage::Wild, 'n');
    CHECK(old_one.states == new_one.states);
    // Where the new one does not open yet the old one does. For a moment both may: of a copy that is older or torn that
    // is for reading only.
    CHECK(old_one.states - old_one.refused + new_one.states - new_one.refused >= old_one.states);
    CHECK(new_one.after > 0);
    CHECK(new_one.before == 0);
}

TEST_CASE("a stick that lies about flushing is opened, or read, or refused, and never wrong", "[soak-crashes]") {
    const Tally tally = cut_everywhere(stick_with(kBefore), &save_both, 250, SectorDamage::Wild, 'a', true);
    CHECK(tally.states >= 1000);
    CHECK(tally.before + tally.after + tally.refused == tally.states);
    CHECK(tally.before > 0);
    CHECK(tally.after > 0);
}

TEST_CASE("crashes while recovering from crashes change nothing") {
    FaultStorage stick(stick_with(kBefore));
    std::vector<StickState> first;
    {
        Vault vault = must(open_vault(stick));
        stick.fail_call(6, Errc::Io, Repeat::Forever, 5000);
        static_cast<void>(save_both(vault));
        stick.for_each_crash_state(12, 1, SectorDamage::Wild, [&](const StickState& state) { first.push_back(state); });
    }
    Tally tally;
    const auto crash_again = [](const StickState& state, std::size_t nth, std::size_t count) {
        std::vector<StickState> out;
        FaultStorage plugged(state);
        plugged.fail_call(nth, Errc::Io, Repeat::Forever, 2000);
        static_cast<void>(open_vault(plugged));
        plugged.for_each_crash_state(count, nth, SectorDamage::Wild, [&](const StickState& next) { out.push_back(next); });
        return out;
    };
    for (const StickState& once : first) {
        for (const std::size_t nth : {13U, 15U, 17U, 18U}) {
            for (const StickState& twice : crash_again(once, nth, 6)) {
                judge(twice, tally);
                for (const StickState& thrice : crash_again(twice, 15, 2)) judge(thrice, tally);
            }
        }
    }
    CHECK(tally.states >= 500);
    CHECK(tally.refused == 0);
}

TEST_CASE("a crash while a container is made leaves nothing, something that opens, or something that says it is not complete") {
    std::size_t opened = 0;
    std::size_t states = 0;
    for (std::size_t nth = 1; nth <= 40; ++nth) {
        FaultStorage stick;
        stick.fail_call(nth, Errc::Io, Repeat::Forever, 3000);
        const bool made = Vault::create(stick, new_head({}, 16'384), root('a'), 1, small_rules()).has_value();
        stick.for_each_crash_state(25, nth, SectorDamage::Wild, [&](const StickState& state) {
            ++states;
            FaultStorage plugged(state);
            const auto vault = open_vault(plugged);
            if (vault) {
                ++opened;
                return;
            }
            const Errc code = vault.error().code;
            if (made || (code != Errc::NotFound && code != Errc::Corrupt && code != Errc::WrongPassphrase)) FAIL("a new container opens with " << errc_name(code));
        });
    }
    CHECK(states > 300);
    CHECK(opened > 20);
}

TEST_CASE("with bays as large as people have them a save survives as well", "[large]") {
    FaultStorage stick;
    const Head head = new_head({}, std::uint64_t{1} << 20U);
    {
        Vault vault = must(Vault::create(stick, head, root('a'), 1));
        write_note(vault.change_records(), kBefore);
        must(vault.save(2));
        must(vault.mirror());
    }
    std::size_t after = 0;
    for (const std::size_t nth : {5U, 6U, 8U, 14U}) {
        FaultStorage plugged(stick.seen());
        auto vault = Vault::unlock(plugged, root('a'));
        REQUIRE(vault.has_value());
        plugged.fail_call(nth, Errc::Io, Repeat::Forever, 600'000);
        static_cast<void>(save_both(*vault));
        plugged.for_each_crash_state(4, nth, SectorDamage::Wild, [&](const StickState& state) {
            FaultStorage again(state);
            const auto opened = Vault::unlock(again, root('a'));
            REQUIRE(opened.has_value());
            const std::string note = note_of(opened->records());
            CHECK((note == kBefore || note == kAfter));
            after += note == kAfter ? std::size_t{1} : 0;
        });
    }
    CHECK(after > 0);
}
