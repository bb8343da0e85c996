#include "app/models/live_check_up.hpp"

#include <algorithm>
#include <ctime>
#include <mutex>
#include <thread>
#include <system_error>

namespace amparo::models {

namespace {

std::string clock_now() {
    const std::time_t now = std::time(nullptr);
    const std::tm* local = std::localtime(&now);
    if (local == nullptr) return {};
    const auto two = [](int number) { return std::string(number < 10 ? "0" : "") + std::to_string(number); };
    return two(local->tm_hour) + ":" + two(local->tm_min);
}

}  // namespace

/// Shared with the working thread, which may outlive the model.
struct LiveCheckUp::Mailbox {
    std::mutex mutex;
    std::vector<checks::Finding> arrived;
    bool finished = false;
    bool cancelled = false;
    bool broken = false;
    std::size_t abandoned = 0;
    StopSource stop;
};

LiveCheckUp::LiveCheckUp(std::shared_ptr<const Host> host, std::function<void()> wake, Day today)
    : host_(std::move(host)), wake_(std::move(wake)), today_(today) {
    if (auto catalogue = CheckUp::create()) {
        infos_ = catalogue->infos();
    } else {
        phase_ = Phase::Broken;
    }
}

LiveCheckUp::~LiveCheckUp() {
    if (mailbox_) mailbox_->stop.request_stop();
}

void LiveCheckUp::start() {
    if (phase_ == Phase::Looking || phase_ == Phase::Broken) return;
    findings_.clear();
    raw_.clear();
    phase_ = Phase::Looking;
    mailbox_ = std::make_shared<Mailbox>();
    const auto work = [mailbox = mailbox_, host = host_, wake = wake_] {
        auto check_up = CheckUp::create();
        if (check_up) {
            check_up->run(host, checks::RunOptions{}, mailbox->stop.token(),
                          [&](const checks::Finding& finding, std::size_t, std::size_t) {
                              {
                                  const std::lock_guard lock(mailbox->mutex);
                                  mailbox->arrived.push_back(finding);
                              }
                              wake();
                          });
        }
        {
            const std::lock_guard lock(mailbox->mutex);
            mailbox->finished = true;
            mailbox->broken = !check_up;
            if (check_up) {
                mailbox->cancelled = check_up->report().cancelled;
                mailbox->abandoned = check_up->report().abandoned;
            }
        }
        wake();
    };
    try {
        std::thread(work).detach();
    } catch (const std::system_error&) {
        work();  // no thread to be had: the window stands still for a second, but the answer comes
    }
}

void LiveCheckUp::stop() {
    if (mailbox_) mailbox_->stop.request_stop();
}

bool LiveCheckUp::poll() {
    if (!mailbox_ || phase_ != Phase::Looking) return false;
    const std::lock_guard lock(mailbox_->mutex);
    bool changed = !mailbox_->arrived.empty();
    for (checks::Finding& finding : mailbox_->arrived) {
        findings_.push_back(seen_by(finding, *info(finding.id), profile_));
        raw_.push_back(std::move(finding));
    }
    mailbox_->arrived.clear();
    if (mailbox_->finished) {
        phase_ = mailbox_->broken ? Phase::Broken : mailbox_->cancelled ? Phase::Stopped : Phase::Done;
        abandoned_ = abandoned_ || mailbox_->abandoned > 0;
        looked_at_ = clock_now();
        changed = true;
        if (phase_ == Phase::Done) {
            before_ = std::move(latest_);
            latest_ = snapshot_of(raw_, today_);
            ++memory_changes_;
        }
    }
    return changed;
}

std::vector<const checks::Finding*> LiveCheckUp::ordered() const {
    auto out = in_order(findings_, infos_, profile_);
    std::ranges::stable_partition(out, [&](const checks::Finding* finding) { return aside(finding->id) == nullptr; });
    return out;
}

void LiveCheckUp::put_aside(const std::string& id, const std::string& note, Day until, Day today) {
    today_ = today;
    aside_.put(id, note, until, today);
    ++memory_changes_;
}

void LiveCheckUp::take_back(const std::string& id) {
    aside_.take_back(id);
    ++memory_changes_;
}

void LiveCheckUp::use_aside_list(PutAsideList list, Day today) {
    today_ = today;
    aside_ = std::move(list);
    ++memory_changes_;
}

void LiveCheckUp::remember(CheckSnapshot earlier) {
    (latest_ ? before_ : latest_) = std::move(earlier);
    ++memory_changes_;
}

CheckChanges LiveCheckUp::changes() const {
    if (!before_ || !latest_ || phase_ != Phase::Done) return {};
    return changes_since(*before_, *latest_);
}

std::optional<Day> LiveCheckUp::compared_with() const {
    return before_ && before_->made != Day{} ? std::optional(before_->made) : std::nullopt;
}

void LiveCheckUp::forget() {
    stop();
    // What the working thread still finds arrives nowhere.
    mailbox_.reset();
    raw_.clear();
    findings_.clear();
    aside_ = {};
    before_.reset();
    latest_.reset();
    profile_ = ThreatProfile::Everyday;
    looked_at_.clear();
    if (phase_ != Phase::Broken) phase_ = Phase::NotYet;
    ++memory_changes_;
}

void LiveCheckUp::use_profile(ThreatProfile profile) {
    if (profile != profile_) ++memory_changes_;
    profile_ = profile;
    findings_.clear();
    for (const checks::Finding& finding : raw_) findings_.push_back(seen_by(finding, *info(finding.id), profile_));
}

const checks::Finding* LiveCheckUp::finding(std::string_view id) const {
    const auto at = std::ranges::find(findings_, id, &checks::Finding::id);
    return at == findings_.end() ? nullptr : &*at;
}

const checks::CheckInfo* LiveCheckUp::info(std::string_view id) const { return find_info(infos_, id); }

const checks::Finding* LiveCheckUp::next_step() const {
    const checks::Finding* next = next_of(ordered());
    return next == nullptr || aside(next->id) != nullptr ? nullptr : next;
}

std::size_t LiveCheckUp::count(FindingGroup group) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        findings_, [&](const checks::Finding& finding) { return group_of(finding) == group && aside(finding.id) == nullptr; }));
}

int LiveCheckUp::minutes_to_do() const {
    int minutes = 0;
    for (const checks::Finding& finding : findings_) {
        if (finding.judgement.verdict == checks::Verdict::AtRisk && aside(finding.id) == nullptr) minutes += find_info(infos_, finding.id)->minutes;
    }
    return minutes;
}

}  // namespace amparo::models
