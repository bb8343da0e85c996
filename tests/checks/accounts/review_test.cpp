// The judges of password exports: what is found, how heavy it is, and that no finding holds a password.

#include <catch2/catch_test_macros.hpp>
#include <chrono>

#include "tests/checks/accounts/support.hpp"

using namespace amparo;
using accounts::PasswordReview;
using accounts::Severity;
using accounts::Verdict;

namespace {

const accounts::Directory& shipped() {
    static const accounts::Directory kDirectory = test::directory();
    return kDirectory;
}

Day today() { return std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}; }

/// Reviews rows "name,url,username,password".
PasswordReview review(const std::string& rows, const accounts::ReviewContext* changed = nullptr) {
    const auto read = test::imported("name,url,username,password\n" + rows);
    accounts::ReviewContext context;
    if (changed != nullptr) context = *changed;
    context.directory = &shipped();
    context.breaches = &test::breaches();
    if (context.today == Day{}) context.today = today();
    return accounts::review_passwords({&read.import, 1}, context);
}

constexpr const char* kStrong1 = "vK7#qZp2!mWx9@rT";
constexpr const char* kStrong2 = "Jd4&hYb8^nLs3*Gf";

}  // namespace

TEST_CASE("one password in two places is small, unless one of them opens others") {
    const auto small = review(std::string("A,https://a.example,u,") + kStrong1 + "\nB,https://b.example,u," + kStrong1 + "\n");
    const auto* light = test::find(small, "password-reused", "light");
    REQUIRE(light != nullptr);
    CHECK(light->severity == Severity::Small);
    CHECK(light->accounts.size() == 2);
    const auto large = review(std::string("A,https://a.example,u,") + kStrong1 + "\nM,https://accounts.google.com/x,u," + kStrong1 + "\n");
    const auto* heavy = test::find(large, "password-reused", "heavy");
    REQUIRE(heavy != nullptr);
    CHECK(heavy->severity == Severity::Large);
    CHECK(heavy->accounts[0].host == "accounts.google.com");
}

TEST_CASE("two names of one service, and one login kept twice, are no reuse") {
    const auto same = review(std::string("A,https://amazon.de,u,") + kStrong1 + "\nB,https://www.amazon.com,u," + kStrong1 + "\n");
    CHECK(test::find(same, "password-reused", "good") != nullptr);
    const auto twice = review(std::string("A,https://a.example/1,u,") + kStrong1 + "\nB,https://a.example/2,U," + kStrong1 + "\n");
    CHECK(test::find(twice, "password-reused", "good") != nullptr);
    REQUIRE(test::find(twice, "stale-duplicate-entries", "doubled") != nullptr);
}

TEST_CASE("a year and a sign make no new password") {
    const auto found = review("A,https://a.example,u,Sunflower2024!\nB,https://b.example,u,sunfl0wer25\nC,https://c.example,u,Xkq9!vbR2m\n");
    const auto* group = test::find(found, "password-variants", "group");
    REQUIRE(group != nullptr);
    CHECK(group->accounts.size() == 2);
    const auto none = review(std::string("A,https://a.example,u,") + kStrong1 + "\nB,https://b.example,u," + kStrong2 + "\n");
    CHECK(test::find(none, "password-variants", "good") != nullptr);
}

TEST_CASE("weak, personal and strong passwords are told apart, and other scripts are not judged") {
    const auto found = review(std::string("A,https://a.example,u,password1\nB,https://b.example,u,") + kStrong1 + "\nC,https://c.example,u,\xD9\x83\xD9\x84\xD9\x85\xD8\xA9\n");
    const auto* weak = test::find(found, "password-weak", "very");
    REQUIRE(weak != nullptr);
    REQUIRE(weak->accounts.size() == 1);
    CHECK(weak->accounts[0].host == "a.example");
    const auto* letters = test::find(found, "password-weak", "letters");
    REQUIRE(letters != nullptr);
    CHECK(letters->verdict == Verdict::CannotTell);
    CHECK(letters->accounts[0].host == "c.example");

    accounts::ReviewContext context;
    context.own_words = {"Darwish", "1984"};
    const auto personal = review("A,https://a.example,u,darwish!K9\n", &context);
    REQUIRE(test::find(personal, "password-personal", "own") != nullptr);
    // The same from the user names in the file, when they stand there more than once.
    const auto learned = review("A,https://a.example,amal.karam,karam#2F\nB,https://b.example,karam@x.example," + std::string(kStrong1) + "\n");
    REQUIRE(test::find(learned, "password-personal", "own") != nullptr);
}

