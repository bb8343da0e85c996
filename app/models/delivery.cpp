#include "app/models/delivery.hpp"

#include <algorithm>
#include <mutex>
#include <system_error>
#include <thread>

#include "app/base/date.hpp"
#include "app/network/network.hpp"

namespace amparo::models {

using delivery::State;

/// Shared with the working thread, which may outlive the model.
struct Delivery::Work {
    std::mutex mutex;
    StopSource stop;
    bool finished = false;
    std::optional<delivery::QueueItem> item;
    std::optional<Error> error;
    bool in_background = false;  ///< a retry: it does not change what is on the page
};

Message queue_message(const delivery::QueueItem& item) {
    switch (item.state) {
        case State::Accepted:
        case State::DeliveredProof: return delivery::receipt_message(item.receipt);
        case State::Queued:
            return {"delivery.state.queued", {{"reason", MessageRef{item.error.empty() ? "delivery.reason.first" : item.error}},
                                              {"when", Code{format_moment(item.next_try)}}}};
        case State::Failed: return {"delivery.state.failed", {{"reason", MessageRef{item.error.empty() ? "error.io" : item.error}}}};
        default: return {"delivery.state." + std::string(delivery::state_name(item.state)), {}};
    }
}

Delivery::Delivery(DeliverySetup setup) : setup_(std::move(setup)) {}

Delivery::~Delivery() {
    if (work_) work_->stop.request_stop();
}

Result<void> Delivery::show(delivery::Letter letter, const delivery::OwnKeys& own, Practice practice) {
    if (phase() == Phase::Sending) return fail(Errc::Conflict, "another one is on its way", "delivery.error.busy");
    close();
    AMPARO_TRY(packed_, delivery::pack(letter, own, setup_.now()));
    AMPARO_TRY_VOID(gate_.show(packed_.parcel));
    letter_ = std::move(letter);
    practice_ = practice == Practice::Yes;
    return {};
}

Result<void> Delivery::show_parcel(delivery::Letter letter, delivery::Parcel parcel) {
    if (phase() == Phase::Sending) return fail(Errc::Conflict, "another one is on its way", "delivery.error.busy");
    if (letter.address != parcel.address || letter.way != parcel.way) return fail(Errc::Usage, "a letter about something else");
    close();
    AMPARO_TRY_VOID(gate_.show(parcel));
    packed_.parcel = std::move(parcel);
    letter_ = std::move(letter);
    return {};
}

void Delivery::use_courier(std::shared_ptr<delivery::Courier> courier, bool through_proxy) {
    setup_.courier = std::move(courier);
    setup_.through_proxy = through_proxy;
}

Result<void> Delivery::use_outbox(std::shared_ptr<delivery::Outbox> outbox) {
    if (work_) return fail(Errc::Conflict, "under way", "delivery.error.busy");
    setup_.outbox = std::move(outbox);
    return {};
}

void Delivery::close() {
    if (phase() == Phase::Sending) return;
    gate_.close();
    letter_ = {};
    packed_ = {};
    outcome_ = {};
    ended_ = false;
    practice_ = false;
}

Delivery::Phase Delivery::phase() const {
    using Gate = delivery::SendGate::State;
    if (ended_) return Phase::Ended;
    switch (gate_.state()) {
        case Gate::Closed: return Phase::Nothing;
        case Gate::Preview: return Phase::Preview;
        case Gate::Holding: return Phase::Holding;
        case Gate::Asked: return Phase::Asked;
        case Gate::Window: return Phase::Window;
        case Gate::Open:
        case Gate::Spent: return Phase::Sending;
    }
    return Phase::Nothing;
}

Message Delivery::cannot_send() const {
    if (practice_ || setup_.courier) return {};
    return {network::has_network() ? "network.off" : "network.none", {}};
}

Message Delivery::waiting_note() const { return {setup_.outbox->kept() ? "delivery.waits.kept" : "delivery.waits.memory", {}}; }

bool Delivery::tick(Time now) {
    // What cannot be sent from here cannot be started either.
    if (!cannot_send().empty()) {
        gate_.cancel();
        return false;
    }
    const bool moving = phase() == Phase::Holding || phase() == Phase::Window;
    const int before = seconds_left();
    const bool changed = gate_.tick(now);
    if (auto consent = gate_.take()) start(std::move(consent), {});
    return changed || (moving && (phase() == Phase::Holding || before != seconds_left()));
}

void Delivery::start(std::optional<network::Consent> consent, std::string item) {
    work_ = std::make_shared<Work>();
    work_->in_background = !consent.has_value();
    const bool practised = practice_ && consent.has_value();
    // Practice has an outbox of its own in memory, and a courier without a network.
    const std::shared_ptr<delivery::Outbox> outbox = practised ? std::shared_ptr<delivery::Outbox>(delivery::Outbox::in_memory()) : setup_.outbox;
    const std::shared_ptr<delivery::Courier> courier = practised ? std::make_shared<delivery::PracticeCourier>() : setup_.courier;
    // A thread takes copyable work only, and a consent cannot be copied.
    const auto permit = std::make_shared<std::optional<network::Consent>>(std::move(consent));
    const auto run = [work = work_, outbox, courier, permit, packed = packed_, item = std::move(item), now = setup_.now(),
                      wake = setup_.wake]() mutable {
        Result<delivery::QueueItem> done = fail(Errc::Bug);
        Result<std::string> id = std::move(item);
        if (permit->has_value()) id = outbox->put(packed.parcel, std::move(**permit), packed.reply_secret, now);
        if (id) {
            CallLimit limit;
            limit.deadline = std::chrono::steady_clock::now() + std::chrono::minutes(10);
            limit.stop = work->stop.token();
            done = outbox->send(*id, *courier, limit, now, static_cast<std::uint32_t>(packed.parcel.body.size()));
        } else {
            done = std::unexpected(id.error());
        }
        {
            const std::lock_guard lock(work->mutex);
            work->finished = true;
            if (done) work->item = *done;
            else work->error = done.error();
        }
        if (wake) wake();
    };
    try {
        std::thread(run).detach();
    } catch (const std::system_error&) {
        const std::lock_guard lock(work_->mutex);
        work_->finished = true;
        work_->error = Error{Errc::Limit, "", "no thread"};
    }
}

DeliveryOutcome Delivery::outcome_of(const delivery::QueueItem& item) const {
    DeliveryOutcome out;
    out.item = item.id;
    out.state = item.state;
    out.receipt = item.receipt;
    out.next_try = item.next_try;
    out.sentence = queue_message(item);
    return out;
}

bool Delivery::poll() {
    if (!work_) return false;
    const std::shared_ptr<Work> work = work_;
    const std::lock_guard lock(work->mutex);
    if (!work->finished) return false;
    work_.reset();
    if (work->in_background) return true;
    ended_ = true;
    if (work->item) {
        outcome_ = outcome_of(*work->item);
    } else {
        outcome_.state = State::Failed;
        outcome_.sentence = {"delivery.state.failed", {{"reason", MessageRef{work->error->message_id()}}}};
    }
    return true;
}

void Delivery::stop() {
    if (work_) work_->stop.request_stop();
}

std::vector<delivery::QueueItem> Delivery::queue() const {
    std::vector<delivery::QueueItem> out = setup_.outbox->items();
    std::ranges::reverse(out);
    return out;
}

bool Delivery::send_due() {
    if (work_ || !setup_.courier) return false;
    const auto item = setup_.outbox->due(setup_.now());
    if (!item) return false;
    start(std::nullopt, *item);
    return true;
}

}  // namespace amparo::models
