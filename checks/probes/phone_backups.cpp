#include "checks/probes/phone_backups.hpp"

#include <algorithm>

#include "checks/probes/plist.hpp"

namespace amparo::checks {

namespace {

std::vector<std::string> places(const HostView& host, const Account& person) {
    if (host.system() == System::MacOs) return {person.home + "/Library/Application Support/MobileSync/Backup"};
    std::string roaming = host.environment("APPDATA").value_or(person.home + "/AppData/Roaming");
    std::ranges::replace(roaming, '\\', '/');
    return {roaming + "/Apple Computer/MobileSync/Backup", person.home + "/Apple/MobileSync/Backup"};
}

}  // namespace

std::vector<Facts> phone_backup_facts(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("plain", people.error(), "home folder");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Facts facts(person.name);
        std::vector<std::string> plain, encrypted;
        std::optional<Error> trouble;
        std::string at = person.home;
        const auto failed = [&](const Error& error, const std::string& where) {
            if (error.code == Errc::NotFound || trouble) return;
            trouble = error;
            at = where;
        };
        for (const std::string& place : places(host, person)) {
            const auto names = host.list(place);
            if (!names) {
                failed(names.error(), place);
                continue;
            }
            for (const std::string& name : *names) {
                const std::string file = place + "/" + name + "/Manifest.plist";
                const auto list = read_plist(host, file);
                const Json* value = list ? list->find("IsEncrypted") : nullptr;
                if (!list) failed(list.error(), file);
                else if (value == nullptr || !value->is_bool()) failed(fail(Errc::Corrupt).error(), file);
                else (value->bool_or(false) ? encrypted : plain).push_back(name);
            }
        }
        facts.put("plain", plain, person.home);
        facts.put("encrypted", encrypted, person.home);
        if (trouble) facts.refuse("looked", *trouble, at);
        else facts.put("looked", true, person.home);
        out.push_back(std::move(facts));
    }
    return out;
}

Judgement judge_phone_backups(const Facts& facts) {
    const auto plain = facts.list("plain");
    if (!plain.empty()) return at_risk(Severity::Large, "plain").with("count", static_cast<std::int64_t>(plain.size()));
    for (const char* key : {"plain", "encrypted", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return facts.list("encrypted").empty() ? does_not_apply("none") : good("encrypted");
}

}  // namespace amparo::checks
