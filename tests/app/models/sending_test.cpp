#include "app/models/sending.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <map>
#include <thread>

#include "app/platform/storage.hpp"
#include "app/vault/record_store.hpp"
#include "tests/support/fake_network.hpp"
#include "tests/support/made_key.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::models;
using namespace std::chrono_literals;

namespace {

/// Counts what it is given, and takes it.
class Counting final : public delivery::Courier {
  public:
    explicit Counting(std::shared_ptr<int> carried) : carried_(std::move(carried)) {}
    Result<delivery::Receipt> carry(const delivery::Parcel& parcel, const network::Consent&, const CallLimit&) override {
        ++*carried_;
        last = parcel;
        return delivery::Receipt{delivery::Proof::Stored, parcel.body_hash(), 0};
    }
    delivery::Parcel last;

  private:
    std::shared_ptr<int> carried_;
};

const char* const kPlace = "https://drop.example.org/in/";

struct Desk {
    std::shared_ptr<int> carried = std::make_shared<int>(0);
    int made = 0;
    NetworkChoice last_choice;
    std::int64_t clock = 1'795'444'379;
    std::unique_ptr<Storage> storage;
    std::unique_ptr<Sending> sending;
    std::shared_ptr<test::FakeWorld> world = std::make_shared<test::FakeWorld>();
    std::map<std::string, std::string> files;
    Delivery::Time now{};

    explicit Desk(const std::string& folder = {}) {
        (void)start_sodium();
        if (!folder.empty()) storage = *open_storage(folder, CreateFolder::Yes);
        fresh();
    }
    /// As a new start of the program.
    void fresh() {
        SendingSetup setup{[] {}, [this] { return clock; }, [this](const std::string& path, std::size_t most) { return read(path, most); }, storage.get()};
        setup.courier = [this](const NetworkChoice& choice, const std::shared_ptr<const delivery::MailAccount>&) {
            ++made;
            last_choice = choice;
            return std::make_shared<Counting>(carried);
        };
        setup.network = [this](const NetworkChoice&) -> Result<std::unique_ptr<network::Network>> { return std::make_unique<test::FakeNetwork>(world); };
        sending = std::make_unique<Sending>(std::move(setup));
    }
    [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t most) const {
        const auto found = files.find(path);
        if (found == files.end()) return fail(Errc::NotFound);
        if (found->second.size() > most) return fail(Errc::Limit);
        return found->second;
    }
    void know_somebody() {
        const auto key = vault::InboxKey::make();
        REQUIRE(sending->add_contact("Our lawyer", kPlace, key->address().text()).has_value());
    }
    [[nodiscard]] escalation::Preview preview() const {
        escalation::Rendering rendering;
        rendering.text = "My account was taken.";
        rendering.case_ref = "7K4Q-M6XT";
        return escalation::preview_of(Sending::recipient_of(sending->contacts().front()), rendering);
    }
    [[nodiscard]] static escalation::Preview to_desk(const std::string& method) {
        escalation::Rendering rendering;
        rendering.text = "My account was taken.";
        rendering.case_ref = "7K4Q-M6XT";
        escalation::Recipient to;
        to.channel = "example";
        to.name = "Example Desk";
        to.method = method;
        to.address = "help@example.org";
        return escalation::preview_of(to, rendering);
    }
    void pass(std::chrono::milliseconds span) {
        for (; span > 0ms; span -= 100ms) {
            now += 100ms;
            (void)sending->delivery().tick(now);
        }
    }
    bool ends() {
        for (int i = 0; i < 5'000 && sending->delivery().phase() != Delivery::Phase::Ended; ++i) {
            (void)sending->poll();
            std::this_thread::sleep_for(1ms);
        }
        return sending->delivery().phase() == Delivery::Phase::Ended;
    }
    void hold_through() {
        sending->delivery().press(now);
        pass(30s);
        REQUIRE(ends());
    }
    [[nodiscard]] static SecretString secret(std::string_view text) {
        auto out = SecretString::create(64);
        REQUIRE(out.has_value());
        REQUIRE(out->append(text));
        return *std::move(out);
    }
    /// A login, and what came of it.
    Sending::SignIn sign_in(const std::string& mailbox, std::string_view password = "right", const std::string& server = {}) {
        REQUIRE(sending->sign_in(mailbox, server, secret(password)).has_value());
        for (int i = 0; i < 5'000 && sending->sign_in_state() == Sending::SignIn::Trying; ++i) {
            (void)sending->poll();
            std::this_thread::sleep_for(1ms);
        }
        return sending->sign_in_state();
    }
    void turn_on() {
        NetworkChoice choice;
        choice.on = true;
        REQUIRE(sending->choose(choice).has_value());
    }
};

}  // namespace

