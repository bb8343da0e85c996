// browser-extensions-known-bad: is an extension here that is known to have stolen from people? See README.md.

#include "app/base/text.hpp"
#include "checks/probes/browser_extensions.hpp"
#include "checks/probes/dated_table.hpp"
#include "checks/probes/versions.hpp"

namespace amparo::checks {

namespace {

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    const auto table = load_dated_table("browser-extensions");
    if (!table) return facts.refuse("harmful", table.error(), "our own list");
    put_table(facts, *table);
    std::string source;
    const auto extensions = read_extensions(host, profile, source);
    if (!extensions) return facts.refuse("harmful", extensions.error(), source);
    std::vector<std::string> harmful;
    std::int64_t known = 0;
    for (const Json& record : table->records.elements()) {
        if (record.member_text("kind") != "harmful") continue;
        ++known;
        const auto fixed = record.member_text("fixed_in");
        for (const BrowserExtension& extension : *extensions) {
            if (extension.id != record.member_text("id")) continue;
            // A version that the maker mended is the maker's again.
            if (!fixed.empty() && compare_versions(extension.version, fixed) >= 0) continue;
            harmful.push_back(extension.name.empty() ? std::string(record.member_text("name")) : extension.name);
        }
    }
    facts.put("harmful", harmful, source);
    facts.put("known", known, "our own list");
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement judge(const Facts& facts, const JudgeContext& context) {
    if (auto nothing = without_profile(facts)) return *nothing;
    const Code browser{facts.text("browser")};
    if (const auto names = facts.list("harmful"); !names.empty()) {
        return at_risk(Severity::Large, "found").with("extensions", text::join(names, ", ")).with("browser", browser);
    }
    if (!facts.known("harmful")) return cannot_tell(facts.at("harmful"));
    if (!facts.known("known")) return cannot_tell(facts.at("known"));
    if (auto old = table_too_old(facts, context.today)) return *old;
    return good("none").with("browser", browser).with("total", facts.number("known"));
}

}  // namespace

extern constinit const CheckDefinition check_browser_extensions_known_bad{"browser-extensions-known-bad", &collect, &judge};

}  // namespace amparo::checks
