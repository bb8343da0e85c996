#include "checks/accounts/review.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/accounts/site.hpp"
#include "checks/accounts/strength.hpp"
#include "checks/accounts/variants.hpp"
#include "checks/accounts/vault_header.hpp"

namespace amparo::accounts {

namespace {

constexpr std::size_t kName = 80;        // characters of a name that are shown
constexpr std::size_t kOwnWords = 20;
constexpr std::size_t kNewEnoughDays = 3 * 365;
constexpr std::int64_t kUnusedSeconds = std::int64_t{3} * 365 * 24 * 3600;

/// One login with what is known about its service.
struct Case {
    const Login* login = nullptr;
    AccountName name;
    const Service* service = nullptr;
    std::string key;  // of the service: two cases with the same one are the same place
    bool http = false;
};

std::string shown(std::string_view text) { return utf8::displayable(text, kName); }

Case make_case(const Login& login, std::size_t file, const Directory& directory) {
    Case out;
    out.login = &login;
    out.name.file = file;
    out.name.place = login.place;
    out.name.user = shown(login.user);
    std::string app;
    for (const std::string_view address : login.addresses) {
        const Site site = parse_site(address);
        out.http = out.http || (site.http && !site.local && !site.host.empty());
        if (app.empty()) app = site.app;
        if (site.host.empty() || !out.name.host.empty()) continue;
        out.name.host = shown(site.host);
        if (!site.local) out.service = directory.find(site.host);
    }
    if (out.service == nullptr && out.name.host.empty()) {
        const Site site = parse_site(login.title);
        if (!site.host.empty() && !site.local) {
            out.name.host = shown(site.host);
            out.service = directory.find(site.host);
        }
    }
    if (out.service != nullptr) {
        out.name.service = out.service->name;
        out.name.weight = weight_of(out.service->kind);
        out.key = "d:" + out.service->domain;
    } else if (!out.name.host.empty()) {
        out.name.service = out.name.host;
        out.key = "h:" + service_of(out.name.host);
        if (out.name.host.starts_with("mail.") || out.name.host.starts_with("webmail.")) out.name.weight = 3;
    } else {
        out.name.service = shown(!login.title.empty() ? login.title : std::string_view(app));
        out.key = "t:" + text::lower(out.name.service);
    }
    return out;
}

bool heavier(const AccountName& a, const AccountName& b) {
    return std::tuple(-a.weight, a.service, a.user, a.file, a.place) < std::tuple(-b.weight, b.service, b.user, b.file, b.place);
}

class Reviewer {
  public:
    Reviewer(std::span<const Import> imports, const ReviewContext& context) : imports_(imports), context_(&context) {}

    PasswordReview run() {
        gather();
        out_.logins = cases_.size();
        if (!cases_.empty()) {
            learn_own_words();
            reused();
            if (!judge_each()) {
                out_.stopped = true;
                return std::move(out_);
            }
            variants();
            http();
            old_after_breach();
            second_steps();
            messages_only();
            passkeys();
            stale();
        }
        vaults();
        std::ranges::stable_sort(out_.findings, [](const Finding& a, const Finding& b) { return a.urgency > b.urgency; });
        wipe_stack();
        return std::move(out_);
    }

  private:
    void gather() {
        for (std::size_t file = 0; file < imports_.size(); ++file) {
            for (const Login& login : imports_[file].logins) {
                if (login.kind != EntryKind::Login || login.put_away) continue;
                cases_.push_back(make_case(login, file, *context_->directory));
            }
        }
        by_password_.resize(cases_.size());
        std::iota(by_password_.begin(), by_password_.end(), std::size_t{0});
        std::erase_if(by_password_, [&](std::size_t i) { return cases_[i].login->password.empty(); });
        std::ranges::sort(by_password_, [&](std::size_t a, std::size_t b) {
            return std::tuple(cases_[a].login->password, a) < std::tuple(cases_[b].login->password, b);
        });
    }

    /// Names that stand in many user names are the person's.
    void learn_own_words() {
        for (const std::string& typed : context_->own_words) {
            for (std::string& word : words_of(typed)) own_.push_back(std::move(word));
        }
        std::map<std::string, std::size_t> counts;
        for (const Case& item : cases_) {
            const std::string_view user = item.login->user;
            for (const std::string& word : words_of(user.substr(0, user.find('@')))) ++counts[word];
        }
        std::vector<std::pair<std::size_t, std::string>> often;
        for (const auto& [word, count] : counts) {
            const bool common = word == "admin" || word == "info" || word == "user" || word == "root" || word == "mail" || word == "contact";
            if (word.size() >= 4 && count >= 2 && !common) often.emplace_back(count, word);
        }
        std::ranges::sort(often, std::greater<>());
        for (std::size_t i = 0; i < often.size() && own_.size() < kOwnWords; ++i) own_.push_back(often[i].second);
    }

