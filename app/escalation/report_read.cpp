// Reading a report: every field is checked, since a report may come from a file of somebody else.

#include <algorithm>
#include <array>

#include "app/base/date.hpp"
#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/escalation/channel.hpp"
#include "app/escalation/questions.hpp"
#include "app/escalation/report.hpp"

namespace amparo::escalation {

namespace {

enum class Size : std::uint8_t { Line, Long };

Result<std::string> read_text(const Json& json, std::string_view key, Size size = Size::Line) {
    const Json* member = json.find(key);
    if (member == nullptr) return std::string{};
    const std::string name = "\"" + std::string(key) + "\"";
    if (!member->is_string()) return fail(Errc::Corrupt, name + " is not text");
    std::string text(member->text_or());
    if (text.size() > (size == Size::Line ? limits::kReportLine : limits::kReportText)) return fail(Errc::Limit, name + " is too long");
    for (std::size_t i = 0; i < text.size();) {
        const auto next = utf8::decode(text, i);
        const bool breaks = next.code == U'\n' || next.code == U'\t';
        if (utf8::is_hidden_control(next.code) || (breaks && size == Size::Line)) {
            return fail(Errc::Corrupt, name + " holds a hidden control character");
        }
        i += next.size;
    }
    return text;
}

/// One of `names`, or the first when the key is missing.
template <typename T, std::size_t N>
Result<T> read_choice(const Json& json, std::string_view key, const std::array<std::string_view, N>& names) {
    const Json* member = json.find(key);
    if (member == nullptr) return static_cast<T>(0);
    const auto found = std::ranges::find(names, member->text_or());
    if (found == names.end()) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is a word that means nothing here");
    return static_cast<T>(found - names.begin());
}

Result<std::vector<std::string>> read_strings(const Json& json, std::string_view key) {
    std::vector<std::string> out;
    const Json* member = json.find(key);
    if (member == nullptr) return out;
    if (!member->is_array()) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is not a list");
    if (member->elements().size() > limits::kReportItems) return fail(Errc::Limit, "\"" + std::string(key) + "\" has too many entries");
    for (const Json& item : member->elements()) {
        Json wrapped = Json::object();
        wrapped.set(std::string(key), item);
        AMPARO_TRY(std::string text, read_text(wrapped, key));
        if (!text.empty()) out.push_back(std::move(text));
    }
    return out;
}

template <typename T, typename Read>
Result<std::vector<T>> read_list(const Json& json, std::string_view key, Read read) {
    std::vector<T> out;
    const Json* member = json.find(key);
    if (member == nullptr) return out;
    if (!member->is_array()) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is not a list");
    if (member->elements().size() > limits::kReportItems) return fail(Errc::Limit, "\"" + std::string(key) + "\" has too many entries");
    for (const Json& item : member->elements()) {
        if (!item.is_object()) return fail(Errc::Corrupt, "an entry of \"" + std::string(key) + "\" is not an object");
        AMPARO_TRY(T value, read(item));
        out.push_back(std::move(value));
    }
    return out;
}

bool is_minute(std::string_view text) {
    // 2026-11-23T14:32Z
    constexpr std::size_t kSize = 17;
    return text.size() == kSize && text.ends_with('Z') &&
           parse_moment(std::string(text.substr(0, kSize - 1)) + ":00Z").has_value();
}

bool is_when(std::string_view text) { return is_minute(text) || parse_day(text, Loose::Yes).has_value(); }

Result<std::string> read_when(const Json& json, std::string_view key) {
    AMPARO_TRY(std::string text, read_text(json, key));
    if (!text.empty() && !is_when(text)) {
        return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is a date such as 2026-11-23, or 2026-11-23T14:32Z");
    }
    return text;
}

Result<Happening> read_happening(const Json& json) {
    Happening out;
    AMPARO_TRY(out.when, read_when(json, "when"));
    AMPARO_TRY(out.precision, read_text(json, "precision"));
    constexpr std::array<std::string_view, 6> kPrecisions = {"", "minute", "day", "month", "year", "about"};
    if (std::ranges::find(kPrecisions, out.precision) == kPrecisions.end()) {
        return fail(Errc::Corrupt, "\"precision\" is minute, day, month, year or about");
    }
    AMPARO_TRY(out.what, read_text(json, "what", Size::Long));
    return out;
}

Result<Callback> read_callback(const Json& json) {
    Callback out;
    AMPARO_TRY(out.method, read_text(json, "method"));
    constexpr std::array<std::string_view, 7> kMethods = {"reply", "email", "phone", "signal", "whatsapp", "telegram", "person"};
    if (std::ranges::find(kMethods, out.method) == kMethods.end()) {
        return fail(Errc::Corrupt, "\"" + utf8::displayable(out.method, 40) + "\" is not a way to answer");
    }
    AMPARO_TRY(out.value, read_text(json, "value"));
    AMPARO_TRY(out.hours, read_text(json, "hours"));
    return out;
}

Result<Asset> read_asset(const Json& json) {
    Asset out;
    AMPARO_TRY(out.kind, read_text(json, "kind"));
    AMPARO_TRY(out.service, read_text(json, "service"));
    AMPARO_TRY(out.handle, read_text(json, "handle"));
    AMPARO_TRY(out.url, read_text(json, "url"));
    AMPARO_TRY(out.state, read_text(json, "state"));
    return out;
}

Result<Answer> read_answer(const Json& json) {
    Answer out;
    AMPARO_TRY(out.question, read_text(json, "question"));
    if (!is_question(out.question)) return fail(Errc::Corrupt, "\"" + utf8::displayable(out.question, 40) + "\" is not a question of ours");
    AMPARO_TRY(out.value, read_text(json, "value", Size::Long));
    return out;
}

Result<Told> read_told(const Json& json) {
    Told out;
    AMPARO_TRY(out.channel, read_text(json, "channel"));
    AMPARO_TRY(out.when, read_when(json, "when"));
    AMPARO_TRY(out.ref, read_text(json, "ref"));
    return out;
}

Result<EvidenceItem> read_evidence(const Json& json) {
    EvidenceItem out;
    AMPARO_TRY(out.name, read_text(json, "name"));
    if (const Json* size = json.find("size")) {
        if (!size->is_integer() || size->integer_or(0) < 0) return fail(Errc::Corrupt, "\"size\" is a number of bytes");
        out.size = static_cast<std::uint64_t>(size->integer_or(0));
    }
    AMPARO_TRY(out.sha256, read_text(json, "sha256"));
    const bool hexadecimal = std::ranges::all_of(out.sha256, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    constexpr std::size_t kHexDigits = 64;
    if (!hexadecimal || (!out.sha256.empty() && out.sha256.size() != kHexDigits)) return fail(Errc::Corrupt, "\"sha256\" has 64 characters of 0-9 and a-f");
    AMPARO_TRY(out.captured, read_when(json, "captured"));
    AMPARO_TRY(out.source_url, read_text(json, "source_url"));
    AMPARO_TRY(out.method, read_text(json, "method"));
    AMPARO_TRY(out.note, read_text(json, "note"));
    return out;
}

Result<void> read_reporter(const Json& json, Report& report) {
    const Json* reporter = json.find("reporter");
    if (reporter == nullptr) return {};
    if (!reporter->is_object()) return fail(Errc::Corrupt, "\"reporter\" is not an object");
    AMPARO_TRY(report.alias, read_text(*reporter, "alias"));
    constexpr std::array<std::string_view, 3> kRoles = {"self", "helper", "trainer"};
    AMPARO_TRY(report.role, read_choice<Role>(*reporter, "role", kRoles));
    AMPARO_TRY(report.callback, read_list<Callback>(*reporter, "callback", read_callback));
    return {};
}

Result<bool> read_yes(const Json& json, std::string_view key) {
    const Json* member = json.find(key);
    if (member == nullptr) return false;
    // Anything that is not plainly yes or no must not pass for a yes.
    if (!member->is_bool()) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is true or false");
    return member->bool_or(false);
}

Result<void> read_consent(const Json& json, Consent& consent) {
    const Json* member = json.find("consent");
    if (member == nullptr) return {};
    if (!member->is_object()) return fail(Errc::Corrupt, "\"consent\" is not an object");
    AMPARO_TRY(consent.helpline, read_yes(*member, "helpline"));
    AMPARO_TRY(consent.partners, read_yes(*member, "partners"));
    AMPARO_TRY(consent.platform, read_yes(*member, "platform"));
    AMPARO_TRY(consent.authorities, read_yes(*member, "authorities"));
    AMPARO_TRY(consent.published, read_yes(*member, "public"));
    return {};
}

Result<void> read_head(const Json& json, Report& report) {
    if (json.member_text("schema") != kReportSchema) return fail(Errc::Corrupt, "\"schema\" must be \"" + std::string(kReportSchema) + "\"");
    AMPARO_TRY(report.case_ref, json.require_text("case_ref"));
    if (!is_case_ref(report.case_ref)) return fail(Errc::Corrupt, "\"case_ref\" is not written like 7K4Q-M6XT");
    AMPARO_TRY(report.created, json.require_text("created"));
    if (!is_minute(report.created)) return fail(Errc::Corrupt, "\"created\" is a minute in UTC such as 2026-11-23T14:32Z");
    AMPARO_TRY(report.lang, json.require_text("lang"));
    constexpr std::size_t kTag = 12;
    const bool plain = std::ranges::all_of(report.lang, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!plain || report.lang.size() > kTag) return fail(Errc::Corrupt, "\"lang\" is a language such as ar or pt-BR");
    AMPARO_TRY(report.types, read_strings(json, "types"));
    for (const std::string& type : report.types) {
        if (std::ranges::find(incident_ids(), type) == incident_ids().end()) {
            return fail(Errc::Corrupt, "\"" + utf8::displayable(type, 40) + "\" is not an incident");
        }
        if (std::ranges::count(report.types, type) > 1) return fail(Errc::Corrupt, "\"types\" names one incident twice");
    }
    constexpr std::array<std::string_view, 4> kDangers = {"unsure", "now", "soon", "no"};
    AMPARO_TRY(report.danger, read_choice<Danger>(json, "danger", kDangers));
    return {};
}

Result<void> read_affected(const Json& json, Report& report) {
    const Json* affected = json.find("affected");
    if (affected == nullptr) return {};
    if (!affected->is_object()) return fail(Errc::Corrupt, "\"affected\" is not an object");
    if (const Json* count = affected->find("count")) {
        if (!count->is_integer() || count->integer_or(-1) < 0) return fail(Errc::Corrupt, "\"count\" is a number of people");
        report.affected = count->integer_or(0);
    }
    constexpr std::array<std::string_view, 3> kMinors = {"unknown", "yes", "no"};
    AMPARO_TRY(report.minors, read_choice<Minors>(*affected, "minors", kMinors));
    return {};
}

/// A misspelled key would be lost in silence, and with it what the person wrote.
Result<void> check_keys(const Json& json) {
    static const std::vector<std::string> kKeys = {
        "schema", "case_ref", "created",       "lang",   "types",       "danger",   "summary", "details",    "timeline", "reporter",
        "affected", "assets", "answers", "actions_taken", "wanted", "reported_to", "evidence", "consent", "safe_reply", "expires"};
    for (const auto& [key, value] : json.members()) {
        if (std::ranges::find(kKeys, key) != kKeys.end()) continue;
        const std::string near = text::nearest(key, kKeys);
        return fail(Errc::Corrupt, "\"" + utf8::displayable(key, 40) + "\" is no field of a report" +
                                       (near.empty() ? "" : "; \"" + near + "\" is"));
    }
    return {};
}

}  // namespace

Result<Report> parse_report(std::string_view text) {
    JsonLimits bounds;
    bounds.bytes = limits::kReportBytes;
    bounds.depth = 8;
    AMPARO_TRY(const Json json, Json::parse(text, bounds));
    if (!json.is_object()) return fail(Errc::Corrupt, "a report is an object");
    Report report;
    AMPARO_TRY_VOID(read_head(json, report));
    AMPARO_TRY_VOID(check_keys(json));
    AMPARO_TRY(report.summary, read_text(json, "summary"));
    if (utf8::length(report.summary) > kSummaryCharacters) return fail(Errc::Limit, "\"summary\" has more than 280 characters");
    AMPARO_TRY(report.details, read_text(json, "details", Size::Long));
    AMPARO_TRY(report.timeline, read_list<Happening>(json, "timeline", read_happening));
    AMPARO_TRY_VOID(read_reporter(json, report));
    AMPARO_TRY_VOID(read_affected(json, report));
    AMPARO_TRY(report.assets, read_list<Asset>(json, "assets", read_asset));
    AMPARO_TRY(report.answers, read_list<Answer>(json, "answers", read_answer));
    AMPARO_TRY(report.actions_taken, read_strings(json, "actions_taken"));
    AMPARO_TRY(report.wanted, read_strings(json, "wanted"));
    AMPARO_TRY(report.reported_to, read_list<Told>(json, "reported_to", read_told));
    AMPARO_TRY(report.evidence, read_list<EvidenceItem>(json, "evidence", read_evidence));
    AMPARO_TRY_VOID(read_consent(json, report.consent));
    if (const Json* safe = json.find("safe_reply")) {
        AMPARO_TRY(report.safe_reply.code_word, read_text(*safe, "code_word"));
        AMPARO_TRY(report.safe_reply.hours, read_text(*safe, "hours"));
        AMPARO_TRY(report.safe_reply.avoid, read_text(*safe, "avoid"));
    }
    AMPARO_TRY(report.expires, read_when(json, "expires"));
    return report;
}

}  // namespace amparo::escalation
