#include "app/delivery/desk_key.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>

#include "app/base/secret.hpp"
#include "app/delivery/send_gate.hpp"
#include "tests/support/fake_network.hpp"
#include "tests/support/made_key.hpp"

using namespace amparo;
using namespace amparo::delivery;

namespace {

constexpr const char* kSite = "https://www.desk.example/help/";
constexpr const char* kPage = "https://keys.desk.example/desk.asc";

std::int64_t now() { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

struct Site {
    std::shared_ptr<test::FakeWorld> world = std::make_shared<test::FakeWorld>();
    test::FakeNetwork network{world};

    Site() { REQUIRE(start_sodium().has_value()); }
    Result<seal::PublicKey> fetch(const std::string& pinned = {}) {
        const auto address = key_address(kPage, kSite);
        REQUIRE(address.has_value());
        auto consent = SendGate::press_to_contact(address->text());
        REQUIRE(consent.has_value());
        return fetch_key(network, *consent, *address, pinned, {}, now(), {});
    }
    void show(const std::string& body, int status = 200) { world->pages[std::string("https://keys.desk.example/desk.asc")] = {status, body, {}}; }
};

std::string why(const Result<seal::PublicKey>& result) { return result ? "" : result.error().message_id(); }

}  // namespace

TEST_CASE("a key is asked for on the desk's own site and nowhere else") {
    for (const char* good : {"https://desk.example/key.asc", "https://www.desk.example/key.asc", "https://keys.desk.example/a/b?c=d", "https://DESK.example/key"}) {
        INFO(good);
        CHECK(key_address(good, kSite).has_value());
    }
    for (const char* bad : {"https://desk.example.evil.example/key.asc", "https://evildesk.example/key.asc", "https://keys.openpgp.example/desk",
                            "https://desk.example@evil.example/key", "http://desk.example/key.asc", "smtps://desk.example", "desk.example/key", "",
                            "https://d\xC3\xA9sk.example/key"}) {
        INFO(bad);
        CHECK_FALSE(key_address(bad, kSite).has_value());
    }
    CHECK(key_address("https://evil.example/key", kSite).error().say == "sending.key.other_site");
    CHECK_FALSE(key_address("https://desk.example/key", "").has_value());
    CHECK(own_host(kSite) == "desk.example");
    CHECK(own_host("no page").empty());
}

TEST_CASE("a fetched key is kept only if it is the pinned one, and without a pin its fingerprint is there to compare") {
    const test::MadeKey made;
    const test::MadeKey other("Somebody <else@example.org>");
    Site site;
    site.show(made.armoured());
    const auto compared = site.fetch();
    INFO(why(compared));
    REQUIRE(compared.has_value());
    CHECK(compared->fingerprint == made.fingerprint());
    REQUIRE(site.fetch(made.fingerprint()).has_value());
    CHECK(why(site.fetch(other.fingerprint())) == "seal.key.other");
    CHECK(site.world->contacted == std::vector<std::string>(3, "https://keys.desk.example"));
}

TEST_CASE("a page that shows the key among other words will do; one with two keys, with none or without an end will not") {
    const test::MadeKey made;
    const test::MadeKey other("Somebody <else@example.org>");
    Site site;
    site.show("<html><body><p>Our key:</p><pre>\n" + made.armoured() + "</pre> Call us to compare.</body></html>");
    const auto key = site.fetch(made.fingerprint());
    INFO(why(key));
    CHECK(key.has_value());
    site.show("<pre>" + made.armoured() + "</pre><pre>" + other.armoured() + "</pre>");
    CHECK_FALSE(site.fetch().has_value());
    site.show("<html>welcome</html>");
    CHECK_FALSE(site.fetch().has_value());
    const std::string whole = made.armoured();
    site.show(whole.substr(0, whole.size() / 2));
    CHECK_FALSE(site.fetch().has_value());
    site.show("");
    CHECK_FALSE(site.fetch().has_value());
}

TEST_CASE("what is no success is no key, however it looks") {
    const test::MadeKey made;
    Site site;
    CHECK(why(site.fetch()) == "delivery.error.no_place");
    site.show(made.armoured(), 403);
    CHECK(why(site.fetch()) == "delivery.error.not_allowed");
    site.show(made.armoured(), 302);
    CHECK_FALSE(site.fetch().has_value());
    site.show(std::string(seal::kKeyFileBytes + 1, 'a'));
    CHECK(why(site.fetch()) == "network.error.too_long");
}
