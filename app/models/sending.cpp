#include "app/models/sending.hpp"

#include <algorithm>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "app/base/bytes.hpp"
#include "app/base/json.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/delivery/network_courier.hpp"
#include "app/models/outbox_key.hpp"
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
constexpr std::size_t kMostContacts = 16;
constexpr std::size_t kNameBytes = 120;
constexpr const char* kDropMethod = "drop";
/// A name that no server can have (RFC 6761), so that a slip in the program would reach nobody.
constexpr const char* kNowhere = "https://practice.invalid/";

delivery::OwnKeys nobody() { return {}; }

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

struct Sending::Login {
    std::mutex mutex;
    StopSource stop;
    bool finished = false;
    std::shared_ptr<const delivery::MailAccount> account;
    std::optional<Error> error;
};

Sending::Sending(SendingSetup setup)
    : setup_(std::move(setup)),
      heard_(std::make_shared<Heard>()),
      delivery_({nullptr, delivery::Outbox::in_memory(), setup_.wake, setup_.now, false}) {}

Sending::~Sending() {
    if (login_) login_->stop.request_stop();
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

Result<network::Address> Sending::mail_server(const std::string& mailbox, const std::string& server) {
    if (!network::is_mailbox(mailbox)) return fail(Errc::Usage, "mailbox", "network.address.mailbox");
    const delivery::MailService service = delivery::mail_service(mailbox);
    if (service.habit == delivery::PasswordHabit::Refuses) return fail(Errc::Unsupported, service.name, "sending.mail.refuses");
    std::string where = server.empty() ? service.server : server;
    if (where.empty()) where = network::mailbox_host(mailbox);
    if (where.find("://") == std::string::npos) where = "smtps://" + where;
    AMPARO_TRY(network::Address address, network::parse_address(where));
    if (!address.mail()) return fail(Errc::Usage, "not a mail server", "network.address.scheme");
    return address;
}

Result<std::unique_ptr<network::Network>> Sending::make_network() const {
    if (setup_.network) return setup_.network(choice_);
    return network::open_network(travel_of(choice_), note());
}

Result<void> Sending::sign_in(const std::string& mailbox, const std::string& server, SecretString password) {
    if (login_) return fail(Errc::Conflict, "under way", "delivery.error.busy");
    if (!choice_.on) return fail(Errc::Denied, "off", "network.off");
    AMPARO_TRY(const network::Address address, mail_server(mailbox, server));
    AMPARO_TRY(network::Consent consent, delivery::SendGate::press_to_contact(address.text()));
    AMPARO_TRY(auto opened, make_network());
    sign_in_ = SignIn::Trying;
    sign_in_problem_ = {};
    login_ = std::make_shared<Login>();
    // A thread takes copyable work only, and neither a consent nor a secret can be copied.
    struct Load {
        std::unique_ptr<network::Network> network;
        network::Consent consent;
        SecretString password;
    };
    const auto load = std::make_shared<Load>(Load{std::move(opened), std::move(consent), std::move(password)});
    const auto run = [login = login_, load, address = address.text(), mailbox, wake = setup_.wake] {
        CallLimit limit;
        limit.deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        limit.stop = login->stop.token();
        auto account = delivery::MailAccount::sign_in(*load->network, load->consent, address, mailbox, mailbox, std::move(load->password), {}, limit);
        {
            const std::lock_guard lock(login->mutex);
            login->finished = true;
            if (account) login->account = *std::move(account);
            else login->error = account.error();
        }
        if (wake) wake();
    };
    try {
        std::thread(run).detach();
    } catch (const std::system_error&) {
        login_.reset();
        sign_in_ = SignIn::None;
        return fail(Errc::Limit, "no thread");
    }
    return {};
}

void Sending::sign_out() {
    if (login_) login_->stop.request_stop();
    login_.reset();
    account_.reset();
    keep_account_ = false;
    ++account_changes_;
    sign_in_ = SignIn::None;
    renew_courier();
}

void Sending::keep_account(bool keep) {
    keep_account_ = keep;
    ++account_changes_;
}

std::string Sending::account_document() const {
    if (!keeps_account()) return {};
    return Json::object()
        .set("schema", "amparo.mail-account/1")
        .set("server", account_->server())
        .set("mailbox", account_->mailbox())
        .set("user", account_->user())
        .set("password", std::string(account_->password().view()))
        .set("pin", account_->pin())
        .dump(Json::Style::Compact);
}

void Sending::take_account(std::string_view json) {
    const auto parsed = Json::parse(json);
    if (!parsed || parsed->member_text("schema") != "amparo.mail-account/1") return;
    const std::string_view kept = parsed->member_text("password");
    auto password = SecretString::create(std::max<std::size_t>(kept.size(), 1));
    if (!password || !password->append(kept)) return;
    auto account = delivery::MailAccount::kept(std::string(parsed->member_text("server")), std::string(parsed->member_text("mailbox")),
                                               std::string(parsed->member_text("user")), *std::move(password), std::string(parsed->member_text("pin")));
    if (!account) return;
    account_ = *std::move(account);
    keep_account_ = true;
    ++account_changes_;
    sign_in_ = SignIn::Done;
    renew_courier();
}

void Sending::forget_account() {
    if (keeps_account()) sign_out();
}

Result<void> Sending::add_contact(std::string name, std::string address, std::string_view key) {
    name = utf8::displayable(text::trim(name), kNameBytes);
    if (name.empty()) return fail(Errc::Usage, "name", "sending.contact.no_name");
    if (contacts_.size() == kMostContacts) return fail(Errc::Limit, "contacts");
    AMPARO_TRY(const network::Address place, network::parse_address(text::trim(address)));
    if (place.mail()) return fail(Errc::Usage, "a mail server", "network.address.scheme");
    auto parsed = vault::InboxAddress::parse(key);
    if (!parsed) return fail(parsed.error().code, parsed.error().detail, "sending.contact.key");
    contacts_.push_back({std::move(name), place.text(), *parsed});
    ++contact_changes_;
    return {};
}

std::string Sending::contacts_document() const {
    if (contacts_.empty()) return {};
    Json list = Json::array();
    for (const OwnContact& contact : contacts_) {
        list.push(Json::object().set("name", contact.name).set("address", contact.address).set("key", contact.key.text()));
    }
    return Json::object().set("schema", "amparo.contacts/1").set("contacts", std::move(list)).dump(Json::Style::Compact);
}

void Sending::take_contacts(std::string_view json) {
    const auto parsed = Json::parse(json);
    const Json* list = parsed ? parsed->find("contacts") : nullptr;
    if (list == nullptr || !list->is_array()) return;
    for (const Json& item : list->elements()) {
        const std::string address(item.member_text("address"));
        const std::string key(item.member_text("key"));
        const bool known = std::ranges::any_of(contacts_, [&](const OwnContact& contact) { return contact.address == address && contact.key.text() == key; });
        if (!known) static_cast<void>(add_contact(std::string(item.member_text("name")), address, key));
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
    to.method = kDropMethod;
    to.address = contact.address;
    to.fingerprint = contact.key.text();
    to.protection = escalation::Protection::Sealed;
    return to;
}

const OwnContact* Sending::contact_of(const Recipient& to) const {
    if (to.method != kDropMethod) return nullptr;
    const auto found = std::ranges::find_if(contacts_, [&](const OwnContact& item) { return item.address == to.address && item.key.text() == to.fingerprint; });
    return found == contacts_.end() ? nullptr : &*found;
}

Result<void> Sending::use_key(const std::string& channel, const std::string& path, const std::string& pinned) {
    AMPARO_TRY(const std::string file, setup_.read_file(path, seal::kKeyFileBytes));
    AMPARO_TRY(seal::PublicKey key, seal::read_key(file, pinned, setup_.now()));
    drop_key(channel);
    keys_.push_back({channel, std::move(key), !pinned.empty()});
    return {};
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

std::string Sending::sealed_block(const Preview& preview) {
    const seal::PublicKey* key = key_of(preview.to.channel);
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
    const auto letter = letter_for(preview, Road::Drop);
    if (!letter) return {};
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
    const bool drop = contact_of(preview.to) != nullptr;
    if (!drop && preview.to.method != "email") return missing("sending.by_hand");
    if (!possible() && !setup_.courier) return missing("network.none");
    // A mistyped or outdated address would be told everything, and nobody would notice.
    if (!drop && !confirmed) return missing("sending.not_confirmed");
    if (!choice_.on) return missing("network.off");
    if (drop) return Road::Drop;
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
            letter.boxes = {contact->key};
            return letter;
        }
        case Road::Mail:
            letter.way = Way::Mail;
            letter.address = preview.to.address;
            letter.server = account_->server();
            letter.from = account_->mailbox();
            if (const seal::PublicKey* key = key_of(preview.to.channel)) letter.openpgp = {*key};
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
    if (!login_) return changed;
    const std::shared_ptr<Login> login = login_;
    const std::lock_guard lock(login->mutex);
    if (!login->finished) return changed;
    login_.reset();
    if (login->account) {
        account_ = login->account;
        ++account_changes_;
        sign_in_ = SignIn::Done;
        renew_courier();
    } else {
        sign_in_ = SignIn::Failed;
        sign_in_problem_ = {login->error->message_id(), {}};
    }
    return true;
}

}  // namespace amparo::models
