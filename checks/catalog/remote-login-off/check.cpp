// remote-login-off: can somebody work on this computer from afar? See README.md for the facts.

#include <algorithm>
#include <array>
#include <optional>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/dconf.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/listeners.hpp"
#include "checks/probes/sshd_config.hpp"
#include "checks/probes/systemd_units.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kUnits = "/etc/systemd/system";
constexpr const char* kSshdConfig = "/etc/ssh/sshd_config";
constexpr const char* kSshdBlocker = "/etc/ssh/sshd_not_to_be_run";
constexpr const char* kXrdpConfig = "/etc/xrdp/xrdp.ini";

// Units whose only purpose is to let people in.
constexpr std::array kSshUnits = {"ssh.service", "ssh.socket", "sshd.service", "sshd.socket"};
constexpr std::array kDoorUnits = {"xrdp.service", "gnome-remote-desktop.service", "telnet.socket",
                                   "rlogin.socket", "rsh.socket"};
constexpr std::array kDoorPrefixes = {"vncserver@", "tigervncserver@", "x11vnc.", "wayvnc."};
// Programs that reach out to a server of their maker, so that no port need be open.
constexpr std::array kHelperUnits = {"anydesk.service", "teamviewerd.service", "rustdesk.service"};

void put_units(const UnitIndex& units, Facts& facts) {
    if (units.trouble()) {
        facts.refuse("enabled", *units.trouble(), kUnits);
        return;
    }
    if (units.empty()) {
        facts.miss("enabled", kUnits);
        return;
    }
    std::vector<std::string> enabled;
    std::vector<std::string> helpers;
    const auto add = [&](std::vector<std::string>& list, const std::string& unit) {
        // One unit may answer to several names.
        const UnitStatus status = units.status(unit);
        if (status.enabled() && std::ranges::find(list, status.name) == list.end())
            list.push_back(status.name);
    };
    for (const char* unit : kSshUnits) add(enabled, unit);
    for (const char* unit : kDoorUnits) add(enabled, unit);
    for (const char* prefix : kDoorPrefixes) {
        for (const std::string& unit : units.names(prefix)) add(enabled, unit);
    }
    for (const char* unit : kHelperUnits) add(helpers, unit);
    facts.put("enabled", std::move(enabled), kUnits);
    if (!helpers.empty()) facts.put("helpers", std::move(helpers), kUnits);
}

/// What ssh.socket opens in place of the server.
struct SocketStreams {
    std::vector<std::string> ports;
    bool stay_inside = false;
};

SocketStreams read_streams(const HostView& host, const UnitIndex& units) {
    SocketStreams out;
    std::size_t inside = 0;
    for (const char* name : {"ssh.socket", "sshd.socket"}) {
        const auto unit = units.load(host, name);
        if (!unit) continue;
        for (const std::string& value : unit->values("Socket", "ListenStream")) {
            // "22", "0.0.0.0:22", "[::1]:22"
            const std::string port = value.substr(value.rfind(':') + 1);
            if (!text::to_integer(port)) continue;
            out.ports.push_back(port);
            if (value.starts_with("127.") || value.starts_with("[::1]:")) ++inside;
        }
    }
    out.stay_inside = !out.ports.empty() && inside == out.ports.size();
    return out;
}

void put_ssh(const HostView& host, const UnitIndex& units, Facts& facts) {
    const SocketStreams streams = read_streams(host, units);
    const auto config = read_sshd_config(host);
    if (!config) {
        facts.refuse("ssh_ports", config.error(), kSshdConfig);
        facts.refuse("ssh_stays_inside", config.error(), kSshdConfig);
    } else {
        std::vector<std::string> ports;
        for (const std::uint16_t port : config->effective_ports()) ports.push_back(std::to_string(port));
        for (const std::string& port : streams.ports) {
            if (std::ranges::find(ports, port) == ports.end()) ports.push_back(port);
        }
        facts.put("ssh_ports", std::move(ports), kSshdConfig);
        facts.put("ssh_stays_inside", config->only_this_computer(), kSshdConfig);
    }
    if (streams.stay_inside) facts.put("ssh_socket_stays_inside", true, kUnits);
    const auto blocker = host.info(kSshdBlocker);
    if (blocker) {
        facts.put("ssh_blocked", true, kSshdBlocker);
    } else if (blocker.error().code != Errc::NotFound) {
        facts.refuse("ssh_blocked", blocker.error(), kSshdBlocker);
    }
}

