// os-supported on macOS: does this system still get security fixes?

#include "checks/catalog/os-supported/dates.hpp"
#include "checks/check.hpp"
#include "checks/probes/os_support.hpp"
#include "checks/probes/plist.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kFile = "/System/Library/CoreServices/SystemVersion.plist";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto list = read_plist(host, kFile);
    if (!list) facts.refuse("version", list.error(), kFile);
    else if (const auto version = list->member_text("ProductVersion"); version.empty()) facts.miss("version", kFile);
    else facts.put("version", std::string(version), kFile);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext& context) {
    if (!facts.known("version")) return cannot_tell(facts.at("version"));
    const OsSupportTable* table = context.os_support;
    if (table == nullptr) return cannot_tell("unknown_system").with("system", Code{"macOS"});
    const Day today = table->not_before_compiled(context.today);
    if (table->is_stale(today)) return cannot_tell("table_old").with("date", Code{format_day(table->compiled())});
    const Code own{"macOS " + facts.text("version")};
    const OsLookup place = table->find("macos", OsFields{{"ProductVersion", facts.text("version")}});
    if (place.place == OsPlace::Newer) return cannot_tell("newer_than_table").with("system", own).with("date", Code{format_day(table->compiled())});
    if (place.place != OsPlace::Listed) return cannot_tell("not_listed").with("system", own);
    const OsRecord& record = *place.record;
    if (!record.full_support_end || !record.free_security_end) {
        return good("listed").with("system", Code{record.name}).with("date", Code{format_day(record.supported_as_of.value_or(record.seen))});
    }
    Judgement judgement = judge_support_dates(record, facts, Code{record.name}, today);
    if (judgement.verdict == Verdict::AtRisk) judgement.fixed_by("macos");
    return judgement;
}

}  // namespace

extern constinit const CheckDefinition check_os_supported_on_macos{"os-supported", &collect, &judge};

}  // namespace amparo::checks
