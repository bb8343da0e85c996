#include "checks/probes/os_support.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "app/base/json.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/versions.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kMaxRecords = 5000;
constexpr std::size_t kMaxTerms = 8;
constexpr std::size_t kMaxText = 200;

/// Fields whose values are versions; the others say which system it is.
bool is_version_field(std::string_view field) {
    constexpr std::array<std::string_view, 4> kVersions = {"VERSION_ID", "TAILS_VERSION_ID", "build",
                                                           "ProductVersion"};
    return std::ranges::find(kVersions, field) != kVersions.end();
}

Result<OsConfidence> confidence_from(std::string_view word) {
    if (word == "source") return OsConfidence::Source;
    if (word == "source-planned") return OsConfidence::Planned;
    if (word == "source-no-date") return OsConfidence::NoDate;
    if (word == "inferred") return OsConfidence::Inferred;
    if (word == "derived") return OsConfidence::Derived;
    return fail(Errc::Corrupt, "\"confidence\" is not known");
}

std::string_view confidence_name(OsConfidence confidence) {
    constexpr std::array<std::string_view, 5> kNames = {"source", "source-planned", "source-no-date",
                                                        "inferred", "derived"};
    return kNames.at(static_cast<std::size_t>(confidence));
}

Result<std::optional<Day>> day_member(const Json& json, const std::string& key) {
    const Json* member = json.find(key);
    if (member == nullptr || member->is_null()) return std::optional<Day>{};
    const auto day = parse_day(member->text_or());
    if (!day) return fail(Errc::Corrupt, "\"" + key + "\" is a date such as 2026-11-23");
    return std::optional<Day>{*day};
}

Result<std::string> short_text(const Json& json, const std::string& key) {
    AMPARO_TRY(std::string value, json.require_text(key));
    if (value.size() > kMaxText) return fail(Errc::Limit, "\"" + key + "\" is longer than allowed");
    return value;
}

Result<OsTerm> parse_term(std::string_view key, const Json& value) {
    OsTerm term;
    if (key.ends_with("_major")) {
        term.rule = OsTerm::Rule::Major;
        key.remove_suffix(std::string_view("_major").size());
    } else if (key.ends_with("_prefix")) {
        term.rule = OsTerm::Rule::Prefix;
        key.remove_suffix(std::string_view("_prefix").size());
    }
    term.field = key;
    if (term.field.empty()) return fail(Errc::Corrupt, "\"match\" has a field without a name");
    if (value.is_null()) {
        term.rule = OsTerm::Rule::Absent;
        return term;
    }
    if (value.is_string()) term.values.emplace_back(value.text_or());
    for (const Json& element : value.elements()) term.values.emplace_back(element.text_or());
    const bool shaped =
        !term.values.empty() && std::ranges::none_of(term.values, [](const std::string& text) {
            return text.empty() || text.size() > kMaxText;
        });
    if (!shaped) return fail(Errc::Corrupt, "\"match\" holds text, a list of text, or null");
    return term;
}

Result<OsRecord> parse_record(const Json& json) {
    OsRecord record;
    AMPARO_TRY(record.id, short_text(json, "id"));
    AMPARO_TRY(record.family, short_text(json, "family"));
    if (record.family != "linux" && record.family != "windows" && record.family != "macos") {
        return fail(Errc::Corrupt, "\"family\" is linux, windows or macos");
    }
    AMPARO_TRY(record.name, short_text(json, "name"));
    const Json* match = json.find("match");
    if (match == nullptr || match->members().empty()) return fail(Errc::Corrupt, "\"match\" is empty");
    if (match->members().size() > kMaxTerms)
        return fail(Errc::Limit, "\"match\" has more fields than allowed");
    for (const auto& [key, value] : match->members()) {
        AMPARO_TRY(OsTerm term, parse_term(key, value));
        record.match.push_back(std::move(term));
    }
    AMPARO_TRY(record.full_support_end, day_member(json, "full_support_end"));
    AMPARO_TRY(record.free_security_end, day_member(json, "free_security_end"));
    AMPARO_TRY(record.supported_as_of, day_member(json, "supported_as_of"));
    AMPARO_TRY(const std::optional<Day> seen, day_member(json, "seen"));
    if (!seen) return fail(Errc::Corrupt, "\"seen\" is missing");
    record.seen = *seen;
    record.extended = json.member_text("extended");
    if (const Json* rolling = json.find("rolling")) record.rolling = rolling->bool_or(false);
    record.point_release = json.member_text("point_release");
    if (const Json* days = json.find("point_release_days")) {
        const std::int64_t count = days->integer_or(-1);
        if (count < 1 || count > 3650) return fail(Errc::Corrupt, "\"point_release_days\" is 1 to 3650");
        record.point_release_days = static_cast<int>(count);
    }
    if (record.point_release.empty() != (record.point_release_days == 0)) {
        return fail(Errc::Corrupt, "\"point_release\" and \"point_release_days\" go together");
    }
    AMPARO_TRY(const std::string confidence, short_text(json, "confidence"));
    AMPARO_TRY(record.confidence, confidence_from(confidence));
    AMPARO_TRY(record.source, short_text(json, "source"));
    if (record.full_support_end.has_value() != record.free_security_end.has_value()) {
        return fail(Errc::Corrupt, "\"full_support_end\" and \"free_security_end\" go together");
    }
    if (record.full_support_end && *record.full_support_end > *record.free_security_end) {
        return fail(Errc::Corrupt, "\"free_security_end\" lies before \"full_support_end\"");
    }
    if (!record.free_security_end && !record.supported_as_of && !record.rolling &&
        record.point_release.empty()) {
        return fail(Errc::Corrupt, "says nothing about support");
    }
    return record;
}

