// What waits for the network on Windows, as the facts of listeners.hpp: there find_doors() goes on.

#include <array>
#include <map>

#include "app/base/text.hpp"
#include "checks/probes/listeners.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kSource = "Windows, list of connections";
constexpr std::array kTables = {"tcp", "tcp6", "udp", "udp6"};

bool stays_inside(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

}  // namespace

void put_windows_listeners(const HostView& host, Facts& facts) {
    const auto answer = host.ask(HostQuestion::Listeners);
    if (!answer) {
        for (const char* table : kTables) facts.refuse(table, answer.error(), kSource);
        return;
    }
    std::map<std::string, std::vector<std::string>, std::less<>> found;
    for (const std::string_view line : text::lines(*answer)) {
        const auto parts = text::words(line);
        const auto port = parts.size() == 4 ? text::to_integer(parts[2]) : std::nullopt;
        if (!port || *port < 0 || *port > 65535 || stays_inside(parts[1])) continue;
        const Listener listener{static_cast<std::uint16_t>(*port), std::string(parts[1]), "-",
                                parts[3] == "-" ? std::string() : std::string(parts[3])};
        found[std::string(parts[0])].push_back(listener_text(listener));
    }
    for (const char* table : kTables) facts.put(table, found[table], kSource);
    // What Windows gives to programs that ask for any port; Microsoft's own default since Vista.
    facts.put("port_range", "49152 65535", kSource);
}

}  // namespace amparo::checks
