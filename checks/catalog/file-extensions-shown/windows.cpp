// file-extensions-shown: can a person see that a letter is really a program? See README.md.

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "hides", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Advanced", "HideFileExt");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.unreadable("hides")) return cannot_tell(facts.at("hides"));
    if (facts.missing("hides")) return cannot_tell("not_set");
    return facts.number("hides", 1) == 0 ? good("shown") : at_risk(Severity::Small, "off");
}

}  // namespace

extern constinit const CheckDefinition check_file_extensions_shown_on_windows{"file-extensions-shown", &collect, &judge};

}  // namespace amparo::checks
