#include "checks/probes/sockets.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

constexpr const char* kHeader =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

std::string line(const std::string& local, const std::string& state = "0A", const std::string& user = "0",
                 const std::string& inode = "1061") {
    return "   0: " + local + " 00000000:0000 " + state + " 00000000:00000000 00:00000000 00000000     " +
           user + "        0 " + inode + " 1 00000000ee38c1fa 100 0 0 10 0\n";
}

/// The only socket of a table with one line, as a little-endian machine writes it.
WaitingSocket only(const std::string& local, std::endian order = std::endian::little) {
    const auto table = parse_proc_net(kHeader + line(local), Protocol::Tcp, order);
    REQUIRE(table.has_value());
    REQUIRE(table->waiting.size() == 1);
    return table->waiting.front();
}

Reach reach(const std::string& local) { return reach_of(only(local).address); }

}  // namespace

TEST_CASE("an IPv4 address is read in the byte order of the machine that wrote it") {
    CHECK(address_text(only("0100007F:0016").address) == "127.0.0.1");
    CHECK(address_text(only("020200C0:DC3C").address) == "192.0.2.2");
    CHECK(address_text(only("7F000001:0016", std::endian::big).address) == "127.0.0.1");
    CHECK(address_text(only("00000000:0016").address) == "0.0.0.0");
    CHECK_FALSE(only("0100007F:0016").address.six);
}

TEST_CASE("an IPv6 address is read in words of that byte order and written in its short form") {
    CHECK(address_text(only("00000000000000000000000001000000:0016").address) == "::1");
    CHECK(address_text(only("00000000000000000000000000000000:0016").address) == "::");
    CHECK(address_text(only("B80D01200000000000000000010000FE:0016").address) == "2001:db8::fe00:1");
    CHECK(address_text(only("000080FE00000000FF005450563412FE:0016").address) == "fe80::5054:ff:fe12:3456");
    CHECK(address_text(only("000080FE000000000000000001000000:0016").address) == "fe80::1");
    CHECK(address_text(only("00000000000000000000000000000001:0016", std::endian::big).address) == "::1");
}

TEST_CASE("a port is read from its digits and the owner and inode stay as they are") {
    const WaitingSocket socket =
        parse_proc_net(kHeader + line("0100007F:1F90", "0A", "1000", "987654321"))->waiting.front();
    CHECK(socket.port == 8080);
    CHECK(socket.user == 1000);
    CHECK(socket.inode == 987654321);
}

TEST_CASE("loopback is loopback in all its spellings") {
    CHECK(reach("0100007F:0016") == Reach::ThisComputer);
    CHECK(reach("3500007F:0035") == Reach::ThisComputer);
    CHECK(reach("FFFFFF7F:0016") == Reach::ThisComputer);
    CHECK(reach("00000000000000000000000001000000:0016") == Reach::ThisComputer);
    CHECK(reach("0000000000000000FFFF00000100007F:0016") == Reach::ThisComputer);
}

TEST_CASE("what is not loopback can be reached by others") {
    CHECK(reach("00000000:0016") == Reach::Network);
    CHECK(reach("00000000000000000000000000000000:0016") == Reach::Network);
    CHECK(reach("0000000000000000FFFF000000000000:0016") == Reach::Network);
    CHECK(reach("0101A8C0:0016") == Reach::Network);
    CHECK(reach("0100007E:0016") == Reach::Network);
    CHECK(reach("00000000000000000000000002000000:0016") == Reach::Network);
    CHECK(reach("B80D0120000000000000000001000000:0016") == Reach::Network);
}

TEST_CASE("link-local addresses are reached from nearby only") {
    CHECK(reach("0101FEA9:0016") == Reach::Nearby);
    CHECK(reach("000080FE000000000000000001000000:0222") == Reach::Nearby);
    CHECK(reach("0000BFFE000000000000000001000000:0222") == Reach::Nearby);
    CHECK(reach("0000C0FE000000000000000001000000:0222") == Reach::Network);
}

TEST_CASE("any-addresses are recognised, also inside an IPv6 one") {
    CHECK(is_any(only("00000000:0016").address));
    CHECK(is_any(only("00000000000000000000000000000000:0016").address));
    CHECK(is_any(only("0000000000000000FFFF000000000000:0016").address));
    CHECK_FALSE(is_any(only("0100007F:0016").address));
    CHECK_FALSE(is_any(only("0000000000000000FFFF00000100007F:0016").address));
}

TEST_CASE("only waiting sockets are kept: LISTEN for TCP, no partner for UDP") {
    const std::string text = kHeader + line("00000000:0016", "0A") + line("00000000:0017", "01") +
                             line("00000000:0018", "06") + line("00000000:0019", "07");
    const auto tcp = parse_proc_net(text, Protocol::Tcp);
    REQUIRE(tcp.has_value());
    REQUIRE(tcp->waiting.size() == 1);
    CHECK(tcp->waiting.front().port == 22);
    CHECK(tcp->others == 3);
    const auto udp = parse_proc_net(text, Protocol::Udp);
    REQUIRE(udp.has_value());
    REQUIRE(udp->waiting.size() == 1);
    CHECK(udp->waiting.front().port == 25);
}

