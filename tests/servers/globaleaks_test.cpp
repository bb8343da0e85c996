// A stub of the interface of GlobaLeaks 5.0, with proof of work, and its moods.
#include <catch2/catch_test_macros.hpp>

#include <chrono>

#include "app/base/json.hpp"
#include "app/delivery/network_courier.hpp"
#include "app/seal/digest.hpp"
#include "tests/app/delivery/gate_helper.hpp"
#include "tests/servers/server_room.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::delivery;
using namespace amparo::test;
using namespace std::chrono_literals;

namespace {

std::string why(const Result<Receipt>& result) { return result ? "" : result.error().message_id(); }

}  // namespace

TEST_CASE("a report reaches a GlobaLeaks site with work done for it, and its receipt comes back", "[servers]") {
    ServerRoom room;
    const int port = room.start_script("globaleaks.py");
    const auto network = ServerRoom::network();
    Parcel parcel;
    parcel.way = Way::GlobaLeaks;
    parcel.case_ref = "7KQ2M9XA";
    parcel.address = "https://localhost:" + std::to_string(port) + "/";
    parcel.body = "-----BEGIN PGP MESSAGE-----\n\"quotes\" and أخبار\n";
    parcel.pin = room.authority();
    const auto carry = [&](const char* mode) {
        write_file(room.path("globaleaks.py.log.mode"), mode);
        CallLimit limit;
        limit.deadline = std::chrono::steady_clock::now() + 20s;
        NetworkCourier courier(network, nullptr);
        return courier.carry(parcel, consent_for(parcel), limit);
    };
    const auto receipt = carry("");
    INFO(why(receipt));
    REQUIRE(receipt.has_value());
    CHECK(receipt->proof == Proof::SiteReceipt);
    CHECK(receipt->reference == "1234567890123456");
    const std::string seen = room.text("globaleaks.py.log");
    const auto json = Json::parse(seen.substr(0, seen.find('\n')));
    REQUIRE(json.has_value());
    const Json* body = json->find("body");
    REQUIRE(body != nullptr);
    CHECK(body->member_text("context_id") == "c0");
    CHECK(body->member_texts("receivers") == std::vector<std::string>{"r1", "r2"});
    const Json* answer = body->find("answers")->find("f-text");
    REQUIRE(answer != nullptr);
    CHECK(answer->elements().front().member_text("value") == parcel.body);
    for (const std::string& trace : traces_in(json->find("headers")->dump())) FAIL_CHECK(trace);

    // Another version, or a question that only a person can answer: left alone before anything is handed in.
    CHECK(why(carry("later")) == "delivery.error.site_other");
    CHECK(why(carry("question")) == "delivery.error.site_other");
    parcel.context = "no such context";
    CHECK(why(carry("")) == "delivery.error.site_other");
    parcel.context = "c0";
    CHECK(room.text("globaleaks.py.log") == seen);
    // Handed in, and no receipt: nobody can tell, so it is neither sent nor failed.
    CHECK(why(carry("mute")) == "delivery.error.unsure");
    CHECK(why(carry("bare")) == "delivery.error.unsure");
    parcel.context = "c0";
    CHECK(carry("").has_value());
}

TEST_CASE("the work for a token is what the site checks") {
    const auto number = proof_of_work("a-token", {});
    REQUIRE(number.has_value());
    CHECK(seal::sha256(as_bytes("a-token" + std::to_string(*number))).back() == '\0');
}
