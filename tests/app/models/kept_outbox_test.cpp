#include "app/models/kept_outbox.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/app/models/waiting_outbox.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::models;
using delivery::State;

namespace {

constexpr vault::Opening kLook{vault::Opening::Access::Read, vault::Opening::OtherProgram::Respect, {}};

OpenedVault opened(const std::string& folder, const vault::Opening& how = {}) {
    auto out = open_saved(folder, "a passphrase of mine", how);
    REQUIRE(out.has_value());
    return *std::move(out);
}

NetworkChoice direct() {
    NetworkChoice out;
    out.on = true;
    return out;
}

}  // namespace

TEST_CASE("a profile without an outbox has nothing waiting, and looking makes none") {
    const test::TempFolder folder;
    SaveOptions options;
    options.cost = vault::kLowMemoryCost;
    REQUIRE(create_saved(folder.path().string(), "a passphrase of mine", options).has_value());
    const OpenedVault vault = opened(folder.path().string(), kLook);
    const auto items = look_at_outbox(vault);
    REQUIRE(items.has_value());
    CHECK(items->empty());
    CHECK_FALSE(std::filesystem::exists(folder.path() / "outbox.1"));
}

TEST_CASE("looking shows what waits and changes no byte of it") {
    const test::TempFolder folder;
    const auto ids = test::make_waiting(folder.path().string(), {test::waiting_drop(), test::waiting_mail()});
    const std::string before = test::read_file(folder.path() / "outbox.1") + test::read_file(folder.path() / "outbox.2");
    const OpenedVault vault = opened(folder.path().string(), kLook);
    const auto items = look_at_outbox(vault);
    REQUIRE(items.has_value());
    REQUIRE(items->size() == 2);
    CHECK(items->front().id == ids.front());
    CHECK(items->front().state == State::Queued);
    CHECK(test::read_file(folder.path() / "outbox.1") + test::read_file(folder.path() / "outbox.2") == before);
}

TEST_CASE("whoever opened the profile to look cannot change its outbox, nor can a second one beside a writer") {
    const test::TempFolder folder;
    (void)test::make_waiting(folder.path().string(), {test::waiting_drop()});
    OpenedVault reading = opened(folder.path().string(), kLook);
    CHECK(open_outbox(reading).error().code == Errc::Conflict);
    const OpenedVault writer = opened(folder.path().string());
    OpenedVault second = opened(folder.path().string());
    const auto refused = open_outbox(second);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().say == "vault.standing.other_program");
}

TEST_CASE("one try that reaches nobody is counted, keeps the report waiting, and leaves the others alone") {
    const test::TempFolder folder;
    delivery::Parcel other = test::waiting_drop();
    other.body = "another one";
    const auto ids = test::make_waiting(folder.path().string(), {test::waiting_drop(), other});
    {
        OpenedVault vault = opened(folder.path().string());
        auto outbox = open_outbox(vault);
        REQUIRE(outbox.has_value());
        REQUIRE((*outbox)->cancel(ids.front()).has_value());
        const auto done = try_once(**outbox, ids.front(), direct(), nullptr, {}, 1'795'444'400);
        if (!Sending::possible()) {
            CHECK(done.error().code == Errc::Unsupported);
            return;
        }
        REQUIRE(done.has_value());
        CHECK(done->state == State::Queued);
        CHECK(done->tries == 1);
        CHECK(done->error == "network.error.connect");
        CHECK(done->next_try > 1'795'444'400);
        CHECK(try_once(**outbox, "0000000000000000", direct(), nullptr, {}, 1'795'444'400).error().code == Errc::NotFound);
    }
    const OpenedVault vault = opened(folder.path().string(), kLook);
    const auto items = look_at_outbox(vault);
    REQUIRE(items.has_value());
    CHECK(items->front().tries == 1);
    CHECK(items->back().tries == 0);
}

TEST_CASE("what would leave is told by its protection, its place and its road") {
    delivery::QueueItem item;
    item.parcel = test::waiting_drop();
    const auto direct_road = travel_messages(item, false);
    const auto by_proxy = travel_messages(item, true);
    REQUIRE(direct_road.size() == 3);
    CHECK(direct_road.front().id == "delivery.protection.box");
    CHECK(direct_road.back().id == "delivery.visible.direct");
    CHECK(by_proxy.back().id == "delivery.visible.proxy");
}

TEST_CASE("mail is tried with the account that it was made for, when the profile keeps it, and with no other") {
    const test::TempFolder folder;
    (void)test::make_waiting(folder.path().string(), {test::waiting_mail()});
    const auto keep = [&](const std::string& mailbox) {
        OpenedVault vault = opened(folder.path().string());
        const std::string json = R"({"schema":"amparo.mail-account/1","server":"smtps://mail.example.net","mailbox":")" + mailbox +
                                 R"(","user":"me","password":"a password","pin":""})";
        const auto type = static_cast<std::uint32_t>(vault::RecordType::Settings);
        REQUIRE(vault.vault.change_records().put({type, 0, vault::record_id("mail account"), json}).has_value());
        REQUIRE(vault.vault.save(moment_now()).has_value());
    };
    delivery::QueueItem item;
    item.parcel = test::waiting_mail();
    CHECK(kept_account(opened(folder.path().string(), kLook)) == nullptr);
    CHECK_FALSE(can_be_tried(item, nullptr));
    keep("else@example.net");
    const auto other = kept_account(opened(folder.path().string(), kLook));
    REQUIRE(other != nullptr);
    CHECK_FALSE(can_be_tried(item, other.get()));
    keep("me@example.net");
    const auto account = kept_account(opened(folder.path().string(), kLook));
    REQUIRE(account != nullptr);
    CHECK(can_be_tried(item, account.get()));
    item.parcel = test::waiting_drop();
    CHECK(can_be_tried(item, nullptr));
}