TEST_CASE("addresses in the clear count, on one's own network and in apps they do not") {
    const auto found = review(std::string("A,http://a.example,u,") + kStrong1 + "\nB,http://192.168.1.1,u," + kStrong2 + "\nC,http://router,u,x\nD,androidapp://org.a,u,y\n");
    const auto* clear = test::find(found, "login-over-http", "clear");
    REQUIRE(clear != nullptr);
    REQUIRE(clear->accounts.size() == 1);
    CHECK(clear->accounts[0].host == "a.example");
}

TEST_CASE("a missing second step asks, weighs what the account opens, and names the page") {
    const auto found = review(std::string("M,https://mail.google.com,u,") + kStrong1 + "\n");
    const auto* missing = test::find(found, "two-step-available-missing");
    REQUIRE(missing != nullptr);
    CHECK(missing->verdict == Verdict::AtRisk);
    CHECK(missing->severity == Severity::Large);
    CHECK(missing->link == "https://safety.google/authentication/");
    // The directory last touched Proton's entry in 2023: too old to be sure, so it is a question.
    const auto old = review(std::string("P,https://account.proton.me,u,") + kStrong1 + "\n");
    REQUIRE(test::find(old, "two-step-available-missing", "ask") != nullptr);
    CHECK(test::find(old, "two-step-available-missing", "ask")->severity == Severity::Small);
    // With a code beside the password there is nothing to ask.
    const auto with = test::imported("url,username,password,totp,extra,name,grouping,fav\nhttps://mail.google.com,u," + std::string(kStrong1) + ",otpauth://x,,A,,0\n");
    accounts::ReviewContext context;
    context.directory = &shipped();
    context.breaches = &test::breaches();
    context.today = today();
    CHECK(test::find(accounts::review_passwords({&with.import, 1}, context), "two-step-available-missing", "good") != nullptr);
}

TEST_CASE("a password that is older than a leak of its service is named, and without dates only the person can tell") {
    const auto firefox = [](const char* address, const char* changed) {
        return "\"" + std::string(address) + "\",\"u\",\"" + kStrong1 + "\",,\"\",\"{1}\",\"1300000000000\",\"1790000000000\",\"" + changed + "\"\n";
    };
    const std::string header = "\"url\",\"username\",\"password\",\"httpRealm\",\"formActionOrigin\",\"guid\",\"timeCreated\",\"timeLastUsed\",\"timePasswordChanged\"\n";
    accounts::ReviewContext context;
    context.directory = &shipped();
    context.breaches = &test::breaches();
    context.today = today();
    // LinkedIn's leak is dated 2012-05-05: 2011-03 is older, 2015-07 is not.
    const auto older = test::imported(header + firefox("https://www.linkedin.com", "1300000000000") + firefox("https://a.example", "1300000000000"));
    const auto found = accounts::review_passwords({&older.import, 1}, context);
    const auto* finding = test::find(found, "password-old-after-breach", "older");
    REQUIRE(finding != nullptr);
    REQUIRE(finding->accounts.size() == 1);
    CHECK(finding->accounts[0].host == "www.linkedin.com");
    const auto newer = test::imported(header + firefox("https://www.linkedin.com", "1436000000000"));
    CHECK(test::find(accounts::review_passwords({&newer.import, 1}, context), "password-old-after-breach", "good") != nullptr);
    // Chrome's export has no dates.
    const auto undated = review(std::string("L,https://www.linkedin.com,u,") + kStrong1 + "\n");
    REQUIRE(test::find(undated, "password-old-after-breach", "undated") != nullptr);
    CHECK(test::find(undated, "password-old-after-breach")->verdict == Verdict::CannotTell);
}

TEST_CASE("services that offer nothing better than codes by message are named once each, quietly") {
    const auto* poor = [] {
        for (const auto& service : shipped().services()) {
            if (!service.methods.empty() && !service.offers_better_than_messages() && service.own_step.empty()) return &service;
        }
        return static_cast<const accounts::Service*>(nullptr);
    }();
    REQUIRE(poor != nullptr);
    const auto found = review("P,https://" + poor->domain + ",u," + kStrong1 + "\nQ,https://www." + poor->domain + ",v," + kStrong2 + "\nG,https://github.com,u,x\n");
    const auto* finding = test::find(found, "two-step-sms-only", "nothing-better");
    REQUIRE(finding != nullptr);
    CHECK(finding->severity == Severity::Small);
    CHECK(finding->accounts.size() == 1);
    CHECK(test::find(found, "two-step-available-missing")->accounts[0].host == "github.com");
}

