// browser-extensions-review: which extensions can read every page, and where did they come from? See README.md.

#include "app/base/text.hpp"
#include "checks/probes/browser_extensions.hpp"
#include "checks/probes/dated_table.hpp"

namespace amparo::checks {

namespace {

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    const auto table = load_dated_table("browser-extensions");
    if (!table) return facts.refuse("extensions", table.error(), "our own list");
    std::string source;
    const auto extensions = read_extensions(host, profile, source);
    if (!extensions) return facts.refuse("extensions", extensions.error(), source);
    std::vector<std::string> all, unsigned_ones, by_programs, wide;
    for (const BrowserExtension& extension : *extensions) {
        if (!extension.active) continue;
        all.push_back(extension.name);
        if (extension.origin == ExtensionOrigin::Unsigned) unsigned_ones.push_back(extension.name);
        else if (extension.origin == ExtensionOrigin::OtherProgram) by_programs.push_back(extension.name);
        else if (extension.wide_powers && known_kind(*table, extension.id).empty()) wide.push_back(extension.name);
    }
    facts.put("extensions", all, source);
    facts.put("unsigned", unsigned_ones, source);
    facts.put("put_there_by_programs", by_programs, source);
    facts.put("wide_powers", wide, source);
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement told(Severity severity, const char* reason, const std::vector<std::string>& names, const Facts& facts) {
    return at_risk(severity, reason).with("extensions", text::join(names, ", ")).with("browser", Code{facts.text("browser")});
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto nothing = without_profile(facts)) return *nothing;
    if (const auto names = facts.list("unsigned"); !names.empty()) return told(Severity::Large, "unsigned", names, facts);
    if (const auto names = facts.list("put_there_by_programs"); !names.empty()) return told(Severity::Small, "by_programs", names, facts);
    if (const auto names = facts.list("wide_powers"); !names.empty()) return told(Severity::Small, "wide", names, facts);
    for (const char* key : {"extensions", "unsigned", "put_there_by_programs", "wide_powers"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("fine").with("browser", Code{facts.text("browser")}).with("count", static_cast<std::int64_t>(facts.list("extensions").size()));
}

}  // namespace

extern constinit const CheckDefinition check_browser_extensions_review{"browser-extensions-review", &collect, &judge};

}  // namespace amparo::checks