TEST_CASE("sending is off at every start, and then nothing that is held goes anywhere") {
    Desk desk;
    CHECK_FALSE(desk.sending->network().on);
    desk.know_somebody();
    CHECK(desk.sending->prepare(desk.preview(), false) == Road::None);
    CHECK(desk.sending->why().id == "network.off");
    desk.sending->delivery().press(desk.now);
    desk.pass(30s);
    CHECK(desk.made == 0);
    CHECK(*desk.carried == 0);
}

TEST_CASE("to a person that was named it goes sealed, once, and the receipt stays in the list") {
    Desk desk;
    desk.know_somebody();
    desk.turn_on();
    REQUIRE(desk.sending->prepare(desk.preview(), false) == Road::Drop);
    CHECK(desk.sending->delivery().protection().id == "delivery.protection.box");
    CHECK(desk.sending->delivery().travelling().find("account") == std::string::npos);
    // Asked in every frame, it stays the same thing.
    const std::string body = desk.sending->delivery().travelling();
    CHECK(desk.sending->prepare(desk.preview(), false) == Road::Drop);
    CHECK(desk.sending->delivery().travelling() == body);
    desk.hold_through();
    CHECK(*desk.carried == 1);
    REQUIRE(desk.sending->sent().size() == 1);
    CHECK(desk.sending->delivery().queue().front().receipt.proof == delivery::Proof::Stored);
    CHECK_FALSE(desk.sending->next_try_in().has_value());
}

TEST_CASE("what is held stays what it was when the hold began") {
    Desk desk;
    desk.know_somebody();
    desk.turn_on();
    REQUIRE(desk.sending->prepare(desk.preview(), false) == Road::Drop);
    const std::string body = desk.sending->delivery().travelling();
    desk.sending->delivery().press(desk.now);
    auto other = desk.preview();
    other.rendering.text = "Something else.";
    CHECK(desk.sending->prepare(other, false) == Road::Drop);
    CHECK(desk.sending->delivery().travelling() == body);
}

TEST_CASE("practice makes no courier, uses an address that cannot exist, and leaves nothing in the list") {
    Desk desk;
    desk.sending->practise(true);
    for (const char* method : {"email", "webform", "phone"}) {
        REQUIRE(desk.sending->prepare(Desk::to_desk(method), true) == Road::Practice);
        CHECK(desk.sending->delivery().letter().address.find(".invalid/") != std::string::npos);
        desk.hold_through();
        CHECK(desk.sending->delivery().outcome().sentence.id == "delivery.receipt.practice");
    }
    CHECK(desk.made == 0);
    CHECK(*desk.carried == 0);
    CHECK(desk.sending->sent().empty());
    CHECK(desk.sending->delivery().queue().empty());
    // Also with the network on.
    desk.sending->practise(false);
    desk.turn_on();
    desk.sending->practise(true);
    REQUIRE(desk.sending->prepare(Desk::to_desk("email"), true) == Road::Practice);
    desk.hold_through();
    CHECK(*desk.carried == 0);
}

TEST_CASE("a desk whose address is not well known is not sent to, and the reason is said") {
    Desk desk;
    desk.turn_on();
    CHECK(desk.sending->prepare(Desk::to_desk("email"), false) == Road::None);
    CHECK(desk.sending->why().id == "sending.not_confirmed");
    CHECK(desk.sending->prepare(Desk::to_desk("email"), true) == Road::None);
    CHECK(desk.sending->why().id == "sending.no_account");
    CHECK(desk.sending->prepare(Desk::to_desk("webform"), true) == Road::None);
    CHECK(desk.sending->why().id == "sending.by_hand");
}

