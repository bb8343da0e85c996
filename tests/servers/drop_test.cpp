// A drop run by nginx, and servers that are wrong in every way. Nothing is called stored that is not, nothing goes
// where it was not shown, and what servers see names nobody.
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "app/delivery/letter.hpp"
#include "app/delivery/network_courier.hpp"
#include "app/delivery/send_gate.hpp"
#include "tests/app/delivery/gate_helper.hpp"
#include "tests/servers/server_room.hpp"

using namespace amparo;
using namespace amparo::delivery;
using namespace amparo::test;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

Parcel parcel(const std::string& address, const std::string& pin, const std::string& body = "a sealed report") {
    Parcel out;
    out.way = Way::Drop;
    out.protection = Protection::Box;
    out.case_ref = "7KQ2M9XA";
    out.recipient = "Example Desk";
    out.address = address;
    out.body = body;
    out.pin = pin;
    return out;
}

CallLimit within(std::chrono::milliseconds time) {
    CallLimit limit;
    limit.deadline = std::chrono::steady_clock::now() + time;
    return limit;
}

Result<Receipt> carry(const std::shared_ptr<network::Network>& network, const Parcel& parcel, std::chrono::milliseconds time = 10s) {
    NetworkCourier courier(network, nullptr);
    return courier.carry(parcel, consent_for(parcel), within(time));
}

std::string why(const Result<Receipt>& result) { return result ? "" : result.error().message_id(); }

