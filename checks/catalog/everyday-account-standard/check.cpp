// everyday-account-standard: is the account for daily work one that may change the whole computer? See
// README.md.

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "checks/check.hpp"
#include "checks/probes/accounts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kGroups = "/etc/group";

// Members may become administrator with their own password.
constexpr std::array<std::string_view, 3> kAdministrators = {"sudo", "wheel", "admin"};
// Members can do the same without any password, through the programs that these groups are for.
constexpr std::array<std::string_view, 2> kAsGoodAsAdministrators = {"docker", "lxd"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

/// What the account tables and, on a running system, the process itself say about a person's groups.
struct Membership {
    std::set<std::string> names;
    bool unnamed = false;  ///< a group of the process that /etc/group does not know
};

Membership groups_of(const GroupTable& table, const Account& person, const Identity* process) {
    Membership out;
    std::map<std::uint32_t, std::string> by_number;
    for (const GroupEntry& entry : table.entries) {
        by_number.emplace(entry.group, entry.name);
        const bool listed = std::ranges::find(entry.members, person.name) != entry.members.end();
        if (listed || entry.group == person.group) out.names.insert(entry.name);
    }
    if (process == nullptr) return out;
    std::set<std::uint32_t> numbers(process->groups.begin(), process->groups.end());
    numbers.insert(process->group);
    for (const std::uint32_t number : numbers) {
        const auto found = by_number.find(number);
        if (found != by_number.end()) {
            out.names.insert(found->second);
        } else if (number != person.group) {
            // Accounts of a directory service have a private group that no file lists; any other is a
            // stranger.
            out.unnamed = true;
        }
    }
    return out;
}

Facts about(const HostView& host, const Account& person, const Identity* process) {
    Facts facts(person.name);
    facts.put("is_root", person.user == 0, "/etc/passwd");
    const auto text = host.read(kGroups);
    const auto table = text ? parse_group(*text) : std::unexpected(text.error());
    if (!table) {
        facts.refuse("administrator_groups", table.error(), kGroups);
        return facts;
    }
    const Membership membership = groups_of(*table, person, process);
    std::vector<std::string> administrators;
    std::vector<std::string> equals;
    for (const std::string& name : membership.names) {
        if (is_one_of(name, kAdministrators)) administrators.push_back(name);
        if (is_one_of(name, kAsGoodAsAdministrators)) equals.push_back(name);
    }
    facts.put("administrator_groups", std::move(administrators), kGroups);
    facts.put("equal_groups", std::move(equals), kGroups);
    facts.put("unnamed_groups", membership.unnamed, kGroups);
    return facts;
}

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("administrator_groups", people.error(), "/etc/passwd");
        return {nobody};
    }
    const auto process = host.identity();
    std::vector<Facts> out;
    for (const Account& person : *people) out.push_back(about(host, person, process ? &*process : nullptr));
    return out;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.flag("is_root")) return at_risk(Severity::Small, "root");
    if (const auto groups = facts.list("administrator_groups"); !groups.empty()) {
        return at_risk(Severity::Small, "administrator").with("group", Code{groups.front()});
    }
    if (const auto groups = facts.list("equal_groups"); !groups.empty()) {
        return at_risk(Severity::Small, "as_good_as").with("group", Code{groups.front()}).fixed_by("group");
    }
    for (const char* key : {"is_root", "equal_groups", "unnamed_groups"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (!facts.known("administrator_groups")) return cannot_tell(facts.at("administrator_groups"));
    if (facts.flag("unnamed_groups")) return cannot_tell("groups_elsewhere");
    return good("standard");
}

}  // namespace

extern constinit const CheckDefinition check_everyday_account_standard{"everyday-account-standard", &collect,
                                                                       &judge};

}  // namespace amparo::checks
