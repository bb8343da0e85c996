// firewall-on: does something turn away connections that nobody asked for? See README.md for the facts.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/firewall_rules.hpp"
#include "checks/probes/listeners.hpp"
#include "checks/probes/shell_vars.hpp"
#include "checks/probes/systemd_units.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kUfwConfig = "/etc/ufw/ufw.conf";
constexpr const char* kUfwDefaults = "/etc/default/ufw";
constexpr const char* kUnits = "/etc/systemd/system";

// Programs that set up a firewall in a way we do not read, and pieces of names by which systems and people call theirs:
// NixOS has firewall.service, and many write an iptables-restore.service of their own. Such a name proves nothing; it only
// keeps us from saying that there is no firewall.
constexpr std::array<std::string_view, 5> kOthers = {"shorewall.service", "shorewall6.service", "ferm.service", "firehol.service", "csf.service"};
constexpr std::array<std::string_view, 4> kPieces = {"firewall", "iptables", "nftables", "netfilter"};
// Those whose settings are read.
constexpr std::array<std::string_view, 6> kRead = {"ufw.service", "firewalld.service", "nftables.service", "iptables.service",
                                                   "ip6tables.service", "netfilter-persistent.service"};
// Scripts that Debian's network start runs; its guide to firewalls puts the rules there.
constexpr const char* kNetworkScripts = "/etc/network/if-pre-up.d";

/// The value of a variable, refused when a shell would have to work it out.
Result<std::string> shell_value(const HostView& host, const char* path, std::string_view name) {
    AMPARO_TRY(const std::string text, host.read(path));
    AMPARO_TRY(const ShellVariables variables, parse_shell_vars(text));
    const ShellVariable* found = variables.find(name);
    if (found == nullptr) return fail(Errc::NotFound, std::string(name) + " is not set");
    if (found->computed) return fail(Errc::Usage, std::string(name) + " is worked out by a shell");
    return found->value;
}

void put_ufw(const HostView& host, const UnitIndex& units, Facts& facts) {
    const auto enabled = shell_value(host, kUfwConfig, "ENABLED");
    if (!enabled) {
        facts.refuse("ufw_enabled", enabled.error(), kUfwConfig);
        return;
    }
    facts.put("ufw_enabled", text::equals_ignoring_case(*enabled, "yes"), kUfwConfig);
    const auto policy = shell_value(host, kUfwDefaults, "DEFAULT_INPUT_POLICY");
    if (policy) {
        facts.put("ufw_lets_in", text::equals_ignoring_case(*policy, "ACCEPT"), kUfwDefaults);
    } else {
        facts.refuse("ufw_lets_in", policy.error(), kUfwDefaults);
    }
    const UnitStatus unit = units.status("ufw.service");
    if (!unit.path.empty()) facts.put("ufw_starts", unit.enabled(), unit.path);
}

void put_firewalld(const HostView& host, const UnitIndex& units, Facts& facts) {
    const UnitStatus unit = units.status("firewalld.service");
    if (unit.path.empty()) return;
    facts.put("firewalld_starts", unit.enabled(), unit.enabled() ? unit.enabled_by.front() : unit.path);
    if (!host.running()) return;
    const auto active = unit_is_active(host, "firewalld.service");
    if (active) {
        facts.put("firewalld_runs", *active, "/run/systemd/units/invocation:firewalld.service");
    } else {
        facts.refuse("firewalld_runs", active.error(), "/run/systemd/units/invocation:firewalld.service");
    }
}

using Effect = Result<RulesEffect> (*)(std::string_view);

/// Rules that a unit loads from a file when the computer starts.
void put_rules(const HostView& host, const UnitIndex& units, Facts& facts, const std::string& name,
               const std::vector<std::string>& services, const std::vector<std::string>& files,
               Effect effect) {
    const UnitStatus* found = nullptr;
    std::vector<UnitStatus> all;
    for (const std::string& service : services) all.push_back(units.status(service));
    for (const UnitStatus& unit : all) {
        if (unit.enabled()) found = &unit;
    }
    if (found == nullptr) return;
    facts.put(name + "_starts", true, found->enabled_by.front());
    for (const std::string& path : files) {
        const auto text = host.read(path);
        if (!text && text.error().code == Errc::NotFound && path != files.back()) continue;
        const auto rules = text ? effect(*text) : std::unexpected(text.error());
        if (rules) {
            facts.put(name + "_rules", std::string(rules_effect_name(*rules)), path);
        } else {
            facts.refuse(name + "_rules", rules.error(), path);
        }
        return;
    }
}

bool has_piece(std::string_view name) {
    return std::ranges::any_of(kPieces, [&](std::string_view piece) { return name.find(piece) != std::string_view::npos; });
}