std::string local(int port, const std::string& path) { return "https://localhost:" + std::to_string(port) + path; }

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a drop by nginx takes a file once, under the hash of its content", "[servers]") {
    ServerRoom room;
    const auto nginx = room.start_nginx();
    const auto network = ServerRoom::network();
    std::string body(3'000'000, 'x');
    for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i * 31 % 251);
    const Parcel big = parcel(local(nginx.tls, "/in/"), room.authority(), body);

    const auto receipt = carry(network, big, 30s);
    INFO(why(receipt));
    REQUIRE(receipt.has_value());
    CHECK(receipt->proof == Proof::Stored);
    CHECK(receipt->reference == big.body_hash());
    CHECK(room.text("in/" + big.body_hash()) == body);
    // Once more is the same file, and still one.
    const auto again = carry(network, big, 30s);
    REQUIRE(again.has_value());
    CHECK(again->proof == Proof::Stored);
    CHECK(files_in(room.path("in")) == 1);
    // A server that gives the hash back is believed to have it.
    const auto confirmed = carry(network, parcel(local(nginx.tls, "/confirm/"), room.authority()));
    REQUIRE(confirmed.has_value());
    CHECK(confirmed->proof == Proof::Confirmed);
    // 127.0.0.1 is in the certificate, too.
    CHECK(carry(network, parcel("https://127.0.0.1:" + std::to_string(nginx.tls) + "/in/", room.authority(), "b")).has_value());

    SECTION("every refusal is a refusal") {
        for (const auto& [path, id] : std::vector<std::pair<std::string, std::string>>{
                 {"/elsewhere/", "network.error.redirect"}, {"/moved/", "network.error.redirect"},
                 {"/closed/", "delivery.error.not_allowed"}, {"/login/", "delivery.error.not_allowed"},
                 {"/gone/", "delivery.error.no_place"}, {"/busy/", "network.error.later"}, {"/broken/", "network.error.later"},
                 {"/full/", "delivery.error.server_full"}, {"/odd/", "delivery.error.status"}}) {
            INFO(path);
            CHECK(why(carry(network, parcel(local(nginx.tls, path), room.authority()))) == id);
        }
        CHECK(why(carry(network, parcel(local(nginx.tls, "/small/"), room.authority(), std::string(5'000, 'x')))) == "delivery.error.too_large");
        CHECK(files_in(room.path("in")) == 2);
    }
    SECTION("only the right certificate will do") {
        const auto refused = [&](int port, const std::string& pin) {
            const auto result = carry(network, parcel(local(port, "/in/"), pin, "c"));
            return !result && result.error().code == Errc::Tampered;
        };
        // Signed by nobody that the bundled list knows, by another authority than the channel's, and for another name.
        CHECK(refused(nginx.tls, ""));
        CHECK(refused(nginx.tls, room.stranger()));
        CHECK(refused(nginx.stranger, room.authority()));
        CHECK(refused(nginx.plain, room.authority()));
        CHECK(refused(nginx.tls, "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n") );
        // The server's own certificate as the pin, which is how a single server can be pinned.
        CHECK(carry(network, parcel(local(nginx.tls, "/in/"), room.text("server.crt"), "d")).has_value());
        CHECK(files_in(room.path("in")) == 3);
    }
    SECTION("nobody answers") {
        CHECK(why(carry(network, parcel("https://localhost:1/in/", room.authority()))) == "network.error.connect");
        CHECK(why(carry(network, parcel("https://no-such-name.invalid/in/", room.authority()))) == "network.error.name");
    }
}

TEST_CASE("slow, endless, cut and senseless answers end, and nothing is called stored", "[servers]") {
    ServerRoom room;
    const int port = room.start_script("faults.py");
    const auto network = ServerRoom::network();
    const auto tried = [&](const char* path, std::chrono::milliseconds time) { return why(carry(network, parcel(local(port, path), room.authority()), time)); };
    CHECK(tried("/endless/", 20s) == "network.error.too_long");
    CHECK(tried("/headers/", 20s) == "network.error.too_long");
    CHECK(tried("/slow/", 1s) == "network.error.timeout");
    CHECK(tried("/silent/", 1s) == "network.error.timeout");
    CHECK(tried("/cut/", 20s) == "network.error.broken");
    CHECK(tried("/nothing/", 20s) == "network.error.broken");
    CHECK_FALSE(tried("/garbage/", 20s).empty());
    CHECK(tried("/in/", 20s).empty());

    SECTION("a person can stop it") {
        StopSource stop;
        CallLimit limit = within(60s);
        limit.stop = stop.token();
        const Parcel slow = parcel(local(port, "/slow/"), room.authority());
        NetworkCourier courier(network, nullptr);
        const network::Consent consent = consent_for(slow);
        std::thread presser([&] {
            std::this_thread::sleep_for(300ms);
            stop.request_stop();
        });
        const auto begin = std::chrono::steady_clock::now();
        CHECK(why(courier.carry(slow, consent, limit)) == "network.error.stopped");
        CHECK(std::chrono::steady_clock::now() - begin < 10s);
        presser.join();
    }
    SECTION("what the server read names no computer, account, program or time zone") {
        const std::string seen = room.text("faults.py.log");
        CHECK(seen.find("PUT /in/") != std::string::npos);
        for (const std::string& trace : traces_in(seen)) FAIL_CHECK(trace);
    }
    SECTION("variables of the environment choose no proxy and write no keys") {
        // Set for this process alone; the program takes them out at its start besides.
        REQUIRE(::setenv("https_proxy", "http://127.0.0.1:1", 1) == 0);
        REQUIRE(::setenv("ALL_PROXY", "http://127.0.0.1:1", 1) == 0);
        CHECK(tried("/in/", 20s).empty());
        REQUIRE(::unsetenv("https_proxy") == 0);
        REQUIRE(::unsetenv("ALL_PROXY") == 0);
    }
}

TEST_CASE("a SOCKS proxy is told names, and when it is gone nothing goes around it", "[servers]") {
    ServerRoom room;
    const auto nginx = room.start_nginx();
    const int proxy = room.start_proxy();
    const Parcel one = parcel(local(nginx.tls, "/in/"), room.authority());
    const auto receipt = carry(ServerRoom::network(proxy), one);
    INFO(why(receipt));
    REQUIRE(receipt.has_value());
    CHECK(files_in(room.path("in")) == 1);
    CHECK(room.text("socks.log").find("localhost:" + std::to_string(nginx.tls)) != std::string::npos);
    CHECK(room.text("socks.log").find("connected to 127.0.0.1") == std::string::npos);
    // A dead proxy: refused, although the server would be there without it.
    CHECK(why(carry(ServerRoom::network(1), parcel(local(nginx.tls, "/in/"), room.authority(), "b"))) == "network.error.proxy");
    CHECK(files_in(room.path("in")) == 1);
    // An onion without a proxy is refused before a name is looked up.
    const std::string onion = "http://" + std::string(56, 'a') + ".onion/in/";
    CHECK(why(carry(ServerRoom::network(), parcel(onion, ""))) == "network.error.onion");
}

TEST_CASE("a consent for one place or thing opens no other", "[servers]") {
    ServerRoom room;
    const auto nginx = room.start_nginx();
    NetworkCourier courier(ServerRoom::network(), nullptr);
    const Parcel shown = parcel(local(nginx.tls, "/in/"), room.authority());
    Parcel other = shown;
    other.body += "!";
    CHECK(courier.carry(other, consent_for(shown), within(10s)).error().code == Errc::Usage);
    network::HttpRequest request;
    request.address = *network::parse_address(local(nginx.plain, "/in/"));
    const auto network = ServerRoom::network();
    CHECK(network->http(consent_for(shown), request, within(10s)).error().code == Errc::Usage);
    CHECK(files_in(room.path("in")) == 0);
}
