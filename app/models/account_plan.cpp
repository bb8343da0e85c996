#include "app/models/account_plan.hpp"

#include <algorithm>

#include "app/base/utf8.hpp"

namespace amparo::models {

namespace {

constexpr std::array<std::string_view, 6> kQuestions = {"second-step", "ways-back", "devices", "apps", "hardened", "co-admins"};
constexpr std::array<std::string_view, 5> kAnswers = {"unanswered", "yes", "no", "dont-know", "by-message"};
// Whoever reads the mail can reset the rest; whoever holds the number can reset the mail.
constexpr std::array<std::string_view, 8> kKinds = {"mail", "phone", "passwords", "messenger", "page", "social", "cloud", "domain"};
constexpr std::int64_t kLookAgainDays = 180;
constexpr std::size_t kNameLength = 80;

std::vector<PlanQuestion> questions_of(std::string_view kind) {
    std::vector<PlanQuestion> out = {PlanQuestion::SecondStep, PlanQuestion::WaysBack, PlanQuestion::Devices, PlanQuestion::Apps};
    if (kind == "mail" || kind == "cloud" || kind == "social" || kind == "page") out.push_back(PlanQuestion::Hardened);
    if (kind == "page" || kind == "domain") out.push_back(PlanQuestion::CoAdmins);
    return out;
}

}  // namespace

std::string_view question_id(PlanQuestion question) { return kQuestions[static_cast<std::size_t>(question)]; }

std::size_t KeyAccount::done() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < kPlanParts; ++i) count += answers[i] == Answer::Yes ? 1U : 0U;
    return count;
}

std::optional<PlanQuestion> KeyAccount::next() const {
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if (answers[i] != Answer::Yes) return questions[i];
    }
    return std::nullopt;
}

FindingGroup KeyAccount::group() const {
    bool no = false;
    bool open = false;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const bool serious = questions[i] == PlanQuestion::SecondStep || questions[i] == PlanQuestion::CoAdmins;
        if (answers[i] == Answer::No && serious) return FindingGroup::FixSoon;
        no = no || answers[i] == Answer::No || answers[i] == Answer::ByMessage;
        open = open || answers[i] == Answer::Unanswered || answers[i] == Answer::DontKnow;
    }
    if (no) return FindingGroup::WorthFixing;
    return open ? FindingGroup::CannotTell : FindingGroup::Good;
}

bool KeyAccount::due(Day today) const { return looked && days_between(*looked, today) >= kLookAgainDays; }

AccountPlan::AccountPlan() {
    for (const std::string_view kind : kKinds) {
        KeyAccount account;
        account.kind = kind;
        account.questions = questions_of(kind);
        account.answers.assign(account.questions.size(), Answer::Unanswered);
        accounts_.push_back(std::move(account));
    }
}

const KeyAccount* AccountPlan::find(std::string_view kind) const {
    const auto found = std::ranges::find(accounts_, kind, &KeyAccount::kind);
    return found == accounts_.end() ? nullptr : &*found;
}

void AccountPlan::answer(std::string_view kind, PlanQuestion question, Answer answer, Day today) {
    const auto found = std::ranges::find(accounts_, kind, &KeyAccount::kind);
    if (found == accounts_.end()) return;
    const auto at = std::ranges::find(found->questions, question);
    if (at == found->questions.end() || (answer == Answer::ByMessage && question != PlanQuestion::SecondStep)) return;
    found->answers[static_cast<std::size_t>(at - found->questions.begin())] = answer;
    found->looked = today;
    ++changes_;
}

void AccountPlan::rename(std::string_view kind, std::string name) {
    const auto found = std::ranges::find(accounts_, kind, &KeyAccount::kind);
    if (found == accounts_.end() || found->name == name) return;
    found->name = utf8::displayable(name, kNameLength);
    ++changes_;
}

bool AccountPlan::begun() const {
    return std::ranges::any_of(accounts_, [](const KeyAccount& account) { return account.looked.has_value(); });
}

bool AccountPlan::empty() const {
    return !begun() && std::ranges::all_of(accounts_, [](const KeyAccount& account) { return account.name.empty(); });
}

void AccountPlan::clear() {
    accounts_ = AccountPlan().accounts_;
    ++changes_;
}

Json AccountPlan::save() const {
    Json list = Json::array();
    for (const KeyAccount& account : accounts_) {
        if (!account.looked && account.name.empty()) continue;
        Json answers = Json::object();
        for (std::size_t i = 0; i < account.questions.size(); ++i) {
            if (account.answers[i] == Answer::Unanswered) continue;
            answers.set(std::string(question_id(account.questions[i])), kAnswers[static_cast<std::size_t>(account.answers[i])]);
        }
        Json item = Json::object().set("kind", account.kind).set("name", account.name).set("answers", std::move(answers));
        if (account.looked) item.set("looked", format_day(*account.looked));
        list.push(std::move(item));
    }
    return Json::object().set("schema", "amparo.account-plan/1").set("accounts", std::move(list));
}

Result<void> AccountPlan::load(const Json& saved) {
    if (saved.member_text("schema") != "amparo.account-plan/1") return fail(Errc::Corrupt, "schema");
    AccountPlan next;
    const Json* list = saved.find("accounts");
    if (list == nullptr || !list->is_array()) return fail(Errc::Corrupt, "accounts");
    for (const Json& item : list->elements()) {
        const auto found = std::ranges::find(next.accounts_, item.member_text("kind"), &KeyAccount::kind);
        if (found == next.accounts_.end()) return fail(Errc::Corrupt, "kind");
        found->name = utf8::displayable(item.member_text("name"), kNameLength);
        if (const Json* looked = item.find("looked")) {
            found->looked = parse_day(looked->text_or());
            if (!found->looked) return fail(Errc::Corrupt, "looked");
        }
        const Json* answers = item.find("answers");
        if (answers == nullptr) return fail(Errc::Corrupt, "answers");
        for (const auto& [id, value] : answers->members()) {
            const auto answer = std::ranges::find(kAnswers, value.text_or());
            if (answer == kAnswers.end()) return fail(Errc::Corrupt, "answers");
            for (std::size_t i = 0; i < found->questions.size(); ++i) {
                if (question_id(found->questions[i]) != id) continue;
                found->answers[i] = static_cast<Answer>(answer - kAnswers.begin());
                if (found->answers[i] == Answer::ByMessage && found->questions[i] != PlanQuestion::SecondStep) return fail(Errc::Corrupt, "answers");
            }
        }
    }
    accounts_ = std::move(next.accounts_);
    ++changes_;
    return {};
}

Message plan_account_message(const KeyAccount& account) { return {"accounts.plan.kind." + account.kind, {}}; }

Message plan_next_message(const KeyAccount& account, Day today) {
    if (!account.looked) return {"accounts.plan.not_yet", {}};
    if (const auto next = account.next()) {
        const bool better = *next == PlanQuestion::SecondStep && account.answers.front() == Answer::ByMessage;
        return {"accounts.plan.progress",
                {{"done", static_cast<std::int64_t>(account.done())},
                 {"all", static_cast<std::int64_t>(kPlanParts)},
                 {"next", MessageRef{"accounts.plan.next." + (better ? "better-step" : std::string(question_id(*next)))}}}};
    }
    return {account.due(today) ? "accounts.plan.due" : "accounts.plan.looked", {{"date", Code{format_day(*account.looked)}}}};
}

}  // namespace amparo::models
