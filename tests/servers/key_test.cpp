// The key of a desk from a real web server, and from servers that are wrong in every way.
#include <catch2/catch_test_macros.hpp>
#include <chrono>

#include "app/base/secret.hpp"
#include "app/delivery/desk_key.hpp"
#include "app/delivery/send_gate.hpp"
#include "tests/servers/server_room.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/made_key.hpp"

using namespace amparo;
using namespace amparo::delivery;
using namespace amparo::test;
using namespace std::chrono_literals;

namespace {

std::int64_t now() { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

std::string local(int port, const std::string& path) { return "https://localhost:" + std::to_string(port) + path; }

Result<seal::PublicKey> fetch(const std::shared_ptr<network::Network>& network, const std::string& place, const std::string& pinned,
                              const std::string& authority, std::chrono::milliseconds time = 10s) {
    AMPARO_TRY(const network::Address address, key_address(place, "https://localhost/"));
    AMPARO_TRY(const network::Consent consent, SendGate::press_to_contact(address.text()));
    CallLimit limit;
    limit.deadline = std::chrono::steady_clock::now() + time;
    return fetch_key(*network, consent, address, pinned, {authority}, now(), limit);
}

std::string why(const Result<seal::PublicKey>& result) { return result ? "" : result.error().message_id(); }

}  // namespace

TEST_CASE("a key comes from a web server whole, and what was sealed to it opens in GnuPG", "[servers]") {
    REQUIRE(start_sodium().has_value());
    ServerRoom room;
    const MadeKey made;
    const MadeKey other("Somebody <else@example.org>");
    const auto nginx = room.start_nginx();
    const auto network = ServerRoom::network();
    write_file(room.path("desk.asc"), made.armoured());
    const auto key = fetch(network, local(nginx.tls, "/desk.asc"), made.fingerprint(), room.authority());
    INFO(why(key));
    REQUIRE(key.has_value());
    const std::string words = "My account was taken.\n";
    const auto sealed = seal::encrypt({*key}, as_bytes(words), now());
    REQUIRE(sealed.has_value());
    CHECK(made.opened(*sealed) == words);
    CHECK(why(fetch(network, local(nginx.tls, "/desk.asc"), other.fingerprint(), room.authority())) == "seal.key.other");
}

TEST_CASE("a site that is another, sends elsewhere, refuses, or never ends gives no key", "[servers]") {
    REQUIRE(start_sodium().has_value());
    ServerRoom room;
    const auto nginx = room.start_nginx();
    const int faults = room.start_script("faults.py");
    const auto network = ServerRoom::network();
    const std::string authority = room.authority();
    CHECK(why(fetch(network, local(nginx.tls, "/desk.asc"), "", room.stranger())) == "network.error.certificate");
    CHECK(why(fetch(network, local(nginx.stranger, "/desk.asc"), "", authority)) == "network.error.certificate");
    CHECK(why(fetch(network, local(nginx.tls, "/elsewhere/"), "", authority)) == "network.error.redirect");
    CHECK(why(fetch(network, local(nginx.tls, "/closed/"), "", authority)) == "delivery.error.not_allowed");
    CHECK(why(fetch(network, local(nginx.tls, "/gone/"), "", authority)) == "delivery.error.no_place");
    CHECK(why(fetch(network, local(nginx.tls, "/busy/"), "", authority)) == "network.error.later");
    CHECK(why(fetch(network, local(nginx.tls, "/page/"), "", authority)).starts_with("seal.key."));
    CHECK(why(fetch(network, local(faults, "/endless/"), "", authority)) == "network.error.too_long");
    CHECK(why(fetch(network, local(faults, "/slow/"), "", authority, 2s)) == "network.error.timeout");
    CHECK_FALSE(fetch(network, local(faults, "/garbage/"), "", authority).has_value());
    CHECK_FALSE(fetch(network, local(faults, "/cut/"), "", authority).has_value());
    // Whoever asks tells nothing of this computer.
    for (const std::string& trace : traces_in(room.text("faults.py.log"))) FAIL_CHECK(trace);
}
