#include "checks/probes/listeners.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;
using test::tree_file;

namespace {

constexpr const char* kHeader =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

std::string socket_line(const std::string& local, const std::string& state, const std::string& user,
                        const std::string& inode) {
    return "   0: " + local + " 00000000:0000 " + state + " 00000000:00000000 00:00000000 00000000  " + user +
           "  0 " + inode + " 1\n";
}

std::string empty_tables() {
    return tree_file("/proc/net/tcp6", kHeader) + tree_file("/proc/net/udp", kHeader) +
           tree_file("/proc/net/udp6", kHeader);
}

Facts collected(const std::string& entries, NamePrograms naming = NamePrograms::Yes) {
    Facts facts;
    put_listeners(test::RecordedView(entries).view(), facts, naming);
    return facts;
}

/// Facts with four empty tables, and this one.
Facts with(const std::string& key, std::vector<std::string> list) {
    Facts facts;
    for (const char* name : {"tcp", "tcp6", "udp", "udp6"}) facts.put(name, std::vector<std::string>{});
    facts.put(key, std::move(list));
    return facts;
}

std::size_t doors(const std::string& key, std::vector<std::string> list) {
    return find_doors(with(key, std::move(list))).open.size();
}

}  // namespace

TEST_CASE("a listener survives the way into a fact and back") {
    const Listener named{22, "0.0.0.0", "root", "sshd"};
    CHECK(listener_text(named) == "22 0.0.0.0 root sshd");
    CHECK(parse_listener(listener_text(named)) == named);
    const Listener unnamed{8080, "::", "1000", ""};
    CHECK(parse_listener(listener_text(unnamed)) == unnamed);
    for (const char* bad :
         {"", "22", "22 0.0.0.0", "x 0.0.0.0 root", "65536 :: root", "22 :: root a b", "-1 :: root"}) {
        INFO(bad);
        CHECK_FALSE(parse_listener(bad).has_value());
    }
}

TEST_CASE("what waits beyond loopback is collected with its owner, what waits inside is not") {
    const Facts facts = collected(
        "identity 1000 1000\n" +
        tree_file("/etc/passwd", "root:x:0:0::/root:/bin/sh\nana:x:1000:1000::/home/ana:/bin/sh\n") +
        tree_file("/proc/net/tcp", kHeader + socket_line("00000000:0016", "0A", "0", "11") +
                                       socket_line("0100007F:0277", "0A", "0", "12") +
                                       socket_line("0101A8C0:1F90", "0A", "1234", "13")) +
        empty_tables());
    CHECK(facts.list("tcp") == std::vector<std::string>{"22 0.0.0.0 root", "8080 192.168.1.1 1234"});
    CHECK(facts.at("tcp").source == "/proc/net/tcp");
    CHECK(facts.known("udp6"));
    CHECK(facts.missing("port_range"));
}

TEST_CASE("programs of the own account are named, those of others are not") {
    const std::string entries =
        "identity 1000 1000\n" + tree_file("/etc/passwd", "ana:x:1000:1000::/home/ana:/bin/sh\n") +
        tree_file("/proc/net/tcp", kHeader + socket_line("00000000:1F90", "0A", "1000", "21") +
                                       socket_line("00000000:0016", "0A", "0", "22")) +
        empty_tables() + "d /proc/77 0555 1000:1000 2026-11-23\n" +
        tree_file("/proc/77/comm", "web\tserver x\n") +
        "l /proc/77/fd/0 -> /dev/null\nl /proc/77/fd/3 -> socket:[21]\nl /proc/77/fd/4 -> socket:[x]\n" +
        "d /proc/88 0555 0:0 2026-11-23\n" + tree_file("/proc/88/comm", "sshd\n") +
        "l /proc/88/fd/3 -> socket:[22]\n";
    const Facts facts = collected(entries);
    CHECK(facts.list("tcp") == std::vector<std::string>{"8080 0.0.0.0 ana web_server_x", "22 0.0.0.0 0"});
    CHECK(collected(entries, NamePrograms::No).list("tcp").front() == "8080 0.0.0.0 ana");
}

TEST_CASE("an account name with blanks does not break a fact apart") {
    const Facts facts =
        collected("identity 1000 1000\n" + tree_file("/etc/passwd", "a b\tc:x:1234:1000::/home/a:/bin/sh\n") +
                  tree_file("/proc/net/tcp", kHeader + socket_line("00000000:0017", "0A", "1234", "11")) +
                  empty_tables());
    CHECK(facts.list("tcp") == std::vector<std::string>{"23 0.0.0.0 a_b_c"});
    CHECK(find_doors(facts).open.size() == 1);
}