    Finding& add(std::string id, Verdict verdict, Severity severity, std::string reason, std::vector<AccountName> accounts, int urgency) {
        Finding finding;
        finding.id = std::move(id);
        finding.verdict = verdict;
        finding.severity = severity;
        finding.reason = std::move(reason);
        std::ranges::sort(accounts, heavier);
        finding.accounts = std::move(accounts);
        finding.arguments.push_back({"count", static_cast<std::int64_t>(finding.accounts.size())});
        if (!finding.accounts.empty()) {
            finding.arguments.push_back({"service", finding.accounts.front().service});
            finding.arguments.push_back({"others", static_cast<std::int64_t>(finding.accounts.size() - 1)});
        }
        finding.urgency = urgency;
        out_.findings.push_back(std::move(finding));
        return out_.findings.back();
    }
    void good(std::string id) { add(std::move(id), Verdict::Good, Severity::None, "good", {}, 0); }

    static int heaviest(const std::vector<AccountName>& accounts) {
        int weight = 1;
        for (const AccountName& name : accounts) weight = std::max(weight, name.weight);
        return weight;
    }

    void reused() {
        std::size_t found = 0;
        for (std::size_t from = 0; from < by_password_.size();) {
            std::size_t to = from + 1;
            const std::string_view password = cases_[by_password_[from]].login->password;
            while (to < by_password_.size() && cases_[by_password_[to]].login->password == password) ++to;
            std::set<std::pair<std::string, std::string>> places;
            std::vector<AccountName> accounts;
            for (std::size_t i = from; i < to; ++i) {
                const Case& item = cases_[by_password_[i]];
                if (places.emplace(item.key, text::lower(item.name.user)).second) accounts.push_back(item.name);
            }
            from = to;
            if (accounts.size() < 2) continue;
            ++found;
            const int weight = heaviest(accounts);
            const bool large = weight >= 2;
            add("password-reused", Verdict::AtRisk, large ? Severity::Large : Severity::Small, large ? "heavy" : "light",
                std::move(accounts), weight == 3 ? 90 : weight == 2 ? 70 : 50);
        }
        if (found == 0) good("password-reused");
    }

    /// Strength, own words, leaked lists. False when stopped.
    bool judge_each() {
        std::vector<AccountName> very_weak;
        std::vector<AccountName> weak;
        std::vector<AccountName> personal;
        std::vector<AccountName> exposed;
        std::vector<AccountName> unknown;
        bool list_failed = false;
        std::string_view before;
        Leaked leaked = Leaked::No;
        for (std::size_t i = 0; i < by_password_.size(); ++i) {
            if (context_->stop.stop_requested()) return false;
            if (context_->progress && i % 128 == 0) context_->progress(i, by_password_.size());
            const Case& item = cases_[by_password_[i]];
            const std::string_view password = item.login->password;
            std::vector<std::string> around = words_of(item.name.host);
            for (std::string& word : words_of(item.login->user)) around.push_back(std::move(word));
            const Strength strength = judge_strength(password, own_, around);
            if (strength.personal) {
                personal.push_back(item.name);
            } else if (strength.band == Band::VeryWeak) {
                very_weak.push_back(item.name);
            } else if (strength.band == Band::Weak) {
                weak.push_back(item.name);
            } else if (strength.band == Band::Unknown) {
                unknown.push_back(item.name);
            }
            if (!context_->leaked) continue;
            if (password != before || i == 0) leaked = context_->leaked(sha1(password));
            before = password;
            if (leaked == Leaked::Yes) exposed.push_back(item.name);
            list_failed = list_failed || leaked == Leaked::Unknown;
        }
        if (very_weak.empty() && weak.empty()) good("password-weak");
        if (!very_weak.empty()) {
            const int weight = heaviest(very_weak);
            add("password-weak", Verdict::AtRisk, Severity::Large, "very", std::move(very_weak), weight == 3 ? 85 : weight == 2 ? 65 : 47);
        }
        if (!weak.empty()) add("password-weak", Verdict::AtRisk, Severity::Small, "some", std::move(weak), 30);
        if (!unknown.empty()) add("password-weak", Verdict::CannotTell, Severity::None, "letters", std::move(unknown), 5);
        if (personal.empty()) {
            good("password-personal");
        } else {
            const int weight = heaviest(personal);
            add("password-personal", Verdict::AtRisk, Severity::Large, "own", std::move(personal), weight == 3 ? 84 : 64);
        }
        if (!context_->leaked) {
            add("password-exposed", Verdict::CannotTell, Severity::None, "no-list", {}, 4);
        } else if (!exposed.empty()) {
            add("password-exposed", Verdict::AtRisk, Severity::Large, "found", std::move(exposed), 100);
        } else if (list_failed) {
            add("password-exposed", Verdict::CannotTell, Severity::None, "unreadable", {}, 6);
        } else {
            add("password-exposed", Verdict::Good, Severity::None, context_->none_leaked, {}, 0);
        }
        return true;
    }

