// macos-protections: are the two guards of macOS on, for its own files and for downloaded programs? See README.md.

#include "checks/check.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto put = [&](const char* fact, Command command, const char* source, std::string_view on, std::string_view off) {
        const auto text = host.run(command);
        if (!text) return facts.refuse(fact, text.error(), source);
        const bool yes = text->find(on) != std::string::npos;
        const bool no = text->find(off) != std::string::npos;
        if (yes == no) return facts.refuse(fact, fail(Errc::Corrupt).error(), source);
        facts.put(fact, yes, source);
    };
    put("system_files", Command::SystemProtection, "csrutil status", "status: enabled.", "status: disabled.");
    put("downloads", Command::Gatekeeper, "spctl --status", "assessments enabled", "assessments disabled");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.known("system_files") && !facts.flag("system_files")) return at_risk(Severity::Large, "system_off").fixed_by("system");
    if (facts.known("downloads") && !facts.flag("downloads")) return at_risk(Severity::Large, "downloads_off");
    for (const char* key : {"system_files", "downloads"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("on");
}

}  // namespace

extern constinit const CheckDefinition check_macos_protections_on_macos{"macos-protections", &collect, &judge};

}  // namespace amparo::checks