TEST_CASE("tables that refuse, break or are pipes stay unreadable") {
    const Facts facts =
        collected("identity 1000 1000\n" + tree_file("/proc/net/tcp", kHeader) + "x /proc/net/tcp\n" +
                  tree_file("/proc/net/udp", "nonsense\n") + "p /proc/net/udp6 0444 0:0 2026-11-23\n");
    CHECK(facts.at("tcp").why == Errc::Denied);
    CHECK(facts.at("udp").why == Errc::Corrupt);
    CHECK(facts.at("udp6").why == Errc::NotRegular);
    CHECK(facts.missing("tcp6"));
    CHECK(find_doors(facts).unread == &facts.at("tcp"));
}

TEST_CASE("a tree that is not running is not mistaken for one where nothing waits") {
    const Facts facts = collected("running no\n");
    CHECK(facts.at("tcp").why == Errc::NotRunning);
    CHECK_FALSE(find_doors(facts).complete());
}

TEST_CASE("the usual talk of a desktop opens no door") {
    CHECK(doors("udp", {"5353 0.0.0.0 avahi", "68 192.0.2.1 root", "631 0.0.0.0 root",
                        "1900 239.255.255.250 ana", "45678 0.0.0.0 ana"}) == 0);
    CHECK(doors("tcp", {"5355 0.0.0.0 systemd-resolve"}) == 0);
    CHECK(doors("udp6", {"546 fe80::1 root", "5353 :: avahi"}) == 0);
}

TEST_CASE("the same numbers over TCP are doors") {
    CHECK(doors("tcp", {"631 0.0.0.0 root"}) == 1);
    CHECK(doors("tcp", {"45678 0.0.0.0 ana"}) == 1);
    CHECK(doors("tcp", {"5353 0.0.0.0 ana"}) == 1);
}

TEST_CASE("a name server at one address is for an inner network, at every address for all") {
    CHECK(doors("udp", {"53 192.168.122.1 dnsmasq"}) == 0);
    CHECK(doors("udp", {"53 0.0.0.0 dnsmasq"}) == 1);
    CHECK(doors("tcp6", {"53 :: dnsmasq"}) == 1);
}

TEST_CASE("one port at several addresses is one door, and the exposed come first") {
    Facts facts = with("tcp", {"22 0.0.0.0 root", "8123 0.0.0.0 ana", "5432 0.0.0.0 postgres"});
    facts.put("tcp6", std::vector<std::string>{"22 :: root", "80 :: root"});
    const Doors found = find_doors(facts);
    REQUIRE(found.open.size() == 4);
    CHECK(found.open[0].listener.port == 5432);
    CHECK(found.open[1].listener.port == 22);
    CHECK(found.open[2].listener.port == 80);
    CHECK(found.open[3].known == nullptr);
    CHECK(found.complete());
}

TEST_CASE("a range of ports of the system's own decides which UDP ports are questions") {
    Facts facts = with("udp", {"20000 0.0.0.0 ana"});
    CHECK(find_doors(facts).open.size() == 1);
    facts.put("port_range", "10000 30000");
    CHECK(find_doors(facts).open.empty());
    CHECK(find_doors(facts).complete());
    facts.refuse("port_range", Error{Errc::Denied, {}, {}}, "/proc/sys");
    CHECK(find_doors(facts).unread == &facts.at("port_range"));
}

TEST_CASE("a line that is no listener is not passed over in silence") {
    CHECK_FALSE(find_doors(with("tcp", {"22"})).complete());
}

TEST_CASE("every entry of the table of ports can be found, and no two claim the same port") {
    for (const WellKnownPort& known : kWellKnownPorts) {
        INFO(known.id << " " << known.first);
        CHECK(known.first <= known.last);
        CHECK((known.tcp || known.udp));
        for (std::uint32_t port = known.first; port <= known.last; ++port) {
            if (known.tcp) CHECK(find_port(Protocol::Tcp, static_cast<std::uint16_t>(port)) == &known);
            if (known.udp) CHECK(find_port(Protocol::Udp, static_cast<std::uint16_t>(port)) == &known);
        }
    }
}