/// What may be a firewall and is started, without our knowing its rules.
void put_others(const HostView& host, const UnitIndex& units, Facts& facts) {
    std::vector<std::string> others;
    for (const std::string& name : units.names("")) {
        if (!name.ends_with(".service") || (!has_piece(name) && std::ranges::find(kOthers, name) == kOthers.end())) continue;
        const UnitStatus unit = units.status(name);
        if (unit.enabled() && std::ranges::find(kRead, unit.name) == kRead.end()) others.push_back(unit.name);
    }
    const auto scripts = host.list(kNetworkScripts);
    if (scripts) {
        for (const std::string& name : *scripts) {
            if (has_piece(name) || name.starts_with("nft")) others.push_back(std::string(kNetworkScripts) + "/" + name);
        }
    }
    if (!others.empty()) {
        facts.put("others", std::move(others), kUnits);
    } else if (!scripts && scripts.error().code != Errc::NotFound) {
        facts.refuse("others", scripts.error(), kNetworkScripts);
    }
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const UnitIndex units = UnitIndex::scan(host);
    if (units.trouble()) {
        facts.refuse("systemd", *units.trouble(), kUnits);
    } else if (units.empty()) {
        facts.miss("systemd", kUnits);
    } else {
        facts.put("systemd", true, kUnits);
    }
    put_ufw(host, units, facts);
    put_firewalld(host, units, facts);
    put_rules(host, units, facts, "nftables", {"nftables.service"},
              {"/etc/sysconfig/nftables.conf", "/etc/nftables.conf"}, &nft_effect);
    put_rules(host, units, facts, "iptables", {"iptables.service", "netfilter-persistent.service"},
              {"/etc/iptables/rules.v4", "/etc/iptables/iptables.rules", "/etc/sysconfig/iptables"},
              &iptables_effect);
    put_others(host, units, facts);
    put_listeners(host, facts, NamePrograms::No);
    return {facts};
}

/// What one firewall program amounts to.
struct Opinion {
    enum class State { Off, On, Unknown } state = State::Off;
    const Fact* unread =
        nullptr;  ///< of Unknown: the fact that is needed; nullptr when facts contradict each other
};
constexpr Opinion kOff{Opinion::State::Off, nullptr};
constexpr Opinion kOn{Opinion::State::On, nullptr};
constexpr Opinion kContradiction{Opinion::State::Unknown, nullptr};

Opinion unknown(const Fact& fact) { return {Opinion::State::Unknown, &fact}; }

Opinion ufw(const Facts& facts) {
    if (facts.unreadable("ufw_enabled")) return unknown(facts.at("ufw_enabled"));
    if (!facts.flag("ufw_enabled")) return kOff;
    if (facts.unreadable("ufw_lets_in")) return unknown(facts.at("ufw_lets_in"));
    if (facts.unreadable("ufw_starts")) return unknown(facts.at("ufw_starts"));
    if (facts.flag("ufw_lets_in")) return kOff;
    return facts.known("ufw_starts") && !facts.flag("ufw_starts") ? kContradiction : kOn;
}

Opinion firewalld(const Facts& facts) {
    if (facts.unreadable("firewalld_starts")) return unknown(facts.at("firewalld_starts"));
    if (facts.unreadable("firewalld_runs")) return unknown(facts.at("firewalld_runs"));
    if (facts.missing("firewalld_runs")) return facts.flag("firewalld_starts") ? kOn : kOff;
    // Switched on and not running, or running now and gone after the next start: we do not decide which one
    // counts.
    if (facts.flag("firewalld_runs") != facts.flag("firewalld_starts")) return kContradiction;
    return facts.flag("firewalld_runs") ? kOn : kOff;
}

Opinion saved_rules(const Facts& facts, const std::string& name) {
    if (facts.unreadable(name + "_starts")) return unknown(facts.at(name + "_starts"));
    if (!facts.flag(name + "_starts")) return kOff;
    const Fact& rules = facts.at(name + "_rules");
    if (rules.known != Known::Yes) return unknown(rules);
    const std::string effect = facts.text(name + "_rules");
    if (effect == "blocks") return kOn;
    return effect == "open" ? kOff : kContradiction;
}

Judgement judge_off(const Facts& facts) {
    const char* steps = facts.known("ufw_enabled")        ? "ufw"
                        : facts.known("firewalld_starts") ? "firewalld"
                                                          : "install";
    const Doors doors = find_doors(facts);
    if (!doors.open.empty()) {
        return at_risk(Severity::Large, "off_and_open")
            .with("count", static_cast<std::int64_t>(doors.open.size()))
            .fixed_by(steps);
    }
    return at_risk(Severity::Small, doors.complete() ? "off" : "off_unseen").fixed_by(steps);
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    struct Named {
        const char* name;
        Opinion opinion;
    };
    const std::array all = {Named{"ufw", ufw(facts)}, Named{"firewalld", firewalld(facts)},
                            Named{"nftables", saved_rules(facts, "nftables")},
                            Named{"iptables", saved_rules(facts, "iptables")}};
    for (const Named& item : all) {
        if (item.opinion.state == Opinion::State::On) return good("on").with("program", Code{item.name});
    }
    for (const Named& item : all) {
        if (item.opinion.state != Opinion::State::Unknown) continue;
        if (item.opinion.unread != nullptr) return cannot_tell(*item.opinion.unread);
        return cannot_tell("unclear").with("program", Code{item.name});
    }
    if (facts.unreadable("others")) return cannot_tell(facts.at("others"));
    if (const auto others = facts.list("others"); !others.empty()) {
        return cannot_tell("other_program").with("program", Code{others.front()});
    }
    if (facts.unreadable("systemd")) return cannot_tell(facts.at("systemd"));
    // Without systemd a firewall may be started in many ways that we do not read.
    if (!facts.flag("systemd")) return cannot_tell("no_sign");
    return judge_off(facts);
}

}  // namespace

extern constinit const CheckDefinition check_firewall_on{"firewall-on", &collect, &judge};

}  // namespace amparo::checks
