#pragma once
// An open profile: its records, and the actions that change the container. Every change is either on the stick and in here
// or in neither. One thread at a time; keeper.hpp puts it on a thread of its own. Clocks are handed in.

#include <cstdint>
#include <functional>
#include <optional>

#include "app/vault/copies.hpp"
#include "app/vault/keys.hpp"
#include "app/vault/records.hpp"
#include "app/vault/slot_record.hpp"
#include "app/vault/store.hpp"

namespace amparo::vault {

/// Why an open profile may be read only, or Writer.
enum class Standing {
    Writer,
    Asked,          ///< opened for reading
    OtherProgram,   ///< another program writes
    NoWriting,      ///< the folder cannot be written
    MixedCopies,    ///< the two copies do not belong together, or a foreign file lies in the place of one; see `choose`
    OlderCopy,      ///< the newer copy does not open, the older does
    Salvaged,       ///< no copy is whole
};

struct Opening {
    enum class Access { Write, Read } access = Access::Write;
    enum class OtherProgram { Respect, TakeOver } other_program = OtherProgram::Respect;
    /// After the person was asked: the copy that counts from now on; whatever lies in the other's place is overwritten.
    std::optional<std::size_t> choose;
};

class Vault {
  public:
    Vault(Vault&&) noexcept = default;
    Vault& operator=(Vault&&) noexcept = default;
    ~Vault() = default;

    /// Makes a container with one profile. `head` is of new_head(), and `root` derived with its salt.
    /// Errors: Conflict — something lies there; NoSpace and others of Storage.
    [[nodiscard]] static Result<Vault> create(Storage& storage, const Head& head, const RootKey& root, Moment now, const Rules& rules = {});

    /// Opens the profile of a passphrase, and makes the other copy whole again.
    /// Errors: NotFound — nothing is saved here; WrongPassphrase; Tampered — the passphrase is right, but what it opens was
    /// changed; Corrupt, Unsupported, Io.
    [[nodiscard]] static Result<Vault> unlock(Storage& storage, const RootKey& root, const Opening& how = {}, const Rules& rules = {});

    [[nodiscard]] const Records& records() const { return state_.own.records; }
    /// Changes stand on the stick after save().
    [[nodiscard]] Records& change_records() { return state_.own.records; }

    [[nodiscard]] Standing standing() const { return standing_; }
    [[nodiscard]] const Head& head() const { return head_; }
    [[nodiscard]] const Work& work() const { return work_; }
    /// When this profile was saved before it was opened; nothing for a new one.
    [[nodiscard]] std::optional<Moment> last_saved() const { return last_saved_; }
    [[nodiscard]] std::size_t capacity() const { return bay_capacity(head_.bay_bytes, rules_); }
    [[nodiscard]] std::size_t used() const;
    /// Which copy this was read from; 0 or 1.
    [[nodiscard]] std::size_t copy_shown() const { return newest_; }
    /// Whether the two copies hold the same.
    [[nodiscard]] bool mirrored() const { return mirrored_; }
    /// Whether the other copy was made whole again when this was opened.
    [[nodiscard]] bool healed() const { return healed_; }

    /// Writes the copy that is older. After an error nothing is lost and it may be called again.
    /// Errors: Conflict — may not write, or another program took over; Limit — the bay is full; those of write_copy.
    [[nodiscard]] Result<void> save(Moment now);
    /// The same with these records; for a writer that works on a copy.
    [[nodiscard]] Result<void> save(Moment now, const Records& records);
    /// Writes the other copy, too.
    [[nodiscard]] Result<void> mirror();

    // Each of these saves, mirrors, and makes new keys where an old copy of the stick would otherwise open what comes.
    // Errors besides those of save(): Conflict with "vault.error.same_passphrase" — the passphrase opens something already.
    [[nodiscard]] Result<void> change_passphrase(const RootKey& root, Moment now);
    [[nodiscard]] Result<void> set_recovery(const RootKey& code, Moment now);
    [[nodiscard]] Result<void> revoke_recovery(Moment now);
    [[nodiscard]] bool has_recovery() const;
    /// Somebody may have had the stick.
    [[nodiscard]] Result<void> renew_keys(Moment now);

    /// Makes a second profile in the other space, whatever that held.
    [[nodiscard]] Result<void> make_second(const RootKey& root, Moment now);
    /// Learns the key of the second profile again after its passphrase was changed in there.
    /// Errors: WrongPassphrase — it opens no second profile.
    [[nodiscard]] Result<void> join_second(const RootKey& root, Moment now);
    [[nodiscard]] Result<void> remove_second(Moment now);
    /// The records of the second profile, or nullptr when this profile does not know one.
    [[nodiscard]] Records* second() { return state_.other ? &state_.other->records : nullptr; }

    /// Random bytes over this profile's keys and then its bay, in both copies. Afterwards nothing opens here.
    [[nodiscard]] Result<void> destroy_profile();
    /// As destroy_store(), and nothing of this can be saved again.
    [[nodiscard]] Result<void> destroy_everything();
    /// The same files on another stick. Errors: Conflict — something lies there.
    [[nodiscard]] Result<void> copy_to(Storage& other) const;

  private:
    struct Profile {
        std::size_t bay = 0;
        SecretBytes key;
        Records records;
    };
    struct State {
        Profile own;
        std::optional<Profile> other;
        SecretBytes other_key;
    };
    /// Which slots are written anew.
    struct Rewrap {
        bool own = false;
        bool other = false;
    };
    struct Found;

    Vault(Storage& storage, Rules rules) : storage_(&storage), rules_(std::move(rules)) {}
    [[nodiscard]] static Result<Profile> copy(const Profile& profile);
    [[nodiscard]] Result<State> copy_state() const;
    [[nodiscard]] static Result<Found> open_copy(const RootKey& root, const Head& head, Bytes head_bytes, Bytes bays, const Rules& rules, Work& work);
    [[nodiscard]] static Result<Found> open_best(const Store& store, std::size_t chosen, const RootKey& root, const Rules& rules, Work& work);
    [[nodiscard]] static Result<Found> salvage(const Store& store, const RootKey& root, const Rules& rules, Work& work);
    [[nodiscard]] Result<std::string> build(State& state, std::uint64_t counter, Rewrap rewrap) const;
    [[nodiscard]] Result<void> check_image(const State& state, Bytes image, std::uint64_t counter) const;
    [[nodiscard]] Result<void> write_slots(std::string& image, const Profile& profile, const SecretBytes& other_key) const;
    /// Builds, writes, and takes the state over; `Both` writes the mirror as well.
    enum class Write { One, Both };
    [[nodiscard]] Result<void> commit(State state, Rewrap rewrap, Write write, Moment now);
    /// New keys for what is open here.
    [[nodiscard]] Result<Rewrap> new_keys(State& state) const;
    /// Errors: Conflict with "vault.error.same_passphrase"; Limit — no memory to look.
    [[nodiscard]] Result<void> opens_nothing(const RootKey& root) const;
    void heal(const Store& store);
    /// No key, no record and no lock stays.
    void forget();

    Storage* storage_;
    Rules rules_;
    WriterLock lock_;
    Standing standing_ = Standing::Writer;
    Head head_;
    std::string image_;        // as the newest copy has it
    std::size_t newest_ = 0;   // which copy that is
    bool mirrored_ = false;
    bool healed_ = false;
    State state_;
    std::optional<Moment> last_saved_;
    Work work_;
};

/// Random bytes over the keys in both copies, then over everything, then the files are gone. Needs no passphrase.
[[nodiscard]] Result<void> destroy_store(Storage& storage);

}  // namespace amparo::vault