TEST_CASE("contacts with a slip in address or key are refused with a sentence") {
    Desk desk;
    const std::string key = vault::InboxKey::make()->address().text();
    CHECK(desk.sending->add_contact(" ", kPlace, key).error().message_id() == "sending.contact.no_name");
    CHECK(desk.sending->add_contact("A", "http://drop.example.org/", key).error().message_id() == "network.address.plain");
    CHECK(desk.sending->add_contact("A", "smtps://mail.example.org", key).error().message_id() == "network.address.scheme");
    std::string slip = key;
    slip[10] = slip[10] == 'a' ? 'b' : 'a';
    CHECK(desk.sending->add_contact("A", kPlace, slip).error().message_id() == "sending.contact.key");
    CHECK(desk.sending->contacts().empty());
    NetworkChoice choice;
    choice.through_proxy = true;
    choice.port = 0;
    CHECK(desk.sending->choose(choice).error().message_id() == "sending.proxy.wrong");
    choice.port = 9050;
    choice.host = "a b";
    CHECK_FALSE(desk.sending->choose(choice).has_value());
    CHECK_FALSE(desk.sending->network().through_proxy);
}

TEST_CASE("services that take no passwords are named before anything is tried") {
    Desk desk;
    desk.turn_on();
    const auto secret = [] {
        auto out = SecretString::create(64);
        (void)out->append("x");
        return *std::move(out);
    };
    CHECK(desk.sending->sign_in("me@outlook.com", "", secret()).error().message_id() == "sending.mail.refuses");
    CHECK_FALSE(desk.sending->sign_in("me", "", secret()).has_value());
    CHECK(desk.sending->sign_in_state() == Sending::SignIn::None);
}

