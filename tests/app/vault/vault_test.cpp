// What a person sees of a vault: what was saved is there again, with the right passphrase and in no other way.

#include <limits>

#include "tests/app/vault/small_vault.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

TEST_CASE("what was saved is there again after opening, and the two copies are equal") {
    FaultStorage stick;
    {
        Vault vault = make_vault(stick);
        CHECK(vault.mirrored());
        write_note(vault.change_records(), "hello");
        must(vault.save(5000));
        CHECK_FALSE(vault.mirrored());
        must(vault.mirror());
    }
    const StickState state = stick.seen();
    CHECK(state.files.at("store.1") == state.files.at("store.2"));
    CHECK(state.files.at("store.1").find("hello") == std::string::npos);
    const Vault again = must(open_vault(stick));
    CHECK(note_of(again.records()) == "hello");
    CHECK(again.standing() == Standing::Writer);
    CHECK(again.last_saved() == 5000);
    CHECK_FALSE(again.healed());
}

TEST_CASE("a wrong passphrase opens nothing and changes nothing") {
    FaultStorage stick(stick_with("hello"));
    const StickState before = stick.seen();
    CHECK(open_vault(stick, 'x').error().code == Errc::WrongPassphrase);
    CHECK(stick.seen().files.at("store.1") == before.files.at("store.1"));
    CHECK(stick.seen().files.at("store.2") == before.files.at("store.2"));
}

TEST_CASE("a profile lands in either space, and its holder is not told which") {
    bool first = false;
    bool second = false;
    for (int i = 0; i < 40; ++i) {
        FaultStorage stick;
        const Vault vault = make_vault(stick);
        const std::string image = stick.seen().files.at("store.1");
        Work work;
        const std::size_t slot = must(open_slots(root('a'), vault.head().bound, as_bytes(image), work)).slot;
        first = first || slot == 0;
        second = second || slot == 2;
        CHECK(slot % 2 == 0);
    }
    CHECK(first);
    CHECK(second);
}

TEST_CASE("the copies of every save are written in turn and stay equal in the end") {
    FaultStorage stick(stick_with("0"));
    Vault vault = must(open_vault(stick));
    for (int i = 1; i <= 9; ++i) {
        write_note(vault.change_records(), std::to_string(i));
        must(vault.save(i));
        if (i % 3 == 0) must(vault.mirror());
        FaultStorage plugged(stick.seen());
        CHECK(note_of(must(open_vault(plugged)).records()) == std::to_string(i));
        CHECK(plugged.seen().files.at("store.1") == plugged.seen().files.at("store.2"));
    }
    CHECK(stick.seen().files.at("store.1") == stick.seen().files.at("store.2"));
}

