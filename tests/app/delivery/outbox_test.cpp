#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "app/base/text.hpp"
#include "app/delivery/outbox.hpp"
#include "app/delivery/send_gate.hpp"
#include "app/seal/report.hpp"
#include "tests/app/delivery/gate_helper.hpp"
#include "tests/support/fault_storage.hpp"

using namespace amparo;
using namespace amparo::delivery;
using namespace amparo::test;

namespace {

constexpr std::size_t kSize = 32 * 1024;

SecretBytes key(std::uint8_t fill = 7) {
    REQUIRE(start_sodium().has_value());
    auto out = SecretBytes::create(32);
    REQUIRE(out.has_value());
    std::ranges::fill(out->writable(), fill);
    return *std::move(out);
}

Parcel drop(const std::string& body) {
    Parcel out;
    out.way = Way::Drop;
    out.case_ref = "7KQ2M9XA";
    out.recipient = "Example Desk";
    out.address = "https://drop.example.org/in/";
    out.body = body;
    return out;
}

Parcel mail(const std::string& body) {
    Parcel out = drop(body);
    out.way = Way::Mail;
    out.address = "help@example.org";
    out.server = "smtps://mail.example.net";
    out.from = "me@example.net";
    return out;
}

/// The other side: it counts what it took, under the name that tells two sends of one thing apart.
struct World {
    std::map<std::string, int> taken;
};

class TestCourier final : public Courier {
  public:
    explicit TestCourier(World& world) : world_(&world) {}
    Result<Receipt> carry(const Parcel& parcel, const network::Consent& consent, const CallLimit&) override {
        if (consent.what() != parcel.digest()) return fail(Errc::Usage);
        if (answer) return std::unexpected(*answer);
        // A drop has one place for one name; a second mail is a second mail.
        int& count = world_->taken[parcel.body_hash()];
        count = parcel.way == Way::Drop ? 1 : count + 1;
        return Receipt{Proof::Stored, parcel.body_hash(), 0};
    }
    std::optional<Error> answer;

