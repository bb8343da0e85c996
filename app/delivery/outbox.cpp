#include "app/delivery/outbox.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "app/seal/digest.hpp"
#include "app/seal/report.hpp"

namespace amparo::delivery {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr const char* kFile = "outbox";

bool arrived(State state) {
    return state == State::Accepted || state == State::DeliveredProof || state == State::Answered || state == State::Closed;
}

/// A second try under the same name cannot make a second copy.
bool repeatable(const Parcel& parcel) { return parcel.way == Way::Drop; }

std::string new_id() {
    std::string bytes(8, '\0');
    seal::random_fill(bytes);
    return text::to_hex(bytes);
}

std::unexpected<Error> missing() { return fail(Errc::NotFound, "no such item in the outbox"); }

}  // namespace

std::int64_t seconds_until_retry(int tries, std::uint32_t chance) {
    constexpr std::array<std::int64_t, 4> kMinutes = {1, 5, 15, 60};
    const auto step = static_cast<std::size_t>(std::clamp(tries - 1, 0, 3));
    const std::int64_t seconds = kMinutes[step] * kMinute;
    return seconds + static_cast<std::int64_t>(chance) % (seconds / 5);
}

std::unique_ptr<Outbox> Outbox::in_memory() { return std::unique_ptr<Outbox>(new Outbox); }

Result<std::unique_ptr<Outbox>> Outbox::open(Storage& storage, const SecretBytes& key, std::size_t bytes) {
    std::unique_ptr<Outbox> out(new Outbox);
    AMPARO_TRY(out->file_, TwinFile::open(storage, kFile, key, bytes));
    AMPARO_TRY(std::vector<QueueItem> items, read_queue(out->file_->content()));
    bool changed = false;
    for (QueueItem& item : items) {
        if (item.state != State::Sending) continue;
        changed = true;
        item.state = repeatable(item.parcel) ? State::Queued : State::Unsure;
        item.error = item.state == State::Unsure ? "delivery.error.unsure" : "";
    }
    if (changed) {
        AMPARO_TRY_VOID(out->keep(std::move(items)));
    } else {
        out->items_ = std::move(items);
    }
    return out;
}

Result<std::vector<QueueItem>> Outbox::look(Storage& storage, const SecretBytes& key, std::size_t bytes) {
    AMPARO_TRY(const std::string content, TwinFile::look(storage, kFile, key, bytes));
    return read_queue(content);
}

std::vector<QueueItem> Outbox::items() const {
    const std::lock_guard lock(mutex_);
    return items_;
}

std::optional<QueueItem> Outbox::find(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(items_, id, &QueueItem::id);
    return found == items_.end() ? std::nullopt : std::optional<QueueItem>(*found);
}

QueueItem* Outbox::at(std::string_view id) {
    const auto found = std::ranges::find(items_, id, &QueueItem::id);
    return found == items_.end() ? nullptr : &*found;
}

Result<void> Outbox::keep(std::vector<QueueItem> items) {
    if (items.size() > kOutboxItems) return fail(Errc::Limit, "items", "delivery.error.outbox_full");
    if (file_) {
        AMPARO_TRY_VOID(file_->keep(write_queue(items)));
    } else {
        std::size_t all = 0;
        for (const QueueItem& item : items) all += item.parcel.body.size();
        if (all > 2 * kParcelBytes) return fail(Errc::Limit, "bodies", "delivery.error.outbox_full");
    }
    items_ = std::move(items);
    return {};
}

Result<std::string> Outbox::put(Parcel parcel, network::Consent consent, std::string reply_secret, std::int64_t now) {
    AMPARO_TRY(const std::string origin, parcel.origin());
    if (consent.origin() != origin || consent.what() != parcel.digest()) return fail(Errc::Usage, "consent for something else");
    const std::lock_guard lock(mutex_);
    for (const QueueItem& item : items_) {
        // An arrived item has no body any more; the digest of a live one tells.
        if (item.parcel.digest() == consent.what()) return item.id;
    }
    std::vector<QueueItem> items = items_;
    QueueItem item;
    item.id = new_id();
    item.parcel = std::move(parcel);
    item.queued = now;
    item.next_try = now;
    item.reply_secret = std::move(reply_secret);
    const std::string id = item.id;
    items.push_back(std::move(item));
    AMPARO_TRY_VOID(keep(std::move(items)));
    return id;
}

