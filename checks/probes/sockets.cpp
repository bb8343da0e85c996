#include "checks/probes/sockets.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kWordDigits = 8;  // one 32-bit word of an address
constexpr std::uint64_t kTcpListen = 0x0A;
constexpr std::uint64_t kUdpUnconnected = 0x07;
constexpr std::size_t kUserField = 7;
constexpr std::size_t kInodeField = 9;

/// Hexadecimal of exactly `digits` digits.
std::optional<std::uint64_t> exact_hex(std::string_view text, std::size_t digits) {
    return text.size() == digits ? text::from_hex(text) : std::nullopt;
}

/// "0100007F" or four such words: each is a number as the machine holds it, printed with its highest digit
/// first.
std::optional<SocketAddress> parse_address(std::string_view text, std::endian order) {
    SocketAddress address;
    address.six = text.size() == 4 * kWordDigits;
    if (!address.six && text.size() != kWordDigits) return std::nullopt;
    for (std::size_t word = 0; word * kWordDigits < text.size(); ++word) {
        const auto value = exact_hex(text.substr(word * kWordDigits, kWordDigits), kWordDigits);
        if (!value) return std::nullopt;
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t shift = 8 * (order == std::endian::little ? i : 3 - i);
            address.bytes[word * 4 + i] = static_cast<std::uint8_t>((*value >> shift) & 0xFFU);
        }
    }
    return address;
}

/// The last four bytes of an IPv6 address that carries an IPv4 one (::ffff:a.b.c.d), or the IPv4 address
/// itself.
std::optional<std::array<std::uint8_t, 4>> as_four(const SocketAddress& address) {
    const auto& b = address.bytes;
    if (!address.six) return std::array<std::uint8_t, 4>{b[0], b[1], b[2], b[3]};
    const bool zeros = std::all_of(b.begin(), b.begin() + 10, [](std::uint8_t byte) { return byte == 0; });
    if (!zeros || b[10] != 0xFF || b[11] != 0xFF) return std::nullopt;
    return std::array<std::uint8_t, 4>{b[12], b[13], b[14], b[15]};
}

std::string four_text(const std::array<std::uint8_t, 4>& four) {
    std::string out;
    for (const std::uint8_t byte : four) out += (out.empty() ? "" : ".") + std::to_string(byte);
    return out;
}

/// Eight groups with the longest run of zeros left out.
std::string six_text(const std::array<std::uint8_t, 16>& bytes) {
    constexpr std::size_t kGroups = 8;
    std::array<unsigned, kGroups> groups{};
    for (std::size_t i = 0; i < kGroups; ++i) groups[i] = (unsigned{bytes[2 * i]} << 8U) | bytes[2 * i + 1];
    std::size_t start = kGroups;
    std::size_t length = 1;  // a single zero group is written out
    for (std::size_t i = 0; i < kGroups; ++i) {
        std::size_t end = i;
        while (end < kGroups && groups[end] == 0) ++end;
        if (end - i > length) start = i, length = end - i;
        if (end > i) i = end;
    }
    std::string out;
    for (std::size_t i = 0; i < kGroups; ++i) {
        if (i == start) {
            out += "::";
            i += length - 1;
            continue;
        }
        if (!out.empty() && out.back() != ':') out += ':';
        constexpr std::string_view kDigits = "0123456789abcdef";
        bool begun = false;
        for (unsigned shift = 16; shift > 0; shift -= 4) {
            const unsigned digit = (groups[i] >> (shift - 4)) & 0xFU;
            begun = begun || digit != 0 || shift == 4;
            if (begun) out += kDigits[digit];
        }
    }
    return out;
}

/// A line of the table, or nullopt when it is not one.
std::optional<std::pair<WaitingSocket, std::uint64_t>> parse_line(std::string_view line, std::endian order) {
    const auto fields = text::words(line);
    if (fields.size() <= kInodeField || !fields[0].ends_with(':')) return std::nullopt;
    const std::size_t colon = fields[1].rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto address = parse_address(fields[1].substr(0, colon), order);
    const auto port = exact_hex(fields[1].substr(colon + 1), 4);
    const auto state = exact_hex(fields[3], 2);
    const auto user = text::to_integer(fields[kUserField]);
    const auto inode = text::to_integer(fields[kInodeField]);
    if (!address || !port || !state || !user || !inode || *inode < 0) return std::nullopt;
    if (*user < 0 || *user > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    return std::pair{WaitingSocket{*address, static_cast<std::uint16_t>(*port),
                                   static_cast<std::uint32_t>(*user), static_cast<std::uint64_t>(*inode)},
                     *state};
}

std::unexpected<Error> at_line(Errc code, std::size_t number, const char* what) {
    return fail(code, "line " + std::to_string(number) + ": " + what);
}

}  // namespace

