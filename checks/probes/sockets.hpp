#pragma once
// The kernel's tables of network sockets: /proc/net/tcp, tcp6, udp and udp6. Reads text, touches nothing, and
// nothing here ever connects to a port. Source: Linux Documentation/networking/proc_net_tcp.rst.

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

enum class Protocol { Tcp, Udp };
[[nodiscard]] std::string_view protocol_name(Protocol protocol);  ///< "tcp", "udp"

struct SocketAddress {
    std::array<std::uint8_t, 16> bytes{};  ///< as sent over the network; an IPv4 address fills the first four
    bool six = false;                      ///< from a table of IPv6 sockets
    bool operator==(const SocketAddress&) const = default;
};

/// Who can send something to a socket that waits at this address.
enum class Reach {
    ThisComputer,  ///< loopback: 127.0.0.0/8, ::1, and 127.0.0.0/8 written as IPv6
    Nearby,        ///< link-local: only machines on the same cable or the same wireless network
    Network,       ///< every address of this computer, or one that is not loopback
};
[[nodiscard]] Reach reach_of(const SocketAddress& address);

/// 0.0.0.0, :: or :: with an IPv4 any-address inside: every address that this computer has.
[[nodiscard]] bool is_any(const SocketAddress& address);

/// The address as people write it: "192.0.2.1", "fe80::1", "::ffff:127.0.0.1".
[[nodiscard]] std::string address_text(const SocketAddress& address);

/// A socket that waits for somebody to send something first: TCP in the state LISTEN, UDP without a fixed
/// partner.
struct WaitingSocket {
    SocketAddress address;
    std::uint16_t port = 0;
    std::uint32_t user = 0;   ///< numeric owner
    std::uint64_t inode = 0;  ///< number of the socket, as in the links of /proc/<pid>/fd
};

struct SocketTable {
    std::vector<WaitingSocket> waiting;
    std::size_t others = 0;  ///< sockets in any other state
};

/// Errors: Corrupt — "line L: reason": no header, or a line that the kernel would not write; Limit — larger
/// than limits::kHostTable, a line over limits::kHostLine, or more than limits::kHostEntries waiting sockets.
/// `order` is the byte order of the machine that wrote the table, because addresses stand there as it holds
/// them.
[[nodiscard]] Result<SocketTable> parse_proc_net(std::string_view text, Protocol protocol = Protocol::Tcp,
                                                 std::endian order = std::endian::native);

/// The range of port numbers in /proc/sys/net/ipv4/ip_local_port_range: those that programs get when they ask
/// for any.
struct PortRange {
    std::uint16_t first = 32768;
    std::uint16_t last = 60999;
    [[nodiscard]] bool contains(std::uint16_t port) const { return port >= first && port <= last; }
};
/// Errors: Corrupt.
[[nodiscard]] Result<PortRange> parse_port_range(std::string_view text);

/// Canonical text of what was understood.
[[nodiscard]] std::string describe(const SocketTable& table);

}  // namespace amparo::checks