TEST_CASE("a table with a header only holds nothing") {
    const auto table = parse_proc_net(kHeader);
    REQUIRE(table.has_value());
    CHECK(table->waiting.empty());
    CHECK(table->others == 0);
}

TEST_CASE("what the kernel would not write is refused with its line") {
    const auto refused = [](const std::string& text) {
        const auto table = parse_proc_net(text);
        REQUIRE_FALSE(table.has_value());
        CHECK(table.error().code == Errc::Corrupt);
        return table.error().detail.substr(0, table.error().detail.find(':'));
    };
    CHECK(refused("") == "line 1");
    CHECK(refused("hello\n") == "line 1");
    CHECK(refused(std::string("\0\0\0\0", 4)) == "line 1");
    CHECK(refused(kHeader + line("0100007F:0016") + "\n") == "line 3");
    CHECK(refused(kHeader + line("0100007G:0016")) == "line 2");
    CHECK(refused(kHeader + line("0100007F0:0016")) == "line 2");
    CHECK(refused(kHeader + line("0100007F:00160")) == "line 2");
    CHECK(refused(kHeader + line("0100007F")) == "line 2");
    CHECK(refused(kHeader + line("0100007F:0016", "0A", "-1")) == "line 2");
    CHECK(refused(kHeader + line("0100007F:0016", "0A", "4294967296")) == "line 2");
    CHECK(refused(kHeader + line("0100007F:0016", "0A", "0", "-5")) == "line 2");
    CHECK(refused(kHeader + line("0100007F:0016", "A")) == "line 2");
}

TEST_CASE("tables beyond the caps are refused before they cost anything") {
    const auto large = parse_proc_net(std::string(limits::kHostTable + 1, ' '));
    REQUIRE_FALSE(large.has_value());
    CHECK(large.error().code == Errc::Limit);
    const auto wide = parse_proc_net(kHeader + std::string(limits::kHostLine + 1, 'x'));
    REQUIRE_FALSE(wide.has_value());
    CHECK(wide.error().code == Errc::Limit);
    std::string many = kHeader;
    for (std::size_t i = 0; i <= limits::kHostEntries; ++i) many += line("00000000:0016");
    const auto crowd = parse_proc_net(many);
    REQUIRE_FALSE(crowd.has_value());
    CHECK(crowd.error().code == Errc::Limit);
}

TEST_CASE("a table cut at any byte is either a shorter table or refused, never something else") {
    const std::string text = kHeader + line("00000000:0016") + line("0100007F:0277");
    const auto whole = parse_proc_net(text);
    REQUIRE(whole.has_value());
    for (std::size_t size = 0; size < text.size(); ++size) {
        INFO("cut at " << size);
        const auto cut = parse_proc_net(text.substr(0, size));
        if (!cut) continue;
        REQUIRE(cut->waiting.size() <= whole->waiting.size());
        for (std::size_t i = 0; i < cut->waiting.size(); ++i) {
            CHECK(cut->waiting[i].address == whole->waiting[i].address);
            CHECK(cut->waiting[i].port == whole->waiting[i].port);
        }
    }
}

TEST_CASE("a changed byte never turns one waiting socket into two") {
    const std::string text = kHeader + line("00000000:0016");
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char c : {'\0', '\n', ' ', 'F', ':', '\xFF'}) {
            std::string changed = text;
            changed[at] = c;
            const auto table = parse_proc_net(changed);
            if (table) CHECK(table->waiting.size() + table->others <= 1);
        }
    }
}

TEST_CASE("the range of ports for a program's own questions is read") {
    const auto range = parse_port_range("32768\t60999\n");
    REQUIRE(range.has_value());
    CHECK(range->contains(32768));
    CHECK(range->contains(60999));
    CHECK_FALSE(range->contains(32767));
    CHECK_FALSE(range->contains(61000));
    for (const char* bad : {"", "1", "5 4", "a b", "0 5", "1 65536", "1 2 3"}) {
        INFO(bad);
        CHECK_FALSE(parse_port_range(bad).has_value());
    }
}

TEST_CASE("a socket table describes itself with who can reach what") {
    const auto table =
        parse_proc_net(kHeader + line("00000000:0016") + line("0100007F:0277", "0A", "1000") +
                           line("0101FEA9:0050") + line("0101A8C0:0050") + line("0100007F:0277", "01"),
                       Protocol::Tcp, std::endian::little);
    REQUIRE(table.has_value());
    CHECK(describe(*table) ==
          "0.0.0.0 port 22 user 0 socket 1061: network, any address\n"
          "127.0.0.1 port 631 user 1000 socket 1061: this computer\n"
          "169.254.1.1 port 80 user 0 socket 1061: nearby\n"
          "192.168.1.1 port 80 user 0 socket 1061: network\n"
          "other sockets: 1\n");
}
