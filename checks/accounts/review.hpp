#pragma once
// Judges what password exports hold: pure, from imports to findings that name accounts and never a password. Nothing is kept:
// a review holds names of services and users only, and the imports may be wiped when it is made.

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/message.hpp"
#include "app/base/sha1.hpp"
#include "app/base/stop.hpp"
#include "checks/accounts/directory.hpp"
#include "checks/accounts/known_breaches.hpp"
#include "checks/accounts/login.hpp"
#include "checks/check.hpp"

namespace amparo::accounts {

using checks::Severity;
using checks::Verdict;

/// An account as a person knows it.
struct AccountName {
    std::string service;  ///< the directory's name for it, else its host, app or title
    std::string host;     ///< may be empty
    std::string user;     ///< may be empty
    std::size_t file = 0;
    std::uint64_t place = 0;
    int weight = 1;       ///< see weight_of()
    bool operator==(const AccountName&) const = default;
};

struct Finding {
    std::string id;  ///< "password-reused", …
    Verdict verdict = Verdict::Good;
    Severity severity = Severity::None;
    std::string reason;  ///< the sentence is "accounts.finding.<id>.<reason>"
    std::vector<MessageArgument> arguments;
    std::vector<AccountName> accounts;  ///< the heaviest first
    std::string link;    ///< a page of the service about it, of the heaviest account; may be empty
    int urgency = 0;     ///< higher first
};

/// What a list of leaked passwords says of one.
enum class Leaked : std::uint8_t { No, Yes, Unknown };

struct ReviewContext {
    const Directory* directory = nullptr;  ///< never null
    const KnownBreaches* breaches = nullptr;  ///< never null
    std::vector<std::string> own_words;    ///< what the person typed about themselves, any case
    Day today;
    /// Empty: nobody brought a list.
    std::function<Leaked(const Sha1Digest&)> leaked;
    /// Which sentence says that none leaked: "good" for a list that was brought, "not-known" for a service that was asked.
    std::string none_leaked = "good";
    StopToken stop;
    /// Heard now and then with passwords judged and all.
    std::function<void(std::size_t, std::size_t)> progress;
};

struct PasswordReview {
    std::vector<Finding> findings;  ///< the most urgent first
    std::size_t logins = 0;         ///< that were judged
    bool stopped = false;

    /// At most `most` things to do, each about another kind of trouble, the most urgent first.
    [[nodiscard]] std::vector<const Finding*> steps(std::size_t most = 3) const;
    [[nodiscard]] std::size_t count(Verdict verdict) const;
};

[[nodiscard]] PasswordReview review_passwords(std::span<const Import> imports, const ReviewContext& context);

}  // namespace amparo::accounts