std::string_view protocol_name(Protocol protocol) { return protocol == Protocol::Tcp ? "tcp" : "udp"; }

Reach reach_of(const SocketAddress& address) {
    if (const auto four = as_four(address)) {
        if ((*four)[0] == 127) return Reach::ThisComputer;
        return (*four)[0] == 169 && (*four)[1] == 254 ? Reach::Nearby : Reach::Network;
    }
    const auto& b = address.bytes;
    const bool leading_zeros =
        std::all_of(b.begin(), b.end() - 1, [](std::uint8_t byte) { return byte == 0; });
    if (leading_zeros && b[15] == 1) return Reach::ThisComputer;
    return b[0] == 0xFE && (b[1] & 0xC0U) == 0x80 ? Reach::Nearby : Reach::Network;
}

bool is_any(const SocketAddress& address) {
    const auto zero = [](std::uint8_t byte) { return byte == 0; };
    const auto four = as_four(address);
    return std::ranges::all_of(address.bytes, zero) || (four && std::ranges::all_of(*four, zero));
}

std::string address_text(const SocketAddress& address) {
    const auto four = as_four(address);
    if (!four) return six_text(address.bytes);
    return (address.six ? "::ffff:" : "") + four_text(*four);
}

Result<SocketTable> parse_proc_net(std::string_view text, Protocol protocol, std::endian order) {
    if (text.size() > limits::kHostTable) return fail(Errc::Limit, "the socket table is larger than allowed");
    SocketTable table;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        if (line.size() > limits::kHostLine) return at_line(Errc::Limit, number, "longer than allowed");
        if (number == 1) {
            const auto names = text::words(line);
            const bool header = names.size() > 2 && names[0] == "sl" && names[1] == "local_address";
            if (!header) return at_line(Errc::Corrupt, number, "not a socket table");
            continue;
        }
        const auto found = parse_line(line, order);
        if (!found) return at_line(Errc::Corrupt, number, "not a socket");
        if (found->second != (protocol == Protocol::Tcp ? kTcpListen : kUdpUnconnected)) {
            ++table.others;
            continue;
        }
        if (table.waiting.size() >= limits::kHostEntries) {
            return at_line(Errc::Limit, number, "more waiting sockets than allowed");
        }
        table.waiting.push_back(found->first);
    }
    if (number == 0) return fail(Errc::Corrupt, "line 1: an empty socket table");
    return table;
}

Result<PortRange> parse_port_range(std::string_view text) {
    const auto parts = text::words(text.substr(0, 64));
    if (parts.size() == 2) {
        const auto first = text::to_integer(parts[0]);
        const auto last = text::to_integer(parts[1]);
        if (first && last && *first > 0 && *first <= *last &&
            *last <= std::numeric_limits<std::uint16_t>::max()) {
            return PortRange{static_cast<std::uint16_t>(*first), static_cast<std::uint16_t>(*last)};
        }
    }
    return fail(Errc::Corrupt, "line 1: not a range of ports");
}

std::string describe(const SocketTable& table) {
    std::string out;
    for (const WaitingSocket& socket : table.waiting) {
        const Reach reach = reach_of(socket.address);
        const char* who = reach == Reach::ThisComputer ? "this computer"
                          : reach == Reach::Nearby     ? "nearby"
                          : is_any(socket.address)     ? "network, any address"
                                                       : "network";
        out += address_text(socket.address) + " port " + std::to_string(socket.port) + " user " +
               std::to_string(socket.user) + " socket " + std::to_string(socket.inode) + ": " + who + "\n";
    }
    return out + "other sockets: " + std::to_string(table.others) + "\n";
}

}  // namespace amparo::checks
