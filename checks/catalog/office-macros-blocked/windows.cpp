// office-macros-blocked: may a document start programs by itself? See README.md.

#include <array>

#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr std::array kVersions = {"16.0", "15.0", "14.0"};
constexpr std::array kPrograms = {"Word", "Excel", "PowerPoint"};

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    bool office = false;
    for (const char* version : kVersions) {
        for (const char* program : kPrograms) {
            const std::string below = std::string("Microsoft\\Office\\") + version + "\\" + program;
            const auto there = host.registry_key("HKCU\\Software\\" + below);
            if (!there && there.error().code == Errc::NotFound) continue;
            office = true;
            const std::string fact = std::string(program) + " " + version;
            std::string source = "HKCU\\Software\\Policies\\" + below + "\\Security";
            auto value = host.registry(source, "VBAWarnings");
            if (!value && value.error().code == Errc::NotFound) {
                source = "HKCU\\Software\\" + below + "\\Security";
                value = host.registry(source, "VBAWarnings");
            }
            if (!value) facts.refuse(fact, value.error(), source);
            else if (const auto* number = std::get_if<std::int64_t>(&*value)) facts.put(fact, *number, source);
            else facts.refuse(fact, fail(Errc::Corrupt).error(), source);
        }
    }
    facts.put("office_here", office, "HKCU\\Software\\Microsoft\\Office");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("office_here")) return cannot_tell(facts.at("office_here"));
    if (!facts.flag("office_here")) return does_not_apply("no_office");
    const Fact* unread = nullptr;
    bool asks = false;
    for (const Fact& fact : facts.all()) {
        if (fact.key == "office_here") continue;
        if (facts.known(fact.key) && facts.number(fact.key) == 1) return at_risk(Severity::Large, "all_run").with("program", Code{fact.key});
        if (fact.known == Known::Unreadable) unread = &fact;
        // 2 asks, and so does a program that nobody has changed; 3 wants a signature, 4 runs none.
        if (!facts.known(fact.key) || facts.number(fact.key) == 2) asks = true;
    }
    if (unread != nullptr) return cannot_tell(*unread);
    return asks ? at_risk(Severity::Small, "asks") : good("blocked");
}

}  // namespace

extern constinit const CheckDefinition check_office_macros_blocked_on_windows{"office-macros-blocked", &collect, &judge};

}  // namespace amparo::checks