std::optional<std::string> Outbox::due(std::int64_t now) const {
    const std::lock_guard lock(mutex_);
    const QueueItem* best = nullptr;
    for (const QueueItem& item : items_) {
        if (item.state != State::Queued || item.next_try > now) continue;
        if (best == nullptr || item.next_try < best->next_try) best = &item;
    }
    return best == nullptr ? std::nullopt : std::optional<std::string>(best->id);
}

Result<QueueItem> Outbox::send(std::string_view id, Courier& courier, const CallLimit& limit, std::int64_t now, std::uint32_t chance) {
    Parcel parcel;
    {
        const std::lock_guard lock(mutex_);
        std::vector<QueueItem> items = items_;
        const auto item = std::ranges::find(items, id, &QueueItem::id);
        if (item == items.end()) return missing();
        if (item->state != State::Queued) return fail(Errc::Conflict, "not waiting");
        parcel = item->parcel;
        item->state = State::Sending;
        item->tries += 1;
        // Written down before the first byte leaves: whatever happens after this, a restart knows that it may have gone.
        AMPARO_TRY_VOID(keep(std::move(items)));
    }
    AMPARO_TRY(const std::string origin, parcel.origin());
    const network::Consent consent(origin, parcel.digest());
    const Result<Receipt> result = courier.carry(parcel, consent, limit);

    const std::lock_guard lock(mutex_);
    std::vector<QueueItem> items = items_;
    const auto item = std::ranges::find(items, id, &QueueItem::id);
    if (item == items.end()) return missing();
    if (result) {
        item->receipt = *result;
        item->receipt.when = now;
        item->state = state_after(result->proof);
        item->error.clear();
        item->next_try = 0;
        item->parcel.body.clear();
    } else {
        item->error = result.error().message_id();
        const bool again = may_pass(result.error()) && result.error().code != Errc::Cancelled;
        item->state = unsure(result.error()) ? State::Unsure
                      : again                ? State::Queued
                      : result.error().code == Errc::Cancelled ? State::Cancelled
                                                               : State::Failed;
        item->next_try = again ? now + seconds_until_retry(item->tries, chance) : 0;
    }
    const QueueItem done = *item;
    auto written = keep(std::move(items));
    if (!written) {
        // The medium is full or gone. Memory must not say less than is known.
        *at(id) = done;
        return std::unexpected(std::move(written).error());
    }
    return done;
}

Result<void> Outbox::cancel(std::string_view id) {
    const std::lock_guard lock(mutex_);
    std::vector<QueueItem> items = items_;
    const auto item = std::ranges::find(items, id, &QueueItem::id);
    if (item == items.end()) return missing();
    if (arrived(item->state) || item->state == State::Sending) return fail(Errc::Conflict, "too late");
    item->state = State::Cancelled;
    item->next_try = 0;
    return keep(std::move(items));
}

Result<void> Outbox::queue_again(std::string_view id, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    std::vector<QueueItem> items = items_;
    const auto item = std::ranges::find(items, id, &QueueItem::id);
    if (item == items.end()) return missing();
    if (arrived(item->state) || item->state == State::Sending) return fail(Errc::Conflict, "arrived or under way");
    item->state = State::Queued;
    item->next_try = now;
    item->error.clear();
    return keep(std::move(items));
}

Result<bool> Outbox::answer(std::string_view id, std::string_view code, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    std::vector<QueueItem> items = items_;
    const auto item = std::ranges::find(items, id, &QueueItem::id);
    if (item == items.end()) return missing();
    if (item->reply_secret.empty()) return false;
    if (!seal::same_answer(code, seal::answer_code(item->reply_secret, item->parcel.case_ref))) return false;
    item->state = State::DeliveredProof;
    item->receipt.when = now;
    AMPARO_TRY_VOID(keep(std::move(items)));
    return true;
}

Result<void> Outbox::forget(std::string_view id) {
    const std::lock_guard lock(mutex_);
    std::vector<QueueItem> items = items_;
    const auto item = std::ranges::find(items, id, &QueueItem::id);
    if (item == items.end()) return missing();
    if (item->state == State::Sending) return fail(Errc::Conflict, "under way");
    items.erase(item);
    return keep(std::move(items));
}

}  // namespace amparo::delivery
