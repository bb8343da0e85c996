#include <catch2/catch_test_macros.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "app/platform/recorded_host.hpp"
#include "checks/runner.hpp"

using namespace amparo;
using namespace amparo::checks;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

std::shared_ptr<const Host> empty_host() { return make_recorded_host(Tree{}); }

void rest(milliseconds time) { std::this_thread::sleep_for(time); }

// Checks are plain functions, so what they do together is counted here; each test starts with `count = {}`.
struct Counts {
    std::atomic<int> started = 0;
    std::atomic<int> ended = 0;
    std::atomic<int> at_once = 0;
    std::atomic<int> most_at_once = 0;
};
// Outlives every test, as do the threads of checks that were left behind.
Counts& counts() {
    static Counts* const kCounts = new Counts;
    return *kCounts;
}
void reset() {
    // A check that an earlier test left behind must not be counted in this one.
    for (int i = 0; i < 500 && counts().started != counts().ended; ++i) rest(milliseconds(10));
    counts().started = counts().ended = counts().at_once = counts().most_at_once = 0;
}

std::vector<Facts> one(bool good) {
    std::vector<Facts> facts(1);
    facts.front().put("good", good);
    return facts;
}

std::vector<Facts> collect_quick(const HostView&) {
    ++counts().started;
    const int now = ++counts().at_once;
    int most = counts().most_at_once;
    while (now > most && !counts().most_at_once.compare_exchange_weak(most, now)) {
    }
    rest(milliseconds(1));
    --counts().at_once;
    ++counts().ended;
    return one(true);
}
std::vector<Facts> collect_hanging(const HostView&) {
    ++counts().started;
    rest(milliseconds(1500));
    ++counts().ended;
    return one(true);
}
std::vector<Facts> collect_throwing(const HostView&) { throw std::runtime_error("a slip of ours"); }
std::vector<Facts> collect_throwing_a_number(const HostView&) { throw 5; }
std::vector<Facts> collect_patient(const HostView& host) {
    ++counts().started;
    // Asks again and again, as a long list of files would.
    while (host.still_allowed()) rest(milliseconds(1));
    std::vector<Facts> facts(1);
    facts.front().refuse("good", host.still_allowed().error(), "/somewhere");
    ++counts().ended;
    return facts;
}
std::vector<Facts> collect_nothing(const HostView&) { return {}; }

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.unreadable("good")) return cannot_tell(facts.at("good"));
    return facts.flag("good") ? good("fine") : at_risk(Severity::Small, "bad");
}
Judgement judge_throwing(const Facts&, const JudgeContext&) { throw std::runtime_error("a slip of ours"); }

/// A list of checks that lives as long as the program, for threads that are left behind.
std::span<const RegisteredCheck> check_list(const std::vector<decltype(CheckDefinition::collect)>& collectors,
                                        decltype(CheckDefinition::judge) judged_by = &judge) {
    static auto* const kNames = new std::deque<std::string>;
    static auto* const kDefinitions = new std::deque<CheckDefinition>;
    static auto* const kLists = new std::deque<std::vector<RegisteredCheck>>;
    kLists->emplace_back();
    for (const auto collect : collectors) {
        kNames->push_back("check-" + std::to_string(kLists->back().size()));
        kDefinitions->push_back({kNames->back(), collect, judged_by});
        kLists->back().push_back({&kDefinitions->back(), {}, {}});
    }
    return kLists->back();
}

std::vector<std::string> names(const std::vector<Skipped>& list) {
    std::vector<std::string> out;
    for (const Skipped& item : list) out.push_back(item.id + " " + item.reason);
    return out;
}

}  // namespace

TEST_CASE("no checks give an empty report at once") {
    const auto report = run_checks({}, empty_host(), {}, {}, {}, {});
    CHECK(report.findings.empty());
    CHECK(report.coverage.run == 0);
    CHECK_FALSE(report.cancelled);
    CHECK(report.abandoned == 0);
}

