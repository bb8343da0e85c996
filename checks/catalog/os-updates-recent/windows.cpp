// os-updates-recent on Windows: when did fixes last arrive?

#include "checks/check.hpp"
#include "app/base/date.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kLast = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\Results\\Install";
constexpr std::int64_t kRecentDays = 30;

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "last_success", kLast, "LastSuccessTime");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext& context) {
    if (facts.unreadable("last_success")) return cannot_tell(facts.at("last_success"));
    const auto day = parse_day(facts.text("last_success").substr(0, 10));
    if (!day) return cannot_tell("windows_no_record");
    const std::int64_t days = days_between(*day, context.today);
    if (days < -1) return cannot_tell("clock").with("date", Code{format_day(*day)});
    if (days <= kRecentDays) return good("recent").with("date", Code{format_day(*day)});
    // Newer versions of Windows leave this record behind, so an old one is no sign that nothing came since.
    return cannot_tell("windows_old_record").with("date", Code{format_day(*day)});
}

}  // namespace

extern constinit const CheckDefinition check_os_updates_recent_on_windows{"os-updates-recent", &collect, &judge};

}  // namespace amparo::checks
