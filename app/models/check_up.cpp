#include "app/models/check_up.hpp"

#include <algorithm>
#include <tuple>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/models/check_words.hpp"
#include "checks/data_table.hpp"
#include "checks/probes/os_release.hpp"

namespace amparo::models {

using checks::CheckInfo;
using checks::Finding;
using checks::Severity;
using checks::Verdict;

FindingGroup group_of(const Finding& finding) {
    switch (finding.judgement.verdict) {
        case Verdict::AtRisk:
            return finding.judgement.severity == Severity::Large ? FindingGroup::FixSoon : FindingGroup::WorthFixing;
        case Verdict::CannotTell: return FindingGroup::CannotTell;
        case Verdict::Good: return FindingGroup::Good;
        case Verdict::DoesNotApply: return FindingGroup::DoesNotApply;
    }
    return FindingGroup::CannotTell;
}

Result<CheckUp> CheckUp::create() {
    CheckUp model;
    for (const checks::RegisteredCheck& check : checks::all_checks()) {
        auto info = checks::parse_check_info(check.info_json);
        if (!info) return fail(Errc::Bug, std::string(check.definition->id) + "/check.json: " + info.error().detail);
        model.infos_.push_back(*std::move(info));
        model.chosen_.push_back(check);
    }
    auto table = checks::OsSupportTable::parse(checks::data_table("os-support"));
    if (!table) return fail(Errc::Bug, "os-support.json: " + table.error().detail);
    model.os_support_ = *std::move(table);
    return model;
}

Result<void> CheckUp::choose(const std::vector<std::string>& only, const std::vector<std::string>& skip) {
    std::vector<std::string> known;
    for (const CheckInfo& item : infos_) known.push_back(item.id);
    for (const auto* list : {&only, &skip}) {
        for (const std::string& id : *list) {
            if (std::ranges::find(known, id) == known.end()) {
                const std::string hint = text::nearest(id, known);
                return fail(Errc::NotFound, hint.empty() ? id : id + "\n" + hint, "console.usage.check");
            }
        }
    }
    const auto wanted = [&](const std::string& id) {
        const bool chosen = only.empty() || std::ranges::find(only, id) != only.end();
        return chosen && std::ranges::find(skip, id) == skip.end();
    };
    chosen_.clear();
    not_chosen_.clear();
    for (const checks::RegisteredCheck& check : checks::all_checks()) {
        if (wanted(std::string(check.definition->id))) {
            chosen_.push_back(check);
        } else {
            not_chosen_.push_back({std::string(check.definition->id), "not-chosen"});
        }
    }
    return {};
}

void CheckUp::run(std::shared_ptr<const Host> host, const checks::RunOptions& options, const StopToken& stop,
                  const checks::Progress& progress) {
    host_ = Json::object();
    host_.set("system", system_name(host->system())).set("source", host->running() ? "running" : "root");
    const CallLimit limit{std::chrono::steady_clock::now() + options.per_check, stop};
    const checks::HostView view(*host, limit);
    if (const auto release = checks::read_os_release(view)) host_.set("name", utf8::displayable(release->release.value("PRETTY_NAME"), 120));
    report_ = checks::run_checks(chosen_, host, {day_of(host->now()), &os_support_}, options, stop, progress);
    for (Finding& finding : report_.findings) finding = seen_by(std::move(finding), *info(finding.id), profile_);
    for (const checks::Skipped& item : not_chosen_) report_.coverage.skipped.push_back(item);
}

const CheckInfo* CheckUp::info(std::string_view id) const { return find_info(infos_, id); }

std::vector<const Finding*> in_order(const std::vector<Finding>& findings, const std::vector<CheckInfo>& infos, ThreatProfile profile) {
    std::vector<const Finding*> out;
    for (const Finding& finding : findings) out.push_back(&finding);
    const auto key = [&](const Finding* finding) {
        const CheckInfo* what = find_info(infos, finding->id);
        return std::tuple(group_of(*finding), !matters_to(*what, profile), what->tier, what->minutes, finding->id);
    };
    std::ranges::sort(out, {}, key);
    return out;
}

std::size_t count_in(const std::vector<Finding>& findings, FindingGroup group) {
    return static_cast<std::size_t>(
        std::ranges::count_if(findings, [&](const Finding& finding) { return group_of(finding) == group; }));
}

const Finding* next_of(const std::vector<const Finding*>& ordered) {
    const bool open = !ordered.empty() && ordered.front()->judgement.verdict == Verdict::AtRisk;
    return open ? ordered.front() : nullptr;
}

std::vector<const Finding*> next_steps_of(const std::vector<const Finding*>& ordered) {
    std::vector<const Finding*> out;
    for (const Finding* finding : ordered) {
        if (finding->judgement.verdict == Verdict::AtRisk && out.size() < kMaxNextSteps) out.push_back(finding);
    }
    return out;
}

const CheckInfo* find_info(const std::vector<CheckInfo>& infos, std::string_view id) {
    const auto at = std::ranges::find(infos, id, &CheckInfo::id);
    return at == infos.end() ? nullptr : &*at;
}

std::vector<const Finding*> CheckUp::ordered() const { return in_order(report_.findings, infos_, profile_); }

const Finding* CheckUp::next_step() const { return next_of(ordered()); }

std::size_t CheckUp::count(FindingGroup group) const { return count_in(report_.findings, group); }

Outcome CheckUp::outcome() const {
    if (count(FindingGroup::FixSoon) + count(FindingGroup::WorthFixing) > 0) return Outcome::NeedsAttention;
    const bool unseen = count(FindingGroup::CannotTell) > 0 || !report_.coverage.failed.empty();
    return unseen ? Outcome::NotEverythingSeen : Outcome::NothingToDo;
}

namespace {

Json describe_skipped(const std::vector<checks::Skipped>& items) {
    Json out = Json::array();
    for (const checks::Skipped& item : items) out.push(Json::object().set("id", item.id).set("reason", item.reason));
    return out;
}

Json describe_finding(const Finding& finding, const CheckInfo& info, const localization::Translator& words) {
    const checks::Judgement& judgement = finding.judgement;
    const auto reason = words.tr(reason_message(finding));
    Json out = Json::object();
    out.set("id", finding.id)
        .set("title", words.tr(check_message(finding.id, "title")).text)
        .set("verdict", checks::verdict_name(judgement.verdict))
        .set("severity", checks::severity_name(judgement.severity))
        .set("reason", judgement.reason)
        .set("reason_text", reason.text)
        .set("lang", reason.lang);
    Json evidence = Json::array();
    for (const checks::Evidence& item : finding.evidence) {
        evidence.push(Json::object().set("source", item.source).set("key", item.key).set("value", item.value));
    }
    out.set("evidence", std::move(evidence));
    Json remedy;
    if (judgement.verdict == Verdict::AtRisk) {
        Json steps = Json::array();
        for (const Message& step : remedy_steps(finding.id, judgement.remedy, words)) steps.push(words.tr(step).text);
        remedy.set("steps", std::move(steps)).set("minutes", info.minutes).set("restart", info.restart);
        remedy.set("watcher", words.tr(check_message(finding.id, "watcher")).text);
    } else if (judgement.verdict == Verdict::CannotTell) {
        const auto by_hand = by_hand_message(finding, words);
        remedy.set("by_hand", by_hand ? Json(words.tr(*by_hand).text) : Json{});
    }
    out.set("remedy", std::move(remedy));
    out.set("lesson", info.lesson.empty() ? Json{} : Json(info.lesson));
    return out;
}

}  // namespace

Json CheckUp::document(const localization::Translator& words) const {
    Json coverage = Json::object();
    coverage.set("run", report_.coverage.run)
        .set("skipped", describe_skipped(report_.coverage.skipped))
        .set("failed", describe_skipped(report_.coverage.failed));
    Json findings = Json::array();
    for (const Finding* finding : ordered()) findings.push(describe_finding(*finding, *info(finding->id), words));
    Json out = Json::object();
    out.set("schema", "amparo.check/1").set("host", host_).set("profile", profile_name(profile_)).set("coverage", std::move(coverage));
    out.set("findings", std::move(findings));
    return out;
}

}  // namespace amparo::models
