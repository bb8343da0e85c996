// Who can open what after passphrases, recovery codes and profiles changed; above all: an old copy of the stick with an
// old passphrase opens nothing that came later.

#include <sodium.h>

#include <algorithm>
#include <catch2/generators/catch_generators.hpp>

#include "app/vault/slot_record.hpp"
#include "tests/app/vault/small_vault.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

namespace {

/// All that a person gets who has a stick and a passphrase of it.
struct Loot {
    RootKey root;
    std::vector<SecretBytes> bay_keys;
    std::vector<SlotWraps> wraps;
};

Loot loot_of(const StickState& state, char letter) {
    Loot loot{root(letter), {}, {}};
    const std::string& image = state.files.at("store.1");
    const Head head = must(parse_head(as_bytes(image), small_rules()));
    Work work;
    OpenSlot slot = must(open_slots(loot.root, head.bound, as_bytes(image), work));
    for (const auto& [key, bay] : {std::pair{&slot.content.key, slot.content.bay}, std::pair{&slot.content.other_key, static_cast<std::uint8_t>(1 - slot.content.bay)}}) {
        const auto bytes = open_bay(*key, head, bay, as_bytes(image).subspan(head.bay_at(bay), 16'384), small_rules());
        if (bytes) loot.wraps.push_back(must(read_slot_wraps(must(parse_payload(as_bytes(*bytes))).records)));
    }
    loot.bay_keys.push_back(std::move(slot.content.key));
    loot.bay_keys.push_back(std::move(slot.content.other_key));
    return loot;
}

/// How many things of a stick the loot opens: slots by passphrase, bays by keys. Outer seals of slots are counted apart.
struct Opened {
    std::size_t slots = 0;
    std::size_t bays = 0;
    std::size_t outer = 0;
    std::size_t boxes = 0;
};

Opened opens(const Loot& loot, const StickState& state) {
    Opened out;
    for (const char* name : {"store.1", "store.2"}) {
        const std::string& image = state.files.at(name);
        const Head head = must(parse_head(as_bytes(image), small_rules()));
        Work work;
        if (open_slots(loot.root, head.bound, as_bytes(image), work)) ++out.slots;
        for (const SecretBytes& key : loot.bay_keys) {
            for (std::size_t bay = 0; bay < kBays; ++bay) {
                if (open_bay(key, head, bay, as_bytes(image).subspan(head.bay_at(bay), 16'384), small_rules())) ++out.bays;
            }
        }
        for (const SlotWraps& wraps : loot.wraps) {
            for (const auto& wrap : wraps) {
                for (std::size_t slot = 0; wrap && slot < kSlots; ++slot) {
                    const Bytes bytes = slot_of(as_bytes(image), slot);
                    if (!vault::wraps(*wrap, head.bound, slot, bytes)) continue;
                    ++out.outer;
                    // Peel the outer seal as FORMAT.md says, and try what is known on the box inside.
                    std::array<unsigned char, 33> place{};
                    std::ranges::copy(head.bound, place.begin());
                    place[32] = static_cast<unsigned char>(slot);
                    std::array<unsigned char, 168> box{};
                    REQUIRE(crypto_aead_xchacha20poly1305_ietf_decrypt(box.data(), nullptr, nullptr, bytes.data() + 24, 184, place.data(),
                                                                       place.size(), bytes.data(), wrap->seal.bytes().data()) == 0);
                    std::array<unsigned char, 120> inside{};
                    for (const SecretBytes* secret : {&wrap->seal, &wrap->commit, &loot.bay_keys[0], &loot.bay_keys[1]}) {
                        if (crypto_box_seal_open(inside.data(), box.data(), box.size(), wrap->box.data(), secret->bytes().data()) == 0) ++out.boxes;
                    }
                }
            }
        }
    }
    return out;
}

}  // namespace

TEST_CASE("after a passphrase change the old one opens nothing, in either copy") {
    FaultStorage stick(stick_with("hello"));
    Vault vault = must(open_vault(stick));
    must(vault.change_passphrase(root('b'), 1));
    CHECK(vault.mirrored());
    FaultStorage plugged(stick.seen());
    CHECK(open_vault(plugged, 'a').error().code == Errc::WrongPassphrase);
    CHECK(note_of(must(open_vault(plugged, 'b')).records()) == "hello");
}

TEST_CASE("an old image with the old passphrase and the new image open nothing new") {
    const StickState old = stick_with("old");
    // With a second profile and a recovery code, since keys to both lie in the old image.
    FaultStorage stick(old);
    {
        Vault vault = must(open_vault(stick));
        must(vault.make_second(root('d'), 1));
        must(vault.set_recovery(root('r'), 2));
    }
    const StickState seized = stick.seen();
    const Loot loot = loot_of(seized, 'a');
    CHECK(loot.wraps.size() == 2);
    CHECK(opens(loot, seized).bays > 0);

    const auto change = GENERATE(0, 1, 2);
    {
        Vault vault = must(open_vault(stick));
        if (change == 0) must(vault.change_passphrase(root('n'), 3));
        if (change == 1) must(vault.change_passphrase(root('n'), 3));
        write_note(vault.change_records(), "new");
        write_note(*vault.second(), "new in the second");
        must(vault.save(4));
        if (change == 2) must(vault.change_passphrase(root('n'), 3));
        must(vault.mirror());
        if (change == 1) must(vault.revoke_recovery(5));
    }
    const Opened now = opens(loot, stick.seen());
    CHECK(now.slots == 0);
    CHECK(now.bays == 0);
    CHECK(now.boxes == 0);
    // The recovery slot and the second profile's keep their outer seal: that opens nothing.
    CHECK(now.outer > 0);

    // Everybody who should still gets in.
    FaultStorage plugged(stick.seen());
    CHECK(note_of(must(open_vault(plugged, 'n')).records()) == "new");
    CHECK(note_of(must(open_vault(plugged, 'd')).records()) == "new in the second");
    CHECK(open_vault(plugged, 'r').has_value() == (change != 1));
    CHECK(open_vault(plugged, 'a').error().code == Errc::WrongPassphrase);
}

TEST_CASE("an old image with a recovery code that was revoked or replaced opens nothing new") {
    FaultStorage stick(stick_with("old"));
    {
        Vault vault = must(open_vault(stick));
        must(vault.set_recovery(root('r'), 1));
        CHECK(vault.has_recovery());
    }
    const Loot loot = loot_of(stick.seen(), 'r');
    const bool replaced = GENERATE(true, false);
    {
        Vault vault = must(open_vault(stick));
        must(replaced ? vault.set_recovery(root('s'), 2) : vault.revoke_recovery(2));
        CHECK(vault.has_recovery() == replaced);
        write_note(vault.change_records(), "new");
        must(vault.save(3));
        must(vault.mirror());
    }
    const Opened now = opens(loot, stick.seen());
    CHECK(now.slots + now.bays + now.boxes == 0);
    FaultStorage plugged(stick.seen());
    CHECK(note_of(must(open_vault(plugged, 'a')).records()) == "new");
    CHECK(open_vault(plugged, 's').has_value() == replaced);
}

TEST_CASE("renewing the keys makes keys that leaked useless") {
    FaultStorage stick(stick_with("old"));
    Loot loot = loot_of(stick.seen(), 'a');
    loot.root = root('?');  // keys leaked, the passphrase did not
    Vault vault = must(open_vault(stick));
    must(vault.renew_keys(1));
    const Opened now = opens(loot, stick.seen());
    CHECK(now.bays + now.boxes == 0);
    CHECK(note_of(must(open_vault(stick, 'a')).records()) == "old");
}

TEST_CASE("a recovery code opens the same profile") {
    FaultStorage stick(stick_with("hello"));
    {
        Vault vault = must(open_vault(stick));
        CHECK_FALSE(vault.has_recovery());
        must(vault.set_recovery(root('r'), 1));
    }
    Vault vault = must(open_vault(stick, 'r'));
    CHECK(note_of(vault.records()) == "hello");
    must(vault.change_passphrase(root('n'), 2));
    CHECK(vault.has_recovery());
}

TEST_CASE("a passphrase that opens something already is refused") {
    FaultStorage stick(stick_with("hello"));
    Vault vault = must(open_vault(stick));
    must(vault.set_recovery(root('r'), 1));
    must(vault.make_second(root('d'), 1));
    const StickState before = stick.seen();
    for (const char taken : {'a', 'r', 'd'}) {
        CHECK(vault.change_passphrase(root(taken), 2).error().message_id() == "vault.error.same_passphrase");
        CHECK(vault.set_recovery(root(taken), 2).error().message_id() == "vault.error.same_passphrase");
        CHECK(vault.make_second(root(taken), 2).error().message_id() == "vault.error.same_passphrase");
    }
    CHECK(stick.seen() == before);
}

TEST_CASE("the main profile keeps the second one alive, the second knows nothing of the main one") {
    FaultStorage stick(stick_with("main"));
    {
        Vault vault = must(open_vault(stick));
        CHECK(vault.second() == nullptr);
        must(vault.make_second(root('d'), 1));
        REQUIRE(vault.second() != nullptr);
        write_note(*vault.second(), "harmless");
        must(vault.save(2));
        must(vault.mirror());
    }
    {
        // In the second profile: no sign of another, and saving keeps the main one bit for bit.
        Vault second = must(open_vault(stick, 'd'));
        CHECK(note_of(second.records()) == "harmless");
        CHECK(second.second() == nullptr);
        const std::string before = stick.seen().files.at("store.1");
        write_note(second.change_records(), "seen");
        must(second.save(3));
        must(second.mirror());
        const std::string after = stick.seen().files.at("store.1");
        const bool first_half = before.substr(4096, 16'384) == after.substr(4096, 16'384);
        const bool second_half = before.substr(4096 + 16'384) == after.substr(4096 + 16'384);
        CHECK(first_half != second_half);
    }
    Vault vault = must(open_vault(stick));
    CHECK(note_of(vault.records()) == "main");
    REQUIRE(vault.second() != nullptr);
    CHECK(note_of(*vault.second()) == "seen");
}

TEST_CASE("a second profile whose passphrase was changed inside is kept bit for bit until it is joined again") {
    FaultStorage stick(stick_with("main"));
    {
        Vault vault = must(open_vault(stick));
        must(vault.make_second(root('d'), 1));
    }
    {
        Vault second = must(open_vault(stick, 'd'));
        write_note(second.change_records(), "own way");
        must(second.change_passphrase(root('e'), 2));
        must(second.save(3));
        must(second.mirror());
    }
    {
        Vault vault = must(open_vault(stick));
        CHECK(vault.second() == nullptr);
        write_note(vault.change_records(), "main 2");
        must(vault.change_passphrase(root('n'), 4));
        must(vault.save(5));
        must(vault.mirror());
    }
    CHECK(note_of(must(open_vault(stick, 'e')).records()) == "own way");
    {
        Vault vault = must(open_vault(stick, 'n'));
        CHECK(vault.join_second(root('x'), 6).error().code == Errc::WrongPassphrase);
        CHECK(vault.join_second(root('n'), 6).error().code == Errc::WrongPassphrase);
        must(vault.join_second(root('e'), 6));
        REQUIRE(vault.second() != nullptr);
        CHECK(note_of(*vault.second()) == "own way");
        must(vault.change_passphrase(root('o'), 7));
    }
    CHECK(note_of(must(open_vault(stick, 'e')).records()) == "own way");
    CHECK(note_of(must(open_vault(stick, 'o')).records()) == "main 2");
}

TEST_CASE("removing the second profile, or making one from inside it, replaces what the other space held") {
    FaultStorage stick(stick_with("main"));
    {
        Vault vault = must(open_vault(stick));
        must(vault.make_second(root('d'), 1));
        must(vault.remove_second(2));
        CHECK(vault.second() == nullptr);
    }
    CHECK(open_vault(stick, 'd').error().code == Errc::WrongPassphrase);
    {
        Vault vault = must(open_vault(stick));
        must(vault.make_second(root('d'), 3));
    }
    {
        Vault second = must(open_vault(stick, 'd'));
        must(second.make_second(root('z'), 4));
    }
    CHECK(open_vault(stick, 'a').error().code == Errc::WrongPassphrase);
    CHECK(open_vault(stick, 'z').has_value());
}

TEST_CASE("destroying a profile leaves the other one and nothing that opens the first") {
    FaultStorage stick(stick_with("main"));
    {
        Vault vault = must(open_vault(stick));
        must(vault.set_recovery(root('r'), 1));
        must(vault.make_second(root('d'), 1));
    }
    const Loot loot = loot_of(stick.seen(), 'a');
    {
        Vault vault = must(open_vault(stick));
        must(vault.destroy_profile());
        CHECK(vault.records().all().empty());
        CHECK_FALSE(vault.save(2).has_value());
    }
    FaultStorage plugged(stick.seen());
    CHECK(open_vault(plugged, 'a').error().code == Errc::WrongPassphrase);
    CHECK(open_vault(plugged, 'r').error().code == Errc::WrongPassphrase);
    CHECK(open_vault(plugged, 'd').has_value());
    const Opened now = opens(loot, stick.seen());
    CHECK(now.slots == 0);
    // The second profile's key is the second profile's own; the main one's opens nothing.
    CHECK(now.bays == 2);
}

TEST_CASE("opening costs the same work whichever slot opens and whether there is a second profile") {
    FaultStorage stick(stick_with("main"));
    const Work alone = must(open_vault(stick)).work();
    {
        Vault vault = must(open_vault(stick));
        must(vault.set_recovery(root('r'), 1));
        must(vault.make_second(root('d'), 1));
    }
    CHECK(alone == Work{4, 2});
    for (const char letter : {'a', 'r', 'd'}) CHECK(must(open_vault(stick, letter)).work() == alone);
}

TEST_CASE("of two slots that open the lower one counts") {
    const Head head = new_head({}, 16'384);
    std::string image = new_image(head);
    for (const std::size_t slot : {3U, 0U, 2U}) {
        SlotContent content;
        content.key = must(random_secret(32));
        content.other_key = must(random_secret(32));
        content.bay = static_cast<std::uint8_t>(slot / 2);
        const std::string bytes = must(seal_slot(must(slot_wrap(root('a'), slot)), head.bound, slot, content));
        CHECK(bytes.size() == kSlotBytes);
        std::ranges::copy(bytes, image.begin() + static_cast<std::ptrdiff_t>(kSlotsAt + slot * kSlotBytes));
    }
    Work work;
    CHECK(must(open_slots(root('a'), head.bound, as_bytes(image), work)).slot == 0);
    CHECK(work.slots_tried == 4);
}

TEST_CASE("slots, bays and chunks from another place or another vault do not open") {
    const StickState one = stick_with("one");
    const StickState two = stick_with("two");
    const std::string& image = one.files.at("store.1");
    const std::string& other = two.files.at("store.1");
    Work work;
    const Head head = must(parse_head(as_bytes(image), small_rules()));
    const OpenSlot slot = must(open_slots(root('a'), head.bound, as_bytes(image), work));
    const std::size_t at = head.bay_at(slot.content.bay);
    std::vector<std::string> mixed(6, image);
    mixed[0].replace(kSlotsAt, 1024, other.substr(kSlotsAt, 1024));                                         // slots of another vault
    mixed[1].replace(at, 16'384, other.substr(at, 16'384));                                                 // a bay of another vault
    mixed[2].replace(4096, 16'384, image.substr(4096 + 16'384)).replace(4096 + 16'384, 16'384, image.substr(4096, 16'384));
    mixed[3].replace(kSlotsAt, 512, image.substr(kSlotsAt + 512, 512)).replace(kSlotsAt + 512, 512, image.substr(kSlotsAt, 512));
    mixed[4].replace(at + 24, 4113, image.substr(at + 24 + 4113, 4113)).replace(at + 24 + 4113, 4113, image.substr(at + 24, 4113));
    mixed[5].replace(at + 24 + 4113, 4113, image.substr(at + 24, 4113));                                    // a chunk twice
    for (std::string& bytes : mixed) {
        finish_image(bytes, head.counter);
        FaultStorage stick(StickState{{{"store.1", bytes}, {"store.2", bytes}}});
        const auto opened = open_vault(stick);
        REQUIRE_FALSE(opened.has_value());
        CHECK((opened.error().code == Errc::WrongPassphrase || opened.error().code == Errc::Tampered));
    }
}

TEST_CASE("destroying a profile goes on after an error of the stick, and says it") {
    const StickState base = stick_with("main");
    std::size_t failures = 0;
    for (std::size_t nth = 2;; ++nth) {
        FaultStorage stick(base);
        Vault vault = must(open_vault(stick));
        const std::size_t calls = stick.calls().size();
        stick.fail_call(nth, Errc::Io);
        const auto done = vault.destroy_profile();
        const bool reached = stick.calls().size() - calls >= nth;
        stick.heal();
        if (!reached) break;
        INFO("call " << nth);
        if (!done) ++failures;
        FaultStorage plugged(stick.seen());
        // An error that is not said left nothing behind.
        if (done) CHECK(open_vault(plugged).error().code == Errc::WrongPassphrase);
        CHECK_FALSE(vault.save(3).has_value());
    }
    CHECK(failures > 5);
}

TEST_CASE("a slot that says it belongs to the other space is not followed") {
    const Head head = new_head({}, 16'384);
    std::string image = new_image(head);
    SlotContent content;
    content.key = must(random_secret(32));
    content.other_key = must(random_secret(32));
    content.bay = 1;
    const std::string bytes = must(seal_slot(must(slot_wrap(root('a'), 0)), head.bound, 0, content));
    std::ranges::copy(bytes, image.begin() + static_cast<std::ptrdiff_t>(kSlotsAt));
    Work work;
    CHECK(open_slots(root('a'), head.bound, as_bytes(image), work).error().code == Errc::WrongPassphrase);
    CHECK(work.slots_tried == 4);
}

TEST_CASE("a bay of another size, or under another key, gives nothing") {
    const Head head = new_head({}, 16'384);
    const SecretBytes key = must(random_secret(32));
    const std::string bay = must(seal_bay(key, head, 0, as_bytes("payload"), small_rules()));
    CHECK(must(open_bay(key, head, 0, as_bytes(bay), small_rules())) == "payload");
    CHECK(open_bay(key, head, 0, as_bytes(bay).first(bay.size() - 1), small_rules()).error().code == Errc::Corrupt);
    CHECK(open_bay(must(random_secret(32)), head, 0, as_bytes(bay), small_rules()).error().code == Errc::Tampered);
}