    void variants() {
        struct Stemmed {
            WipedBytes stem;
            std::size_t index = 0;
        };
        std::vector<Stemmed> stems;
        for (const std::size_t i : by_password_) {
            WipedBytes stem = stem_of(cases_[i].login->password);
            if (!stem.empty()) stems.push_back({std::move(stem), i});
        }
        std::ranges::sort(stems, [](const Stemmed& a, const Stemmed& b) {
            return std::tuple(view_of(a.stem), a.index) < std::tuple(view_of(b.stem), b.index);
        });
        std::size_t found = 0;
        for (std::size_t from = 0; from < stems.size();) {
            std::size_t to = from + 1;
            while (to < stems.size() && stems[to].stem == stems[from].stem) ++to;
            std::set<std::string_view> passwords;
            std::set<std::pair<std::string, std::string>> places;
            std::vector<AccountName> accounts;
            for (std::size_t i = from; i < to; ++i) {
                const Case& item = cases_[stems[i].index];
                passwords.insert(item.login->password);
                if (places.emplace(item.key, text::lower(item.name.user)).second) accounts.push_back(item.name);
            }
            from = to;
            if (passwords.size() < 2 || accounts.size() < 2) continue;
            ++found;
            const int weight = heaviest(accounts);
            add("password-variants", Verdict::AtRisk, Severity::Small, "group", std::move(accounts), weight == 3 ? 60 : 45);
        }
        if (found == 0) good("password-variants");
    }

    void http() {
        std::vector<AccountName> accounts;
        for (const Case& item : cases_) {
            if (item.http) accounts.push_back(item.name);
        }
        if (accounts.empty()) return good("login-over-http");
        add("login-over-http", Verdict::AtRisk, Severity::Small, "clear", std::move(accounts), 40);
    }

    /// Passwords that are older than a leak of their service's; where the export holds no dates, only the person can tell.
    void old_after_breach() {
        const char* id = "password-old-after-breach";
        std::vector<AccountName> older;
        std::vector<AccountName> undated;
        const KnownBreach* latest = nullptr;
        for (const std::size_t i : by_password_) {
            const Case& item = cases_[i];
            const KnownBreach* breach = item.name.host.empty() ? nullptr : context_->breaches->find(item.name.host);
            if (breach == nullptr) continue;
            const std::int64_t changed = item.login->changed;
            // A day of grace: the tables give days, and clocks differ.
            if (changed > 0 && day_of(changed) > breach->happened + std::chrono::days{1}) continue;
            (changed > 0 ? older : undated).push_back(item.name);
            if (latest == nullptr || breach->happened > latest->happened) latest = breach;
        }
        const MessageArgument table{"date", Code{format_day(context_->breaches->compiled())}};
        if (latest == nullptr) {
            add(id, Verdict::Good, Severity::None, "good", {}, 0).arguments.push_back(table);
            return;
        }
        if (!older.empty()) {
            const int weight = heaviest(older);
            add(id, Verdict::AtRisk, Severity::Small, "older", std::move(older), weight == 3 ? 57 : 43).arguments.push_back(table);
        }
        if (!undated.empty()) add(id, Verdict::CannotTell, Severity::None, "undated", std::move(undated), 7).arguments.push_back(table);
    }

    /// Services that offer codes by message and nothing better: the person cannot switch more on, but can know it.
    void messages_only() {
        if (context_->directory->is_old(context_->today)) return;
        std::vector<AccountName> accounts;
        std::set<std::string> places;
        for (const Case& item : cases_) {
            const bool offered = item.service != nullptr && !item.service->methods.empty() && !item.service->offers_better_than_messages() &&
                                 item.service->own_step.empty();
            if (!offered || item.login->code || item.login->passkey || !places.insert(item.key).second) continue;
            accounts.push_back(item.name);
        }
        if (!accounts.empty()) add("two-step-sms-only", Verdict::AtRisk, Severity::Small, "nothing-better", std::move(accounts), 9);
    }

