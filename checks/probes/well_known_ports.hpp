#pragma once
// What usually waits behind a port that a person may meet on a desktop or a small office machine. A port
// number is a custom, not a proof, so texts say "usually". Numbers: the list of services in Debian's netbase,
// and the programs' own manuals; the choice and the grouping are ours.

#include <array>
#include <cstdint>
#include <string_view>

#include "checks/probes/sockets.hpp"

namespace amparo::checks {

enum class PortKind {
    Chatter,  ///< how desktops find each other and get addresses; listed as evidence, never a finding
    Service,  ///< a door into this computer
    Exposed,  ///< a door that often asks for no password, or sends it readably: telnet, VNC, databases
};

enum class RemoteLogin { No, Yes };

struct WellKnownPort {
    std::uint16_t first;
    std::uint16_t last;
    bool tcp;
    bool udp;
    PortKind kind;
    RemoteLogin remote;   ///< whoever gets in works on this computer as if sitting before it
    std::string_view id;  ///< ends the message id "checks.<check>.service.<id>"
};

inline constexpr std::array kWellKnownPorts = {
    // Working on this computer from afar.
    WellKnownPort{22, 22, true, false, PortKind::Service, RemoteLogin::Yes, "ssh"},
    WellKnownPort{23, 23, true, false, PortKind::Exposed, RemoteLogin::Yes, "telnet"},
    WellKnownPort{512, 514, true, false, PortKind::Exposed, RemoteLogin::Yes, "remote-shell"},
    WellKnownPort{3389, 3398, true, true, PortKind::Service, RemoteLogin::Yes, "remote-desktop"},
    WellKnownPort{5800, 5809, true, false, PortKind::Exposed, RemoteLogin::Yes, "vnc"},
    WellKnownPort{5900, 5909, true, false, PortKind::Exposed, RemoteLogin::Yes, "vnc"},
    WellKnownPort{6000, 6009, true, false, PortKind::Exposed, RemoteLogin::Yes, "x11"},
    WellKnownPort{5555, 5555, true, false, PortKind::Exposed, RemoteLogin::No, "debug-bridge"},
    WellKnownPort{2375, 2376, true, false, PortKind::Exposed, RemoteLogin::No, "container-control"},
    // Databases and caches.
    WellKnownPort{1433, 1434, true, true, PortKind::Exposed, RemoteLogin::No, "database"},
    WellKnownPort{1521, 1521, true, false, PortKind::Exposed, RemoteLogin::No, "database"},
    WellKnownPort{3306, 3306, true, false, PortKind::Exposed, RemoteLogin::No, "database"},
    WellKnownPort{33060, 33060, true, false, PortKind::Exposed, RemoteLogin::No, "database"},
    WellKnownPort{5432, 5434, true, false, PortKind::Exposed, RemoteLogin::No, "database"},
    WellKnownPort{5984, 5984, true, false, PortKind::Exposed, RemoteLogin::No, "database"},
    WellKnownPort{6379, 6379, true, false, PortKind::Exposed, RemoteLogin::No, "database"},
    WellKnownPort{9200, 9200, true, false, PortKind::Exposed, RemoteLogin::No, "database"},
    WellKnownPort{11211, 11211, true, true, PortKind::Exposed, RemoteLogin::No, "database"},
    WellKnownPort{27017, 27019, true, false, PortKind::Exposed, RemoteLogin::No, "database"},
    // Sharing.
    WellKnownPort{137, 138, false, true, PortKind::Service, RemoteLogin::No, "file-sharing"},
    WellKnownPort{139, 139, true, false, PortKind::Service, RemoteLogin::No, "file-sharing"},
    WellKnownPort{445, 445, true, false, PortKind::Service, RemoteLogin::No, "file-sharing"},
    WellKnownPort{548, 548, true, false, PortKind::Service, RemoteLogin::No, "file-sharing"},
    WellKnownPort{111, 111, true, true, PortKind::Service, RemoteLogin::No, "file-sharing"},
    WellKnownPort{2049, 2049, true, true, PortKind::Service, RemoteLogin::No, "file-sharing"},
    WellKnownPort{873, 873, true, false, PortKind::Service, RemoteLogin::No, "file-sharing"},
    WellKnownPort{22000, 22000, true, true, PortKind::Service, RemoteLogin::No, "file-sync"},
    WellKnownPort{20, 21, true, false, PortKind::Service, RemoteLogin::No, "file-transfer"},
    WellKnownPort{69, 69, false, true, PortKind::Exposed, RemoteLogin::No, "file-transfer"},
    WellKnownPort{515, 515, true, false, PortKind::Service, RemoteLogin::No, "printer"},
    WellKnownPort{631, 631, true, false, PortKind::Service, RemoteLogin::No, "printer"},
    WellKnownPort{9100, 9100, true, false, PortKind::Service, RemoteLogin::No, "printer"},
    WellKnownPort{6600, 6600, true, false, PortKind::Service, RemoteLogin::No, "media"},
    WellKnownPort{8096, 8096, true, false, PortKind::Service, RemoteLogin::No, "media"},
    WellKnownPort{8200, 8200, true, false, PortKind::Service, RemoteLogin::No, "media"},
    WellKnownPort{32400, 32400, true, false, PortKind::Service, RemoteLogin::No, "media"},
    WellKnownPort{1714, 1764, true, false, PortKind::Service, RemoteLogin::No, "phone-link"},
    // Servers.
    WellKnownPort{80, 80, true, false, PortKind::Service, RemoteLogin::No, "web"},
    WellKnownPort{443, 443, true, true, PortKind::Service, RemoteLogin::No, "web"},
    WellKnownPort{3000, 3000, true, false, PortKind::Service, RemoteLogin::No, "web"},
    WellKnownPort{8000, 8000, true, false, PortKind::Service, RemoteLogin::No, "web"},
    WellKnownPort{8080, 8081, true, false, PortKind::Service, RemoteLogin::No, "web"},
    WellKnownPort{8443, 8443, true, false, PortKind::Service, RemoteLogin::No, "web"},
    WellKnownPort{8888, 8888, true, false, PortKind::Service, RemoteLogin::No, "web"},
    WellKnownPort{9090, 9090, true, false, PortKind::Service, RemoteLogin::No, "web"},
    WellKnownPort{25, 25, true, false, PortKind::Service, RemoteLogin::No, "mail"},
    WellKnownPort{110, 110, true, false, PortKind::Service, RemoteLogin::No, "mail"},
    WellKnownPort{143, 143, true, false, PortKind::Service, RemoteLogin::No, "mail"},
    WellKnownPort{465, 465, true, false, PortKind::Service, RemoteLogin::No, "mail"},
    WellKnownPort{587, 587, true, false, PortKind::Service, RemoteLogin::No, "mail"},
    WellKnownPort{993, 993, true, false, PortKind::Service, RemoteLogin::No, "mail"},
    WellKnownPort{995, 995, true, false, PortKind::Service, RemoteLogin::No, "mail"},
    WellKnownPort{53, 53, true, true, PortKind::Service, RemoteLogin::No, "name-server"},
    WellKnownPort{161, 161, false, true, PortKind::Service, RemoteLogin::No, "monitoring"},
    // Talk of every desktop.
    WellKnownPort{67, 68, false, true, PortKind::Chatter, RemoteLogin::No, "addresses"},
    WellKnownPort{546, 547, false, true, PortKind::Chatter, RemoteLogin::No, "addresses"},
    WellKnownPort{123, 123, false, true, PortKind::Chatter, RemoteLogin::No, "clock"},
    WellKnownPort{323, 323, false, true, PortKind::Chatter, RemoteLogin::No, "clock"},
    WellKnownPort{500, 500, false, true, PortKind::Chatter, RemoteLogin::No, "tunnel"},
    WellKnownPort{4500, 4500, false, true, PortKind::Chatter, RemoteLogin::No, "tunnel"},
    WellKnownPort{631, 631, false, true, PortKind::Chatter, RemoteLogin::No, "discovery"},
    WellKnownPort{1714, 1764, false, true, PortKind::Chatter, RemoteLogin::No, "discovery"},
    WellKnownPort{1900, 1900, false, true, PortKind::Chatter, RemoteLogin::No, "discovery"},
    WellKnownPort{3702, 3702, false, true, PortKind::Chatter, RemoteLogin::No, "discovery"},
    WellKnownPort{5353, 5353, false, true, PortKind::Chatter, RemoteLogin::No, "discovery"},
    WellKnownPort{5355, 5355, true, true, PortKind::Chatter, RemoteLogin::No, "discovery"},
    WellKnownPort{21027, 21027, false, true, PortKind::Chatter, RemoteLogin::No, "discovery"},
};

/// The entry for a port, or nullptr.
[[nodiscard]] constexpr const WellKnownPort* find_port(Protocol protocol, std::uint16_t port) {
    for (const WellKnownPort& known : kWellKnownPorts) {
        const bool fits = protocol == Protocol::Tcp ? known.tcp : known.udp;
        if (fits && port >= known.first && port <= known.last) return &known;
    }
    return nullptr;
}

}  // namespace amparo::checks