/// xrdp writes "3389", or addresses such as "tcp://.:3389".
void put_xrdp(const HostView& host, Facts& facts) {
    const auto text = host.read(kXrdpConfig);
    const auto file = text ? parse_ini(*text) : std::unexpected(text.error());
    if (!file) {
        if (file.error().code != Errc::NotFound) facts.refuse("xrdp_ports", file.error(), kXrdpConfig);
        return;
    }
    std::vector<std::string> ports;
    const std::string value = file->value("Globals", "port").value_or("3389");
    for (const std::string_view word : text::words(value)) {
        const std::string_view port = word.substr(word.rfind(':') + 1);
        if (text::to_integer(port)) ports.emplace_back(port);
    }
    facts.put("xrdp_ports", std::move(ports), kXrdpConfig);
}

/// Sharing of the desktop as GNOME's settings switch it on: its service starts with the session, and one of
/// the protocols is allowed.
struct DesktopSharing {
    bool starts = false;
    bool allowed = false;
};

Result<DesktopSharing> read_sharing(const HostView& host, const Account& person) {
    const UnitIndex units = UnitIndex::scan_user(host, person.home);
    if (units.trouble()) return fail(units.trouble()->code, units.trouble()->detail);
    const UnitStatus unit = units.status("gnome-remote-desktop.service");
    DesktopSharing out{unit.enabled(), false};
    if (!unit.found()) return out;
    const SettingsReader settings = SettingsReader::open(host, person, {});
    for (const std::string kind : {"rdp", "vnc"}) {
        const Setting setting = settings.get("org.gnome.desktop.remote-desktop." + kind,
                                             "/org/gnome/desktop/remote-desktop/" + kind + "/", "enable");
        if (!setting.value) {
            if (setting.value.error().code == Errc::NotFound) continue;
            return std::unexpected(setting.value.error());
        }
        out.allowed = out.allowed || setting.value->as_bool().value_or(false);
    }
    return out;
}

void put_sharing(const HostView& host, Facts& facts) {
    const auto people = host.people();
    if (!people) {
        facts.refuse("shared_desktops", people.error(), "/etc/passwd");
        return;
    }
    std::vector<std::string> shared;
    std::vector<std::string> allowed_only;
    for (const Account& person : *people) {
        const auto sharing = read_sharing(host, person);
        if (!sharing) {
            facts.refuse("shared_desktops", sharing.error(), person.home + "/.config/dconf/user");
            return;
        }
        if (sharing->allowed) (sharing->starts ? shared : allowed_only).push_back(person.name);
    }
    facts.put("shared_desktops", std::move(shared), "org.gnome.desktop.remote-desktop");
    if (!allowed_only.empty()) {
        facts.put("allowed_desktops", std::move(allowed_only), "org.gnome.desktop.remote-desktop");
    }
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    facts.put("running", host.running());
    put_listeners(host, facts, NamePrograms::Yes);
    const UnitIndex units = UnitIndex::scan(host);
    put_ssh(host, units, facts);
    put_xrdp(host, facts);
    put_units(units, facts);
    put_sharing(host, facts);
    return {facts};
}

bool holds(const std::vector<std::string>& list, const std::string& item) {
    return std::ranges::find(list, item) != list.end();
}

