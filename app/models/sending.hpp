#pragma once
// Sending from this computer, as the pages see it: whether it is switched on and by which road, the person's mail account
// and own contacts, the key of a desk, practice, and the one thing that is being sent (Delivery). Off until the person
// switches it on, in every session anew. Plain state and actions; one thread, that of the window: what takes time
// happens on threads of its own, and poll() takes it over.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/base/secret.hpp"
#include "app/delivery/desk_key.hpp"
#include "app/delivery/mail_account.hpp"
#include "app/delivery/sos_area.hpp"
#include "app/escalation/preview.hpp"
#include "app/models/delivery.hpp"
#include "app/network/network.hpp"
#include "app/vault/record_store.hpp"

namespace amparo::models {

/// How packets travel once sending is on.
struct NetworkChoice {
    bool on = false;
    bool through_proxy = false;
    std::string host = "127.0.0.1";
    std::uint16_t port = 9050;
    bool operator==(const NetworkChoice&) const = default;
};

[[nodiscard]] network::Travel travel_of(const NetworkChoice& choice);

/// Somebody the person named: a folder for reports or a mail address, and one key of theirs. What goes to them is sealed.
struct OwnContact {
    std::string name;
    std::string address;  ///< https, http to an onion service, or a mailbox
    std::optional<vault::InboxAddress> inbox;
    std::optional<seal::PublicKey> openpgp;  ///< only by mail

    [[nodiscard]] bool by_mail() const { return network::is_mailbox(address); }
    /// The inbox key, or the fingerprint.
    [[nodiscard]] std::string key_text() const { return inbox ? inbox->text() : openpgp ? openpgp->fingerprint : std::string(); }
};

struct SendingSetup {
    std::function<void()> wake;         ///< called from working threads: poll()
    std::function<std::int64_t()> now;  ///< seconds since 1970
    std::function<Result<std::string>(const std::string& path, std::size_t most)> read_file;
    /// Where an SOS lies; null: nothing can be prepared. Outlives the model.
    Storage* storage = nullptr;
    /// Makes the courier that may use the network; the real one unless a test hands in another.
    std::function<std::shared_ptr<delivery::Courier>(const NetworkChoice&, std::shared_ptr<const delivery::MailAccount>)> courier{};
    /// Opens the network for a login; the real one unless a test hands in another.
    std::function<Result<std::unique_ptr<network::Network>>(const NetworkChoice&)> network{};
};

/// Whether what a page shows can be sent from here.
enum class Road : std::uint8_t {
    None,      ///< why() says what is missing
    Mail,      ///< through the person's own account
    Drop,      ///< to the folder of an own contact
    Site,      ///< to a desk's site that runs GlobaLeaks
    Practice,  ///< to nobody
};

class Sending {
  public:
    explicit Sending(SendingSetup setup);
    Sending(const Sending&) = delete;
    Sending& operator=(const Sending&) = delete;
    ~Sending();

    // The network.

    /// False in builds that contain no network code.
    [[nodiscard]] static bool possible() { return network::has_network(); }
    [[nodiscard]] const NetworkChoice& network() const { return choice_; }
    /// Errors: Usage — no host, or a port that is none: nothing changes.
    [[nodiscard]] Result<void> choose(NetworkChoice choice);
    /// Every try of this session, newest last.
    [[nodiscard]] std::vector<network::Attempt> attempts() const;

    // The person's mail account, in memory only unless the person has the open profile keep it.

    enum class SignIn : std::uint8_t { None, Trying, Failed, Done };
    [[nodiscard]] SignIn sign_in_state() const { return sign_in_; }
    /// Why the last try failed.
    [[nodiscard]] const Message& sign_in_problem() const { return sign_in_problem_; }
    [[nodiscard]] const delivery::MailAccount* account() const { return account_.get(); }
    /// One login, which hands over nothing; the person pressed a button that names the server. `server` empty: the one we
    /// know of that service. Errors: Usage — not an address; Unsupported — that service takes no password; Denied —
    /// sending is off; Conflict — one is under way.
    [[nodiscard]] Result<void> sign_in(const std::string& mailbox, const std::string& server, SecretString password);
    /// The server that sign_in() would contact, to be shown before. Errors: as there, but for Denied and Conflict.
    [[nodiscard]] static Result<network::Address> mail_server(const std::string& mailbox, const std::string& server);
    /// Forgets the account, also where it is kept.
    void sign_out();
    /// Whether the open profile keeps the account, password and all. Never without the person saying so.
    [[nodiscard]] bool keeps_account() const { return keep_account_ && account_ != nullptr; }
    void keep_account(bool keep);
    /// For what keeps it: a document, or "" when nothing is to be kept; and the other way. What is wrong is left out.
    [[nodiscard]] std::string account_document() const;
    void take_account(std::string_view json);
    /// The profile is closed: an account that it keeps is gone from here.
    void forget_account();
    /// Another number whenever the document would be another.
    [[nodiscard]] std::size_t account_changes() const { return account_changes_; }

