// To whom: people whom the person named, and the keys of desks.

#include <algorithm>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "app/base/hex.hpp"
#include "app/base/json.hpp"
#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/models/sending.hpp"
#include "app/models/sending_methods.hpp"
#include "app/network/address.hpp"

namespace amparo::models {

using escalation::Recipient;

namespace {

constexpr std::size_t kMostContacts = 16;
constexpr std::size_t kNameBytes = 120;
/// A profile keeps it: less than a key file may have elsewhere, and far more than a key needs.
constexpr std::size_t kContactKeyBytes = 48 * 1024;
constexpr std::string_view kInboxKey = "inbox1";

}  // namespace

struct Sending::Fetching {
    std::mutex mutex;
    StopSource stop;
    bool pinned = false;
    bool finished = false;
    std::optional<seal::PublicKey> key;
    std::optional<Error> error;
};

Result<void> Sending::keep_contact(OwnContact contact) {
    contact.name = utf8::displayable(text::trim(contact.name), kNameBytes);
    if (contact.name.empty()) return fail(Errc::Usage, "name", "sending.contact.no_name");
    if (contacts_.size() == kMostContacts) return fail(Errc::Limit, "contacts");
    contacts_.push_back(std::move(contact));
    ++contact_changes_;
    return {};
}

Result<void> Sending::add_contact(std::string name, std::string address, std::string_view key) {
    OwnContact contact;
    contact.name = std::move(name);
    if (text::trim(contact.name).empty()) return fail(Errc::Usage, "name", "sending.contact.no_name");
    contact.address = text::trim(address);
    if (!contact.by_mail()) {
        AMPARO_TRY(const network::Address place, network::parse_address(contact.address));
        if (place.mail()) return fail(Errc::Usage, "a mail server", "network.address.scheme");
        contact.address = place.text();
    }
    key = text::trim(key);
    if (contact.by_mail() && !key.starts_with(kInboxKey)) {
        if (key.empty()) return fail(Errc::Usage, "no key", "sending.contact.no_key");
        const auto file = setup_.read_file(std::string(key), kContactKeyBytes);
        if (!file) return fail(file.error().code, file.error().detail, "sending.contact.no_key");
        AMPARO_TRY(contact.openpgp, seal::read_key(*file, {}, setup_.now()));
        return keep_contact(std::move(contact));
    }
    auto parsed = vault::InboxAddress::parse(key);
    if (!parsed) return fail(parsed.error().code, parsed.error().detail, "sending.contact.key");
    contact.inbox = *parsed;
    return keep_contact(std::move(contact));
}

std::string Sending::contacts_document() const {
    if (contacts_.empty()) return {};
    Json list = Json::array();
    for (const OwnContact& contact : contacts_) {
        Json one = Json::object();
        one.set("name", contact.name).set("address", contact.address).set("key", contact.key_text());
        // Binary key files are kept, too, and JSON holds text only.
        if (contact.openpgp) one.set("openpgp", text::to_hex(contact.openpgp->file));
        list.push(std::move(one));
    }
    return Json::object().set("schema", "amparo.contacts/1").set("contacts", std::move(list)).dump(Json::Style::Compact);
}

void Sending::take_contacts(std::string_view json) {
    const auto parsed = Json::parse(json, {.bytes = 2 * limits::kMiB, .depth = 4, .nodes = 1'000, .string_bytes = 2 * kContactKeyBytes});
    const Json* list = parsed ? parsed->find("contacts") : nullptr;
    if (list == nullptr || !list->is_array()) return;
    for (const Json& item : list->elements()) {
        const std::string address(item.member_text("address"));
        const std::string key(item.member_text("key"));
        const bool known = std::ranges::any_of(contacts_, [&](const OwnContact& contact) { return contact.address == address && contact.key_text() == key; });
        if (known) continue;
        const std::string file = text::bytes_of_hex(item.member_text("openpgp"));
        if (file.empty()) {
            // Never a path: what is kept names no file of this computer.
            if (key.starts_with(kInboxKey)) static_cast<void>(add_contact(std::string(item.member_text("name")), address, key));
            continue;
        }
        if (!network::is_mailbox(address)) continue;
        // Judged anew each time it is sealed to; one that expired meanwhile stays, so that it can be told.
        seal::PublicKey kept{file, seal::plain_fingerprint(key), {}, 0, {}};
        if (kept.fingerprint.empty()) continue;
        auto read = seal::read_key(file, key, setup_.now());
        if (!read && read.error().code != Errc::Denied) continue;
        if (read) kept = *std::move(read);
        static_cast<void>(keep_contact({std::string(item.member_text("name")), address, {}, std::move(kept)}));
    }
}

void Sending::forget_contacts() {
    contacts_.clear();
    ++contact_changes_;
    shown_.reset();
}

void Sending::remove_contact(std::size_t index) {
    if (index >= contacts_.size()) return;
    contacts_.erase(contacts_.begin() + static_cast<std::ptrdiff_t>(index));
    ++contact_changes_;
    shown_.reset();
}

Recipient Sending::recipient_of(const OwnContact& contact) {
    Recipient to;
    to.name = contact.name;
    to.method = contact.by_mail() ? kMailMethod : kDropMethod;
    to.address = contact.address;
    to.fingerprint = contact.key_text();
    to.protection = escalation::Protection::Sealed;
    return to;
}

const OwnContact* Sending::contact_of(const Recipient& to) const {
    // Desks have a channel, people have none.
    if (!to.channel.empty()) return nullptr;
    const auto found = std::ranges::find_if(contacts_, [&](const OwnContact& item) { return item.address == to.address && item.key_text() == to.fingerprint; });
    return found == contacts_.end() ? nullptr : &*found;
}

const seal::PublicKey* Sending::openpgp_of(const Recipient& to) const {
    if (const OwnContact* contact = contact_of(to)) return contact->openpgp ? &*contact->openpgp : nullptr;
    return key_of(to.channel);
}

Result<void> Sending::use_key(const std::string& channel, const std::string& path, const std::string& pinned) {
    AMPARO_TRY(const std::string file, setup_.read_file(path, seal::kKeyFileBytes));
    AMPARO_TRY(seal::PublicKey key, seal::read_key(file, pinned, setup_.now()));
    put_key(channel, std::move(key), !pinned.empty());
    return {};
}

void Sending::put_key(const std::string& channel, seal::PublicKey key, bool pinned) {
    drop_key(channel);
    keys_.push_back({channel, std::move(key), pinned});
}

Result<void> Sending::fetch_key(const std::string& channel, const std::string& address, const std::string& site, const std::string& pinned) {
    if (fetching_) return fail(Errc::Conflict, "under way", "delivery.error.busy");
    if (!choice_.on) return fail(Errc::Denied, "off", "network.off");
    AMPARO_TRY(const network::Address place, delivery::key_address(address, site));
    AMPARO_TRY(network::Consent consent, delivery::SendGate::press_to_contact(place.text()));
    AMPARO_TRY(auto opened, make_network());
    fetch_ = Fetch::Trying;
    fetch_problem_ = {};
    fetched_for_ = channel;
    fetching_ = std::make_shared<Fetching>();
    fetching_->pinned = !pinned.empty();
    // As with a login.
    struct Load {
        std::unique_ptr<network::Network> network;
        network::Consent consent;
    };
    const auto load = std::make_shared<Load>(Load{std::move(opened), std::move(consent)});
    const auto run = [fetching = fetching_, load, place, pinned, now = setup_.now(), wake = setup_.wake] {
        CallLimit limit;
        limit.deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        limit.stop = fetching->stop.token();
        auto key = delivery::fetch_key(*load->network, load->consent, place, pinned, {}, now, limit);
        {
            const std::lock_guard lock(fetching->mutex);
            fetching->finished = true;
            if (key) fetching->key = *std::move(key);
            else fetching->error = key.error();
        }
        if (wake) wake();
    };
    try {
        std::thread(run).detach();
    } catch (const std::system_error&) {
        fetching_.reset();
        fetch_ = Fetch::None;
        return fail(Errc::Limit, "no thread");
    }
    return {};
}

void Sending::stop_fetch() {
    if (fetching_) fetching_->stop.request_stop();
    fetching_.reset();
    fetch_ = Fetch::None;
}

void Sending::drop_key(const std::string& channel) {
    std::erase_if(keys_, [&](const DeskKey& item) { return item.channel == channel; });
    shown_.reset();
    sealed_for_.reset();
}

const seal::PublicKey* Sending::key_of(const std::string& channel) const {
    if (channel.empty()) return nullptr;
    const auto found = std::ranges::find(keys_, channel, &DeskKey::channel);
    return found == keys_.end() ? nullptr : &found->key;
}

bool Sending::key_is_pinned(const std::string& channel) const {
    const auto found = std::ranges::find(keys_, channel, &DeskKey::channel);
    return found != keys_.end() && found->pinned;
}

bool Sending::poll_fetch() {
    if (!fetching_) return false;
    const std::shared_ptr<Fetching> fetching = fetching_;
    const std::lock_guard lock(fetching->mutex);
    if (!fetching->finished) return false;
    fetching_.reset();
    if (fetching->key) {
        put_key(fetched_for_, *std::move(fetching->key), fetching->pinned);
        fetch_ = Fetch::Done;
    } else {
        fetch_ = Fetch::Failed;
        fetch_problem_ = {fetching->error->message_id(), {}};
    }
    return true;
}

}  // namespace amparo::models
