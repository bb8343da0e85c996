// autostart-review: does something start by itself that looks like what spying programs do? See README.md.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/start_entries.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const StartEntries entries = start_entries(host);
    std::vector<std::string> all, strange;
    for (const StartEntry& entry : entries.found) {
        all.push_back(entry.name + ": " + entry.command);
        if (!strange_start(entry.command, host.system()).empty()) strange.push_back(entry.name + ": " + entry.command);
    }
    facts.put("strange", strange, "programs that start by themselves");
    facts.put("all", all, "programs that start by themselves");
    entries.tell(facts, "looked", "programs that start by themselves");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto list = facts.list("strange"); !list.empty()) return at_risk(Severity::Large, "strange").with("entry", Code{list.front()}).with("count", static_cast<std::int64_t>(list.size()));
    for (const char* key : {"strange", "all", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("listed").with("count", static_cast<std::int64_t>(facts.list("all").size()));
}

}  // namespace

extern constinit const CheckDefinition check_autostart_review{"autostart-review", &collect, &judge};

}  // namespace amparo::checks