    // Own contacts, in memory only unless a vault keeps them.

    [[nodiscard]] const std::vector<OwnContact>& contacts() const { return contacts_; }
    /// `key`: an inbox key; for a mailbox also the path of a file with their OpenPGP key, whose fingerprint the person then
    /// compares. Errors: those of network::parse_address, InboxAddress::parse and seal::read_key, with their sentences;
    /// Usage — no name.
    [[nodiscard]] Result<void> add_contact(std::string name, std::string address, std::string_view key);
    void remove_contact(std::size_t index);
    /// For what keeps them: a document with all of them, or "" when there are none; and the other way. What is wrong in it
    /// is left out.
    [[nodiscard]] std::string contacts_document() const;
    void take_contacts(std::string_view json);
    void forget_contacts();
    /// Another number whenever the document would be another.
    [[nodiscard]] std::size_t contact_changes() const { return contact_changes_; }
    /// As the page shows it: to whom, where, and how protected.
    [[nodiscard]] static escalation::Recipient recipient_of(const OwnContact& contact);

    // The key of a desk.

    /// Reads a key file that the person named, for the desk `channel`. `pinned`: the fingerprint in its channel file, or
    /// empty; then the person compares. Errors: those of seal::read_key, and of reading.
    [[nodiscard]] Result<void> use_key(const std::string& channel, const std::string& path, const std::string& pinned);
    enum class Fetch : std::uint8_t { None, Trying, Failed, Done };
    /// One question for the key of the desk `channel`, at an address on its own site `site`; the person pressed a button that
    /// names the server. Kept only if it is the pinned one. What came of it is in fetch_state(). Errors: those of
    /// delivery::key_address; Denied — sending is off; Conflict — one is under way.
    [[nodiscard]] Result<void> fetch_key(const std::string& channel, const std::string& address, const std::string& site, const std::string& pinned);
    void stop_fetch();
    [[nodiscard]] Fetch fetch_state() const { return fetch_; }
    /// Why the last one failed.
    [[nodiscard]] const Message& fetch_problem() const { return fetch_problem_; }
    /// The desk that the last one was about.
    [[nodiscard]] const std::string& fetched_for() const { return fetched_for_; }
    void drop_key(const std::string& channel);
    [[nodiscard]] const seal::PublicKey* key_of(const std::string& channel) const;
    /// True when its fingerprint stands in the channel file.
    [[nodiscard]] bool key_is_pinned(const std::string& channel) const;
    /// The text of a preview as an armoured block, or sealed for an own contact as text; made anew only when the preview
    /// changed. Empty when nobody's key is known.
    [[nodiscard]] std::string sealed_block(const escalation::Preview& preview);

    /// The same for an own contact with an inbox key, as the file that is left in their folder; sealed anew each time. Empty for others.
    [[nodiscard]] std::string sealed_file(const escalation::Preview& preview) const;

    // Practice.

    /// The same pages; nothing has a network then, and the address is one that cannot exist.
    void practise(bool yes);
    [[nodiscard]] bool practising() const { return practice_; }

    /// How long one can change one's mind: 10 seconds, or more for those who ask for it.
    [[nodiscard]] int window_seconds() const { return window_seconds_; }
    void set_window_seconds(int seconds);

    // The one thing that is being sent.

    /// Gets what a page shows ready to be held or asked. Cheap when nothing changed. `confirmed`: whether the desk's
    /// address is well known; only such addresses are sent to.
    [[nodiscard]] Road prepare(const escalation::Preview& preview, bool confirmed);
    /// What is missing when the road is None; a sentence. Why sealing failed, too.
    [[nodiscard]] const Message& why() const { return why_; }
    [[nodiscard]] Delivery& delivery() { return delivery_; }
    [[nodiscard]] const Delivery& delivery() const { return delivery_; }
    /// Ids of the items that were sent since start_over().
    [[nodiscard]] const std::vector<std::string>& sent() const { return sent_; }
    void start_over();

    // What waits.