TEST_CASE("findings stand in the order of the checks, whichever ends first") {
    const auto list = check_list({&collect_patient, &collect_quick, &collect_nothing, &collect_quick});
    const auto report = run_checks(list, empty_host(), {}, {.per_check = milliseconds(100), .threads = 4}, {}, {});
    REQUIRE(report.findings.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(report.findings[i].id == "check-" + std::to_string(i));
    CHECK(report.findings[0].judgement.reason == "unreadable.timeout");
    CHECK(report.findings[1].judgement.verdict == Verdict::Good);
    CHECK(report.findings[2].judgement.reason == "nobody.found");
    CHECK(report.coverage.run == 4);
    CHECK(report.coverage.failed.empty());
    CHECK(report.abandoned == 0);
}

TEST_CASE("a check that hangs is named, and the others finish without waiting for it") {
    reset();
    const auto list = check_list({&collect_hanging, &collect_quick, &collect_quick});
    const auto begin = Clock::now();
    const auto report = run_checks(list, empty_host(), {}, {.per_check = milliseconds(100), .threads = 1}, {}, {});
    CHECK(Clock::now() - begin < milliseconds(1200));
    CHECK(names(report.coverage.failed) == std::vector<std::string>{"check-0 timeout"});
    CHECK(report.abandoned == 1);
    REQUIRE(report.findings.size() == 3);
    CHECK(report.findings[0].judgement.verdict == Verdict::CannotTell);
    CHECK(report.findings[0].judgement.reason == "unreadable.timeout");
    CHECK(report.findings[1].judgement.verdict == Verdict::Good);
    CHECK(report.findings[2].judgement.verdict == Verdict::Good);
    CHECK(report.coverage.skipped.empty());
}

TEST_CASE("when every thread hangs, the rest of the checks are still looked at") {
    const auto list = check_list({&collect_hanging, &collect_hanging, &collect_hanging, &collect_quick});
    const auto report = run_checks(list, empty_host(), {}, {.per_check = milliseconds(50), .threads = 2}, {}, {});
    CHECK(report.abandoned == 3);
    CHECK(report.coverage.failed.size() == 3);
    CHECK(report.findings[3].judgement.verdict == Verdict::Good);
}

TEST_CASE("a check that hangs touches nothing when it wakes up after everything is gone") {
    reset();
    {
        auto host = empty_host();
        const std::weak_ptr<const Host> watched = host;
        const auto report = run_checks(check_list({&collect_hanging}), std::move(host), {}, {.per_check = milliseconds(20), .threads = 1}, {}, {});
        CHECK(report.abandoned == 1);
        CHECK_FALSE(watched.expired());  // the one left behind may still ask it
    }
    for (int i = 0; i < 500 && counts().ended == 0; ++i) rest(milliseconds(10));
    CHECK(counts().ended == 1);
    rest(milliseconds(20));
}

TEST_CASE("a check that throws is our mistake and takes no other with it") {
    const auto list = check_list({&collect_throwing, &collect_quick, &collect_throwing_a_number});
    const auto report = run_checks(list, empty_host(), {}, {}, {}, {});
    CHECK(report.findings.size() == 3);
    CHECK(report.findings[0].judgement.reason == "unreadable.bug");
    CHECK(report.findings[1].judgement.verdict == Verdict::Good);
    const auto failed = names(report.coverage.failed);
    CHECK(std::set<std::string>(failed.begin(), failed.end()) == std::set<std::string>{"check-0 bug", "check-2 bug"});
    CHECK(report.abandoned == 0);
}

TEST_CASE("a judge that throws is our mistake, too, and no exception leaves the room") {
    const auto list = check_list({&collect_quick, &collect_quick}, &judge_throwing);
    const auto report = run_checks(list, empty_host(), {}, {}, {}, {});
    REQUIRE(report.findings.size() == 2);
    CHECK(report.findings[0].judgement.reason == "unreadable.bug");
    CHECK(report.coverage.failed.size() == 2);
}

TEST_CASE("a stop sign ends the work half-way, and nothing runs after the report") {
    reset();
    const std::vector<decltype(CheckDefinition::collect)> many(100, &collect_quick);
    StopSource source;
    const auto report = run_checks(check_list(many), empty_host(), {}, {.per_check = milliseconds(2000), .threads = 2}, source.token(),
                                   [&](const Finding&, std::size_t done, std::size_t) {
                                       if (done == 10) source.request_stop();
                                   });
    const int started = counts().started;
    CHECK(report.cancelled);
    CHECK(counts().ended == started);
    CHECK(started >= 10);
    CHECK(started < 100);
    CHECK(report.findings.size() == static_cast<std::size_t>(started));
    CHECK(report.coverage.run + report.coverage.skipped.size() == 100);
    for (const Skipped& item : report.coverage.skipped) CHECK(item.reason == "cancelled");
    CHECK(report.abandoned == 0);
    rest(milliseconds(50));
    CHECK(counts().started == started);
}

TEST_CASE("a stop sign reaches a check that is in the middle of its work") {
    reset();
    StopSource source;
    std::thread person([&] {
        while (counts().started < 2) rest(milliseconds(1));
        source.request_stop();
    });
    const auto begin = Clock::now();
    const auto report = run_checks(check_list({&collect_patient, &collect_patient}), empty_host(), {},
                                   {.per_check = milliseconds(60'000), .threads = 2}, source.token(), {});
    person.join();
    CHECK(Clock::now() - begin < std::chrono::seconds(10));
    CHECK(report.cancelled);
    CHECK(counts().ended == 2);
    REQUIRE(report.findings.size() == 2);
    CHECK(report.findings[0].judgement.reason == "unreadable.cancelled");
}

TEST_CASE("a stop sign that was there before means that nothing is looked at") {
    reset();
    StopSource source;
    source.request_stop();
    const auto report = run_checks(check_list({&collect_quick, &collect_quick}), empty_host(), {}, {}, source.token(), {});
    CHECK(report.cancelled);
    CHECK(report.findings.empty());
    CHECK(names(report.coverage.skipped) == std::vector<std::string>{"check-0 cancelled", "check-1 cancelled"});
    CHECK(counts().started == 0);
}

TEST_CASE("progress counts every check once, on the thread that asked") {
    const std::vector<decltype(CheckDefinition::collect)> many = {&collect_quick,    &collect_hanging, &collect_throwing, &collect_quick,
                                                                  &collect_nothing, &collect_quick,   &collect_quick};
    std::size_t last = 0;
    std::set<std::string> seen;
    const auto caller = std::this_thread::get_id();
    const auto report = run_checks(check_list(many), empty_host(), {}, {.per_check = milliseconds(60), .threads = 3}, {},
                                   [&](const Finding& finding, std::size_t done, std::size_t total) {
                                       CHECK(std::this_thread::get_id() == caller);
                                       CHECK(done == last + 1);
                                       CHECK(total == 7);
                                       last = done;
                                       CHECK(seen.insert(finding.id).second);
                                   });
    CHECK(last == 7);
    CHECK(report.findings.size() == 7);
}

TEST_CASE("two hundred checks share four threads and all of them are looked at") {
    reset();
    const std::vector<decltype(CheckDefinition::collect)> many(200, &collect_quick);
    const auto report = run_checks(check_list(many), empty_host(), {}, {.per_check = milliseconds(5000), .threads = 4}, {}, {});
    CHECK(report.findings.size() == 200);
    CHECK(report.coverage.run == 200);
    CHECK(counts().started == 200);
    CHECK(counts().most_at_once <= 4);
    CHECK(counts().most_at_once >= 2);
    CHECK(report.coverage.failed.empty());
    for (const Finding& finding : report.findings) CHECK(finding.judgement.verdict == Verdict::Good);
}

TEST_CASE("no threads at all still means one") {
    const auto report = run_checks(check_list({&collect_quick}), empty_host(), {}, {.per_check = milliseconds(5000), .threads = 0}, {}, {});
    CHECK(report.findings.size() == 1);
}

namespace {

class ForeignHost final : public Host {
  public:
    [[nodiscard]] System system() const override { return System::Unknown; }
    [[nodiscard]] bool running() const override { return true; }
    [[nodiscard]] std::int64_t now() const override { return 0; }
    [[nodiscard]] Result<std::string> read(const std::string&, std::size_t, Longer, const CallLimit&) const override { return touched(); }
    [[nodiscard]] Result<FileInfo> info(const std::string&, Follow, const CallLimit&) const override { return touched(); }
    [[nodiscard]] Result<std::string> link(const std::string&, const CallLimit&) const override { return touched(); }
    [[nodiscard]] Result<std::vector<std::string>> list(const std::string&, std::size_t, const CallLimit&) const override { return touched(); }
    [[nodiscard]] Result<std::string> resolve(const std::string&, const CallLimit&) const override { return touched(); }
    [[nodiscard]] Result<std::string> run(Command, const std::string&, const CallLimit&) const override { return touched(); }
    [[nodiscard]] Result<std::string> environment(const std::string&) const override { return touched(); }
    [[nodiscard]] Result<Identity> identity() const override { return touched(); }
    mutable std::atomic<int> touches = 0;

  private:
    std::unexpected<Error> touched() const {
        ++touches;
        return fail(Errc::NotFound);
    }
};

}  // namespace

TEST_CASE("on a system that the checks are not written for, every one says so and looks at nothing") {
    const auto host = std::make_shared<ForeignHost>();
    const auto report = run_checks(all_checks(), host, {}, {}, {}, {});
    CHECK(report.findings.size() == all_checks().size());
    for (const Finding& finding : report.findings) {
        INFO(finding.id);
        CHECK(finding.judgement.verdict == Verdict::CannotTell);
        CHECK(finding.judgement.reason == kOtherSystem);
        CHECK(finding.system == host->system());
    }
    CHECK(host->touches == 0);
}