bool fits(const OsTerm& term, std::string_view value) {
    switch (term.rule) {
        case OsTerm::Rule::Absent:
            return value.empty();
        case OsTerm::Rule::Equals:
            return std::ranges::find(term.values, value) != term.values.end();
        case OsTerm::Rule::Major:
            return std::ranges::any_of(term.values, [&](const std::string& major) {
                return value == major || value.starts_with(major + ".") || value.starts_with(major + "-");
            });
        case OsTerm::Rule::Prefix:
            return std::ranges::any_of(term.values, [&](const std::string& prefix) {
                // "7." also fits a bare 7.
                return value.starts_with(prefix) ||
                       (prefix.back() == '.' && !value.empty() && prefix.size() == value.size() + 1 &&
                        prefix.starts_with(value));
            });
    }
    return false;
}

std::string_view field(const OsFields& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string_view{} : std::string_view(found->second);
}

const OsTerm* version_term(const OsRecord& record) {
    for (const OsTerm& term : record.match) {
        if (is_version_field(term.field) && term.rule != OsTerm::Rule::Absent) return &term;
    }
    return nullptr;
}

std::string match_key(const OsRecord& record) {
    std::vector<std::string> parts;
    for (const OsTerm& term : record.match) {
        parts.push_back(term.field + "/" + std::to_string(static_cast<int>(term.rule)) + "=" +
                        text::join(term.values, "|"));
    }
    std::ranges::sort(parts);
    return record.family + " " + text::join(parts, " ");
}

}  // namespace

Result<OsSupportTable> OsSupportTable::parse(std::string_view json) {
    AMPARO_TRY(const Json document, Json::parse(json));
    if (document.member_text("schema") != "amparo.os-support/1") {
        return fail(Errc::Corrupt, "the schema must be \"amparo.os-support/1\"");
    }
    OsSupportTable table;
    AMPARO_TRY(const std::optional<Day> compiled, day_member(document, "compiled"));
    const Json* months = document.find("stale_after_months");
    const std::int64_t count = months == nullptr ? 0 : months->integer_or(0);
    if (!compiled || count < 1 || count > 120) {
        return fail(Errc::Corrupt, "\"compiled\" is a date and \"stale_after_months\" 1 to 120");
    }
    table.compiled_ = *compiled;
    std::chrono::year_month_day end = std::chrono::year_month_day{*compiled} + std::chrono::months{count};
    if (!end.ok()) end = end.year() / end.month() / std::chrono::last;
    table.last_good_day_ = std::chrono::sys_days{end};

    const Json* records = document.find("records");
    if (records == nullptr || records->elements().empty()) return fail(Errc::Corrupt, "\"records\" is empty");
    if (records->elements().size() > kMaxRecords) return fail(Errc::Limit, "more records than allowed");
    std::set<std::string> ids;
    std::set<std::string> keys;
    for (const Json& item : records->elements()) {
        auto record = parse_record(item);
        const std::string number = "record " + std::to_string(table.records_.size() + 1);
        if (!record) return fail(record.error().code, number + ": " + record.error().detail);
        if (!ids.insert(record->id).second) return fail(Errc::Corrupt, number + ": its id is taken");
        if (!keys.insert(match_key(*record)).second)
            return fail(Errc::Corrupt, number + ": its match is taken");
        table.records_.push_back(*std::move(record));
    }
    return table;
}

OsLookup OsSupportTable::find(std::string_view family, const OsFields& fields) const {
    const OsRecord* best = nullptr;
    bool known = false;
    bool below = false;  // some listed version is higher
    bool above = false;  // some listed version is lower
    bool comparable = false;
    for (const OsRecord& record : records_) {
        if (record.family != family) continue;
        const auto value_of = [&](const OsTerm& term) { return field(fields, term.field); };
        const bool same_system = std::ranges::all_of(record.match, [&](const OsTerm& term) {
            return is_version_field(term.field) || fits(term, value_of(term));
        });
        if (!same_system) continue;
        known = true;
        if (std::ranges::all_of(record.match,
                                [&](const OsTerm& term) { return fits(term, value_of(term)); })) {
            if (best == nullptr || record.match.size() > best->match.size()) best = &record;
            continue;
        }
        const OsTerm* term = version_term(record);
        if (term == nullptr || value_of(*term).empty()) continue;
        const auto order = compare_versions(value_of(*term), term->values.front());
        comparable = true;
        below = below || order < 0;
        above = above || order >= 0;
    }
    if (best != nullptr) return {OsPlace::Listed, best};
    if (!known) return {OsPlace::UnknownSystem, nullptr};
    if (comparable && !below) return {OsPlace::Newer, nullptr};
    if (comparable && !above) return {OsPlace::Older, nullptr};
    return {OsPlace::NotListed, nullptr};
}

std::string describe(const OsSupportTable& table) {
    const auto day = [](const std::optional<Day>& value) {
        return value ? format_day(*value) : std::string("-");
    };
    std::string out = "compiled " + format_day(table.compiled()) + ", good until " +
                      format_day(table.last_good_day()) + "\n";
    for (const OsRecord& record : table.records()) {
        out +=
            utf8::displayable(match_key(record), kMaxText) + ": " + day(record.full_support_end) + " " +
            day(record.free_security_end) + " " + day(record.supported_as_of) +
            (record.rolling ? " rolling" : "") +
            (record.point_release.empty() ? ""
                                          : " point " + utf8::displayable(record.point_release, kMaxText)) +
            " " + std::string(confidence_name(record.confidence)) + "\n";
    }
    return out;
}

}  // namespace amparo::checks
