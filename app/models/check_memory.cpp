#include "app/models/check_memory.hpp"

#include <algorithm>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::models {

namespace {

constexpr std::size_t kMaxEntries = 500;
constexpr std::size_t kMaxChecks = 2000;

int weight(const std::string& verdict) {
    if (verdict == "at_risk large") return 2;
    return verdict == "at_risk small" ? 1 : 0;
}

/// At most `bytes`, and never half a character.
std::string cut(const std::string& text, std::size_t bytes) {
    std::string out = text.substr(0, bytes);
    while (!out.empty() && !utf8::is_valid(out)) out.pop_back();
    return out;
}

}  // namespace

void PutAsideList::put(const std::string& id, const std::string& note, Day until, Day today) {
    take_back(id);
    const Day last = today + std::chrono::days(kMaxDays);
    list_.push_back({id, cut(note, kMaxNote), std::min(until, last)});
}

void PutAsideList::take_back(const std::string& id) {
    std::erase_if(list_, [&](const PutAside& entry) { return entry.id == id; });
}

const PutAside* PutAsideList::find(std::string_view id, Day today) const {
    const auto at = std::ranges::find(list_, id, &PutAside::id);
    return at == list_.end() || today > at->until ? nullptr : &*at;
}

Json PutAsideList::to_json() const {
    Json out = Json::array();
    for (const PutAside& entry : list_) out.push(Json::object().set("id", entry.id).set("note", entry.note).set("until", format_day(entry.until)));
    return Json::object().set("schema", "amparo.put-aside/1").set("entries", std::move(out));
}

Result<PutAsideList> PutAsideList::from_json(const Json& json) {
    const Json* entries = json.find("entries");
    if (json.member_text("schema") != "amparo.put-aside/1" || entries == nullptr) return fail(Errc::Corrupt, "not a list of what was put aside");
    if (entries->elements().size() > kMaxEntries) return fail(Errc::Limit);
    PutAsideList out;
    for (const Json& entry : entries->elements()) {
        AMPARO_TRY(const std::string id, entry.require_text("id"));
        const auto until = parse_day(entry.member_text("until"));
        if (!until || !text::is_id(id)) return fail(Errc::Corrupt, "an entry without a check or a day");
        out.list_.push_back({id, cut(std::string(entry.member_text("note")), kMaxNote), *until});
    }
    return out;
}

Json CheckSnapshot::to_json() const {
    Json list = Json::object();
    for (const auto& [id, verdict] : verdicts) list.set(id, verdict);
    return Json::object().set("schema", "amparo.check-snapshot/1").set("made", format_day(made)).set("verdicts", std::move(list));
}

Result<CheckSnapshot> CheckSnapshot::from_json(const Json& json) {
    const Json* list = json.find("verdicts");
    const auto made = parse_day(json.member_text("made"));
    if (json.member_text("schema") != "amparo.check-snapshot/1" || list == nullptr || !made) return fail(Errc::Corrupt, "not a record of a check-up");
    if (list->members().size() > kMaxChecks) return fail(Errc::Limit);
    CheckSnapshot out;
    out.made = *made;
    for (const auto& [id, verdict] : list->members()) out.verdicts.emplace(id, verdict.text_or());
    return out;
}

CheckSnapshot snapshot_of(const std::vector<checks::Finding>& findings, Day made) {
    CheckSnapshot out;
    out.made = made;
    for (const checks::Finding& finding : findings) {
        std::string verdict(checks::verdict_name(finding.judgement.verdict));
        if (finding.judgement.verdict == checks::Verdict::AtRisk) verdict += " " + std::string(checks::severity_name(finding.judgement.severity));
        out.verdicts.emplace(finding.id, std::move(verdict));
    }
    return out;
}

CheckChanges changes_since(const CheckSnapshot& before, const CheckSnapshot& now) {
    CheckChanges out;
    for (const auto& [id, verdict] : now.verdicts) {
        const auto was = before.verdicts.find(id);
        if (was == before.verdicts.end()) continue;
        if (weight(verdict) > weight(was->second)) out.worse.push_back(id);
        if (weight(was->second) > 0 && verdict == "good") out.solved.push_back(id);
    }
    return out;
}

}  // namespace amparo::models