TEST_CASE("an old table is no proof of anything") {
    accounts::ReviewContext context;
    context.today = std::chrono::sys_days{std::chrono::year{2028} / 1 / 1};
    const auto found = review(std::string("M,https://mail.google.com,u,") + kStrong1 + "\n", &context);
    const auto* missing = test::find(found, "two-step-available-missing", "old-table");
    REQUIRE(missing != nullptr);
    CHECK(missing->verdict == Verdict::CannotTell);
    CHECK(test::find(found, "passkey-available") == nullptr);
}

TEST_CASE("lists of leaked passwords are asked once for each password, and without one we cannot tell") {
    CHECK(test::find(review("A,https://a.example,u,x\n"), "password-exposed", "no-list")->verdict == Verdict::CannotTell);
    accounts::ReviewContext context;
    int asked = 0;
    context.leaked = [&](const Sha1Digest& digest) {
        ++asked;
        return digest == sha1("password1") ? accounts::Leaked::Yes : accounts::Leaked::No;
    };
    const auto found = review("A,https://a.example,u,password1\nB,https://b.example,u,password1\nC,https://c.example,u,other\n", &context);
    CHECK(asked == 2);
    REQUIRE(test::find(found, "password-exposed", "found") != nullptr);
    CHECK(test::find(found, "password-exposed")->accounts.size() == 2);
    CHECK(found.steps().front()->id == "password-exposed");
}

TEST_CASE("entries that are notes, archived or in the bin are not judged") {
    const auto read = test::imported("Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\nA,https://a.example,u,password1,,false,true,,\n");
    accounts::ReviewContext context;
    context.directory = &shipped();
    context.breaches = &test::breaches();
    context.today = today();
    const auto found = accounts::review_passwords({&read.import, 1}, context);
    CHECK(found.logins == 0);
    CHECK(test::find(found, "password-weak") == nullptr);
}

TEST_CASE("three steps, each of another kind, the most urgent first") {
    const auto found = review("M,https://mail.google.com,u,password1\nF,https://www.facebook.com,u,password1\nH,http://a.example,u,Sunflower2024\nI,https://b.example,u,Sunflower2025\n");
    const auto steps = found.steps();
    REQUIRE(steps.size() == 3);
    CHECK(steps[0]->id == "password-reused");
    CHECK(steps[1]->id == "password-weak");
    CHECK(steps[2]->id == "two-step-available-missing");
}

TEST_CASE("no finding holds a password") {
    const auto found = review("T,https://a.example,u,Zw8canaryZw8\nT2,https://b.example,u,Zw8canaryZw8\nT3,http://c.example,u,canary-Zw8-2\n");
    for (const auto& finding : found.findings) {
        for (const auto& name : finding.accounts) CHECK((name.service + name.host + name.user).find("canary") == std::string::npos);
        for (const auto& argument : finding.arguments) {
            if (const auto* text = std::get_if<std::string>(&argument.value)) CHECK(text->find("canary") == std::string::npos);
        }
    }
}

TEST_CASE("a review can be stopped") {
    accounts::ReviewContext context;
    StopSource stop;
    stop.request_stop();
    context.stop = stop.token();
    CHECK(review("A,https://a.example,u,x\n", &context).stopped);
}

TEST_CASE("the shipped directory holds the services that defenders use, dated and credited") {
    CHECK(shipped().services().size() >= 200);
    CHECK(shipped().credit().find("2fa.directory") != std::string::npos);
    CHECK(shipped().find("www.github.com") != nullptr);
    CHECK(shipped().find("login.live.com") != nullptr);
    CHECK(shipped().find("example") == nullptr);
    CHECK(shipped().find("deep.down.mail.google.com")->name == "Gmail");
    CHECK_FALSE(shipped().is_old(today()));
    std::size_t pages = 0;
    for (const auto& service : shipped().services()) pages += service.setup.empty() ? 0U : 1U;
    CHECK(pages > 500);
}