    void second_steps() {
        const char* id = "two-step-available-missing";
        if (context_->directory->is_old(context_->today)) {
            add(id, Verdict::CannotTell, Severity::None, "old-table", {}, 3)
                .arguments.push_back({"date", Code{format_day(context_->directory->compiled())}});
            return;
        }
        std::vector<AccountName> sure;
        std::vector<AccountName> ask;
        const Service* first = nullptr;
        int best = 0;
        for (const Case& item : cases_) {
            const bool offered = item.service != nullptr && (item.service->offers_better_than_messages() || !item.service->own_step.empty());
            if (!offered || item.login->code || item.login->passkey) continue;
            const std::int64_t age = days_between(item.service->changed, context_->today);
            const bool fresh = age >= 0 && age <= static_cast<std::int64_t>(kNewEnoughDays);
            (item.name.weight >= 2 && fresh ? sure : ask).push_back(item.name);
            const int rank = item.name.weight * 2 + (fresh ? 1 : 0);
            if (rank > best) {
                best = rank;
                first = item.service;
            }
        }
        const std::string link = first == nullptr ? std::string{} : first->setup;
        if (sure.empty() && ask.empty()) return good(id);
        if (!sure.empty()) {
            const int weight = heaviest(sure);
            add(id, Verdict::AtRisk, Severity::Large, "heavy", std::move(sure), weight == 3 ? 80 : 62).link = link;
        }
        if (!ask.empty()) {
            const int weight = heaviest(ask);
            add(id, Verdict::AtRisk, Severity::Small, "ask", std::move(ask), weight == 3 ? 58 : 28).link = link;
        }
    }

    void passkeys() {
        std::vector<AccountName> accounts;
        std::string link;
        for (const Case& item : cases_) {
            if (item.service == nullptr || !item.service->offers(Method::Passkey) || item.login->passkey) continue;
            accounts.push_back(item.name);
        }
        if (accounts.empty() || context_->directory->is_old(context_->today)) return;
        std::ranges::sort(accounts, heavier);
        if (const Service* service = context_->directory->find(accounts.front().host)) {
            link = service->passkey_page.empty() ? service->setup : service->passkey_page;
        }
        add("passkey-available", Verdict::AtRisk, Severity::Small, "offered", std::move(accounts), 10).link = link;
    }

    void stale() {
        std::map<std::pair<std::string, std::string>, std::size_t> seen;
        std::vector<AccountName> doubled;
        std::vector<AccountName> unused;
        const std::int64_t now = context_->today.time_since_epoch().count() * 24 * 3600;
        for (const Case& item : cases_) {
            const auto key = std::pair(item.name.host + "|" + item.key, text::lower(item.name.user));
            if (++seen[key] == 2) doubled.push_back(item.name);
            if (item.login->unused_known && now - item.login->used > kUnusedSeconds) unused.push_back(item.name);
        }
        if (doubled.empty() && unused.empty()) return good("stale-duplicate-entries");
        if (!doubled.empty()) add("stale-duplicate-entries", Verdict::AtRisk, Severity::Small, "doubled", std::move(doubled), 12);
        if (!unused.empty()) add("stale-duplicate-entries", Verdict::AtRisk, Severity::Small, "unused", std::move(unused), 11);
    }

    void vaults() {
        for (std::size_t file = 0; file < imports_.size(); ++file) {
            if (!imports_[file].vault) continue;
            const VaultStrength& vault = *imports_[file].vault;
            const VaultGrade how = grade(vault);
            const char* reason = how == VaultGrade::Good   ? "good"
                                 : how == VaultGrade::Low  ? "low"
                                 : how == VaultGrade::Weak ? "weak"
                                                           : "unknown";
            const Verdict verdict = how == VaultGrade::Good      ? Verdict::Good
                                    : how == VaultGrade::Unknown ? Verdict::CannotTell
                                                                 : Verdict::AtRisk;
            const Severity severity = how == VaultGrade::Weak ? Severity::Large : how == VaultGrade::Low ? Severity::Small : Severity::None;
            AccountName name;
            name.service = vault.version;
            name.file = file;
            Finding& finding = add("vault-file-strength", verdict, severity, reason, {name}, how == VaultGrade::Weak ? 75 : 35);
            finding.arguments.push_back({"rounds", static_cast<std::int64_t>(std::min<std::uint64_t>(vault.rounds, std::uint64_t{1} << 53U))});
        }
    }

    std::span<const Import> imports_;
    const ReviewContext* context_;
    PasswordReview out_;
    std::vector<Case> cases_;
    std::vector<std::size_t> by_password_;
    std::vector<std::string> own_;
};

}  // namespace

PasswordReview review_passwords(std::span<const Import> imports, const ReviewContext& context) {
    return Reviewer(imports, context).run();
}

std::vector<const Finding*> PasswordReview::steps(std::size_t most) const {
    std::vector<const Finding*> out;
    std::set<std::string> kinds;
    for (const Finding& finding : findings) {
        if (out.size() >= most) break;
        if (finding.verdict == Verdict::AtRisk && kinds.insert(finding.id).second) out.push_back(&finding);
    }
    return out;
}

std::size_t PasswordReview::count(Verdict verdict) const {
    return static_cast<std::size_t>(std::ranges::count(findings, verdict, &Finding::verdict));
}

}  // namespace amparo::accounts
