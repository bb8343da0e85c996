#pragma once
// Whether anything is kept, as the window sees it: nothing, locked, open; and the actions that lead from one to the other.
// What takes long runs elsewhere; poll() takes over what came of it. Thread: the window's.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/models/errands.hpp"
#include "app/models/saved.hpp"
#include "app/vault/keeper.hpp"

namespace amparo::models {

struct KeepingSetup {
    std::string folder;          ///< empty: nothing can be saved
    std::function<void()> wake;  ///< from other threads: there is something to poll()
    SaveOptions options;
    /// Makes a file at a place that the person named.
    std::function<Result<void>(const std::string& path, Bytes bytes)> write_file;
    /// How long another try waits after several wrong ones; each doubles it, up to four times.
    std::chrono::milliseconds patience{1000};
};

class Keeping {
  public:
    enum class Phase {
        Never,    ///< no folder: everything is gone when the window is
        Nothing,  ///< nothing is saved yet; it may be
        Locked,   ///< something is saved and not open
        Opening,  ///< or being made
        Open,
        Closing,
    };
    enum class Action { None, Open, Create, ChangePassphrase, MakeRecovery, RevokeRecovery, MakeSecond, JoinSecond, RemoveSecond, RenewKeys, CopyTo, ExportTo, Destroy };

    explicit Keeping(KeepingSetup setup);
    ~Keeping();
    Keeping(const Keeping&) = delete;
    Keeping& operator=(const Keeping&) = delete;

    [[nodiscard]] Phase phase() const { return phase_; }
    [[nodiscard]] bool busy() const;
    /// Of an open profile; nothing otherwise.
    [[nodiscard]] std::optional<vault::KeeperState> state() const;
    /// Where models store things: the open profile, or memory that is gone with the window. Always there.
    [[nodiscard]] vault::RecordStore& records();
    /// Goes up whenever records() becomes another store, so that models read anew.
    [[nodiscard]] std::size_t generation() const { return generation_; }

    /// The last action and what came of it; until the next one begins or forget() is called.
    [[nodiscard]] Action last() const { return last_; }
    [[nodiscard]] bool finished() const { return last_ != Action::None && !running_; }
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }
    void forget();
    /// What MakeRecovery made, until forget().
    [[nodiscard]] const SecretString& recovery_code() const { return code_; }

    /// In the way that next_opening() says.
    void open(SecretString passphrase);
    /// Closes an open profile; after that the passphrase opens it this way, until it did or forget_opening().
    void reopen(const vault::Opening& how);
    [[nodiscard]] const vault::Opening& next_opening() const { return how_; }
    void forget_opening() { how_ = {}; }
    /// What is open was opened to look at one of two copies that do not belong together.
    [[nodiscard]] bool looked_at() const { return looked_at_; }
    /// What was in memory goes into it. Errors of the passphrase are there at once, in problem().
    /// `bay_bytes`: the room, 1, 4 or 16 MiB, for ever; 0 is what the setup says.
    void create(SecretString passphrase, SecretString again, std::uint64_t bay_bytes = 0);
    void change_passphrase(SecretString passphrase, SecretString again);
    void make_recovery();
    void revoke_recovery();
    void make_second(SecretString passphrase, SecretString again);
    void join_second(SecretString passphrase);
    void remove_second();
    void renew_keys();
    void copy_to(const std::string& folder);
    /// All records sealed for an inbox, in a new file.
    void export_to(const std::string& inbox_address, const std::string& file);
    /// Everything that is saved here, open or not.
    void destroy();
    void close();
    /// The page was left: no waiting for the pause.
    void save_soon();
    /// True when something changed.
    bool poll();
    /// For Hide now: keys are wiped, nothing more is saved and nobody waits; the process is about to be gone.
    void abandon();

  private:
    struct Mailbox;
    void start(Action action);
    /// Refuses what is too short or was not typed twice alike. True when it may be taken.
    bool judge(Action action, const SecretString& passphrase, const SecretString& again);
    void run(Action action, vault::Keeper::Action work);
    void with_root(Action action, SecretString passphrase, std::function<Result<void>(vault::Vault&, const vault::RootKey&)> work);
    void take_over(OpenedVault opened);
    /// Does what takes a second on a thread of its own; what came of it is found in the mailbox.
    void work_aside(SecretString passphrase, std::function<Result<OpenedVault>(std::string_view)> work);
    [[nodiscard]] bool anything_saved() const;

    /// What of the writer's state is seen; a window draws anew when it changes.
    struct Shown {
        bool unsaved = false;
        bool mirrored = true;
        bool busy = false;
        bool error = false;
        vault::Standing standing = vault::Standing::Writer;
        bool operator==(const Shown&) const = default;
    };

    KeepingSetup setup_;
    vault::Opening how_;
    bool looked_at_ = false;
    int wrong_ = 0;  // passphrases in a row
    Shown shown_;
    Phase phase_ = Phase::Never;
    Action last_ = Action::None;
    bool running_ = false;
    std::optional<Error> problem_;
    SecretString code_;
    std::size_t generation_ = 0;
    std::unique_ptr<vault::MemoryRecords> memory_;
    std::unique_ptr<vault::Keeper> keeper_;
    std::shared_ptr<Mailbox> mailbox_;
    Errands errands_;
};

}  // namespace amparo::models
