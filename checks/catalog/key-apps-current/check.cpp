// key-apps-current: do important programs have holes that were used against people? See README.md.

#include <algorithm>

#include "app/base/text.hpp"
#include "checks/probes/app_versions.hpp"
#include "checks/probes/dated_table.hpp"
#include "checks/probes/installed_programs.hpp"
#include "checks/probes/versions.hpp"

namespace amparo::checks {

namespace {

bool is_named(const Json& record, const InstalledProgram& program) {
    const auto any = [&](const std::vector<std::string>& patterns) {
        return std::ranges::any_of(patterns, [&](const std::string& pattern) { return named_like(program.name, pattern); });
    };
    if (program.from == "windows") return any(record.member_texts("windows"));
    if (program.from == "macos") return record.member_text("macos") == "/Applications/" + program.name + ".app";
    if (program.from == "package") return any(record.member_texts("packages"));
    return record.member_text(program.from) == program.name;
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto table = load_dated_table("app-versions");
    if (!table) {
        facts.refuse("attacked", table.error(), "our own list");
        return {facts};
    }
    put_table(facts, *table);
    const InstalledPrograms installed = installed_programs(host);
    std::vector<std::string> attacked, retired, seen;
    for (const Json& record : table->records.elements()) {
        if (record.member_text("category") == "browser") continue;
        for (const InstalledProgram& program : installed.found) {
            if (!is_named(record, program)) continue;
            const std::string shown = std::string(record.member_text("name")) + (program.version.empty() ? "" : " " + program.version);
            if (record.member_text("status") == "retired") retired.push_back(shown);
            // A package of a distribution keeps an old number with fixes added, so numbers mean nothing there.
            else if (program.from != "package" && is_attacked(record, program.version)) attacked.push_back(shown);
            else seen.push_back(shown);
        }
    }
    facts.put("attacked", attacked, "list of installed programs");
    facts.put("retired", retired, "list of installed programs");
    facts.put("seen", seen, "list of installed programs");
    if (installed.trouble) facts.refuse("looked", *installed.trouble, installed.trouble_at);
    else facts.put("looked", true, "list of installed programs");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext& context) {
    if (const auto names = facts.list("attacked"); !names.empty()) return at_risk(Severity::Large, "attacked").with("apps", text::join(names, ", "));
    if (const auto names = facts.list("retired"); !names.empty()) return at_risk(Severity::Large, "retired").with("apps", text::join(names, ", ")).fixed_by("retired");
    for (const char* key : {"attacked", "retired", "seen", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    if (auto old = table_too_old(facts, context.today)) return *old;
    if (facts.list("seen").empty()) return does_not_apply("none_here");
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_key_apps_current{"key-apps-current", &collect, &judge};

}  // namespace amparo::checks
