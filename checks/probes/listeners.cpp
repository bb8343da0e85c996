#include "checks/probes/listeners.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "app/base/text.hpp"
#include "checks/probes/accounts.hpp"

namespace amparo::checks {

namespace {

struct Table {
    const char* key;
    const char* path;
    Protocol protocol;
    bool required;
};
constexpr std::array kTables = {
    Table{"tcp", "/proc/net/tcp", Protocol::Tcp, true},
    Table{"tcp6", "/proc/net/tcp6", Protocol::Tcp, false},
    Table{"udp", "/proc/net/udp", Protocol::Udp, true},
    Table{"udp6", "/proc/net/udp6", Protocol::Udp, false},
};
constexpr const char* kRangePath = "/proc/sys/net/ipv4/ip_local_port_range";
constexpr std::uint16_t kFirstFreePort = 1024;  // below it, only the system may open a port

// Naming own programs is a courtesy, so it stays cheap.
constexpr std::size_t kMaxProcesses = 2000;
constexpr std::size_t kMaxDescriptors = 20'000;
constexpr std::size_t kMaxProgramName = 64;

using UserNames = std::map<std::uint32_t, std::string>;

/// Whoever writes a program or an account table chooses these names; a blank in one must not break a fact
/// apart.
std::string one_word(std::string_view name) {
    std::string out(name.substr(0, kMaxProgramName));
    std::ranges::replace_if(out, [](char c) { return c >= 0 && c <= ' '; }, '_');
    return out.empty() ? "_" : out;
}

UserNames user_names(const HostView& host) {
    UserNames names;
    const auto text = host.read("/etc/passwd");
    if (!text) return names;
    const auto table = parse_passwd(*text);
    if (!table) return names;
    for (const PasswdEntry& entry : table->entries) {
        names.emplace(entry.user, one_word(entry.name));
    }
    return names;
}

/// "socket:[12345]"
std::optional<std::uint64_t> socket_number(std::string_view target) {
    constexpr std::string_view kPrefix = "socket:[";
    if (!target.starts_with(kPrefix) || !target.ends_with(']')) return std::nullopt;
    const auto number = text::to_integer(target.substr(kPrefix.size(), target.size() - kPrefix.size() - 1));
    if (!number || *number < 0) return std::nullopt;
    return static_cast<std::uint64_t>(*number);
}

std::string program_name(const HostView& host, const std::string& process) {
    const auto text = host.read_start(process + "/comm", kMaxProgramName);
    if (!text) return {};
    return one_word(text::trim(*text));
}

/// Names of the programs behind these sockets, as far as the own account may see them.
std::map<std::uint64_t, std::string> programs_of(const HostView& host,
                                                 const std::vector<std::uint64_t>& wanted) {
    std::map<std::uint64_t, std::string> found;
    const auto who = host.identity();
    const auto processes = host.list("/proc");
    if (!who || !processes || wanted.empty()) return found;
    std::size_t looked_at = 0;
    std::size_t descriptors = 0;
    for (const std::string& name : *processes) {
        if (!text::to_integer(name)) continue;
        if (++looked_at > kMaxProcesses || found.size() == wanted.size() || !host.still_allowed()) break;
        const std::string process = "/proc/" + name;
        const auto info = host.info(process);
        if (!info || info->owner != who->user) continue;
        const auto links = host.list(process + "/fd");
        if (!links) continue;
        for (const std::string& link : *links) {
            if (++descriptors > kMaxDescriptors) return found;
            const auto target = host.link(process + "/fd/" + link);
            const auto socket = target ? socket_number(*target) : std::nullopt;
            if (!socket || std::ranges::find(wanted, *socket) == wanted.end()) continue;
            found.emplace(*socket, program_name(host, process));
        }
    }
    return found;
}

struct Seen {
    const Table* table;
    std::vector<WaitingSocket> sockets;
};

/// UDP ports that a program gets when it asks a question of its own look the same as a service that waits.
bool is_own_question(Protocol protocol, std::uint16_t port, const PortRange& range) {
    return protocol == Protocol::Udp && range.contains(port);
}

/// A name server at one address serves virtual machines or a shared connection, not the network around.
bool is_inner_service(const WellKnownPort* known, const Listener& listener) {
    constexpr std::array<std::string_view, 3> kEverywhere = {"0.0.0.0", "::", "::ffff:0.0.0.0"};
    return known != nullptr && known->id == "name-server" &&
           std::ranges::find(kEverywhere, listener.address) == kEverywhere.end();
}

/// What a fact of the port range allows us to say.
struct RangeFact {
    PortRange range;
    bool sure = true;
};

RangeFact range_of(const Facts& facts) {
    // Without the file the kernel's own default holds; a file that refuses leaves us without knowledge.
    if (facts.unreadable("port_range")) return {{}, false};
    if (facts.missing("port_range")) return {};
    const auto range = parse_port_range(facts.text("port_range"));
    return range ? RangeFact{*range, true} : RangeFact{{}, false};
}

}  // namespace

std::string listener_text(const Listener& listener) {
    return std::to_string(listener.port) + " " + listener.address + " " + listener.owner +
           (listener.program.empty() ? "" : " " + listener.program);
}

std::optional<Listener> parse_listener(std::string_view text) {
    const auto parts = text::words(text);
    const auto port = parts.empty() ? std::nullopt : text::to_integer(parts[0]);
    if (parts.size() < 3 || parts.size() > 4 || !port || *port < 0 || *port > 65535) return std::nullopt;
    return Listener{static_cast<std::uint16_t>(*port), std::string(parts[1]), std::string(parts[2]),
                    parts.size() == 4 ? std::string(parts[3]) : std::string{}};
}

void put_listeners(const HostView& host, Facts& facts, NamePrograms naming) {
    std::vector<Seen> seen;
    std::vector<std::uint64_t> own;
    const auto who = host.identity();
    for (const Table& table : kTables) {
        const auto text = host.read(table.path, limits::kHostTable);
        const auto parsed = text ? parse_proc_net(*text, table.protocol) : std::unexpected(text.error());
        if (!parsed) {
            facts.refuse(table.key, parsed.error(), table.path);
            continue;
        }
        Seen here{&table, {}};
        for (const WaitingSocket& socket : parsed->waiting) {
            if (reach_of(socket.address) == Reach::ThisComputer) continue;
            here.sockets.push_back(socket);
            if (who && socket.user == who->user) own.push_back(socket.inode);
        }
        seen.push_back(std::move(here));
    }
    const UserNames users = seen.empty() ? UserNames{} : user_names(host);
    const auto programs =
        naming == NamePrograms::Yes ? programs_of(host, own) : decltype(programs_of(host, own)){};
    for (const Seen& here : seen) {
        std::vector<std::string> list;
        for (const WaitingSocket& socket : here.sockets) {
            const auto user = users.find(socket.user);
            const auto program = programs.find(socket.inode);
            list.push_back(listener_text({socket.port, address_text(socket.address),
                                          user == users.end() ? std::to_string(socket.user) : user->second,
                                          program == programs.end() ? std::string{} : program->second}));
        }
        facts.put(here.table->key, std::move(list), here.table->path);
    }
    const auto range_text = host.read(kRangePath);
    const auto range = range_text ? parse_port_range(*range_text) : std::unexpected(range_text.error());
    if (range) {
        facts.put("port_range", std::to_string(range->first) + " " + std::to_string(range->last), kRangePath);
    } else {
        facts.refuse("port_range", range.error(), kRangePath);
    }
}

Doors find_doors(const Facts& facts) {
    Doors doors;
    const RangeFact range = range_of(facts);
    for (const Table& table : kTables) {
        const Fact& fact = facts.at(table.key);
        if (fact.known == Known::Unreadable || (fact.known == Known::Missing && table.required)) {
            if (doors.unread == nullptr) doors.unread = &fact;
            continue;
        }
        for (const std::string& text : facts.list(table.key)) {
            const auto listener = parse_listener(text);
            if (!listener) {
                if (doors.unread == nullptr) doors.unread = &fact;
                continue;
            }
            const WellKnownPort* known = find_port(table.protocol, listener->port);
            if (known != nullptr && known->kind == PortKind::Chatter) continue;
            if (is_inner_service(known, *listener)) continue;
            if (known == nullptr && table.protocol == Protocol::Udp && listener->port >= kFirstFreePort &&
                !range.sure) {
                if (doors.unread == nullptr) doors.unread = &facts.at("port_range");
                continue;
            }
            if (known == nullptr && is_own_question(table.protocol, listener->port, range.range)) continue;
            const bool twice = std::ranges::any_of(doors.open, [&](const Door& door) {
                return door.protocol == table.protocol && door.listener.port == listener->port;
            });
            if (!twice) doors.open.push_back({table.protocol, *listener, known});
        }
    }
    const auto rank = [](const Door& door) {
        return door.known != nullptr && door.known->kind == PortKind::Exposed ? 0 : 1;
    };
    std::ranges::stable_sort(doors.open, [&](const Door& a, const Door& b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : a.listener.port < b.listener.port;
    });
    return doors;
}

}  // namespace amparo::checks