/// Which kind of remote login waits behind a door, or "" for none that we know.
std::string login_behind(const Facts& facts, const Door& door) {
    if (door.protocol != Protocol::Tcp) return {};
    const std::string port = std::to_string(door.listener.port);
    if (holds(facts.list("ssh_ports"), port)) return "ssh";
    if (holds(facts.list("xrdp_ports"), port)) return "remote-desktop";
    const bool known = door.known != nullptr && door.known->remote == RemoteLogin::Yes;
    return known ? std::string(door.known->id) : std::string{};
}

/// Units that will open a door the next time this computer starts.
struct WaitingUnits {
    std::vector<std::string> open;
    const Fact* unread = nullptr;  ///< needed to know whether another unit opens one
};

WaitingUnits waiting_units(const Facts& facts) {
    WaitingUnits out;
    for (const std::string& unit : facts.list("enabled")) {
        if (unit.starts_with("ssh")) {
            const Fact& inside =
                facts.at(unit.ends_with(".socket") ? "ssh_socket_stays_inside" : "ssh_stays_inside");
            const Fact& blocked = facts.at("ssh_blocked");
            if (facts.flag(inside.key) || facts.flag("ssh_blocked")) continue;
            const bool inside_unread = inside.known == Known::Unreadable;
            if (inside_unread || blocked.known == Known::Unreadable) {
                if (out.unread == nullptr) out.unread = inside_unread ? &inside : &blocked;
                continue;
            }
        }
        out.open.push_back(unit);
    }
    return out;
}

Judgement enabled(const Facts& facts, const std::string& unit, bool seen_all) {
    const bool closed_now = facts.flag("running") && seen_all;
    return at_risk(closed_now ? Severity::Small : Severity::Large, closed_now ? "starts_later" : "starts")
        .with("unit", Code{unit})
        .fixed_by("unit");
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    const Doors doors = find_doors(facts);
    bool stranger = false;
    for (const Door& door : doors.open) {
        const std::string login = login_behind(facts, door);
        stranger = stranger || (door.known == nullptr && door.protocol == Protocol::Tcp);
        if (login.empty()) continue;
        return at_risk(Severity::Large, "listens")
            .with("service", MessageRef{"checks.remote-login-off.service." + login})
            .with("port", Code{std::to_string(door.listener.port)})
            .fixed_by(login == "ssh" ? "ssh" : "listens");
    }
    const WaitingUnits units = waiting_units(facts);
    if (!units.open.empty()) return enabled(facts, units.open.front(), doors.complete());
    if (const auto shared = facts.list("shared_desktops"); !shared.empty()) {
        return at_risk(Severity::Small, "desktop_shared")
            .with("account", Code{shared.front()})
            .fixed_by("gnome");
    }
    // From here on nothing was found; whatever could not be looked at stands in the way of "off".
    if (units.unread != nullptr) return cannot_tell(*units.unread);
    for (const char* key : {"enabled", "shared_desktops", "allowed_desktops", "helpers"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (const auto allowed = facts.list("allowed_desktops"); !allowed.empty()) {
        return cannot_tell("desktop_unclear").with("account", Code{allowed.front()});
    }
    if (!facts.known("running")) return cannot_tell(facts.at("running"));
    if (const auto helpers = facts.list("helpers"); !helpers.empty()) {
        return cannot_tell("helper").with("unit", Code{helpers.front()});
    }
    if (!facts.flag("running")) {
        if (!facts.known("enabled")) return cannot_tell(facts.at("enabled"));
        return good("off_by_settings");
    }
    if (!doors.complete()) return cannot_tell(*doors.unread);
    for (const char* key : {"ssh_ports", "xrdp_ports"}) {
        // Behind a door that we cannot name there may be a login at a port of its own.
        if (stranger && facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    return good("off");
}

}  // namespace

extern constinit const CheckDefinition check_remote_login_off{"remote-login-off", &collect, &judge};

}  // namespace amparo::checks
