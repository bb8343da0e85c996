// os-supported on Windows: does this system still get security fixes?

#include <array>

#include "checks/catalog/os-supported/dates.hpp"
#include "checks/check.hpp"
#include "checks/probes/os_support.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kVersion = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "build", kVersion, "CurrentBuild");
    put_registry(host, facts, "edition", kVersion, "EditionID");
    put_registry(host, facts, "display_version", kVersion, "DisplayVersion");
    return {facts};
}

/// The group of editions that get fixes for the same time; empty for one that we do not know.
std::string_view group_of(std::string_view edition) {
    struct Row {
        std::string_view edition;
        std::string_view group;
    };
    constexpr std::array kRows = {
        Row{"Core", "home-pro"},
        Row{"CoreN", "home-pro"},
        Row{"CoreSingleLanguage", "home-pro"},
        Row{"CoreCountrySpecific", "home-pro"},
        Row{"Professional", "home-pro"},
        Row{"ProfessionalN", "home-pro"},
        Row{"ProfessionalWorkstation", "home-pro"},
        Row{"ProfessionalEducation", "home-pro"},
        Row{"Enterprise", "enterprise-education"},
        Row{"EnterpriseN", "enterprise-education"},
        Row{"Education", "enterprise-education"},
        Row{"EducationN", "enterprise-education"},
        Row{"IoTEnterprise", "enterprise-education"},
        Row{"EnterpriseS", "ltsc"},
        Row{"EnterpriseSN", "ltsc"},
        Row{"IoTEnterpriseS", "iot-ltsc"},
    };
    for (const Row& row : kRows) {
        if (row.edition == edition) return row.group;
    }
    return {};
}

Judgement judge(const Facts& facts, const JudgeContext& context) {
    for (const char* key : {"build", "edition"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    const OsSupportTable* table = context.os_support;
    if (table == nullptr) return cannot_tell("unknown_system").with("system", Code{"Windows"});
    const Day today = table->not_before_compiled(context.today);
    if (table->is_stale(today)) return cannot_tell("table_old").with("date", Code{format_day(table->compiled())});
    const std::string_view group = group_of(facts.text("edition"));
    const Code own{"Windows " + (facts.known("display_version") ? facts.text("display_version") : facts.text("build")) + " " +
                   facts.text("edition")};
    if (group.empty()) return cannot_tell("windows_edition").with("system", own);
    OsFields fields{{"build", facts.text("build")}, {"edition", std::string(group)}};
    const OsLookup place = table->find("windows", fields);
    if (place.place == OsPlace::Newer) {
        return cannot_tell("newer_than_table").with("system", own).with("date", Code{format_day(table->compiled())});
    }
    if (place.place != OsPlace::Listed || !place.record->full_support_end || !place.record->free_security_end) {
        return cannot_tell("not_listed").with("system", own);
    }
    Judgement judgement = judge_support_dates(*place.record, facts, Code{place.record->name}, today);
    if (judgement.verdict == Verdict::AtRisk) judgement.fixed_by("windows");
    return judgement;
}

}  // namespace

extern constinit const CheckDefinition check_os_supported_on_windows{"os-supported", &collect, &judge};

}  // namespace amparo::checks
