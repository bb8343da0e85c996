// home-folder-private: can other accounts of this computer open a person's files? See README.md for the facts.

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/accounts.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kWrite = 02;
constexpr std::int64_t kReadOrEnter = 05;
constexpr int kGroupShift = 3;

/// "0750", as people know it.
std::string mode_text(std::uint32_t mode) {
    std::string out = "0";
    for (const unsigned shift : {6U, 3U, 0U}) out.push_back(static_cast<char>('0' + ((mode >> shift) & 7U)));
    return out;
}

/// True when the folder's group holds somebody else: named in /etc/group, or with the same group as a second account.
Result<bool> group_is_shared(const HostView& host, const Account& person, std::uint32_t group) {
    AMPARO_TRY(const std::string passwd_text, host.read("/etc/passwd"));
    AMPARO_TRY(const PasswdTable passwd, parse_passwd(passwd_text));
    for (const PasswdEntry& entry : passwd.entries) {
        if (entry.group == group && entry.name != person.name && entry.user != person.user) return true;
    }
    AMPARO_TRY(const std::string group_text, host.read("/etc/group"));
    AMPARO_TRY(const GroupTable groups, parse_group(group_text));
    for (const GroupEntry& entry : groups.entries) {
        if (entry.group != group) continue;
        for (const std::string& member : entry.members) {
            if (member != person.name) return true;
        }
    }
    return false;
}

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("home_mode", people.error(), "/etc/passwd");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Facts facts(person.name);
        // The folder itself decides: what lies below a closed folder cannot be reached by name.
        const auto info = host.info(person.home);
        if (!info) {
            facts.refuse("home_mode", info.error(), person.home);
        } else {
            facts.put("home_mode", mode_text(info->mode), person.home);
            facts.put("home_is_folder", info->type == FileType::Folder, person.home);
            if (const auto shared = group_is_shared(host, person, info->group)) {
                facts.put("group_is_shared", *shared, "/etc/group");
            } else {
                facts.refuse("group_is_shared", shared.error(), "/etc/group");
            }
        }
        out.push_back(std::move(facts));
    }
    return out;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("home_mode")) return cannot_tell(facts.at("home_mode"));
    if (!facts.known("home_is_folder")) return cannot_tell(facts.at("home_is_folder"));
    if (!facts.flag("home_is_folder")) return cannot_tell("not_a_folder");
    const auto mode = text::from_octal(facts.text("home_mode"));
    if (!mode) return cannot_tell("not_a_folder");
    const auto others = static_cast<std::int64_t>(*mode);
    const std::int64_t group = others >> kGroupShift;
    // A group with nobody else in it is the owner under another name.
    const bool shared = facts.flag("group_is_shared");
    const Code home{facts.at("home_mode").source};
    if ((others & kWrite) != 0 || (shared && (group & kWrite) != 0)) {
        return at_risk(Severity::Large, "writable").with("home", home);
    }
    if ((others & kReadOrEnter) != 0 || (shared && (group & kReadOrEnter) != 0)) {
        return at_risk(Severity::Small, "readable").with("home", home);
    }
    const bool group_has_access = (group & (kWrite | kReadOrEnter)) != 0;
    if (group_has_access && facts.unreadable("group_is_shared")) return cannot_tell(facts.at("group_is_shared"));
    return good("closed");
}

}  // namespace

extern constinit const CheckDefinition check_home_folder_private{"home-folder-private", &collect, &judge};

}  // namespace amparo::checks
