#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>

#include "app/models/delivery.hpp"

using namespace amparo;
using namespace amparo::models;
using namespace std::chrono_literals;

namespace {

/// Takes what it is given, when it is allowed to.
class Slow final : public delivery::Courier {
  public:
    Result<delivery::Receipt> carry(const delivery::Parcel& parcel, const network::Consent&, const CallLimit& limit) override {
        ++carried;
        while (hold && !limit.stop.stop_requested()) std::this_thread::sleep_for(1ms);
        if (limit.stop.stop_requested()) return fail(Errc::Cancelled, "", "network.error.stopped");
        if (answer) return std::unexpected(*answer);
        return delivery::Receipt{delivery::Proof::Stored, parcel.body_hash(), 0};
    }
    std::atomic<int> carried = 0;
    std::atomic<bool> hold = false;
    std::optional<Error> answer;
};

struct Desk {
    std::shared_ptr<Slow> courier = std::make_shared<Slow>();
    std::shared_ptr<delivery::Outbox> outbox = delivery::Outbox::in_memory();
    std::int64_t clock = 1'000'000;
    Delivery model{{courier, outbox, [] {}, [this] { return clock; }, false}};
    Delivery::Time now{};

    Desk() { (void)start_sodium(); }
    Result<void> show(Delivery::Practice practice = Delivery::Practice::No) {
        delivery::Letter letter;
        letter.case_ref = "7KQ2M9XA";
        letter.recipient = "Example Desk";
        letter.address = "https://drop.example.org/in/";
        letter.text = "My account was taken.";
        return model.show(letter, {}, practice);
    }
    void pass(std::chrono::milliseconds span) {
        for (; span > 0ms; span -= 100ms) {
            now += 100ms;
            (void)model.tick(now);
        }
    }
    bool ends() {
        for (int i = 0; i < 5'000 && model.phase() != Delivery::Phase::Ended; ++i) {
            (void)model.poll();
            std::this_thread::sleep_for(1ms);
        }
        return model.phase() == Delivery::Phase::Ended;
    }
};

}  // namespace

TEST_CASE("a preview says how it is protected and what stays visible, and sends nothing") {
    Desk desk;
    REQUIRE(desk.show().has_value());
    CHECK(desk.model.phase() == Delivery::Phase::Preview);
    CHECK(desk.model.protection().id == "delivery.protection.readable");
    CHECK(desk.model.visible().front().id == "delivery.visible.place");
    CHECK(desk.model.visible().back().id == "delivery.visible.direct");
    CHECK(desk.model.waiting_note().id == "delivery.waits.memory");
    CHECK(desk.model.bytes() > 20);
    desk.pass(60s);
    CHECK(desk.courier->carried == 0);
    desk.model.close();
    CHECK(desk.model.phase() == Delivery::Phase::Nothing);
}

TEST_CASE("let go at 1.9 seconds, stopped at 9.9, closed in the window: nothing leaves and nothing is queued") {
    Desk desk;
    REQUIRE(desk.show().has_value());
    desk.model.press(desk.now);
    desk.pass(1'900ms);
    desk.model.release(desk.now);
    desk.pass(60s);
    CHECK(desk.model.phase() == Delivery::Phase::Preview);
    desk.model.press(desk.now);
    desk.pass(11'900ms);
    CHECK(desk.model.phase() == Delivery::Phase::Window);
    CHECK(desk.model.seconds_left() == 1);
    desk.model.cancel();
    desk.pass(60s);
    CHECK(desk.model.phase() == Delivery::Phase::Preview);
    desk.model.ask();
    desk.model.answer_yes(desk.now);
    desk.pass(9'900ms);
    desk.model.close();
    desk.pass(60s);
    CHECK(desk.courier->carried == 0);
    CHECK(desk.outbox->items().empty());
}

TEST_CASE("after the window it goes exactly once, and says with which proof") {
    for (const bool keys : {false, true}) {
        Desk desk;
        REQUIRE(desk.show().has_value());
        if (keys) {
            desk.model.ask();
            desk.model.answer_yes(desk.now);
        } else {
            desk.model.press(desk.now);
        }
        desk.pass(30s);
        REQUIRE(desk.ends());
        desk.pass(30s);
        CHECK(desk.courier->carried == 1);
        CHECK(desk.model.outcome().state == delivery::State::Accepted);
        CHECK(desk.model.outcome().sentence.id == "delivery.receipt.stored");
        CHECK(desk.model.queue().size() == 1);
        CHECK_FALSE(desk.model.send_due());
    }
}

TEST_CASE("the window ending kills nothing that is on its way: stop asks, and the item stays") {
    Desk desk;
    desk.courier->hold = true;
    REQUIRE(desk.show().has_value());
    desk.model.press(desk.now);
    desk.pass(13s);
    CHECK(desk.model.phase() == Delivery::Phase::Sending);
    CHECK(desk.show().error().code == Errc::Conflict);
    desk.model.stop();
    REQUIRE(desk.ends());
    CHECK(desk.model.outcome().state == delivery::State::Cancelled);
    CHECK(desk.model.queue().front().parcel.body.size() > 20);
}

TEST_CASE("without a connection it waits and is tried again while the program is open") {
    Desk desk;
    desk.courier->answer = Error{Errc::Offline, "network.error.connect", ""};
    REQUIRE(desk.show().has_value());
    desk.model.press(desk.now);
    desk.pass(13s);
    REQUIRE(desk.ends());
    CHECK(desk.model.outcome().state == delivery::State::Queued);
    CHECK(desk.model.outcome().sentence.id == "delivery.state.queued");
    CHECK_FALSE(desk.model.send_due());
    desk.clock = desk.model.outcome().next_try;
    desk.courier->answer.reset();
    CHECK(desk.model.send_due());
    for (int i = 0; i < 5'000 && !desk.model.poll(); ++i) std::this_thread::sleep_for(1ms);
    CHECK(desk.model.queue().front().state == delivery::State::Accepted);
}

TEST_CASE("practice looks the same, uses no courier and leaves no queue") {
    Desk desk;
    REQUIRE(desk.show(Delivery::Practice::Yes).has_value());
    CHECK(desk.model.practice());
    desk.model.press(desk.now);
    desk.pass(13s);
    REQUIRE(desk.ends());
    CHECK(desk.courier->carried == 0);
    CHECK(desk.outbox->items().empty());
    CHECK(desk.model.outcome().sentence.id == "delivery.receipt.practice");
}

TEST_CASE("without a network the preview works, practice works, and a hold leads nowhere") {
    Desk desk;
    Delivery model{{nullptr, desk.outbox, [] {}, [] { return std::int64_t{5}; }, false}};
    delivery::Letter letter;
    letter.case_ref = "7KQ2M9XA";
    letter.address = "https://drop.example.org/in/";
    letter.text = "a";
    REQUIRE(model.show(letter, {}, Delivery::Practice::No).has_value());
    CHECK_FALSE(model.cannot_send().empty());
    Delivery::Time now{};
    model.press(now);
    for (int i = 0; i < 300; ++i) (void)model.tick(now += 100ms);
    CHECK(model.phase() == Delivery::Phase::Preview);
    REQUIRE(model.show(letter, {}, Delivery::Practice::Yes).has_value());
    CHECK(model.cannot_send().empty());
}
