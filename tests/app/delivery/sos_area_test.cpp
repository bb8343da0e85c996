#include <catch2/catch_test_macros.hpp>

#include <set>

#include "app/base/secret.hpp"
#include "app/delivery/letter.hpp"
#include "app/delivery/sos_area.hpp"
#include "tests/support/fault_storage.hpp"

using namespace amparo;
using namespace amparo::delivery;
using namespace amparo::test;

namespace {

constexpr std::int64_t kNow = 1'790'000'000;

vault::InboxKey inbox() {
    REQUIRE(start_sodium().has_value());
    auto key = vault::InboxKey::make();
    REQUIRE(key.has_value());
    return *std::move(key);
}

Parcel sealed(const std::string& text, const std::string& address = "https://drop.example.org/in/") {
    Letter letter;
    letter.case_ref = "7KQ2M9XA";
    letter.recipient = "Example Desk";
    letter.address = address;
    letter.text = text;
    letter.boxes = {inbox().address()};
    auto packed = pack(letter, {}, kNow);
    REQUIRE(packed.has_value());
    return packed->parcel;
}

/// A test delivery that arrived.
QueueItem arrived(const Parcel& parcel) {
    QueueItem item;
    item.parcel = parcel;
    item.state = State::Accepted;
    item.receipt = {Proof::Stored, "name", kNow - 60};
    return item;
}

std::string why(const Result<void>& result) { return result ? "" : result.error().message_id(); }

}  // namespace

TEST_CASE("an SOS is there for a fresh program without any key") {
    FaultStorage stick;
    {
        auto area = SosArea::open(stick);
        REQUIRE(area.has_value());
        CHECK(area->entries().empty());
        // Looking makes no file.
        CHECK(stick.kept().files.empty());
        const Parcel parcel = sealed("I was arrested.");
        REQUIRE(area->prepare(parcel, arrived(parcel), kNow).has_value());
    }
    const auto area = SosArea::open(stick);
    REQUIRE(area.has_value());
    REQUIRE(area->entries().size() == 1);
    const SosEntry& entry = area->entries().front();
    CHECK(entry.parcel.recipient == "Example Desk");
    CHECK(entry.parcel.body.size() > 4'096);
    CHECK_FALSE(entry.old(kNow + 30 * 86'400));
    CHECK(entry.old(kNow + 30 * 86'400 + 1));
    for (const auto& [name, bytes] : stick.kept().files) {
        CHECK(bytes.size() == kSosBytes);
        CHECK(bytes.find("arrested") == std::string::npos);
        CHECK(bytes.find("drop.example.org") == std::string::npos);
    }
}

TEST_CASE("short and long messages leave files of one size, and their sealed length is one of two") {
    std::set<std::size_t> bodies;
    for (const std::size_t length : {1U, 500U, 3'000U, 9'000U}) {
        FaultStorage stick;
        auto area = SosArea::open(stick);
        REQUIRE(area.has_value());
        const Parcel parcel = sealed(std::string(length, 'a'));
        bodies.insert(parcel.body.size());
        REQUIRE(area->prepare(parcel, arrived(parcel), kNow).has_value());
        CHECK(stick.kept().files.size() == 2);
        for (const auto& [name, bytes] : stick.kept().files) CHECK(bytes.size() == kSosBytes);
    }
    CHECK(bodies.size() == 2);
}

TEST_CASE("nothing gets in that needs a secret, can be read by others, or was not tried") {
    FaultStorage stick;
    auto area = SosArea::open(stick);
    REQUIRE(area.has_value());
    const Parcel good = sealed("a");
    Parcel mail = good;
    mail.way = Way::Mail;
    CHECK(why(area->prepare(mail, arrived(mail), kNow)) == "delivery.sos.needs_secret");
    Parcel readable = good;
    readable.protection = Protection::Readable;
    CHECK(why(area->prepare(readable, arrived(readable), kNow)) == "delivery.sos.readable");

    QueueItem test = arrived(good);
    test.parcel.address = "https://other.example.org/in/";
    CHECK(why(area->prepare(good, test, kNow)) == "delivery.sos.untested");
    for (const State state : {State::Queued, State::Sending, State::Unsure, State::Failed, State::Cancelled, State::Draft}) {
        test = arrived(good);
        test.state = state;
        CHECK(why(area->prepare(good, test, kNow)) == "delivery.sos.untested");
    }
    for (const Proof proof : {Proof::None, Proof::Practice, Proof::ByHand, Proof::MailAccepted}) {
        test = arrived(good);
        test.receipt.proof = proof;
        CHECK(why(area->prepare(good, test, kNow)) == "delivery.sos.untested");
    }
    CHECK(area->entries().empty());
    CHECK(stick.kept().files.empty());
    for (const char* host : {"a", "b", "c"}) {
        const Parcel parcel = sealed("a", std::string("https://") + host + ".example.org/");
        REQUIRE(area->prepare(parcel, arrived(parcel), kNow).has_value());
    }
    CHECK(why(area->prepare(good, arrived(good), kNow)) == "delivery.sos.too_many");
    const Parcel again = sealed("b", "https://b.example.org/");
    REQUIRE(area->prepare(again, arrived(again), kNow + 5).has_value());
    CHECK(area->entries().size() == 3);
    const Parcel big = sealed(std::string(100'000, 'a'), "https://b.example.org/");
    CHECK(why(area->prepare(big, arrived(big), kNow)) == "delivery.sos.too_long");
}

TEST_CASE("the receipt of an SOS is for the person's own report key") {
    FaultStorage stick;
    const vault::InboxKey own = inbox();
    auto area = SosArea::open(stick);
    REQUIRE(area.has_value());
    const Parcel parcel = sealed("a");
    REQUIRE(area->prepare(parcel, arrived(parcel), kNow).has_value());
    REQUIRE(area->note_sent(0, {Proof::SiteReceipt, "1234567890123456", kNow + 9}, own.address()).has_value());
    CHECK(area->note_sent(1, {}, {}).error().code == Errc::NotFound);
    area = SosArea::open(stick);
    REQUIRE(area.has_value());
    CHECK(area->entries().front().sent == kNow + 9);
    const auto receipt = vault::open_sealed(as_bytes(area->entries().front().sealed_receipt), own);
    REQUIRE(receipt.has_value());
    CHECK(receipt->find("1234567890123456") != std::string::npos);
    REQUIRE(area->erase().has_value());
    CHECK(stick.kept().files.empty());
    CHECK(SosArea::open(stick)->entries().empty());
}
