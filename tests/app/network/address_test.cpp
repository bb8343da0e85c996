#include <catch2/catch_test_macros.hpp>

#include "app/network/address.hpp"

using namespace amparo;
using namespace amparo::network;

namespace {

const std::string kOnion(56, 'a');

std::string why(std::string_view text) {
    const auto address = parse_address(text);
    return address ? "" : address.error().message_id();
}

}  // namespace

TEST_CASE("the addresses that something may be sent to") {
    struct Row {
        std::string given;
        Scheme scheme;
        std::string host;
        std::uint16_t port;
        std::string path;
        std::string origin;
    };
    for (const Row& row : {Row{"https://drop.example.org", Scheme::Https, "drop.example.org", 443, "/", "https://drop.example.org"},
                           Row{"https://Drop.Example.ORG:8443/in/box?a=b", Scheme::Https, "drop.example.org", 8443, "/in/box?a=b",
                               "https://drop.example.org:8443"},
                           Row{"https://127.0.0.1:9/", Scheme::Https, "127.0.0.1", 9, "/", "https://127.0.0.1:9"},
                           Row{"smtp://mail.example.org", Scheme::Smtp, "mail.example.org", 587, "", "smtp://mail.example.org"},
                           Row{"smtps://mail.example.org:2465/", Scheme::Smtps, "mail.example.org", 2465, "",
                               "smtps://mail.example.org:2465"},
                           Row{"http://" + kOnion + ".onion/x", Scheme::OnionHttp, kOnion + ".onion", 80, "/x", "http://" + kOnion + ".onion"},
                           Row{"https://" + kOnion + ".onion", Scheme::Https, kOnion + ".onion", 443, "/", "https://" + kOnion + ".onion"}}) {
        INFO(row.given);
        const auto address = parse_address(row.given);
        REQUIRE(address.has_value());
        CHECK(address->scheme == row.scheme);
        CHECK(address->host == row.host);
        CHECK(address->port == row.port);
        CHECK(address->path == row.path);
        CHECK(address->origin() == row.origin);
    }
}

TEST_CASE("every other address is refused with the reason") {
    CHECK(why("http://drop.example.org/") == "network.address.plain");
    CHECK(why("http://" + kOnion + ".onion.example.org/") == "network.address.plain");
    for (const char* text : {"ftp://a.example", "file:///etc/passwd", "HTTPS://a.example", "//a.example", "a.example", "",
                             "javascript:alert(1)", "gopher://a.example", "socks5h://a.example"}) {
        INFO(text);
        CHECK(why(text) == "network.address.scheme");
    }
    for (const char* text : {"https://user@a.example/", "https://a.example@evil.example/", "https://user:word@a.example/"}) {
        INFO(text);
        CHECK(why(text) == "network.address.user");
    }
    for (const char* text : {"https://exаmple.org/", "https://a.example/\u202e", "https://a.exam ple/", "https://a.example\\@b.example/",
                             "https://a.example/#x", "https://a.example/\r\nX: y", "https://a.example/%0d\x01"}) {
        INFO(text);
        CHECK(why(text) == "network.address.letters");
    }
    for (const char* text : {"https://", "https://example/", "https://.a.example/", "https://a..example/", "https://-a.example/",
                             "https://a.example./", "https://a_b.example/", "https://a.example:0/", "https://a.example:65536/",
                             "https://a.example:x/", "https://[::1]/", "https://a.example/../b", "https://a.example/a/./b",
                             "smtp://a.example/path"}) {
        INFO(text);
        CHECK(why(text) == "network.address.host");
    }
    for (const std::string& text : {std::string("http://abcdefghijklmnop.onion/"), "https://" + std::string(55, 'a') + ".onion/",
                                    "https://" + std::string(55, 'a') + "1.onion/", "http://x." + kOnion + ".onion/"}) {
        INFO(text);
        CHECK(why(text) == "network.address.onion");
    }
    CHECK(why("https://a.example/" + std::string(2000, 'a')) == "network.address.host");
}

TEST_CASE("mailboxes that could end a line or begin an option are none") {
    for (const char* text : {"help@example.org", "a.b+c_d-e%f@mail.example.org", "A@example.org"}) CHECK(is_mailbox(text));
    for (const char* text : {"", "help", "@example.org", "help@", "help@example", "a b@example.org", "a@b@example.org", "<a@example.org>",
                             "a@example.org\r\nRCPT TO:<b@example.org>", "-a@example.org", ".a@example.org", "a.@example.org",
                             "hеlp@example.org", "a@exаmple.org", "a@example.org>"}) {
        INFO(text);
        CHECK_FALSE(is_mailbox(text));
    }
    CHECK(mailbox_host("A@Example.Org") == "example.org");
    CHECK(mailbox_host("none").empty());
}
