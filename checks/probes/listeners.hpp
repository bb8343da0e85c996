#pragma once
// Which programs of this computer wait for the network, as facts and as doors. Collecting reads the kernel's
// socket tables; naming the doors is pure. Nothing connects to a port.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/facts.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/well_known_ports.hpp"

namespace amparo::checks {

/// One waiting socket that others can reach, as it stands in a fact: "22 0.0.0.0 root sshd".
struct Listener {
    std::uint16_t port = 0;
    std::string address;  ///< without blanks
    std::string owner;    ///< account name, or its number
    std::string program;  ///< only of programs of the account that looks; may be empty
    bool operator==(const Listener&) const = default;
};
[[nodiscard]] std::string listener_text(const Listener& listener);
[[nodiscard]] std::optional<Listener> parse_listener(std::string_view text);

enum class NamePrograms { No, Yes };

/// Puts what waits beyond loopback into the facts "tcp", "tcp6", "udp", "udp6" (lists of Listener), and
/// "port_range"
/// ("32768 60999"). With NamePrograms::Yes the programs of the own account are named from /proc/<pid>; what
/// may not be read there is left out.
void put_listeners(const HostView& host, Facts& facts, NamePrograms naming);

/// The same facts on Windows, where one question answers for all tables. The owner is "-".
void put_windows_listeners(const HostView& host, Facts& facts);

/// A way into this computer: one protocol and port, whatever the number of addresses behind it.
struct Door {
    Protocol protocol = Protocol::Tcp;
    Listener listener;                     ///< the first one seen
    const WellKnownPort* known = nullptr;  ///< nullptr: we do not know what it is
};

struct Doors {
    std::vector<Door> open;  ///< exposed ones first, then by port
    const Fact* unread =
        nullptr;  ///< a table or range that is needed and could not be read; lives as long as the facts
    [[nodiscard]] bool complete() const { return unread == nullptr; }
};

/// What is open, without the chatter of desktops, without name servers for inner networks (bound to one
/// address), and without UDP ports that programs get for their own questions. IPv6 tables may be missing:
/// then there is no IPv6.
[[nodiscard]] Doors find_doors(const Facts& facts);

}  // namespace amparo::checks
