#pragma once
// An open profile for a program that is at work: records any thread may read and change, and one thread that saves
// them some seconds later. Nobody who changes a record waits for the stick. Actions on keys run on that thread, too.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "app/vault/record_store.hpp"
#include "app/vault/vault.hpp"

namespace amparo::vault {

struct KeeperSetup {
    std::function<void()> wake;   ///< from the writer's thread: there is something to see
    std::function<Moment()> now;  ///< the computer's clock
    std::chrono::milliseconds pause{2000};  ///< after the last change; at least five times what the last save took
    std::chrono::milliseconds mirror_after{30'000};
    std::chrono::milliseconds retry_after{10'000};
};

/// What the window says about saving.
struct KeeperState {
    Standing standing = Standing::Writer;
    bool unsaved = false;   ///< something is not on the stick yet
    bool mirrored = true;   ///< both copies hold the same
    bool busy = false;      ///< an action on keys is at work
    std::optional<Error> error;  ///< the last save failed; it is tried again
    std::size_t used = 0;
    std::size_t capacity = 0;
    bool has_recovery = false;
    bool has_second = false;
    std::optional<Moment> last_saved;  ///< before it was opened
    bool healed = false;
    std::size_t copy = 0;   ///< which copy is shown, 0 or 1
};

class Keeper final : public RecordStore {
  public:
    /// `storage` is what the vault was opened on; it has to live as long, and is given along so that it does.
    Keeper(std::unique_ptr<Storage> storage, Vault vault, KeeperSetup setup);
    /// Saves what is left, and ends the thread.
    ~Keeper() override;
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    [[nodiscard]] std::optional<std::string> get(RecordType type, const RecordId& id) const override;
    [[nodiscard]] std::vector<std::pair<RecordId, std::string>> list(RecordType type) const override;
    [[nodiscard]] Result<void> put(RecordType type, const RecordId& id, std::string bytes) override;
    void remove(RecordType type, const RecordId& id) override;

    [[nodiscard]] KeeperState state() const;
    /// Does not wait for the pause: the page was left, or the person asked to try again.
    void save_soon();
    /// Runs an action after everything is saved; `done` gets its result on the writer's thread.
    using Action = std::function<Result<void>(Vault&)>;
    void run(Action action, std::function<void(Result<void>)> done);
    /// Saves, mirrors and forgets the keys; `closed` says when. Nothing can be changed from now on.
    void close();
    [[nodiscard]] bool closed() const;
    /// For a process that is about to be gone: keys and records are wiped now, and nothing more is saved. A save that is
    /// under way is left alone, since it needs its keys; false then. Does not wait for the stick.
    bool abandon();

  private:
    struct Work;
    std::unique_ptr<Work> work_;
};

}  // namespace amparo::vault
