#include "app/models/sending.hpp"

#include <algorithm>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "app/base/bytes.hpp"
#include "app/base/hex.hpp"
#include "app/base/json.hpp"
#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/delivery/desk_key.hpp"
#include "app/delivery/network_courier.hpp"
#include "app/models/kept_sending.hpp"
#include "app/models/sending_methods.hpp"
#include "app/network/address.hpp"
#include "app/seal/digest.hpp"
#include "app/seal/image.hpp"

namespace amparo::models {

using delivery::Letter;
using delivery::Way;
using escalation::Preview;
using escalation::Recipient;

namespace {

constexpr std::size_t kMostAttempts = 200;
/// A name that no server can have (RFC 6761), so that a slip in the program would reach nobody.
constexpr const char* kNowhere = "https://practice.invalid/";

delivery::OwnKeys nobody() { return {}; }

void seal_for(Letter& letter, const OwnContact& contact) {
    if (contact.inbox) letter.boxes = {*contact.inbox};
    if (contact.openpgp) letter.openpgp = {*contact.openpgp};
}

/// Cases carry a hyphen for the eye; subjects and files do without.
std::string bare_case(std::string_view case_ref) {
    std::string out;
    for (const char c : case_ref) {
        if (c != '-') out += c;
    }
    return out;
}

}  // namespace

/// Tells of tries that were made on other threads.
struct Sending::Heard {
    std::mutex mutex;
    std::vector<network::Attempt> attempts;
};

Sending::Sending(SendingSetup setup)
    : setup_(std::move(setup)),
      heard_(std::make_shared<Heard>()),
      delivery_({nullptr, delivery::Outbox::in_memory(), setup_.wake, setup_.now, false}) {}

Sending::~Sending() {
    stop_login();
    stop_fetch();
}

std::vector<network::Attempt> Sending::attempts() const {
    const std::lock_guard lock(heard_->mutex);
    return heard_->attempts;
}

network::Travel travel_of(const NetworkChoice& choice) {
    network::Travel out;
    out.route = choice.through_proxy ? network::Route::Socks : network::Route::Direct;
    out.proxy_host = choice.host;
    out.proxy_port = choice.port;
    return out;
}

std::function<void(const network::Attempt&)> Sending::note() const {
    return [heard = heard_](const network::Attempt& attempt) {
        const std::lock_guard lock(heard->mutex);
        if (heard->attempts.size() == kMostAttempts) heard->attempts.erase(heard->attempts.begin());
        heard->attempts.push_back(attempt);
    };
}

std::shared_ptr<delivery::Courier> Sending::make_courier(const NetworkChoice& choice) const {
    if (!choice.on) return nullptr;
    if (setup_.courier) return setup_.courier(choice, account_);
    auto opened = network::open_network(travel_of(choice), note());
    if (!opened) return nullptr;
    return std::make_shared<delivery::NetworkCourier>(std::shared_ptr<network::Network>(*std::move(opened)), account_);
}

void Sending::renew_courier() {
    delivery_.use_courier(make_courier(choice_), choice_.through_proxy);
    // What the preview says of the road is another now.
    shown_.reset();
}

Result<void> Sending::choose(NetworkChoice choice) {
    if (choice.through_proxy && (choice.host.empty() || choice.port == 0)) return fail(Errc::Usage, "proxy", "sending.proxy.wrong");
    if (!std::ranges::all_of(choice.host, [](char c) { return c > ' ' && c < '\x7f' && c != '/' && c != '@'; })) {
        return fail(Errc::Usage, "proxy", "sending.proxy.wrong");
    }
    if (choice == choice_) return {};
    choice_ = std::move(choice);
    renew_courier();
    if (choice_.on) open_outbox(Make::Yes);
    return {};
}

Result<std::unique_ptr<network::Network>> Sending::make_network() const {
    if (setup_.network) return setup_.network(choice_);
    return network::open_network(travel_of(choice_), note());
}

std::string Sending::sealed_block(const Preview& preview) {
    const seal::PublicKey* key = openpgp_of(preview.to);
    if (key == nullptr) return {};
    const Digest now = escalation::digest_of(preview);
    if (sealed_for_ == now) return sealed_block_;
    auto sealed = seal::encrypt({*key}, as_bytes(preview.rendering.text), setup_.now());
    sealed_for_ = now;
    sealed_block_ = sealed ? *std::move(sealed) : std::string();
    why_ = sealed ? Message{} : Message{sealed.error().message_id(), {}};
    return sealed_block_;
}

std::string Sending::sealed_file(const Preview& preview) const {
    auto letter = letter_for(preview, Road::Drop);
    if (!letter) return {};
    letter->address = kNowhere;
    auto packed = delivery::pack(*letter, nobody(), setup_.now());
    return packed ? std::move(packed->parcel.body) : std::string();
}

void Sending::set_window_seconds(int seconds) {
    // The gate itself never takes less than ten.
    window_seconds_ = std::max(seconds, 10);
    delivery_.set_window(std::chrono::seconds(window_seconds_));
}

void Sending::practise(bool yes) {
    if (practice_ == yes) return;
    delivery_.close();
    practice_ = yes;
    shown_.reset();
}

Road Sending::road_for(const Preview& preview, bool confirmed) {
    why_ = {};
    const auto missing = [&](const char* id) {
        why_ = {id, {}};
        return Road::None;
    };
    if (preview.rendering.text.empty()) return Road::None;
    if (practice_) return Road::Practice;
    const bool own = contact_of(preview.to) != nullptr;
    const bool mail = preview.to.method == kMailMethod;
    const bool site = preview.to.method == kSiteMethod && !own;
    if (!own && !mail && !site) return missing("sending.by_hand");
    if (!possible() && !setup_.courier) return missing("network.none");
    // A mistyped or outdated address would be told everything, and nobody would notice.
    if (!own && !confirmed) return missing("sending.not_confirmed");
    if (!choice_.on) return missing("network.off");
    if (site) return Road::Site;
    if (!mail) return Road::Drop;
    return account_ ? Road::Mail : missing("sending.no_account");
}

std::optional<Letter> Sending::letter_for(const Preview& preview, Road road) const {
    Letter letter;
    letter.case_ref = bare_case(preview.rendering.case_ref);
    letter.recipient = preview.to.name;
    letter.text = preview.rendering.text;
    switch (road) {
        case Road::None: return std::nullopt;
        case Road::Practice:
            letter.way = Way::Drop;
            letter.address = kNowhere;
            return letter;
        case Road::Drop: {
            const OwnContact* contact = contact_of(preview.to);
            if (contact == nullptr) return std::nullopt;
            letter.way = Way::Drop;
            letter.address = contact->address;
            seal_for(letter, *contact);
            return letter;
        }
        case Road::Site:
            letter.way = Way::GlobaLeaks;
            letter.address = preview.to.address;
            if (const seal::PublicKey* key = key_of(preview.to.channel)) letter.openpgp = {*key};
            return letter;
        case Road::Mail:
            letter.way = Way::Mail;
            letter.address = preview.to.address;
            letter.server = account_->server();
            letter.from = account_->mailbox();
            if (const OwnContact* contact = contact_of(preview.to)) {
                seal_for(letter, *contact);
            } else if (const seal::PublicKey* key = key_of(preview.to.channel)) {
                letter.openpgp = {*key};
            }
            return letter;
    }
    return std::nullopt;
}

Road Sending::prepare(const Preview& preview, bool confirmed) {
    using Phase = Delivery::Phase;
    const Phase phase = delivery_.phase();
    // What is held or counts down stays what it was when the hold began.
    if (phase != Phase::Nothing && phase != Phase::Preview && phase != Phase::Ended) return road_;
    const Digest now = escalation::digest_of(preview);
    const Road road = road_for(preview, confirmed);
    if (road == road_ && shown_ == now && phase == Phase::Preview) return road_;
    delivery_.close();
    if (std::exchange(shown_sos_, std::nullopt)) renew_courier();
    shown_ = now;
    road_ = road;
    auto letter = letter_for(preview, road);
    if (!letter) return road_ = Road::None;
    const auto made = delivery_.show(*std::move(letter), nobody(), practice_ ? Delivery::Practice::Yes : Delivery::Practice::No);
    if (!made) {
        why_ = {made.error().message_id(), {}};
        road_ = Road::None;
    }
    return road_;
}

void Sending::start_over() {
    using Phase = Delivery::Phase;
    if (delivery_.phase() != Phase::Sending) delivery_.close();
    shown_.reset();
    road_ = Road::None;
    sent_.clear();
}

const std::vector<delivery::SosEntry>& Sending::sos() const {
    static const std::vector<delivery::SosEntry> kNone;
    if (setup_.storage == nullptr) return kNone;
    if (!sos_) {
        auto area = delivery::SosArea::open(*setup_.storage);
        if (!area) return kNone;
        sos_.emplace(*std::move(area));
    }
    return sos_->entries();
}

void Sending::use_storage(Storage* storage) {
    setup_.storage = storage;
    sos_.reset();
}

Result<void> Sending::prepare_sos(const Preview& preview) {
    const OwnContact* contact = contact_of(preview.to);
    if (contact == nullptr || setup_.storage == nullptr) return fail(Errc::NotFound, "contact or storage", "sending.sos.nowhere");
    // Mail takes a password, and an SOS goes out while everything is locked.
    if (contact->by_mail()) return fail(Errc::Unsupported, "by mail", "sending.sos.mail");
    static_cast<void>(sos());
    if (!sos_) return fail(Errc::Corrupt, "area");
    const auto letter = letter_for(preview, Road::Drop);
    if (!letter) return fail(Errc::NotFound, "letter");
    AMPARO_TRY(delivery::Packed packed, delivery::pack(*letter, nobody(), setup_.now()));
    delivery::QueueItem test;
    for (const delivery::QueueItem& item : delivery_.queue()) {
        const bool there = item.state == delivery::State::Accepted || item.state == delivery::State::DeliveredProof;
        if (there && item.parcel.address == contact->address) test = item;
    }
    const std::string proxy = choice_.through_proxy ? choice_.host + ":" + std::to_string(choice_.port) : std::string();
    return sos_->prepare(std::move(packed.parcel), test, setup_.now(), proxy);
}

Result<void> Sending::erase_sos() {
    static_cast<void>(sos());
    return sos_ ? sos_->erase() : Result<void>{};
}

std::optional<std::size_t> Sending::shown_sos() const {
    return delivery_.phase() == Delivery::Phase::Nothing || delivery_.phase() == Delivery::Phase::Ended ? std::nullopt : shown_sos_;
}

Result<void> Sending::show_sos(std::size_t index) {
    const auto& entries = sos();
    if (index >= entries.size()) return fail(Errc::NotFound, "sos");
    Letter letter;
    letter.way = entries[index].parcel.way;
    letter.case_ref = entries[index].parcel.case_ref;
    letter.recipient = entries[index].parcel.recipient;
    letter.address = entries[index].parcel.address;
    road_ = Road::Drop;
    shown_.reset();
    if (delivery_.phase() == Delivery::Phase::Sending) return fail(Errc::Conflict, "under way", "delivery.error.busy");
    NetworkChoice road;
    road.on = true;
    if (const std::string& proxy = entries[index].proxy; !proxy.empty()) {
        const std::size_t colon = proxy.rfind(':');
        const auto port = text::to_integer(colon == std::string::npos ? std::string_view() : std::string_view(proxy).substr(colon + 1));
        if (!port || *port < 1 || *port > 65'535) return fail(Errc::Corrupt, "proxy", "sending.proxy.wrong");
        road.through_proxy = true;
        road.host = proxy.substr(0, colon);
        road.port = static_cast<std::uint16_t>(*port);
    }
    delivery_.use_courier(make_courier(road), road.through_proxy);
    shown_sos_ = index;
    return delivery_.show_parcel(std::move(letter), entries[index].parcel);
}

void Sending::open_outbox(Make make) {
    if (records_ == nullptr || setup_.storage == nullptr || kept_ || !delivery_.outbox().items().empty()) return;
    const vault::RecordId id = outbox_record();
    std::optional<std::string> bytes = records_->get(vault::RecordType::Outbox, id);
    if (!bytes && make == Make::No) return;
    if (!bytes) {
        std::string fresh(seal::kImageKey, '\0');
        seal::random_fill(fresh);
        bytes = fresh;
        if (!records_->put(vault::RecordType::Outbox, id, std::move(fresh))) return;
    }
    const auto key = outbox_key(*bytes);
    wipe(*bytes);
    if (!key) return;
    // Another profile's outbox does not open with this key, and is left as it is.
    auto outbox = delivery::Outbox::open(*setup_.storage, *key);
    if (!outbox) return;
    kept_ = delivery_.use_outbox(std::shared_ptr<delivery::Outbox>(*std::move(outbox))).has_value();
}

void Sending::use_records(vault::RecordStore* records) {
    if (records == records_) return;
    records_ = records;
    if (kept_ && delivery_.use_outbox(std::shared_ptr<delivery::Outbox>(delivery::Outbox::in_memory()))) kept_ = false;
    open_outbox(choice_.on ? Make::Yes : Make::No);
}

Result<SecretBytes> outbox_key(std::string_view kept) {
    if (kept.size() != seal::kImageKey) return fail(Errc::Corrupt, "the key of the outbox");
    AMPARO_TRY(SecretBytes out, SecretBytes::create(seal::kImageKey));
    std::ranges::copy(as_bytes(kept), out.writable().begin());
    return out;
}

std::optional<std::int64_t> Sending::next_try_in() const {
    std::optional<std::int64_t> out;
    if (!delivery_.cannot_send().empty()) return out;
    for (const delivery::QueueItem& item : delivery_.queue()) {
        if (item.state != delivery::State::Queued) continue;
        const std::int64_t left = std::max<std::int64_t>(item.next_try - setup_.now(), 0);
        out = std::min(out.value_or(left), left);
    }
    return out;
}

Result<void> Sending::try_now(const std::string& item) {
    AMPARO_TRY_VOID(delivery_.outbox().queue_again(item, setup_.now()));
    static_cast<void>(send_due());
    return {};
}

bool Sending::poll() {
    bool changed = delivery_.poll();
    if (changed && delivery_.phase() == Delivery::Phase::Ended && shown_sos_ && sos_ && delivery_.outcome().receipt.proof != delivery::Proof::None) {
        // Nobody is unlocked, so nobody's report key is known: what is kept is the time.
        static_cast<void>(sos_->note_sent(*shown_sos_, delivery_.outcome().receipt, std::nullopt));
    }
    if (changed && delivery_.phase() == Delivery::Phase::Ended && !delivery_.outcome().item.empty() && !delivery_.practice()) {
        if (std::ranges::find(sent_, delivery_.outcome().item) == sent_.end()) sent_.push_back(delivery_.outcome().item);
    }
    const bool signed_in = poll_login();
    const bool fetched = poll_fetch();
    return changed || signed_in || fetched;
}

}  // namespace amparo::models
