#include "app/models/kept_outbox.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/delivery/letter.hpp"
#include "app/delivery/network_courier.hpp"
#include "app/models/kept_sending.hpp"

namespace amparo::models {

namespace {

/// Nothing when the profile has no outbox.
Result<std::optional<SecretBytes>> key_in(const OpenedVault& opened) {
    const vault::Record* record = opened.vault.records().find(static_cast<std::uint32_t>(vault::RecordType::Outbox), outbox_record());
    if (record == nullptr) return std::optional<SecretBytes>();
    AMPARO_TRY(SecretBytes key, outbox_key(record->bytes));
    return std::optional<SecretBytes>(std::move(key));
}

}  // namespace

Result<std::vector<delivery::QueueItem>> look_at_outbox(const OpenedVault& opened) {
    AMPARO_TRY(const auto key, key_in(opened));
    if (!key) return std::vector<delivery::QueueItem>();
    auto items = delivery::Outbox::look(*opened.storage, *key);
    // The key is kept before the files are made: whatever was cut off in between left nothing behind.
    if (!items && items.error().code == Errc::NotFound) return std::vector<delivery::QueueItem>();
    return items;
}

Result<std::unique_ptr<delivery::Outbox>> open_outbox(OpenedVault& opened) {
    if (opened.vault.standing() != vault::Standing::Writer) return fail(Errc::Conflict, "for reading", standing_word(opened.vault.standing()));
    AMPARO_TRY(const auto key, key_in(opened));
    if (!key) return fail(Errc::NotFound, "no outbox");
    return delivery::Outbox::open(*opened.storage, *key);
}

std::shared_ptr<const delivery::MailAccount> kept_account(const OpenedVault& opened) {
    const auto* record = opened.vault.records().find(static_cast<std::uint32_t>(vault::RecordType::Settings), vault::record_id(kAccountRecord));
    return record == nullptr ? nullptr : account_in(record->bytes);
}

bool can_be_tried(const delivery::QueueItem& item, const delivery::MailAccount* account) {
    if (item.parcel.way != delivery::Way::Mail) return true;
    return account != nullptr && account->server() == item.parcel.server && account->mailbox() == item.parcel.from;
}

Result<delivery::QueueItem> try_once(delivery::Outbox& outbox, const std::string& id, const NetworkChoice& choice,
                                     std::shared_ptr<const delivery::MailAccount> account, const StopToken& stop, std::int64_t now) {
    AMPARO_TRY(auto network, network::open_network(travel_of(choice), [](const network::Attempt&) {}));
    AMPARO_TRY_VOID(outbox.queue_again(id, now));
    delivery::NetworkCourier courier(std::shared_ptr<network::Network>(std::move(network)), std::move(account));
    CallLimit limit;
    limit.deadline = std::chrono::steady_clock::now() + std::chrono::minutes(10);
    limit.stop = stop;
    return outbox.send(id, courier, limit, now, static_cast<std::uint32_t>(now));
}

std::vector<Message> travel_messages(const delivery::QueueItem& item, bool through_proxy) {
    delivery::Letter letter;
    letter.way = item.parcel.way;
    letter.case_ref = item.parcel.case_ref;
    letter.recipient = item.parcel.recipient;
    letter.address = item.parcel.address;
    letter.from = item.parcel.from;
    std::vector<Message> out = delivery::visible_messages(letter, through_proxy);
    out.insert(out.begin(), {"delivery.protection." + std::string(delivery::protection_name(item.parcel.protection)), {{"name", item.parcel.recipient}}});
    return out;
}

}  // namespace amparo::models