TEST_CASE("a save makes, removes and resizes nothing") {
    FaultStorage stick(stick_with("a"));
    Vault vault = must(open_vault(stick));
    const std::size_t before = stick.calls().size();
    write_note(vault.change_records(), std::string(9000, 'b'));
    must(vault.save(1));
    must(vault.mirror());
    for (std::size_t i = before; i < stick.calls().size(); ++i) {
        const StorageCall& call = stick.calls()[i];
        CHECK(call.what != "remove");
        CHECK(call.what != "flush_folder");
        if (call.what == "write") CHECK(call.offset + call.count <= 4096 + 2 * 16'384);
    }
    CHECK(stick.seen().files.size() == 3);
}

TEST_CASE("a full bay is said before anything is written, and what was saved stays") {
    FaultStorage stick(stick_with("kept"));
    Vault vault = must(open_vault(stick));
    write_note(vault.change_records(), std::string(13'000, 'x'));
    CHECK(vault.used() > vault.capacity());
    const StickState before = stick.seen();
    const auto saved = vault.save(1);
    CHECK(saved.error().code == Errc::Limit);
    CHECK(saved.error().message_id() == "vault.error.full");
    CHECK(stick.seen() == before);
    write_note(vault.change_records(), std::string(11'000, 'x'));
    must(vault.save(1));
}

TEST_CASE("a container is not made over anything") {
    FaultStorage stick(StickState{{{"store.2", "a letter"}}});
    const StickState before = stick.seen();
    CHECK(Vault::create(stick, new_head({}, 16'384), root('a'), 1, small_rules()).error().code == Errc::Conflict);
    CHECK(stick.seen() == before);
}

TEST_CASE("a stick without room keeps no half container") {
    for (std::size_t nth = 1; nth < 40; ++nth) {
        FaultStorage stick;
        stick.fail_call(nth, Errc::NoSpace, Repeat::Once, 300);
        const auto vault = Vault::create(stick, new_head({}, 16'384), root('a'), 1, small_rules());
        if (vault) continue;
        INFO("call " << nth);
        stick.heal();
        CHECK(vault.error().code == (nth <= 2 ? Errc::Io : Errc::NoSpace));
        const StickState left = stick.seen();
        if (left.files.contains("store.1") && left.files.contains("store.2")) continue;  // both have their place
        CHECK_FALSE(left.files.contains("store.1"));
        CHECK_FALSE(left.files.contains("store.2"));
    }
}

TEST_CASE("a missing or torn copy is made whole again after unlocking, and not before") {
    for (const char* name : {"store.1", "store.2"}) {
        for (const bool gone : {true, false}) {
            StickState state = stick_with("hello");
            if (gone) {
                state.files.erase(name);
            } else {
                state.files[name][5000] = static_cast<char>(state.files[name][5000] ^ 4);
            }
            FaultStorage stick(state);
            CHECK(open_vault(stick, 'x').error().code == Errc::WrongPassphrase);
            CHECK(stick.seen().files.contains(name) != gone);
            const Vault vault = must(open_vault(stick));
            CHECK(vault.healed());
            CHECK(note_of(vault.records()) == "hello");
            CHECK(stick.seen().files.at("store.1") == stick.seen().files.at("store.2"));
        }
    }
}

TEST_CASE("files of another kind under our names are never overwritten unasked") {
    StickState state = stick_with("hello");
    state.files["store.2"] = "a shopping list";
    FaultStorage stick(state);
    {
        Vault vault = must(open_vault(stick));
        CHECK(note_of(vault.records()) == "hello");
        CHECK(vault.standing() == Standing::MixedCopies);
        CHECK(vault.save(1).error().code == Errc::Conflict);
    }
    CHECK(stick.seen().files.at("store.2") == "a shopping list");
    {
        Opening how;
        how.choose = 0;
        Vault vault = must(open_vault(stick, 'a', how));
        CHECK(vault.standing() == Standing::Writer);
        must(vault.save(1));
        must(vault.mirror());
    }
    CHECK(stick.seen().files.at("store.1") == stick.seen().files.at("store.2"));

    FaultStorage foreign(StickState{{{"store.1", "x"}, {"store.2", std::string(36'864, 'y')}}});
    CHECK_FALSE(open_vault(foreign).has_value());
    CHECK(foreign.seen().files.at("store.1") == "x");
}

TEST_CASE("copies that do not belong together are opened for reading until the person chose") {
    const StickState mine = stick_with("mine");
    const StickState theirs = stick_with("theirs");
    StickState far = mine;
    {
        FaultStorage stick(mine);
        Vault vault = must(open_vault(stick));
        for (int i = 0; i < 3; ++i) must(vault.save(i));
        must(vault.mirror());
        write_note(vault.change_records(), "later");
        must(vault.save(9));
        must(vault.mirror());
        far.files["store.2"] = stick.seen().files.at("store.2");
    }
    for (const auto& [other, expected] : {std::pair{theirs.files.at("store.2"), std::string()}, std::pair{far.files.at("store.2"), std::string("later")}}) {
        StickState state = mine;
        state.files["store.2"] = other;
        FaultStorage stick(state);
        {
            const Vault vault = must(open_vault(stick));
            CHECK(vault.standing() == Standing::MixedCopies);
            if (!expected.empty()) CHECK(note_of(vault.records()) == expected);
        }
        CHECK(stick.seen().files.at("store.1") == state.files.at("store.1"));
        CHECK(stick.seen().files.at("store.2") == other);
        Opening how;
        how.choose = 0;
        {
            const Vault chosen = must(open_vault(stick, 'a', how));
            CHECK(chosen.standing() == Standing::Writer);
            CHECK(note_of(chosen.records()) == "mine");
        }
        CHECK(stick.seen().files.at("store.2") == state.files.at("store.1"));
    }
}

TEST_CASE("when both copies are damaged, what is genuine is offered for reading and nothing is written") {
    const StickState whole = stick_with("hello");
    const std::size_t own_slot = [&] {
        Work work;
        const Head head = must(parse_head(as_bytes(whole.files.at("store.1")), small_rules()));
        return must(open_slots(root('a'), head.bound, as_bytes(whole.files.at("store.1")), work)).slot;
    }();
    const std::size_t own_bay = 4096 + own_slot / 2 * 16'384;
    struct Case {
        std::size_t first;
        std::size_t second;
        bool opens;
    };
    // A byte of store.1 and one of store.2: in the other's bay, in the slot, the own bay, the head.
    const std::size_t slot_byte = 168 + own_slot * 256 + 30;
    for (const Case& one : {Case{slot_byte, own_bay + 100, true}, Case{own_bay + 100, slot_byte, true}, Case{20, own_bay + 9, true},
                            Case{own_bay + 100, own_bay + 5000, false}, Case{20, 20, false}, Case{1500, 1501, true}}) {
        StickState state = whole;
        state.files["store.1"][one.first] = static_cast<char>(state.files["store.1"][one.first] ^ 1);
        state.files["store.2"][one.second] = static_cast<char>(state.files["store.2"][one.second] ^ 1);
        FaultStorage stick(state);
        INFO(one.first << " and " << one.second);
        const auto opened = open_vault(stick);
        CHECK(opened.has_value() == one.opens);
        if (opened) {
            CHECK(note_of(opened->records()) == "hello");
            CHECK(opened->standing() == Standing::Salvaged);
        }
        CHECK(stick.seen().files.at("store.1") == state.files.at("store.1"));
        CHECK(stick.seen().files.at("store.2") == state.files.at("store.2"));
    }
}

TEST_CASE("a newer copy that was tampered with leaves the older one readable") {
    StickState state = stick_with("hello");
    // Somebody without the key writes a higher counter and a right checksum.
    const Head head = must(parse_head(as_bytes(state.files.at("store.2")), small_rules()));
    for (std::size_t i = kHeadBytes; i < state.files["store.2"].size(); i += 97) state.files["store.2"][i] = '!';
    finish_image(state.files["store.2"], head.counter + 1);
    FaultStorage stick(state);
    const Vault vault = must(open_vault(stick));
    CHECK(note_of(vault.records()) == "hello");
    CHECK(vault.standing() == Standing::OlderCopy);
}

TEST_CASE("a stick whose writes do not come back keeps the other copy and says so") {
    // A medium that drops every write to one file while saying that all is well.
    class Dropping final : public Storage {
      public:
        explicit Dropping(FaultStorage& stick) : stick_(stick) {}
        class File final : public StorageFile {
          public:
            explicit File(std::unique_ptr<StorageFile> file) : file_(std::move(file)) {}
            [[nodiscard]] Result<std::uint64_t> size() const override { return file_->size(); }
            [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t count) const override { return file_->read(offset, count); }
            [[nodiscard]] Result<void> write(std::uint64_t, Bytes) override { return {}; }
            [[nodiscard]] Result<void> flush() override { return file_->flush(); }
            [[nodiscard]] Result<void> lock() override { return file_->lock(); }

          private:
            std::unique_ptr<StorageFile> file_;
        };
        [[nodiscard]] Result<std::unique_ptr<StorageFile>> open(const std::string& name, OpenMode mode) override {
            AMPARO_TRY(auto file, stick_.open(name, mode));
            if (name == "lock" || mode == OpenMode::ReadOnly) return file;
            return std::unique_ptr<StorageFile>(std::make_unique<File>(std::move(file)));
        }
        [[nodiscard]] Result<void> remove(const std::string& name) override { return stick_.remove(name); }
        [[nodiscard]] Result<std::vector<std::string>> list() const override { return stick_.list(); }
        [[nodiscard]] Result<void> flush_folder() override { return stick_.flush_folder(); }

      private:
        FaultStorage& stick_;
    };
    FaultStorage stick(stick_with("hello"));
    const StickState before = stick.seen();
    Dropping dropping(stick);
    Vault vault = must(open_vault(dropping));
    write_note(vault.change_records(), "new");
    const auto saved = vault.save(1);
    CHECK(saved.error().message_id() == "vault.error.stick");
    CHECK(stick.seen().files.at("store.1") == before.files.at("store.1"));
    FaultStorage other;
    must(vault.copy_to(other));
    CHECK(note_of(must(open_vault(other)).records()) == "hello");
}

TEST_CASE("a second program may read, and takes over only when it is told to") {
    FaultStorage stick(stick_with("one"));
    Vault first = must(open_vault(stick));
    Vault second = must(open_vault(stick));
    CHECK(second.standing() == Standing::OtherProgram);
    CHECK(note_of(second.records()) == "one");
    CHECK(second.save(1).error().code == Errc::Conflict);
    write_note(first.change_records(), "two");
    must(first.save(1));
    Vault third = must(open_vault(stick, 'a', {.access = Opening::Access::Write, .other_program = Opening::OtherProgram::TakeOver, .choose = {}}));
    CHECK(third.standing() == Standing::Writer);
    write_note(first.change_records(), "lost");
    const auto late = first.save(2);
    CHECK(late.error().message_id() == "vault.error.taken_over");
    CHECK(first.mirror().error().code == Errc::Conflict);
    write_note(third.change_records(), "three");
    must(third.save(3));
    must(third.mirror());
    FaultStorage plugged(stick.seen());
    CHECK(note_of(must(open_vault(plugged)).records()) == "three");
}

TEST_CASE("a program that was killed leaves no lock that keeps the next one out") {
    StickState state = stick_with("one");
    state.files["lock"] = std::string(16, 'k');
    FaultStorage stick(state);
    CHECK(must(open_vault(stick)).standing() == Standing::Writer);
    CHECK(stick.seen().files.at("lock") == std::string(16, '\0'));
}

TEST_CASE("a folder that cannot be written is opened for reading") {
    FaultStorage stick(stick_with("one"));
    stick.fail_call(1, Errc::Denied);
    Vault vault = must(open_vault(stick));
    CHECK(vault.standing() == Standing::NoWriting);
    CHECK(note_of(vault.records()) == "one");
    CHECK_FALSE(vault.save(1).has_value());
}

TEST_CASE("no clock keeps anybody out") {
    for (const Moment now : {Moment{0}, Moment{-400'000'000'000}, std::numeric_limits<Moment>::max(), std::numeric_limits<Moment>::min()}) {
        FaultStorage stick(stick_with("one"));
        {
            Vault vault = must(open_vault(stick));
            must(vault.save(now));
            must(vault.mirror());
        }
        const Vault vault = must(open_vault(stick));
        CHECK(vault.last_saved() == now);
        CHECK(vault.standing() == Standing::Writer);
    }
}

TEST_CASE("destroying leaves nothing behind that opens, also when the stick gives errors") {
    FaultStorage stick(stick_with("one"));
    const std::string before = stick.seen().files.at("store.1");
    must(destroy_store(stick));
    CHECK(stick.seen().files.empty());
    // What lies beside it goes, too, and nothing that is not ours.
    StickState full = stick_with("one");
    for (const char* name : {"outbox.1", "outbox.2", "sos.1", "sos.2", "holiday.jpg"}) full.files[name] = "something";
    FaultStorage beside(full);
    must(destroy_store(beside));
    CHECK(beside.seen().files == std::map<std::string, std::string>{{"holiday.jpg", "something"}});
    // The keys go first: an error anywhere later still leaves nothing that opens.
    for (std::size_t nth = 1; nth < 40; ++nth) {
        FaultStorage failing(stick_with("one"));
        failing.fail_call(nth, Errc::Io, Repeat::Once);
        const auto done = destroy_store(failing);
        failing.heal();
        INFO("call " << nth);
        std::size_t left = 0;
        for (const char* name : {"store.1", "store.2"}) {
            if (failing.seen().files.contains(name) && failing.seen().files.at(name).starts_with("AMPVAULT")) ++left;
        }
        if (done) CHECK(left == 0);
        CHECK(left <= 1);
        if (left == 1) CHECK_FALSE(done.has_value());
    }
    // Nothing there is nothing to do.
    FaultStorage empty;
    must(destroy_store(empty));
}

TEST_CASE("records of types that this version does not know are kept as they are") {
    FaultStorage stick(stick_with("one"));
    const Record later{987'654, 0x00070000, RecordId{1, 2, 3}, std::string("\0later\xFF", 7)};
    {
        Vault vault = must(open_vault(stick));
        must(vault.change_records().put(later));
        must(vault.save(1));
    }
    {
        Vault vault = must(open_vault(stick));
        write_note(vault.change_records(), "two");
        must(vault.save(2));
    }
    const Vault vault = must(open_vault(stick));
    const Record* kept = vault.records().find(987'654, later.id);
    REQUIRE(kept != nullptr);
    CHECK(*kept == later);
}

TEST_CASE("what was opened for reading is not written to: no save, no mirror, no destroying of the profile") {
    const StickState base = stick_with("hello");
    FaultStorage stick(base);
    Vault vault = must(open_vault(stick, 'a', {.access = Opening::Access::Read, .other_program = Opening::OtherProgram::Respect, .choose = {}}));
    CHECK(vault.standing() == Standing::Asked);
    for (const auto& refused : {vault.save(1), vault.mirror(), vault.destroy_profile(), vault.renew_keys(1)}) {
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().message_id() == "vault.error.read_only");
    }
    CHECK(stick.seen() == base);
    // The person's word stands over that.
    must(vault.destroy_everything());
    CHECK(stick.seen().files.empty());
    CHECK(vault.records().all().empty());
}

TEST_CASE("a vault is copied to an empty stick only, and only when it is whole") {
    StickState state = stick_with("hello");
    FaultStorage stick(state);
    const Vault vault = must(open_vault(stick));
    FaultStorage other;
    must(vault.copy_to(other));
    CHECK(note_of(must(open_vault(other)).records()) == "hello");
    CHECK(vault.copy_to(other).error().message_id() == "vault.error.exists");
    for (const char* name : {"store.1", "store.2"}) state.files[name][1500] = static_cast<char>(state.files[name][1500] ^ 1);
    FaultStorage torn(state);
    const Vault salvaged = must(open_vault(torn));
    REQUIRE(salvaged.standing() == Standing::Salvaged);
    FaultStorage empty;
    CHECK(salvaged.copy_to(empty).error().code == Errc::Conflict);
    CHECK(empty.seen().files.empty());
}

TEST_CASE("a copy that does not exist cannot be chosen, nor a head of one's own be made a vault") {
    FaultStorage stick(stick_with("hello"));
    Opening how;
    how.choose = 2;
    CHECK(open_vault(stick, 'a', how).error().code == Errc::Usage);
    FaultStorage empty;
    Head head = new_head({}, 16'384);
    head.bound[0] = static_cast<std::uint8_t>(head.bound[0] ^ 1U);
    CHECK(Vault::create(empty, head, root('a'), 1, small_rules()).error().code == Errc::Usage);
    CHECK(look_at_store(empty, small_rules()).state == StoreState::Absent);
}

TEST_CASE("a counter that somebody set back is not believed: what is inside is offered for reading only") {
    StickState state = stick_with("hello");
    for (const char* name : {"store.1", "store.2"}) finish_image(state.files[name], 1);
    FaultStorage stick(state);
    Vault vault = must(open_vault(stick));
    CHECK(vault.standing() == Standing::Salvaged);
    CHECK(note_of(vault.records()) == "hello");
    CHECK_FALSE(vault.save(3).has_value());
    CHECK(stick.seen().files.at("store.1") == state.files.at("store.1"));
}
