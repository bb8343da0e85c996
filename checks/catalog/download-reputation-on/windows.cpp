// download-reputation-on: does Windows ask before it runs a program that nobody knows? See README.md.

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "explorer", "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer", "SmartScreenEnabled");
    put_registry(host, facts, "rule", "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\System", "EnableSmartScreen");
    put_registry(host, facts, "replaced", "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options\\smartscreen.exe", "Debugger");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.known("replaced")) return at_risk(Severity::Large, "blocked");
    if (facts.known("rule") && facts.number("rule", 1) == 0) return at_risk(Severity::Large, "off");
    if (facts.unreadable("rule")) return cannot_tell(facts.at("rule"));
    const bool forced = facts.known("rule") && facts.number("rule") == 1;
    if (!forced && text::lower(facts.text("explorer")) == "off") return at_risk(Severity::Large, "off");
    for (const char* key : {"replaced", "rule", "explorer"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    // A Windows that nobody has changed has none of the three, and asks. Nobody having looked has none either.
    if (facts.all().empty()) return cannot_tell(facts.at("explorer"));
    return good("on");
}

}  // namespace

extern constinit const CheckDefinition check_download_reputation_on_on_windows{"download-reputation-on", &collect, &judge};

}  // namespace amparo::checks