    /// The open profile, which keeps the key of the outbox; null: what waits is in memory. An outbox is made when sending
    /// is switched on, and opened when the profile is. What waits in memory stays there until it is gone.
    void use_records(vault::RecordStore* records);
    /// True when what waits outlives the program.
    [[nodiscard]] bool keeps_outbox() const { return kept_; }

    // The SOS.

    /// What lies ready. Read once; opening nothing else.
    [[nodiscard]] const std::vector<delivery::SosEntry>& sos() const;
    /// A folder was made since the start.
    void use_storage(Storage* storage);
    /// True when there is a folder to keep one in.
    [[nodiscard]] bool can_keep_sos() const { return setup_.storage != nullptr; }
    /// Seals what a page shows for an own contact and lays it ready. Errors: those of SosArea::prepare: it wants a
    /// delivery to that address that arrived in this session; NotFound — no such contact, or nothing can be saved here.
    [[nodiscard]] Result<void> prepare_sos(const escalation::Preview& preview);
    [[nodiscard]] Result<void> erase_sos();
    /// Gets an SOS ready to be held. Errors: NotFound; those of Delivery::show_parcel.
    /// Only for it the network is on, by the road it was prepared for, whatever the switch says: holding it is asking.
    [[nodiscard]] Result<void> show_sos(std::size_t index);
    /// Which one is ready to be held.
    [[nodiscard]] std::optional<std::size_t> shown_sos() const;
    [[nodiscard]] bool sos_is_old(std::size_t index) const { return index < sos().size() && sos()[index].old(setup_.now()); }

    /// Takes over what worked in the background. True when something changed.
    bool poll();
    /// The next try of what waits. True when one began.
    bool send_due() { return delivery_.send_due(); }
    /// Seconds until something that waits is due; nothing when nothing waits or sending is off.
    [[nodiscard]] std::optional<std::int64_t> next_try_in() const;
    /// The person wants it tried now, or once more. Errors: those of Outbox::queue_again.
    [[nodiscard]] Result<void> try_now(const std::string& item);

  private:
    struct Login;
    struct Fetching;
    void put_key(const std::string& channel, seal::PublicKey key, bool pinned);
    void stop_login();
    [[nodiscard]] bool poll_login();
    [[nodiscard]] bool poll_fetch();
    struct Heard;
    enum class Make : std::uint8_t { No, Yes };
    void open_outbox(Make make);
    [[nodiscard]] std::function<void(const network::Attempt&)> note() const;
    [[nodiscard]] std::shared_ptr<delivery::Courier> make_courier(const NetworkChoice& choice) const;
    void renew_courier();
    [[nodiscard]] Result<std::unique_ptr<network::Network>> make_network() const;
    [[nodiscard]] std::optional<delivery::Letter> letter_for(const escalation::Preview& preview, Road road) const;
    [[nodiscard]] const OwnContact* contact_of(const escalation::Recipient& to) const;
    /// The OpenPGP key of whom a preview is for, or nullptr.
    [[nodiscard]] const seal::PublicKey* openpgp_of(const escalation::Recipient& to) const;
    [[nodiscard]] Result<void> keep_contact(OwnContact contact);
    [[nodiscard]] Road road_for(const escalation::Preview& preview, bool confirmed);

    SendingSetup setup_;
    std::shared_ptr<Heard> heard_;
    NetworkChoice choice_;
    SignIn sign_in_ = SignIn::None;
    Message sign_in_problem_;
    std::shared_ptr<Login> login_;
    std::shared_ptr<const delivery::MailAccount> account_;
    bool keep_account_ = false;
    Fetch fetch_ = Fetch::None;
    Message fetch_problem_;
    std::string fetched_for_;
    std::shared_ptr<Fetching> fetching_;
    std::size_t account_changes_ = 0;
    std::vector<OwnContact> contacts_;
    std::size_t contact_changes_ = 0;
    struct DeskKey {
        std::string channel;
        seal::PublicKey key;
        bool pinned = false;
    };
    std::vector<DeskKey> keys_;
    bool practice_ = false;
    int window_seconds_ = 10;
    Delivery delivery_;
    vault::RecordStore* records_ = nullptr;
    bool kept_ = false;
    Message why_;
    std::optional<Digest> shown_;
    Road road_ = Road::None;
    std::optional<Digest> sealed_for_;
    std::string sealed_block_;
    std::vector<std::string> sent_;
    mutable std::optional<delivery::SosArea> sos_;
    std::optional<std::size_t> shown_sos_;
};

}  // namespace amparo::models
