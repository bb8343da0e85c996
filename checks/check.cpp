#include "checks/check.hpp"

#include <algorithm>
#include <array>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"

namespace amparo::checks {

std::string_view verdict_name(Verdict verdict) {
    switch (verdict) {
        case Verdict::Good: return "good";
        case Verdict::AtRisk: return "at_risk";
        case Verdict::CannotTell: return "cannot_tell";
        case Verdict::DoesNotApply: return "does_not_apply";
    }
    return "cannot_tell";
}

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::None: return "none";
        case Severity::Small: return "small";
        case Severity::Large: return "large";
    }
    return "none";
}

Judgement& Judgement::with(std::string name, MessageValue value) {
    arguments.push_back({std::move(name), std::move(value)});
    return *this;
}

Judgement& Judgement::fixed_by(std::string steps) {
    remedy = std::move(steps);
    return *this;
}

Judgement good(std::string reason) { return {Verdict::Good, Severity::None, std::move(reason), {}, {}}; }
Judgement at_risk(Severity severity, std::string reason) {
    return {Verdict::AtRisk, severity, std::move(reason), {}, {}};
}
Judgement cannot_tell(std::string reason) { return {Verdict::CannotTell, Severity::None, std::move(reason), {}, {}}; }
Judgement does_not_apply(std::string reason) {
    return {Verdict::DoesNotApply, Severity::None, std::move(reason), {}, {}};
}

Judgement cannot_tell(const Fact& fact) {
    const std::string source = fact.source.empty() ? fact.key : fact.source;
    if (fact.known == Known::Missing) return cannot_tell("unreadable.not-found").with("source", Code{source});
    return cannot_tell("unreadable." + std::string(errc_name(fact.why))).with("source", Code{source});
}

namespace {

Result<Source> parse_source(const Json& json) {
    Source source;
    AMPARO_TRY(source.title, json.require_text("title"));
    source.url = json.member_text("url");
    AMPARO_TRY(const std::string seen, json.require_text("seen"));
    const auto day = parse_day(seen);
    if (!day) return fail(Errc::Corrupt, "\"seen\" is a date such as 2026-11-23");
    source.seen = *day;
    return source;
}

int rank(const Judgement& judgement) {
    switch (judgement.verdict) {
        case Verdict::AtRisk: return judgement.severity == Severity::Large ? 4 : 3;
        case Verdict::CannotTell: return 2;
        case Verdict::Good: return 1;
        case Verdict::DoesNotApply: return 0;
    }
    return 2;
}

}  // namespace

Result<CheckInfo> parse_check_info(std::string_view json) {
    AMPARO_TRY(const Json document, Json::parse(json));
    CheckInfo info;
    AMPARO_TRY(info.id, document.require_text("id"));
    if (!text::is_id(info.id)) return fail(Errc::Corrupt, "\"id\" is words of a-z and 0-9 joined by hyphens");
    AMPARO_TRY(info.group, document.require_text("group"));
    const std::vector<std::string> groups = {"device", "browser", "network", "habits"};
    if (std::ranges::find(groups, info.group) == groups.end()) return fail(Errc::Corrupt, "\"group\" is not known");
    const Json* tier = document.find("tier");
    info.tier = tier == nullptr ? 0 : static_cast<int>(tier->integer_or(0));
    if (info.tier < 1 || info.tier > 3) return fail(Errc::Corrupt, "\"tier\" is 1, 2 or 3");
    const Json* minutes = document.find("minutes");
    info.minutes = minutes == nullptr ? -1 : static_cast<int>(minutes->integer_or(-1));
    if (info.minutes < 0 || info.minutes > 1000) return fail(Errc::Corrupt, "\"minutes\" is missing");
    if (const Json* restart = document.find("restart")) info.restart = restart->bool_or(false);
    info.lesson = document.member_text("lesson");
    if (const Json* spying = document.find("spying")) info.spying = spying->bool_or(false);
    info.matters_to = document.member_texts("matters_to");
    constexpr std::array<std::string_view, 4> kProfiles = {"seizure", "partner", "spyware", "harassment"};
    for (const std::string& profile : info.matters_to) {
        if (std::ranges::find(kProfiles, profile) == kProfiles.end()) return fail(Errc::Corrupt, "\"matters_to\" names a profile that is not known");
    }
    AMPARO_TRY(const std::string reviewed, document.require_text("reviewed"));
    const auto day = parse_day(reviewed);
    if (!day) return fail(Errc::Corrupt, "\"reviewed\" is a date such as 2026-11-23");
    info.reviewed = *day;
    const Json* sources = document.find("sources");
    if (sources == nullptr || sources->elements().empty()) return fail(Errc::Corrupt, "\"sources\" is empty");
    for (const Json& item : sources->elements()) {
        AMPARO_TRY(Source source, parse_source(item));
        info.sources.push_back(std::move(source));
    }
    info.unconfirmed = document.member_texts("unconfirmed");
    return info;
}

Finding judge_all(const CheckDefinition& check, const std::vector<Facts>& facts, const JudgeContext& context) {
    Finding finding;
    finding.id = check.id;
    finding.judgement = cannot_tell("nobody.found");
    int worst = -1;
    const Facts* deciding = nullptr;
    for (const Facts& subject : facts) {
        Judgement judgement = check.judge(subject, context);
        if (rank(judgement) > worst) {
            worst = rank(judgement);
            finding.judgement = std::move(judgement);
            finding.subject = subject.subject();
            deciding = &subject;
        }
    }
    // Evidence has an end, and what decided must not fall behind it.
    const auto keep = [&](const Facts& subject) {
        for (Evidence& item : subject.evidence()) {
            if (finding.evidence.size() < limits::kEvidenceItems) finding.evidence.push_back(std::move(item));
        }
    };
    if (deciding != nullptr) keep(*deciding);
    for (const Facts& subject : facts) {
        if (&subject != deciding) keep(subject);
    }
    return finding;
}

}  // namespace amparo::checks
