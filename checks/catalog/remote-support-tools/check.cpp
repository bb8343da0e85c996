// remote-support-tools: is a program here that lets somebody else see or steer this computer? See README.md.

#include "app/base/text.hpp"
#include "checks/probes/dated_table.hpp"
#include "checks/probes/remote_tools.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_remote_tools(host, facts);
    return {facts};
}

Judgement told(Severity severity, const char* reason, const std::vector<std::string>& names, const char* steps) {
    return at_risk(severity, reason).with("programs", Code{text::join(names, ", ")}).fixed_by(steps);
}

Judgement judge(const Facts& facts, const JudgeContext& context) {
    if (!facts.known("known")) return cannot_tell(facts.at("known"));
    // A name that was found is a fact, however old the list is; only "nothing found" ages.
    if (const auto names = facts.list("watching_waiting"); !names.empty()) return told(Severity::Large, "watching", names, "watching");
    if (const auto names = facts.list("remote_waiting"); !names.empty()) return told(Severity::Large, "waiting", names, "");
    if (const auto names = facts.list("watching_installed"); !names.empty()) return told(Severity::Small, "watching_installed", names, "watching");
    if (const auto names = facts.list("remote_installed"); !names.empty()) return told(Severity::Small, "installed", names, "");
    if (const auto names = facts.list("uncertain"); !names.empty()) return told(Severity::Small, "uncertain", names, "watching");
    if (auto old = table_too_old(facts, context.today)) return *old;
    for (const char* key : {"watching_waiting", "remote_waiting", "watching_installed", "remote_installed", "uncertain", "looked_at_programs", "looked_at_running"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("none").with("total", facts.number("known"));
}

}  // namespace

extern constinit const CheckDefinition check_remote_support_tools{"remote-support-tools", &collect, &judge};

}  // namespace amparo::checks
