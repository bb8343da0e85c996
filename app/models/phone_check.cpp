#include "app/models/phone_check.hpp"

#include <algorithm>

#include "checks/data_table.hpp"
#include "checks/probes/dated_table.hpp"

namespace amparo::models {

Result<PhoneCheck> PhoneCheck::create() {
    AMPARO_TRY(const auto table, checks::load_dated_table("phone-questions"));
    PhoneCheck out;
    for (const Json& record : table.records.elements()) {
        PhoneQuestion question;
        AMPARO_TRY(question.info.id, record.require_text("id"));
        AMPARO_TRY(const std::string phone, record.require_text("phone"));
        if (phone != "android" && phone != "iphone") return fail(Errc::Bug, question.info.id + ": \"phone\" is android or iphone");
        question.phone = phone == "android" ? Phone::Android : Phone::IPhone;
        question.info.group = "habits";
        const Json* tier = record.find("tier");
        const Json* minutes = record.find("minutes");
        question.info.tier = static_cast<int>(tier == nullptr ? 3 : tier->integer_or(3));
        question.info.minutes = static_cast<int>(minutes == nullptr ? 5 : minutes->integer_or(5));
        const Json* spying = record.find("spying");
        question.info.spying = spying != nullptr && spying->bool_or(false);
        question.info.matters_to = record.member_texts("matters_to");
        const auto reviewed = parse_day(record.member_text("reviewed"));
        if (!reviewed) return fail(Errc::Bug, question.info.id + ": \"reviewed\" is a date");
        question.info.reviewed = *reviewed;
        question.if_no = record.member_text("if_no") == "does_not_apply" ? checks::Verdict::DoesNotApply : checks::Verdict::AtRisk;
        question.severity = record.member_text("severity") == "small" ? checks::Severity::Small : checks::Severity::Large;
        out.questions_.push_back(std::move(question));
    }
    return out;
}

std::vector<const PhoneQuestion*> PhoneCheck::questions() const {
    std::vector<const PhoneQuestion*> out;
    for (const PhoneQuestion& question : questions_) {
        if (question.phone == phone) out.push_back(&question);
    }
    return out;
}

PhoneAnswer PhoneCheck::answer_to(const std::string& id) const {
    const auto at = answers_.find(id);
    return at == answers_.end() ? PhoneAnswer::NotYet : at->second;
}

std::size_t PhoneCheck::answered() const {
    const auto all = questions();
    return static_cast<std::size_t>(
        std::ranges::count_if(all, [&](const PhoneQuestion* question) { return answer_to(question->info.id) != PhoneAnswer::NotYet; }));
}

checks::Finding PhoneCheck::finding(const PhoneQuestion& question, ThreatProfile profile) const {
    checks::Finding finding;
    finding.id = question.info.id;
    switch (answer_to(question.info.id)) {
        case PhoneAnswer::Yes: finding.judgement = checks::good("yes"); break;
        case PhoneAnswer::No:
            finding.judgement = question.if_no == checks::Verdict::AtRisk ? checks::at_risk(question.severity, "no") : checks::does_not_apply("no");
            break;
        case PhoneAnswer::NotYet:
        case PhoneAnswer::Unsure: finding.judgement = checks::cannot_tell("phone.unsure"); break;
    }
    return seen_by(std::move(finding), question.info, profile);
}

}  // namespace amparo::models
