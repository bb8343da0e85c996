#include <catch2/catch_test_macros.hpp>

#include "app/delivery/send_gate.hpp"

using namespace amparo;
using namespace amparo::delivery;
using namespace std::chrono_literals;

namespace {

Parcel parcel() {
    Parcel out;
    out.way = Way::Drop;
    out.case_ref = "7KQ2M9XA";
    out.recipient = "Example Desk";
    out.address = "https://drop.example.org/in/";
    out.body = "sealed";
    return out;
}

/// A gate with a clock that somebody watches in small steps.
struct Watched {
    SendGate gate;
    SendGate::Time now{};

    Watched() { REQUIRE(gate.show(parcel()).has_value()); }
    void pass(std::chrono::milliseconds span) {
        for (; span > 0ms; span -= std::min(span, std::chrono::milliseconds(50))) {
            now += std::min(span, std::chrono::milliseconds(50));
            (void)gate.tick(now);
        }
    }
};

}  // namespace

TEST_CASE("a release at 1.9 seconds sends nothing") {
    Watched watched;
    watched.gate.press(watched.now);
    watched.pass(1'900ms);
    CHECK(watched.gate.state() == SendGate::State::Holding);
    CHECK(watched.gate.hold_done() > 0.94);
    watched.gate.release(watched.now);
    CHECK(watched.gate.state() == SendGate::State::Preview);
    watched.pass(60s);
    CHECK(watched.gate.state() == SendGate::State::Preview);
    CHECK_FALSE(watched.gate.take().has_value());
}

TEST_CASE("a cancel at 9.9 seconds sends nothing") {
    Watched watched;
    watched.gate.press(watched.now);
    watched.pass(2s);
    CHECK(watched.gate.state() == SendGate::State::Window);
    CHECK(watched.gate.seconds_left() == 10);
    watched.pass(9'900ms);
    CHECK(watched.gate.state() == SendGate::State::Window);
    CHECK(watched.gate.seconds_left() == 1);
    CHECK_FALSE(watched.gate.take().has_value());
    watched.gate.cancel();
    watched.pass(60s);
    CHECK(watched.gate.state() == SendGate::State::Preview);
    CHECK_FALSE(watched.gate.take().has_value());
}

TEST_CASE("after zero there is exactly one consent, for what was shown and no other") {
    Watched watched;
    watched.gate.press(watched.now);
    watched.pass(12s);
    REQUIRE(watched.gate.state() == SendGate::State::Open);
    const auto consent = watched.gate.take();
    REQUIRE(consent.has_value());
    CHECK(consent->origin() == "https://drop.example.org");
    CHECK(consent->what() == parcel().digest());
    CHECK_FALSE(watched.gate.take().has_value());
    watched.gate.press(watched.now);
    watched.pass(60s);
    CHECK_FALSE(watched.gate.take().has_value());
}

TEST_CASE("the equal by keyboard asks first and then opens the same window") {
    Watched watched;
    watched.gate.answer_yes(watched.now);
    watched.pass(60s);
    CHECK(watched.gate.state() == SendGate::State::Preview);
    watched.gate.ask();
    CHECK(watched.gate.state() == SendGate::State::Asked);
    watched.pass(60s);
    CHECK(watched.gate.state() == SendGate::State::Asked);
    watched.gate.answer_yes(watched.now);
    watched.pass(9'900ms);
    CHECK_FALSE(watched.gate.take().has_value());
    watched.gate.cancel();
    watched.pass(60s);
    CHECK_FALSE(watched.gate.take().has_value());
    watched.gate.ask();
    watched.gate.answer_yes(watched.now);
    watched.pass(10s);
    CHECK(watched.gate.take().has_value());
    CHECK_FALSE(watched.gate.take().has_value());
}

TEST_CASE("time that nobody watched does not count") {
    SECTION("a hold whose release was heard too late") {
        Watched watched;
        watched.gate.press(watched.now);
        watched.gate.release(watched.now + 1h);
        CHECK(watched.gate.state() == SendGate::State::Preview);
    }
    SECTION("a window on a computer that slept") {
        Watched watched;
        watched.gate.press(watched.now);
        watched.pass(3s);
        watched.now += 8h;
        CHECK_FALSE(watched.gate.tick(watched.now));
        CHECK(watched.gate.state() == SendGate::State::Window);
        watched.gate.cancel();
        CHECK(watched.gate.state() == SendGate::State::Preview);
    }
    SECTION("a clock that runs backwards") {
        Watched watched;
        watched.gate.press(watched.now);
        watched.pass(1s);
        (void)watched.gate.tick(watched.now - 1h);
        watched.pass(900ms);
        CHECK(watched.gate.state() == SendGate::State::Holding);
    }
}

TEST_CASE("the window can be made longer and never shorter") {
    Watched watched;
    watched.gate.set_window(1s);
    watched.gate.press(watched.now);
    watched.pass(2s);
    CHECK(watched.gate.seconds_left() == 10);
    watched.gate.set_window(1s);
    watched.pass(9'900ms);
    CHECK(watched.gate.state() == SendGate::State::Window);
    watched.gate.cancel();
    watched.gate.set_window(30s);
    watched.gate.press(watched.now);
    watched.pass(2s);
    CHECK(watched.gate.seconds_left() == 30);
    watched.pass(29'900ms);
    CHECK_FALSE(watched.gate.take().has_value());
}

TEST_CASE("nothing is shown for an address that is none, and what was shown before is gone") {
    Watched watched;
    Parcel bad = parcel();
    bad.address = "ftp://drop.example.org/";
    CHECK_FALSE(watched.gate.show(bad).has_value());
    CHECK(watched.gate.state() == SendGate::State::Closed);
    watched.gate.press(watched.now);
    watched.pass(60s);
    CHECK_FALSE(watched.gate.take().has_value());
}

TEST_CASE("a consent fits one parcel: every field counts") {
    const Digest digest = parcel().digest();
    const auto changed = [&](auto change) {
        Parcel other = parcel();
        change(other);
        return other.digest() != digest;
    };
    CHECK(changed([](Parcel& p) { p.way = Way::GlobaLeaks; }));
    CHECK(changed([](Parcel& p) { p.protection = Protection::Box; }));
    CHECK(changed([](Parcel& p) { p.case_ref = "7KQ2M9XB"; }));
    CHECK(changed([](Parcel& p) { p.recipient += "."; }));
    CHECK(changed([](Parcel& p) { p.address += "a"; }));
    CHECK(changed([](Parcel& p) { p.server = "a"; }));
    CHECK(changed([](Parcel& p) { p.from = "a"; }));
    CHECK(changed([](Parcel& p) { p.body[0] = 'S'; }));
    CHECK(changed([](Parcel& p) { p.pin = "a"; }));
    CHECK(changed([](Parcel& p) { p.context = "a"; }));
    CHECK(changed([](Parcel& p) { p.pin = "6"; p.body = "sealed"; }));
}
