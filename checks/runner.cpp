#include "checks/runner.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace amparo::checks {

namespace {

using std::chrono::steady_clock;

struct Slot {
    enum class State { Waiting, Running, Done, Abandoned } state = State::Waiting;
    steady_clock::time_point started;
    std::vector<Facts> facts;
    bool threw = false;
    bool reported = false;
};

/// Shared with the worker threads, so that one left behind touches nothing that has ended.
struct Work {
    std::vector<const RegisteredCheck*> checks;
    std::shared_ptr<const Host> host;
    std::chrono::milliseconds per_check;
    StopToken stop;

    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Slot> slots;
    std::size_t next = 0;
    std::size_t workers = 0;
};

/// Takes the next check, or nothing when there is none left or somebody asked to stop. Holds the lock.
std::optional<std::size_t> take_next(Work& work) {
    if (work.stop.stop_requested() || work.next == work.slots.size()) return std::nullopt;
    const std::size_t index = work.next++;
    work.slots[index].state = Slot::State::Running;
    work.slots[index].started = steady_clock::now();
    return index;
}

void work_through(const std::shared_ptr<Work>& work) {
    std::unique_lock lock(work->mutex);
    while (const auto index = take_next(*work)) {
        const CallLimit limit{work->slots[*index].started + work->per_check, work->stop};
        lock.unlock();
        std::vector<Facts> facts;
        bool threw = false;
        try {
            const CheckDefinition* check = work->checks[*index]->on(work->host->system());
            if (check != nullptr) facts = check->collect(HostView(*work->host, limit));
        } catch (...) {
            // A check that throws is a bug of ours; it must not take the others with it.
            threw = true;
        }
        lock.lock();
        Slot& slot = work->slots[*index];
        if (slot.state == Slot::State::Abandoned) return;  // a replacement already took our place
        slot.state = Slot::State::Done;
        slot.facts = std::move(facts);
        slot.threw = threw;
        work->changed.notify_all();
    }
    --work->workers;
    work->changed.notify_all();
}

void start_worker(const std::shared_ptr<Work>& work) {
    ++work->workers;
    std::thread(work_through, work).detach();
}

/// Gives up on checks that are past their limit and a grace period; each gets a replacement worker. Holds the lock.
void abandon_late(const std::shared_ptr<Work>& work, CheckReport& report) {
    const auto now = steady_clock::now();
    const auto grace = work->per_check / 4;
    for (Slot& slot : work->slots) {
        if (slot.state != Slot::State::Running || now < slot.started + work->per_check + grace) continue;
        slot.state = Slot::State::Abandoned;
        ++report.abandoned;
        --work->workers;
        start_worker(work);
    }
}

Finding without_verdict(const CheckDefinition& check, std::string reason) {
    Finding finding;
    finding.id = check.id;
    finding.judgement = cannot_tell(std::move(reason));
    finding.judgement.with("source", Code{std::string(check.id)});
    return finding;
}

Finding not_of_this_system(const CheckDefinition& check, System system) {
    Finding finding;
    finding.id = check.id;
    finding.judgement = does_not_apply(std::string(kNotOfThisSystem));
    Facts facts;
    facts.put("system", std::string(system_name(system)), "this computer");
    finding.evidence = facts.evidence();
    return finding;
}

Finding failed(const CheckDefinition& check, Errc why) {
    return without_verdict(check, "unreadable." + std::string(errc_name(why)));
}

/// Nothing when the judge throws, which is a bug of ours and must not end the check-up.
std::optional<Finding> judge(const CheckDefinition& check, const std::vector<Facts>& facts, const JudgeContext& context) {
    try {
        return judge_all(check, facts, context);
    } catch (...) {
        return std::nullopt;
    }
}

bool settled(const Slot& slot) { return slot.state == Slot::State::Done || slot.state == Slot::State::Abandoned; }

}  // namespace

CheckReport run_checks(std::span<const RegisteredCheck> checks, std::shared_ptr<const Host> host,
                       const JudgeContext& context, const RunOptions& options, const StopToken& stop,
                       const Progress& progress) {
    CheckReport report;
    const auto work = std::make_shared<Work>();
    for (const RegisteredCheck& check : checks) work->checks.push_back(&check);
    work->host = std::move(host);
    work->per_check = options.per_check;
    work->stop = stop;
    work->slots.resize(checks.size());

    std::vector<std::optional<Finding>> findings(checks.size());
    std::size_t done = 0;
    std::unique_lock lock(work->mutex);
    const std::size_t threads = std::min<std::size_t>(std::max(options.threads, 1U), checks.size());
    for (std::size_t i = 0; i < threads; ++i) start_worker(work);
    const auto unreported = [&] {
        return std::ranges::any_of(work->slots, [](const Slot& slot) { return settled(slot) && !slot.reported; });
    };
    while (work->workers > 0 || unreported()) {
        if (!unreported()) work->changed.wait_for(lock, std::chrono::milliseconds(20));
        abandon_late(work, report);
        for (std::size_t i = 0; i < work->slots.size(); ++i) {
            Slot& slot = work->slots[i];
            if (!settled(slot) || slot.reported) continue;
            slot.reported = true;
            const CheckDefinition& any = *work->checks[i]->definition;
            const CheckDefinition* check = work->checks[i]->on(work->host->system());
            const bool late = slot.state == Slot::State::Abandoned;
            if (!work->checks[i]->is_about(work->host->system())) {
                findings[i] = not_of_this_system(any, work->host->system());
            } else if (check == nullptr) {
                findings[i] = without_verdict(any, std::string(kOtherSystem));
            } else {
                findings[i] = late || slot.threw ? std::nullopt : judge(*check, slot.facts, context);
            }
            if (!findings[i]) {
                findings[i] = failed(any, late ? Errc::Timeout : Errc::Bug);
                report.coverage.failed.push_back({std::string(any.id), late ? "timeout" : "bug"});
            }
            findings[i]->system = work->host->system();
            // Judging and telling can take a moment; workers must not wait for it.
            lock.unlock();
            if (progress) progress(*findings[i], ++done, checks.size());
            lock.lock();
        }
    }
    report.cancelled = stop.stop_requested();
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (findings[i]) {
            ++report.coverage.run;
            report.findings.push_back(*std::move(findings[i]));
        } else {
            report.coverage.skipped.push_back({std::string(work->checks[i]->definition->id), "cancelled"});
        }
    }
    return report;
}

}  // namespace amparo::checks
