#include "app/models/inbox_desk.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/secret.hpp"
#include "app/seal/digest.hpp"
#include "app/seal/report.hpp"
#include "app/vault/sealed.hpp"

using namespace amparo;
using namespace amparo::models;

namespace {

struct Inbox {
    vault::InboxKey key = *vault::InboxKey::make();
    [[nodiscard]] std::string key_file() const { return std::string(key.text()->view()) + "\n"; }
    [[nodiscard]] std::string sealed(const std::string& text = "My account was taken.") const {
        return seal_text(text, "7K4Q-M6XT", {{}, {}, key.address().text()}, 1'795'444'379)->bytes;
    }
};

}  // namespace

TEST_CASE("what is sealed for an inbox arrives whole, names its case, and gives the answer that the sender knows") {
    REQUIRE(start_sodium().has_value());
    const Inbox inbox;
    const std::string file = inbox.sealed();
    const auto arrived = look_at_arrival(as_bytes(file), seal::sha256_hex(as_bytes(file)), inbox.key_file());
    REQUIRE(arrived.has_value());
    CHECK(arrived->text == "My account was taken.");
    CHECK(arrived->case_ref == "7K4QM6XT");
    CHECK(arrived->created % 60 == 0);
    CHECK(arrived->name_fits == true);
    CHECK(arrived->answer.size() == 11);
    CHECK(arrived->files.empty());
    CHECK(file.find("account") == std::string::npos);
}

TEST_CASE("a name that is the hash of something else is told, and another name says nothing") {
    REQUIRE(start_sodium().has_value());
    const Inbox inbox;
    const std::string file = inbox.sealed();
    CHECK(look_at_arrival(as_bytes(file), std::string(64, 'a'), inbox.key_file())->name_fits == false);
    CHECK_FALSE(look_at_arrival(as_bytes(file), "report.sealed", inbox.key_file())->name_fits.has_value());
}

TEST_CASE("another key, a changed byte and a wrong key file are told apart") {
    REQUIRE(start_sodium().has_value());
    const Inbox inbox;
    std::string file = inbox.sealed();
    CHECK(look_at_arrival(as_bytes(file), "a", Inbox().key_file()).error().message_id() == "seal.box.not_ours");
    CHECK(look_at_arrival(as_bytes(file), "a", "no key").error().message_id() == "inbox.desk.key");
    file[file.size() / 2] = static_cast<char>(file[file.size() / 2] ^ 1);
    CHECK(look_at_arrival(as_bytes(file), "a", inbox.key_file()).error().message_id() == "seal.box.changed");
    CHECK(look_at_arrival(as_bytes(std::string("short")), "a", inbox.key_file()).error().message_id() == "seal.box.broken");
}

TEST_CASE("sealing wants one reader: a key or an inbox") {
    REQUIRE(start_sodium().has_value());
    CHECK(seal_text("x", "7K4Q-M6XT", {}, 0).error().message_id() == "console.report.seal_for");
    CHECK(seal_text("x", "7K4Q-M6XT", {"key", {}, "inbox1"}, 0).error().message_id() == "console.report.seal_for");
    CHECK(seal_text("x", "7K4Q-M6XT", {{}, {}, "inbox1-abc"}, 0).error().message_id() == "sending.contact.key");
    CHECK(seal_text("x", "7K4Q-M6XT", {"no key at all", {}, {}}, 0).error().message_id() == "seal.key.none");
}
