// passwordless-accounts: does an account of this computer open without a password? See README.md for the
// facts.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/accounts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kPasswd = "/etc/passwd";
constexpr const char* kShadow = "/etc/shadow";
constexpr const char* kGroups = "/etc/group";
constexpr std::string_view kGroup = "nopasswdlogin";

// Login screens that may let this group in.
constexpr std::array kLoginRules = {"gdm-password", "gdm", "lightdm", "sddm", "lxdm", "plasmalogin"};

std::vector<std::string> empty_in_shadow(const PasswdTable& passwd, const ShadowTable& shadow) {
    std::vector<std::string> out;
    for (const ShadowEntry& entry : shadow.entries) {
        if (entry.password != PasswordField::Empty) continue;
        const auto person = std::ranges::find(passwd.entries, entry.name, &PasswdEntry::name);
        // Accounts without a shell of their own cannot open a session, password or not.
        if (person != passwd.entries.end() && can_log_in(*person)) out.push_back(entry.name);
    }
    return out;
}

/// True when a line that is no comment names the group.
bool names_group(std::string_view rules) {
    return std::ranges::any_of(text::lines(rules), [](std::string_view line) {
        line = line.substr(0, line.find('#'));
        return line.find(kGroup) != std::string_view::npos;
    });
}

/// Members of the group whose password is not asked, if a login screen honours it.
void put_group(const HostView& host, const PasswdTable& passwd, Facts& facts) {
    const auto text = host.read(kGroups);
    const auto table = text ? parse_group(*text) : std::unexpected(text.error());
    if (!table) {
        facts.refuse("password_not_asked", table.error(), kGroups);
        return;
    }
    std::vector<std::string> members;
    const auto group = std::ranges::find(table->entries, kGroup, &GroupEntry::name);
    if (group != table->entries.end()) {
        members = group->members;
        for (const PasswdEntry& entry : passwd.entries) {
            if (entry.group == group->group && can_log_in(entry)) members.push_back(entry.name);
        }
    }
    facts.put("password_not_asked", members, kGroups);
    if (members.empty()) return;
    std::vector<std::string> honoured;
    for (const char* name : kLoginRules) {
        const std::string path = std::string("/etc/pam.d/") + name;
        const auto rules = host.read(path);
        if (!rules && rules.error().code != Errc::NotFound) {
            facts.refuse("honoured_by", rules.error(), path);
            return;
        }
        if (rules && names_group(*rules)) honoured.push_back(path);
    }
    facts.put("honoured_by", std::move(honoured), "/etc/pam.d");
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto text = host.read(kPasswd);
    const auto passwd = text ? parse_passwd(*text) : std::unexpected(text.error());
    if (!passwd) {
        facts.refuse("empty_in_passwd", passwd.error(), kPasswd);
        return {facts};
    }
    std::vector<std::string> empty;
    for (const PasswdEntry& entry : passwd->entries) {
        if (entry.password.empty() && can_log_in(entry)) empty.push_back(entry.name);
    }
    facts.put("empty_in_passwd", std::move(empty), kPasswd);
    const auto shadow_text = host.read(kShadow);
    const auto shadow = shadow_text ? parse_shadow(*shadow_text) : std::unexpected(shadow_text.error());
    if (shadow) {
        facts.put("empty_in_shadow", empty_in_shadow(*passwd, *shadow), kShadow);
    } else {
        facts.refuse("empty_in_shadow", shadow.error(), kShadow);
    }
    put_group(host, *passwd, facts);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    std::vector<std::string> open = facts.list("empty_in_passwd");
    for (const std::string& name : facts.list("empty_in_shadow")) {
        if (std::ranges::find(open, name) == open.end()) open.push_back(name);
    }
    if (!open.empty()) {
        return at_risk(Severity::Large, "empty")
            .with("count", static_cast<std::int64_t>(open.size()))
            .with("accounts", Code{text::join(open, ", ")});
    }
    const auto members = facts.list("password_not_asked");
    if (!members.empty() && !facts.list("honoured_by").empty()) {
        return at_risk(Severity::Small, "not_asked")
            .with("count", static_cast<std::int64_t>(members.size()))
            .with("accounts", Code{text::join(members, ", ")})
            .fixed_by("group");
    }
    for (const char* key : {"empty_in_passwd", "empty_in_shadow", "password_not_asked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    if (facts.unreadable("honoured_by")) return cannot_tell(facts.at("honoured_by"));
    return good("all_ask");
}

}  // namespace

extern constinit const CheckDefinition check_passwordless_accounts{"passwordless-accounts", &collect, &judge};

}  // namespace amparo::checks
