#include "app/vault/keeper.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "app/vault/guarded.hpp"

namespace amparo::vault {

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kPauseOfSaves = 5;

struct Job {
    Keeper::Action action;
    std::function<void(Result<void>)> done;
};

bool is_own(std::uint32_t type) {
    return type == static_cast<std::uint32_t>(RecordType::SlotWraps) || type == static_cast<std::uint32_t>(RecordType::Profile);
}

}  // namespace

struct Keeper::Work {
    Work(std::unique_ptr<Storage> stick, Vault opened, KeeperSetup given)
        : storage(std::move(stick)), vault(std::move(opened)), setup(std::move(given)), records(vault->records()) {
        look();
    }

    void loop();
    void save(std::unique_lock<std::mutex>& hold);
    void mirror(std::unique_lock<std::mutex>& hold);
    void run_job(std::unique_lock<std::mutex>& hold);
    void finish(std::unique_lock<std::mutex>& hold);
    void look();
    void changed(std::size_t size_before, std::size_t size_after);
    [[nodiscard]] bool may_write() const { return state.standing == Standing::Writer && !closing; }
    void tell() const {
        if (setup.wake) setup.wake();
    }

    std::unique_ptr<Storage> storage;
    std::optional<Vault> vault;  // only the writer's thread touches it
    KeeperSetup setup;

    mutable std::mutex mutex;  // guards everything below
    std::condition_variable alarm;
    Records records;
    KeeperState state;
    std::uint64_t generation = 0;  // of the records
    std::uint64_t saved = 0;
    std::optional<Clock::time_point> save_due;
    std::optional<Clock::time_point> mirror_due;
    std::chrono::milliseconds pause{0};
    std::deque<Job> jobs;
    bool closing = false;
    bool closed = false;
    bool working = false;    // the writer's thread is at work with the vault, without holding the mutex
    bool abandoned = false;  // there is no vault any more
    std::thread thread;
};

/// What only the vault knows. By the writer's thread, or before it exists.
void Keeper::Work::look() {
    state.standing = vault->standing();
    state.mirrored = vault->mirrored();
    state.capacity = vault->capacity();
    state.used = vault->used();
    state.has_recovery = vault->has_recovery();
    state.has_second = vault->second() != nullptr;
    state.last_saved = vault->last_saved();
    state.healed = vault->healed();
    state.copy = vault->copy_shown();
}

void Keeper::Work::changed(std::size_t size_before, std::size_t size_after) {
    ++generation;
    state.unsaved = true;
    state.used = state.used + size_after - size_before;
    save_due = Clock::now() + std::max(setup.pause, pause);
    alarm.notify_all();
}

void Keeper::Work::save(std::unique_lock<std::mutex>& hold) {
    save_due.reset();
    if (generation == saved || state.standing != Standing::Writer) return;
    const std::uint64_t taken = generation;
    Records snapshot;
    auto result = guarded([&]() -> Result<void> {
        snapshot = records;
        return {};
    });
    working = true;
    hold.unlock();
    const auto start = Clock::now();
    if (result) result = vault->save(setup.now ? setup.now() : 0, snapshot);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    hold.lock();
    working = false;
    pause = kPauseOfSaves * took;
    state.error.reset();
    if (result) {
        saved = taken;
        state.unsaved = generation != saved;
        if (!mirror_due) mirror_due = Clock::now() + setup.mirror_after;
    } else {
        state.error = result.error();
        if (result.error().code != Errc::Conflict) save_due = Clock::now() + std::max(setup.retry_after, pause);
        if (result.error().say == "vault.error.taken_over") state.standing = Standing::OtherProgram;
    }
    state.mirrored = vault->mirrored();
}

void Keeper::Work::mirror(std::unique_lock<std::mutex>& hold) {
    mirror_due.reset();
    if (state.standing != Standing::Writer || state.mirrored) return;
    working = true;
    hold.unlock();
    const auto result = vault->mirror();
    hold.lock();
    working = false;
    state.mirrored = vault->mirrored();
    if (result) return;
    state.error = result.error();
    if (result.error().code != Errc::Conflict) mirror_due = Clock::now() + setup.retry_after;
}

void Keeper::Work::run_job(std::unique_lock<std::mutex>& hold) {
    Job job = std::move(jobs.front());
    jobs.pop_front();
    save(hold);
    if (abandoned) return;
    working = true;
    hold.unlock();
    auto result = job.action(*vault);
    hold.lock();
    working = false;
    state.busy = !jobs.empty();
    const Standing standing = state.standing;
    look();
    if (standing == Standing::OtherProgram) state.standing = standing;
    hold.unlock();
    if (job.done) job.done(std::move(result));
    tell();
    hold.lock();
}

