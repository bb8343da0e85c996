// lockdown-mode: is Apple's strictest setting on? See README.md.

#include "checks/check.hpp"
#include "checks/probes/plist.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("lockdown", people.error(), "home folder");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Facts facts(person.name);
        const std::string path = person.home + "/Library/Preferences/.GlobalPreferences.plist";
        const auto list = read_plist(host, path);
        const Json* value = list ? list->find("LDMGlobalEnabled") : nullptr;
        if (!list) facts.refuse("lockdown", list.error(), path);
        else facts.put("lockdown", value != nullptr && (value->bool_or(false) || value->integer_or(0) == 1), path);
        out.push_back(std::move(facts));
    }
    return out;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("lockdown")) return cannot_tell(facts.at("lockdown"));
    return facts.flag("lockdown") ? good("on") : does_not_apply("off");
}

}  // namespace

extern constinit const CheckDefinition check_lockdown_mode_on_macos{"lockdown-mode", &collect, &judge};

}  // namespace amparo::checks