  private:
    World* world_;
};

Result<std::string> put(Outbox& outbox, const Parcel& parcel) {
    return outbox.put(parcel, consent_for(parcel), "0123456789abcdef", 1'000);
}

}  // namespace

TEST_CASE("whoever only looks sees what waits and writes nothing, not even to make a torn copy whole") {
    FaultStorage stick;
    CHECK(Outbox::look(stick, key(), kSize).error().code == Errc::NotFound);
    CHECK(stick.list()->empty());
    {
        const auto outbox = Outbox::open(stick, key(), kSize);
        REQUIRE(outbox.has_value());
        REQUIRE(put(**outbox, drop("sealed")).has_value());
    }
    const auto files = stick.seen();
    const auto items = Outbox::look(stick, key(), kSize);
    REQUIRE(items.has_value());
    REQUIRE(items->size() == 1);
    CHECK(items->front().parcel.body == "sealed");
    CHECK(stick.seen() == files);
    CHECK(Outbox::look(stick, key(8), kSize).error().code == Errc::Tampered);
}

TEST_CASE("a parcel waits, travels once and keeps its receipt") {
    FaultStorage stick;
    World world;
    TestCourier courier(world);
    const SecretBytes secret = key();
    {
        auto outbox = Outbox::open(stick, secret, kSize);
        REQUIRE(outbox.has_value());
        CHECK((*outbox)->kept());
        const auto id = put(**outbox, drop("one"));
        REQUIRE(id.has_value());
        CHECK((*outbox)->due(1'000) == *id);
        // The same again is the same item.
        CHECK(put(**outbox, drop("one")).value() == *id);
        CHECK((*outbox)->items().size() == 1);
    }
    auto outbox = Outbox::open(stick, secret, kSize);
    REQUIRE(outbox.has_value());
    const auto id = (*outbox)->due(2'000);
    REQUIRE(id.has_value());
    const auto item = (*outbox)->send(*id, courier, {}, 2'000, 0);
    REQUIRE(item.has_value());
    CHECK(item->state == State::Accepted);
    CHECK(item->receipt.proof == Proof::Stored);
    CHECK(item->receipt.when == 2'000);
    CHECK(world.taken.size() == 1);
    CHECK((*outbox)->send(*id, courier, {}, 2'000, 0).error().code == Errc::Conflict);
    CHECK_FALSE((*outbox)->due(1'000'000).has_value());
    outbox = Outbox::open(stick, secret, kSize);
    REQUIRE(outbox.has_value());
    CHECK((*outbox)->items().front().receipt == item->receipt);
    CHECK_FALSE((*outbox)->cancel(*id).has_value());
    CHECK_FALSE((*outbox)->queue_again(*id, 0).has_value());
}

TEST_CASE("tries come after 1, 5, 15 and 60 minutes, then hourly, each a little later by chance") {
    const std::vector<std::int64_t> minutes = {1, 5, 15, 60, 60, 60};
    for (std::size_t i = 0; i < minutes.size(); ++i) {
        const std::int64_t least = minutes[i] * 60;
        CHECK(seconds_until_retry(static_cast<int>(i) + 1, 0) == least);
        for (const std::uint32_t chance : {1U, 77U, 4'000'000'000U}) {
            const std::int64_t seconds = seconds_until_retry(static_cast<int>(i) + 1, chance);
            CHECK(seconds >= least);
            CHECK(seconds < least + least / 5);
        }
    }
    World world;
    TestCourier courier(world);
    courier.answer = Error{Errc::Offline, "network.error.connect", ""};
    const auto outbox = Outbox::in_memory();
    CHECK_FALSE(outbox->kept());
    const auto id = put(*outbox, drop("one"));
    std::int64_t now = 1'000;
    for (const std::int64_t wait : minutes) {
        const auto item = outbox->send(*id, courier, {}, now, 0);
        REQUIRE(item.has_value());
        CHECK(item->state == State::Queued);
        CHECK(item->error == "network.error.connect");
        CHECK(item->next_try == now + wait * 60);
        CHECK_FALSE(outbox->due(item->next_try - 1).has_value());
        CHECK(outbox->due(item->next_try) == *id);
        now = item->next_try;
    }
    CHECK(world.taken.empty());
}

TEST_CASE("what will not get better fails and can be sent again by hand, what is unsure says so") {
    World world;
    TestCourier courier(world);
    const auto outbox = Outbox::in_memory();
    courier.answer = Error{Errc::Tampered, "network.error.certificate", ""};
    const auto id = put(*outbox, mail("one"));
    CHECK(outbox->send(*id, courier, {}, 0, 0)->state == State::Failed);
    CHECK_FALSE(outbox->due(1'000'000).has_value());
    CHECK(outbox->find(*id)->parcel.body == "one");
    REQUIRE(outbox->queue_again(*id, 5).has_value());
    courier.answer = Error{Errc::Io, "delivery.error.unsure", ""};
    CHECK(outbox->send(*id, courier, {}, 5, 0)->state == State::Unsure);
    CHECK_FALSE(outbox->due(1'000'000).has_value());
    REQUIRE(outbox->cancel(*id).has_value());
    CHECK(outbox->find(*id)->state == State::Cancelled);
    REQUIRE(outbox->forget(*id).has_value());
    CHECK(outbox->items().empty());
}

TEST_CASE("only the desk's own code turns accepted into delivered") {
    World world;
    TestCourier courier(world);
    const auto outbox = Outbox::in_memory();
    const auto id = put(*outbox, drop("one"));
    REQUIRE(outbox->send(*id, courier, {}, 0, 0).has_value());
    const std::string code = seal::answer_code("0123456789abcdef", "7KQ2M9XA");
    CHECK(code.size() == 11);
    CHECK_FALSE(outbox->answer(*id, "ABCDE-FGHJK", 9).value());
    CHECK_FALSE(outbox->answer(*id, "", 9).value());
    CHECK(outbox->find(*id)->state == State::Accepted);
    CHECK(outbox->answer(*id, text::lower(code.substr(0, 5)) + " " + code.substr(6), 9).value());
    CHECK(outbox->find(*id)->state == State::DeliveredProof);
}

TEST_CASE("the files have one size whatever is in them, and open with no other key") {
    FaultStorage stick;
    const SecretBytes secret = key();
    auto outbox = Outbox::open(stick, secret, kSize);
    REQUIRE(outbox.has_value());
    const auto sizes = [&] {
        std::set<std::size_t> out;
        for (const auto& [name, bytes] : stick.kept().files) {
            CHECK(name.starts_with("outbox."));
            CHECK(bytes.find("Example") == std::string::npos);
            out.insert(bytes.size());
        }
        return out;
    };
    CHECK(stick.kept().files.size() == 2);
    CHECK(sizes() == std::set<std::size_t>{kSize});
    REQUIRE(put(**outbox, drop(std::string(5'000, 'x'))).has_value());
    CHECK(sizes() == std::set<std::size_t>{kSize});
    const auto full = put(**outbox, drop(std::string(kSize, 'x')));
    REQUIRE_FALSE(full.has_value());
    CHECK(full.error().message_id() == "delivery.error.outbox_full");
    CHECK((*outbox)->items().size() == 1);

    const StickState before = stick.kept();
    const auto other = Outbox::open(stick, key(9), kSize);
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().message_id() == "delivery.error.outbox_closed");
    CHECK(stick.kept() == before);
}

TEST_CASE("one damaged copy is made whole from the other") {
    FaultStorage stick;
    const SecretBytes secret = key();
    {
        auto outbox = Outbox::open(stick, secret, kSize);
        REQUIRE(outbox.has_value());
        REQUIRE(put(**outbox, drop("one")).has_value());
    }
    for (const char* name : {"outbox.1", "outbox.2"}) {
        StickState state = stick.kept();
        state.files[name][1'000] = static_cast<char>(state.files[name][1'000] ^ 1);
        FaultStorage damaged(state);
        auto outbox = Outbox::open(damaged, secret, kSize);
        REQUIRE(outbox.has_value());
        CHECK((*outbox)->items().size() == 1);
        // And the other one may now be lost.
        StickState mended = damaged.kept();
        mended.files[std::string(name) == "outbox.1" ? "outbox.2" : "outbox.1"].assign(kSize, 'z');
        FaultStorage again(mended);
        outbox = Outbox::open(again, secret, kSize);
        REQUIRE(outbox.has_value());
        CHECK((*outbox)->items().size() == 1);
    }
}

TEST_CASE("200 kills while queueing and sending lose nothing, take nothing twice and leave no half file") {
    const SecretBytes secret = key();
    std::uint64_t seed = 0;
    int kills = 0;
    int was_sending = 0;
    for (int round = 0; kills < 200; ++round) {
        World world;
        FaultStorage stick;
        std::set<std::string> promised;  // what put() said is safe
        {
            auto outbox = Outbox::open(stick, secret, kSize);
            REQUIRE(outbox.has_value());
            // The stick is pulled at one of the calls that the work below makes.
            stick.fail_call(static_cast<std::size_t>(1 + round % 90), Errc::Io, Repeat::Forever, static_cast<std::size_t>(round) * 97 % kSize);
            TestCourier courier(world);
            for (const char* body : {"one", "two", "three"}) {
                const Parcel parcel = std::string(body) == "two" ? mail(body) : drop(body);
                const auto id = put(**outbox, parcel);
                if (!id) break;
                promised.insert(parcel.body_hash());
                if (!(*outbox)->send(*id, courier, {}, 2'000, 0)) break;
            }
        }
        stick.for_each_crash_state(4, ++seed, SectorDamage::Wild, [&](const StickState& state) {
            ++kills;
            FaultStorage again(state);
            World after = world;
            TestCourier courier(after);
            auto outbox = Outbox::open(again, secret, kSize);
            REQUIRE(outbox.has_value());
            for (const auto& [name, bytes] : again.kept().files) CHECK(bytes.size() == kSize);
            std::set<std::string> known;
            for (const QueueItem& item : (*outbox)->items()) {
                was_sending += item.state == State::Unsure ? 1 : 0;
                CHECK(item.state != State::Sending);
                known.insert(item.parcel.body.empty() ? item.receipt.reference : item.parcel.body_hash());
            }
            for (const std::string& hash : promised) CHECK(known.contains(hash));
            while (const auto id = (*outbox)->due(10'000)) REQUIRE((*outbox)->send(*id, courier, {}, 10'000, 0).has_value());
            for (const auto& [hash, count] : after.taken) CHECK(count == 1);
            // Whatever was promised has arrived, or stands there with the question whether it has.
            for (const QueueItem& item : (*outbox)->items()) {
                CHECK((item.state == State::Accepted || item.state == State::Unsure));
            }
        });
    }
    CHECK(was_sending > 0);
}

TEST_CASE("the queue inside the file is read with suspicion") {
    CHECK(read_queue("")->empty());
    QueueItem item;
    item.id = "0123456789abcdef";
    item.parcel = drop(std::string("a\0b\n", 4));
    item.reply_secret = "0123456789abcdef";
    const std::string good = write_queue({item});
    const auto back = read_queue(good);
    REQUIRE(back.has_value());
    CHECK(back->front().parcel.body == item.parcel.body);
    CHECK(back->front().parcel.digest() == item.parcel.digest());
    CHECK(write_queue(*back) == good);
    CHECK_FALSE(read_queue(good + "x").has_value());
    CHECK_FALSE(read_queue(good.substr(0, good.size() - 1)).has_value());
    CHECK_FALSE(read_queue("{}").has_value());
    CHECK_FALSE(read_queue("{}\n").has_value());
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\"drop\"", "\"fax\""}, {"https:", "http:"}, {"queued", "sent"}, {"0123456789abcdef\",\"parcel", "x\",\"parcel"}}) {
        std::string bad = good;
        REQUIRE(bad.find(from) != std::string::npos);
        bad.replace(bad.find(from), from.size(), to);
        CHECK_FALSE(read_queue(bad).has_value());
    }
}
