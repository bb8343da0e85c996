// What lies on a stick under the names of a vault is judged before anybody types a passphrase.

#include "app/vault/store.hpp"
#include "tests/app/vault/small_vault.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

namespace {

std::string of_later_version(std::string image) {
    image[8] = 2;
    image[10] = 2;
    return image;
}
Store look(FaultStorage& stick) { return look_at_store(stick, small_rules()); }

}  // namespace

TEST_CASE("a copy of a later version is named as that, and never written to") {
    const StickState base = stick_with("hello");
    const std::string later = of_later_version(base.files.at("store.1"));
    {
        FaultStorage stick(StickState{{{"store.1", later}, {"store.2", later}}});
        CHECK(look(stick).state == StoreState::Later);
        CHECK(look(stick).head() == nullptr);
        CHECK(open_vault(stick).error().code == Errc::Unsupported);
    }
    {
        StickState state = base;
        state.files["store.2"] = later;
        FaultStorage stick(state);
        CHECK(look(stick).state == StoreState::Mixed);
        CHECK_FALSE(look(stick).may_heal());
        CHECK(must(open_vault(stick)).standing() == Standing::MixedCopies);
        CHECK(stick.seen().files.at("store.2") == later);
    }
}

TEST_CASE("a stick that cannot be read is not taken for an empty or a damaged one") {
    FaultStorage stick(stick_with("hello"));
    stick.fail_call(1, Errc::Io, Repeat::Forever);
    CHECK(look(stick).state == StoreState::Unreadable);
    CHECK(open_vault(stick).error().message_id() == "vault.error.unreadable");
    CHECK(Vault::create(stick, new_head({}, 16'384), root('a'), 1, small_rules()).error().message_id() == "vault.error.unreadable");
    stick.heal();
    CHECK(note_of(must(open_vault(stick)).records()) == "hello");
}

TEST_CASE("a folder under the name of a copy is a foreign thing") {
    FaultStorage stick;
    stick.plant("store.1", Planted::Folder);
    CHECK(look(stick).state == StoreState::Foreign);
    CHECK(open_vault(stick).error().code == Errc::Corrupt);
}

TEST_CASE("the head of a torn vault comes from the copy that still has one") {
    StickState state = stick_with("hello");
    for (const char* name : {"store.1", "store.2"}) state.files[name][1500] = static_cast<char>(state.files[name][1500] ^ 1);
    {
        FaultStorage stick(state);
        REQUIRE(look(stick).state == StoreState::Torn);
        CHECK(look(stick).head() != nullptr);
    }
    state.files["store.1"][0] = '?';
    FaultStorage stick(state);
    const Store store = look(stick);
    REQUIRE(store.head() != nullptr);
    CHECK(store.head()->bound == store.copies[1].head->bound);
    CHECK_FALSE(store.copies[0].head.has_value());
}
