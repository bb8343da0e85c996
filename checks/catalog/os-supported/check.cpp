// os-supported: does this system still get security fixes? See README.md for the facts and the rules.

#include <array>

#include "checks/catalog/os-supported/dates.hpp"
#include "checks/check.hpp"
#include "checks/probes/os_release.hpp"
#include "checks/probes/os_support.hpp"
#include "checks/probes/versions.hpp"

namespace amparo::checks {

namespace {

/// Time to plan a change of system: about six months.
constexpr std::int64_t kSoonDays = 183;

}  // namespace

Judgement judge_support_dates(const OsRecord& record, const Facts& facts, const Code& system, Day today) {
    const Day full = *record.full_support_end;
    const Day free = *record.free_security_end;
    const auto say = [&](Judgement judgement, Day date) {
        return judgement.with("system", system).with("date", Code{format_day(date)});
    };
    if (today > free) {
        if (record.is_conclusion()) return say(at_risk(Severity::Small, "ended_perhaps"), free);
        if (record.extended == "pro" && facts.unreadable("pro_sources"))
            return cannot_tell(facts.at("pro_sources"));
        if (record.extended == "pro" && facts.flag("pro_sources"))
            return say(at_risk(Severity::Small, "ended_pro"), free);
        if (record.extended == "esu") return say(at_risk(Severity::Large, "windows_ended_esu").fixed_by("windows"), free);
        return say(at_risk(Severity::Large, "ended"), free);
    }
    if (days_between(today, free) < kSoonDays) return say(at_risk(Severity::Small, "ends_soon"), free);
    if (today > full) return say(at_risk(Severity::Small, "reduced"), free);
    return say(good(record.is_conclusion() ? "supported_estimate" : "supported"), free);
}

namespace {

/// os-release's names and the facts they become.
struct FieldName {
    const char* fact;
    const char* field;
};
constexpr std::array kFields = {FieldName{"id", "ID"}, FieldName{"name", "NAME"},
                                FieldName{"version_id", "VERSION_ID"},
                                FieldName{"tails_version_id", "TAILS_VERSION_ID"}};

/// Two places where Ubuntu Pro writes the sources of its longer support, old form and new.
constexpr std::array kProSources = {"/etc/apt/sources.list.d/ubuntu-esm-infra.sources",
                                    "/etc/apt/sources.list.d/ubuntu-esm-infra.list"};

void put_field(Facts& facts, const std::string& key, const std::string& value, const std::string& path) {
    if (value.empty()) {
        facts.miss(key, path);
    } else {
        facts.put(key, value, path);
    }
}

void collect_pro(const HostView& host, Facts& facts) {
    facts.miss("pro_sources", kProSources.front());
    for (const char* path : kProSources) {
        const auto info = host.info(path);
        if (info) return facts.put("pro_sources", true, path);
        facts.refuse("pro_sources", info.error(), path);
        if (facts.unreadable("pro_sources")) return;
    }
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto found = read_os_release(host);
    if (!found) {
        facts.refuse("id", found.error(), "/etc/os-release");
        return {facts};
    }
    const auto field = [&](const char* name) {
        const auto at = found->identity.find(std::string_view(name));
        return at == found->identity.end() ? std::string{} : at->second;
    };
    for (const FieldName& name : kFields) put_field(facts, name.fact, field(name.field), found->path);
    put_field(facts, "pretty_name", field("PRETTY_NAME"), found->path);
    put_field(facts, "support_end", field("SUPPORT_END"), found->path);
    if (field("ID") == "ubuntu") collect_pro(host, facts);
    return {facts};
}

Code system_name(const Facts& facts, const OsRecord* record) {
    if (record != nullptr) return Code{record->name};
    for (const char* key : {"pretty_name", "name", "id"}) {
        if (facts.known(key)) return Code{facts.text(key)};
    }
    return Code{"Linux"};
}

/// What the system itself says beats our table, which only says whether both agree.
Judgement judge_own_date(Day end, const OsRecord* record, Day today, const Facts& facts) {
    const Code system = system_name(facts, record);
    if (today <= end) {
        const bool soon = days_between(today, end) < kSoonDays;
        return (soon ? at_risk(Severity::Small, "ends_soon") : good("supported"))
            .with("system", system)
            .with("date", Code{format_day(end)});
    }
    const bool table_disagrees = record != nullptr && !record->is_conclusion() && record->free_security_end &&
                                 *record->free_security_end >= today;
    return at_risk(table_disagrees ? Severity::Small : Severity::Large,
                   table_disagrees ? "ended_perhaps" : "ended")
        .with("system", system)
        .with("date", Code{format_day(end)});
}

Judgement judge_point_release(const OsRecord& record, const Facts& facts, Day today) {
    const std::string version = facts.text("tails_version_id");
    if (compare_versions(version, record.point_release) < 0) {
        return at_risk(Severity::Large, "point_release_old")
            .with("version", Code{version})
            .with("latest", Code{record.point_release})
            .fixed_by("tails");
    }
    if (days_between(record.seen, today) > record.point_release_days) {
        return cannot_tell("point_release_unknown")
            .with("version", Code{version})
            .with("date", Code{format_day(record.seen)});
    }
    return good("listed")
        .with("system", system_name(facts, &record))
        .with("date", Code{format_day(record.seen)});
}

Judgement judge_listed(const OsRecord& record, const Facts& facts, Day today) {
    if (record.rolling) return does_not_apply("rolling");
    if (!record.point_release.empty()) return judge_point_release(record, facts, today);
    if (record.free_security_end) return judge_support_dates(record, facts, system_name(facts, &record), today);
    return good("listed")
        .with("system", system_name(facts, &record))
        .with("date", Code{format_day(record.supported_as_of.value_or(record.seen))});
}

Judgement judge(const Facts& facts, const JudgeContext& context) {
    for (const char* key : {"id", "name", "version_id", "tails_version_id", "support_end"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    OsFields fields;
    for (const FieldName& name : kFields) {
        if (facts.known(name.fact)) fields.emplace(name.field, facts.text(name.fact));
    }
    const OsSupportTable* table = context.os_support;
    // A clock before the day on which the table was compiled is wrong; support ended no later for that.
    const Day today = table == nullptr ? context.today : table->not_before_compiled(context.today);
    const bool usable = table != nullptr && !table->is_stale(today);
    const OsLookup place = usable ? table->find("linux", fields) : OsLookup{};

    if (const auto end = parse_day(facts.text("support_end")))
        return judge_own_date(*end, place.record, today, facts);
    if (!facts.known("id") && !facts.known("pretty_name")) return cannot_tell(facts.at("id"));
    if (table != nullptr && !usable)
        return cannot_tell("table_old").with("date", Code{format_day(table->compiled())});

    const Code system = system_name(facts, place.record);
    switch (place.place) {
        case OsPlace::Listed:
            return judge_listed(*place.record, facts, today);
        case OsPlace::Newer:
            return cannot_tell("newer_than_table")
                .with("system", system)
                .with("date", Code{format_day(table->compiled())});
        case OsPlace::Older:
            return at_risk(Severity::Large, "older").with("system", system);
        case OsPlace::NotListed:
            return cannot_tell("not_listed").with("system", system);
        case OsPlace::UnknownSystem:
            break;
    }
    return cannot_tell("unknown_system").with("system", system);
}

}  // namespace

extern constinit const CheckDefinition check_os_supported{"os-supported", &collect, &judge};

}  // namespace amparo::checks