void Keeper::Work::finish(std::unique_lock<std::mutex>& hold) {
    while (!jobs.empty() && !abandoned) run_job(hold);
    if (!abandoned) save(hold);
    if (!abandoned) mirror(hold);
    const bool lost = state.unsaved && state.standing == Standing::Writer;
    if (!abandoned) {
        working = true;
        hold.unlock();
        vault.reset();
        hold.lock();
        working = false;
    }
    records.clear();
    state.unsaved = lost;
    closed = true;
}

void Keeper::Work::loop() {
    std::unique_lock hold(mutex);
    while (!closing) {
        auto due = Clock::time_point::max();
        if (save_due) due = std::min(due, *save_due);
        if (mirror_due) due = std::min(due, *mirror_due);
        if (!jobs.empty()) {
            run_job(hold);
            continue;
        }
        // Waiting until the end of time overflows in some libraries.
        if (due == Clock::time_point::max()) {
            alarm.wait(hold);
            continue;
        }
        if (Clock::now() < due) {
            alarm.wait_until(hold, due);
            continue;
        }
        const bool was_unsaved = state.unsaved;
        const bool had_error = state.error.has_value();
        if (save_due && *save_due <= Clock::now()) save(hold);
        if (!closing && mirror_due && *mirror_due <= Clock::now()) mirror(hold);
        if (was_unsaved == state.unsaved && had_error == state.error.has_value()) continue;
        hold.unlock();
        tell();
        hold.lock();
    }
    finish(hold);
    hold.unlock();
    tell();
}

Keeper::Keeper(std::unique_ptr<Storage> storage, Vault vault, KeeperSetup setup)
    : work_(std::make_unique<Work>(std::move(storage), std::move(vault), std::move(setup))) {
    work_->thread = std::thread([work = work_.get()] { work->loop(); });
}

Keeper::~Keeper() {
    close();
    work_->thread.join();
}

std::optional<std::string> Keeper::get(RecordType type, const RecordId& id) const {
    const std::lock_guard hold(work_->mutex);
    const Record* record = work_->records.find(static_cast<std::uint32_t>(type), id);
    return record == nullptr ? std::nullopt : std::optional(record->bytes);
}

std::vector<std::pair<RecordId, std::string>> Keeper::list(RecordType type) const {
    const std::lock_guard hold(work_->mutex);
    std::vector<std::pair<RecordId, std::string>> out;
    for (const Record& record : work_->records.all()) {
        if (record.type == static_cast<std::uint32_t>(type)) out.emplace_back(record.id, record.bytes);
    }
    return out;
}

Result<void> Keeper::put(RecordType type, const RecordId& id, std::string bytes) {
    const auto number = static_cast<std::uint32_t>(type);
    if (is_own(number)) return fail(Errc::Usage, "a record of the vault's own");
    const std::lock_guard hold(work_->mutex);
    Work& work = *work_;
    if (!work.may_write()) return fail(Errc::Conflict, "opened for reading", "vault.error.read_only");
    const Record* old = work.records.find(number, id);
    if (old != nullptr && old->bytes == bytes) return {};
    const std::size_t before = old == nullptr ? 0 : 32 + old->bytes.size();
    const std::size_t after = 32 + bytes.size();
    if (work.state.used + after - before > work.state.capacity) return fail(Errc::Limit, "no room left", "vault.error.full");
    AMPARO_TRY_VOID(guarded([&] { return work.records.put({number, 0, id, std::move(bytes)}); }));
    work.changed(before, after);
    return {};
}

void Keeper::remove(RecordType type, const RecordId& id) {
    const auto number = static_cast<std::uint32_t>(type);
    const std::lock_guard hold(work_->mutex);
    Work& work = *work_;
    const Record* old = work.records.find(number, id);
    if (old == nullptr || is_own(number) || !work.may_write()) return;
    const std::size_t before = 32 + old->bytes.size();
    work.records.remove(number, id);
    work.changed(before, 0);
}

KeeperState Keeper::state() const {
    const std::lock_guard hold(work_->mutex);
    return work_->state;
}

void Keeper::save_soon() {
    const std::lock_guard hold(work_->mutex);
    if (work_->generation == work_->saved) return;
    work_->save_due = Clock::now();
    work_->alarm.notify_all();
}

void Keeper::run(Action action, std::function<void(Result<void>)> done) {
    const std::lock_guard hold(work_->mutex);
    if (work_->closing) return;
    work_->jobs.push_back({std::move(action), std::move(done)});
    work_->state.busy = true;
    work_->alarm.notify_all();
}

void Keeper::close() {
    const std::lock_guard hold(work_->mutex);
    work_->closing = true;
    work_->alarm.notify_all();
}

bool Keeper::abandon() {
    // Nobody holds this while the stick is at work.
    const std::lock_guard hold(work_->mutex);
    Work& work = *work_;
    work.closing = true;
    if (work.working) return false;
    work.abandoned = true;
    work.vault.reset();
    work.records.clear();
    work.jobs.clear();
    work.alarm.notify_all();
    return true;
}

bool Keeper::closed() const {
    const std::lock_guard hold(work_->mutex);
    return work_->closed;
}

}  // namespace amparo::vault