TEST_CASE("an SOS lies ready only after a delivery arrived there, and goes from a fresh start with one hold") {
    test::TempFolder folder;
    Desk desk(folder.path().string());
    desk.know_somebody();
    CHECK(desk.sending->prepare_sos(desk.preview()).error().message_id() == "delivery.sos.untested");
    NetworkChoice choice;
    choice.on = true;
    choice.through_proxy = true;
    REQUIRE(desk.sending->choose(choice).has_value());
    REQUIRE(desk.sending->prepare(desk.preview(), false) == Road::Drop);
    desk.hold_through();
    REQUIRE(desk.sending->prepare_sos(desk.preview()).has_value());
    REQUIRE(*desk.carried == 1);

    desk.fresh();
    CHECK_FALSE(desk.sending->network().on);
    REQUIRE(desk.sending->sos().size() == 1);
    REQUIRE(desk.sending->show_sos(0).has_value());
    CHECK(desk.sending->delivery().protection().id == "delivery.protection.box");
    // By the road that it was prepared for, although the switch is off.
    CHECK(desk.last_choice.through_proxy);
    CHECK(desk.sending->delivery().letter().recipient == "Our lawyer");
    desk.sending->delivery().press(desk.now);
    desk.pass(1'900ms);
    desk.sending->delivery().release(desk.now);
    desk.pass(30s);
    CHECK(*desk.carried == 1);
    desk.hold_through();
    CHECK(*desk.carried == 2);
    CHECK(desk.sending->sos().front().sent != 0);
    CHECK_FALSE(desk.sending->network().on);

    desk.clock += 31 * 86'400;
    CHECK(desk.sending->sos_is_old(0));
    REQUIRE(desk.sending->erase_sos().has_value());
    CHECK(desk.sending->sos().empty());
}

TEST_CASE("with an open profile what waits outlives the program, and another profile neither reads nor harms it") {
    test::TempFolder folder;
    vault::MemoryRecords records;
    Desk desk(folder.path().string());
    desk.know_somebody();
    desk.sending->use_records(&records);
    // Nothing is made for somebody who never sends.
    CHECK_FALSE(desk.sending->keeps_outbox());
    CHECK(desk.storage->list()->empty());
    desk.turn_on();
    REQUIRE(desk.sending->keeps_outbox());
    REQUIRE(desk.sending->prepare(desk.preview(), false) == Road::Drop);
    CHECK(desk.sending->delivery().waiting_note().id == "delivery.waits.kept");
    desk.hold_through();
    REQUIRE(desk.sending->delivery().queue().size() == 1);

    desk.fresh();
    CHECK(desk.sending->delivery().queue().empty());
    vault::MemoryRecords other;
    desk.sending->use_records(&other);
    desk.turn_on();
    CHECK_FALSE(desk.sending->keeps_outbox());
    desk.sending->use_records(nullptr);
    desk.fresh();
    desk.sending->use_records(&records);
    REQUIRE(desk.sending->keeps_outbox());
    CHECK(desk.sending->delivery().queue().size() == 1);
    desk.sending->use_records(nullptr);
    CHECK_FALSE(desk.sending->keeps_outbox());
    CHECK(desk.sending->delivery().queue().empty());
}

TEST_CASE("contacts are kept as a document, and what is wrong in one is left out") {
    Desk desk;
    CHECK(desk.sending->contacts_document().empty());
    const std::size_t before = desk.sending->contact_changes();
    desk.know_somebody();
    CHECK(desk.sending->contact_changes() != before);
    const std::string document = desk.sending->contacts_document();
    Desk other;
    other.sending->take_contacts(document);
    other.sending->take_contacts(document);
    REQUIRE(other.sending->contacts().size() == 1);
    CHECK(other.sending->contacts().front().name == "Our lawyer");
    CHECK(other.sending->contacts_document() == document);
    other.sending->forget_contacts();
    other.sending->take_contacts("{");
    other.sending->take_contacts(R"({"contacts": [{"name": "A", "address": "http://plain.example/", "key": "inbox1"}, 7]})");
    CHECK(other.sending->contacts().empty());
}

TEST_CASE("a mail account is there only after its server took the login, and mail goes through it then") {
    Desk desk;
    CHECK(desk.sending->sign_in("me@example.net", {}, Desk::secret("right")).error().code == Errc::Denied);
    CHECK(desk.world->contacted.empty());
    desk.turn_on();
    CHECK(desk.sign_in("me@example.net", "wrong") == Sending::SignIn::Failed);
    CHECK(desk.sending->sign_in_problem().id == "network.error.login");
    CHECK(desk.sending->account() == nullptr);
    CHECK(desk.sending->prepare(Desk::to_desk("email"), true) == Road::None);
    CHECK(desk.sending->why().id == "sending.no_account");

    CHECK(desk.sign_in("me@example.net") == Sending::SignIn::Done);
    REQUIRE(desk.sending->account() != nullptr);
    CHECK(desk.world->contacted.back() == "smtps://example.net");
    CHECK(desk.world->mails.back().login_only);
    CHECK(desk.sending->prepare(Desk::to_desk("email"), true) == Road::Mail);
    CHECK(desk.sending->delivery().travelling().find("me@example.net") != std::string::npos);
    desk.sending->sign_out();
    CHECK(desk.sending->prepare(Desk::to_desk("email"), true) == Road::None);
}

TEST_CASE("the server that is shown before a login is the one that is contacted") {
    Desk desk;
    desk.turn_on();
    for (const auto& [mailbox, server] : {std::pair<std::string, std::string>{"me@gmail.com", ""}, {"me@icloud.com", ""}, {"me@example.net", ""},
                                          {"me@example.net", "smtp://mail.example.net"}, {"me@example.net", "mail.example.net"}}) {
        const auto shown = Sending::mail_server(mailbox, server);
        REQUIRE(shown.has_value());
        CHECK(desk.sign_in(mailbox, "right", server) == Sending::SignIn::Done);
        CHECK(desk.world->contacted.back() == shown->origin());
        desk.sending->sign_out();
    }
    CHECK(Sending::mail_server("me@example.net", "https://example.net/").error().code == Errc::Usage);
    CHECK(Sending::mail_server("me@example.net", "smtps://exämple.net").error().code == Errc::Usage);
    CHECK(Sending::mail_server("me", "").error().say == "network.address.mailbox");
}

TEST_CASE("a service that takes no password is named, and not even contacted") {
    Desk desk;
    desk.turn_on();
    const auto refused = desk.sending->sign_in("me@outlook.com", "smtps://smtp.outlook.com", Desk::secret("right"));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().say == "sending.mail.refuses");
    CHECK(desk.world->contacted.empty());
    CHECK(desk.sending->account() == nullptr);
}

TEST_CASE("an account is kept only after the person said so, and then it is there after a start without a login") {
    Desk desk;
    desk.turn_on();
    REQUIRE(desk.sign_in("me@example.net") == Sending::SignIn::Done);
    CHECK(desk.sending->account_document().empty());
    const std::size_t before = desk.sending->account_changes();
    desk.sending->keep_account(true);
    CHECK(desk.sending->account_changes() != before);
    const std::string kept = desk.sending->account_document();
    CHECK(kept.find("right") != std::string::npos);

    desk.fresh();
    const std::size_t contacted = desk.world->contacted.size();
    desk.sending->take_account(kept);
    REQUIRE(desk.sending->account() != nullptr);
    CHECK(desk.sending->account()->mailbox() == "me@example.net");
    CHECK(desk.sending->account()->password().view() == "right");
    CHECK(desk.sending->account_document() == kept);
    CHECK(desk.world->contacted.size() == contacted);
    // Sending stays off until the person switches it on.
    CHECK(desk.sending->prepare(Desk::to_desk("email"), true) == Road::None);
    CHECK(desk.sending->why().id == "network.off");
    desk.sending->forget_account();
    CHECK(desk.sending->account() == nullptr);
    CHECK(desk.sending->account_document().empty());
}

TEST_CASE("what is wrong in a kept account is left out, whatever it is") {
    Desk desk;
    for (const char* wrong : {"", "{}", "[1]", R"({"schema":"amparo.mail-account/1"})",
                              R"({"schema":"amparo.mail-account/1","server":"https://example.net/","mailbox":"me@example.net","user":"me","password":"x","pin":""})",
                              R"({"schema":"amparo.mail-account/1","server":"smtps://example.net","mailbox":"me","user":"me","password":"x","pin":""})",
                              R"({"schema":"amparo.mail-account/1","server":"smtps://example.net","mailbox":"me@example.net","user":"me\r\nX","password":"x","pin":""})"}) {
        INFO(wrong);
        desk.sending->take_account(wrong);
        CHECK(desk.sending->account() == nullptr);
    }
    // An account of the session only is not touched when a profile closes.
    desk.turn_on();
    REQUIRE(desk.sign_in("me@example.net") == Sending::SignIn::Done);
    desk.sending->forget_account();
    CHECK(desk.sending->account() != nullptr);
}

TEST_CASE("somebody with an inbox key gets it by mail sealed, through the person's own account") {
    Desk desk;
    const auto key = vault::InboxKey::make();
    REQUIRE(desk.sending->add_contact("Our lawyer", " lawyer@example.org ", key->address().text()).has_value());
    CHECK(desk.sending->contacts().front().by_mail());
    CHECK(desk.sending->prepare(desk.preview(), false) == Road::None);
    CHECK(desk.sending->why().id == "network.off");
    desk.turn_on();
    CHECK(desk.sending->prepare(desk.preview(), false) == Road::None);
    CHECK(desk.sending->why().id == "sending.no_account");
    REQUIRE(desk.sign_in("me@example.net") == Sending::SignIn::Done);
    // A person whom one named needs no list that vouches for the address.
    REQUIRE(desk.sending->prepare(desk.preview(), false) == Road::Mail);
    CHECK(desk.sending->delivery().protection().id == "delivery.protection.box");
    CHECK(desk.sending->delivery().travelling().find("To: <lawyer@example.org>") != std::string::npos);
    CHECK(desk.sending->delivery().travelling().find("account was taken") == std::string::npos);
    CHECK_FALSE(desk.sending->sealed_file(desk.preview()).empty());
    desk.hold_through();
    CHECK(*desk.carried == 1);
    // The password is not there while everything is locked, so no SOS can lie ready for them.
    const test::TempFolder folder;
    const auto storage = open_storage(folder.path().string(), CreateFolder::Yes);
    desk.sending->use_storage(storage->get());
    CHECK(desk.sending->prepare_sos(desk.preview()).error().message_id() == "sending.sos.mail");
    desk.sending->use_storage(nullptr);
}

TEST_CASE("somebody with an OpenPGP key gets it by mail sealed, and GnuPG opens what a sealed file holds") {
    Desk desk;
    const test::MadeKey made;
    desk.clock = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    desk.files["/home/me/key.asc"] = made.armoured();
    CHECK(desk.sending->add_contact("Our lawyer", "lawyer@example.org", "").error().message_id() == "sending.contact.no_key");
    CHECK(desk.sending->add_contact("Our lawyer", "lawyer@example.org", "/nowhere").error().message_id() == "sending.contact.no_key");
    // A folder takes inbox keys only: whoever reads it has no OpenPGP there.
    CHECK(desk.sending->add_contact("Our lawyer", kPlace, "/home/me/key.asc").error().message_id() == "sending.contact.key");
    REQUIRE(desk.sending->add_contact("Our lawyer", "lawyer@example.org", "/home/me/key.asc").has_value());
    CHECK(desk.sending->contacts().front().key_text() == made.fingerprint());
    desk.turn_on();
    REQUIRE(desk.sign_in("me@example.net") == Sending::SignIn::Done);
    REQUIRE(desk.sending->prepare(desk.preview(), false) == Road::Mail);
    CHECK(desk.sending->delivery().protection().id == "delivery.protection.openpgp");
    CHECK(made.opened(desk.sending->sealed_block(desk.preview())) == "My account was taken.");

    // The document brings the key along, and names no file of this computer.
    const std::string document = desk.sending->contacts_document();
    CHECK(document.find("/home") == std::string::npos);
    Desk other;
    other.clock = desk.clock;
    other.sending->take_contacts(document);
    REQUIRE(other.sending->contacts().size() == 1);
    CHECK(other.sending->contacts_document() == document);
    REQUIRE(other.sending->contacts().front().openpgp.has_value());
    CHECK(other.sending->contacts().front().openpgp->fingerprint == made.fingerprint());
    // Neither a path in the place of a key nor a key under another fingerprint is taken over.
    other.sending->forget_contacts();
    other.files["/etc/secret"] = made.armoured();
    other.sending->take_contacts(R"({"contacts": [{"name": "A", "address": "a@example.org", "key": "/etc/secret"}]})");
    CHECK(other.sending->contacts().empty());
}

TEST_CASE("a desk's GlobaLeaks site is a road of its own, readable there unless the desk's key is known") {
    Desk desk;
    escalation::Preview preview = Desk::to_desk("globaleaks");
    preview.to.address = "https://report.example.org/";
    CHECK(desk.sending->prepare(preview, false) == Road::None);
    CHECK(desk.sending->why().id == "sending.not_confirmed");
    CHECK(desk.sending->prepare(preview, true) == Road::None);
    CHECK(desk.sending->why().id == "network.off");
    desk.turn_on();
    REQUIRE(desk.sending->prepare(preview, true) == Road::Site);
    CHECK(desk.sending->delivery().protection().id == "delivery.protection.readable");
    CHECK(desk.sending->delivery().travelling() == "My account was taken.");
    CHECK(desk.sending->delivery().visible().front().id == "delivery.visible.place");

    const test::MadeKey made;
    desk.clock = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    desk.files["key.asc"] = made.armoured();
    REQUIRE(desk.sending->use_key("example", "key.asc", made.fingerprint()).has_value());
    REQUIRE(desk.sending->prepare(preview, true) == Road::Site);
    CHECK(desk.sending->delivery().protection().id == "delivery.protection.openpgp");
    CHECK(made.opened(desk.sending->delivery().travelling()) == "My account was taken.");
    desk.hold_through();
    CHECK(*desk.carried == 1);
}

TEST_CASE("a desk's key comes from its own site after one press, and another key than the pinned one is not kept") {
    Desk desk;
    const test::MadeKey made;
    const test::MadeKey other("Somebody <else@example.org>");
    desk.clock = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    const std::string site = "https://www.desk.example/help/";
    const std::string page = "https://desk.example/key.asc";
    desk.world->pages["https://desk.example/key.asc"] = {200, made.armoured(), {}};
    const auto fetched = [&](const std::string& pinned) {
        REQUIRE(desk.sending->fetch_key("example", page, site, pinned).has_value());
        for (int i = 0; i < 5'000 && desk.sending->fetch_state() == Sending::Fetch::Trying; ++i) {
            (void)desk.sending->poll();
            std::this_thread::sleep_for(1ms);
        }
        return desk.sending->fetch_state();
    };
    CHECK(desk.sending->fetch_key("example", page, site, {}).error().code == Errc::Denied);
    desk.turn_on();
    CHECK(desk.sending->fetch_key("example", "https://elsewhere.example/key.asc", site, {}).error().say == "sending.key.other_site");
    CHECK(desk.world->contacted.empty());
    CHECK(fetched(other.fingerprint()) == Sending::Fetch::Failed);
    CHECK(desk.sending->fetch_problem().id == "seal.key.other");
    CHECK(desk.sending->key_of("example") == nullptr);
    CHECK(fetched(made.fingerprint()) == Sending::Fetch::Done);
    REQUIRE(desk.sending->key_of("example") != nullptr);
    CHECK(desk.sending->key_is_pinned("example"));
    CHECK(fetched({}) == Sending::Fetch::Done);
    // Nobody vouches for it: the person compares.
    CHECK_FALSE(desk.sending->key_is_pinned("example"));
    CHECK(desk.world->contacted == std::vector<std::string>(3, "https://desk.example"));
}
