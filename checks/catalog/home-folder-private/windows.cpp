// home-folder-private on Windows: can other accounts open a person's files?

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("others_may", people.error(), "USERPROFILE");
        return {nobody};
    }
    Facts facts(people->front().name);
    facts.put("home", people->front().home, "USERPROFILE");
    put_answer(host, facts, "others_may", HostQuestion::FolderAccess, people->front().home, people->front().home);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("others_may")) return cannot_tell(facts.at("others_may"));
    const std::string answer = facts.text("others_may");
    const Code home{facts.text("home")};
    if (answer == "none") return good("closed");
    if (answer == "write") return at_risk(Severity::Large, "writable").with("home", home).fixed_by("windows");
    return answer == "read" ? at_risk(Severity::Small, "readable").with("home", home).fixed_by("windows")
                            : cannot_tell("windows_unclear");
}

}  // namespace

extern constinit const CheckDefinition check_home_folder_private_on_windows{"home-folder-private", &collect, &judge};

}  // namespace amparo::checks
