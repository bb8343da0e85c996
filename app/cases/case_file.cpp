#include "app/cases/case_file.hpp"

#include <algorithm>
#include <array>

#include "app/base/limits.hpp"
#include "app/base/utf8.hpp"

namespace amparo::cases {

namespace {

constexpr std::array<std::string_view, 6> kKinds = {"noticed", "handed-over", "answered", "evidence", "step", "note"};
constexpr std::size_t kMinute = 17;
constexpr std::size_t kMost = 2000;

Result<std::string> read(const Json& json, std::string_view key, std::size_t most = limits::kReportText) {
    const Json* member = json.find(key);
    if (member == nullptr) return std::string{};
    if (!member->is_string()) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is not text");
    if (member->text_or().size() > most) return fail(Errc::Limit, "\"" + std::string(key) + "\" is too long");
    return std::string(member->text_or());
}

Result<std::string> read_minute(const Json& json, std::string_view key) {
    AMPARO_TRY(std::string text, read(json, key));
    const bool good = text.size() == kMinute && text.ends_with('Z') && parse_moment(text.substr(0, kMinute - 1) + ":00Z");
    if (!good) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is a minute in UTC such as 2026-11-23T14:32Z");
    return text;
}

Result<std::string> read_day(const Json& json, std::string_view key) {
    AMPARO_TRY(std::string text, read(json, key));
    if (!text.empty() && !parse_day(text)) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is a date such as 2026-11-23");
    return text;
}

bool is_hash(std::string_view text) {
    constexpr std::size_t kDigits = 64;
    return text.size() == kDigits && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// A name that cannot lead out of a folder, on any system.
bool is_file_name(std::string_view name) {
    constexpr std::size_t kLongest = 200;
    if (name.empty() || name.size() > kLongest || name.front() == '.' || name.back() == '.' || name.back() == ' ') return false;
    return std::ranges::all_of(name, [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos;
    });
}

template <typename T, typename Read>
Result<std::vector<T>> read_list(const Json& json, std::string_view key, Read one) {
    std::vector<T> out;
    const Json* member = json.find(key);
    if (member == nullptr) return out;
    if (!member->is_array()) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is not a list");
    if (member->elements().size() > kMost) return fail(Errc::Limit, "\"" + std::string(key) + "\" has too many entries");
    for (const Json& item : member->elements()) {
        AMPARO_TRY(T value, one(item));
        out.push_back(std::move(value));
    }
    return out;
}

Result<Entry> read_entry(const Json& json) {
    Entry out;
    AMPARO_TRY(out.when, read_minute(json, "when"));
    const auto kind = std::ranges::find(kKinds, json.member_text("kind"));
    if (kind == kKinds.end()) return fail(Errc::Corrupt, "\"kind\" is a word that means nothing here");
    out.kind = static_cast<EntryKind>(kind - kKinds.begin());
    AMPARO_TRY(out.who, read(json, "who", limits::kReportLine));
    AMPARO_TRY(out.text, read(json, "text"));
    AMPARO_TRY(out.ref, read(json, "ref", limits::kReportLine));
    AMPARO_TRY(out.due, read_day(json, "due"));
    return out;
}

Result<EvidenceFile> read_evidence(const Json& json) {
    EvidenceFile out;
    AMPARO_TRY(out.name, read(json, "name", limits::kReportLine));
    if (!is_file_name(out.name)) return fail(Errc::Corrupt, "\"" + utf8::displayable(out.name, 40) + "\" is not the name of a file");
    const Json* size = json.find("size");
    if (size == nullptr || !size->is_integer() || size->integer_or(-1) < 0) return fail(Errc::Corrupt, "\"size\" is a number of bytes");
    out.size = static_cast<std::uint64_t>(size->integer_or(0));
    AMPARO_TRY(out.sha256, read(json, "sha256"));
    if (!is_hash(out.sha256)) return fail(Errc::Corrupt, "\"sha256\" has 64 characters of 0-9 and a-f");
    AMPARO_TRY(out.added, read_minute(json, "added"));
    AMPARO_TRY(out.obtained, read(json, "obtained"));
    AMPARO_TRY(out.source_url, read(json, "source_url", limits::kReportLine));
    AMPARO_TRY(out.by, read(json, "by", limits::kReportLine));
    AMPARO_TRY(out.note, read(json, "note"));
    return out;
}

Result<CustodyLine> read_custody(const Json& json) {
    CustodyLine out;
    AMPARO_TRY(out.when, read_minute(json, "when"));
    AMPARO_TRY(out.what, read(json, "what", limits::kReportLine));
    AMPARO_TRY(out.file, read(json, "file", limits::kReportLine));
    AMPARO_TRY(out.previous, read(json, "previous"));
    AMPARO_TRY(out.hash, read(json, "hash"));
    if (!is_hash(out.hash)) return fail(Errc::Corrupt, "\"hash\" has 64 characters of 0-9 and a-f");
    return out;
}

Result<TakenStep> read_step(const Json& json) {
    TakenStep out;
    AMPARO_TRY(out.id, read(json, "id", limits::kReportLine));
    AMPARO_TRY(out.when, read_minute(json, "when"));
    return out;
}

Result<bool> read_yes(const Json& json, std::string_view key) {
    const Json* member = json.find(key);
    if (member == nullptr) return false;
    if (!member->is_bool()) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is true or false");
    return member->bool_or(false);
}

void put(Json& json, const char* key, const std::string& text) {
    if (!text.empty()) json.set(key, text);
}

}  // namespace

std::string_view entry_kind_name(EntryKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

Result<CaseFile> parse_case(std::string_view text) {
    JsonLimits bounds;
    bounds.depth = 8;
    AMPARO_TRY(const Json json, Json::parse(text, bounds));
    if (json.member_text("schema") != "amparo.case/1") return fail(Errc::Corrupt, "\"schema\" must be \"amparo.case/1\"");
    CaseFile out;
    AMPARO_TRY(out.ref, json.require_text("ref"));
    AMPARO_TRY(out.begun, read_minute(json, "begun"));
    AMPARO_TRY(out.incident, read(json, "incident", limits::kReportLine));
    AMPARO_TRY(out.title, read(json, "title", limits::kReportLine));
    AMPARO_TRY(out.closed, read_yes(json, "closed"));
    AMPARO_TRY(out.outcome, read(json, "outcome"));
    AMPARO_TRY(out.decision, read_day(json, "decision"));
    AMPARO_TRY(out.in_eu, read_yes(json, "in_eu"));
    AMPARO_TRY(out.entries, read_list<Entry>(json, "entries", read_entry));
    AMPARO_TRY(out.evidence, read_list<EvidenceFile>(json, "evidence", read_evidence));
    AMPARO_TRY(out.custody, read_list<CustodyLine>(json, "custody", read_custody));
    AMPARO_TRY(out.steps, read_list<TakenStep>(json, "steps", read_step));
    AMPARO_TRY(out.report, read(json, "report", limits::kJsonString));
    return out;
}

Json to_json(const CaseFile& file) {
    Json json = Json::object();
    json.set("schema", "amparo.case/1").set("ref", file.ref).set("begun", file.begun);
    put(json, "incident", file.incident);
    put(json, "title", file.title);
    json.set("closed", file.closed);
    put(json, "outcome", file.outcome);
    put(json, "decision", file.decision);
    json.set("in_eu", file.in_eu);
    Json entries = Json::array();
    for (const Entry& item : file.entries) {
        Json entry = Json::object();
        entry.set("when", item.when).set("kind", entry_kind_name(item.kind));
        put(entry, "who", item.who);
        put(entry, "text", item.text);
        put(entry, "ref", item.ref);
        put(entry, "due", item.due);
        entries.push(std::move(entry));
    }
    json.set("entries", std::move(entries));
    Json evidence = Json::array();
    for (const EvidenceFile& item : file.evidence) {
        Json entry = Json::object();
        entry.set("name", item.name).set("size", static_cast<std::int64_t>(item.size)).set("sha256", item.sha256).set("added", item.added);
        put(entry, "obtained", item.obtained);
        put(entry, "source_url", item.source_url);
        put(entry, "by", item.by);
        put(entry, "note", item.note);
        evidence.push(std::move(entry));
    }
    json.set("evidence", std::move(evidence));
    Json custody = Json::array();
    for (const CustodyLine& item : file.custody) {
        custody.push(Json::object().set("when", item.when).set("what", item.what).set("file", item.file).set("previous", item.previous).set("hash", item.hash));
    }
    json.set("custody", std::move(custody));
    Json steps = Json::array();
    for (const TakenStep& item : file.steps) steps.push(Json::object().set("id", item.id).set("when", item.when));
    json.set("steps", std::move(steps));
    put(json, "report", file.report);
    return json;
}

std::string describe(const CaseFile& file) { return to_json(file).dump() + "\n"; }

}  // namespace amparo::cases
