// login-screen-backdoor: has a helper of the login screen been replaced by something else? See README.md.

#include <array>

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr std::array kPrograms = {"sethc.exe", "utilman.exe", "osk.exe", "magnify.exe", "narrator.exe", "displayswitch.exe", "atbroker.exe"};

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    for (const char* program : kPrograms) {
        put_registry(host, facts, program, std::string("HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options\\") + program, "Debugger");
    }
    facts.put("looked", true, "Image File Execution Options");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    for (const char* program : kPrograms) {
        if (facts.known(program)) return at_risk(Severity::Large, "replaced").with("program", Code{program}).with("entry", Code{facts.text(program)});
    }
    for (const char* program : kPrograms) {
        if (facts.unreadable(program)) return cannot_tell(facts.at(program));
    }
    if (!facts.flag("looked")) return cannot_tell(facts.at("looked"));
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_login_screen_backdoor_on_windows{"login-screen-backdoor", &collect, &judge};

}  // namespace amparo::checks
