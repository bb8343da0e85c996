#pragma once
// The place for accounts: files that a person drops or names are read on a thread of their own, what they say is kept until the
// window closes or the person forgets it, and the files themselves become a task to delete. One thread: that of the window.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/models/account_activity.hpp"
#include "app/models/account_import.hpp"
#include "app/models/account_plan.hpp"

namespace amparo::models {

class LiveAccounts {
  public:
    enum class Phase { Empty, Reading, Done, Stopped, Broken };

    /// `wake` is called from the working thread when there is something to poll().
    explicit LiveAccounts(std::function<void()> wake) : wake_(std::move(wake)) {}
    LiveAccounts(const LiveAccounts&) = delete;
    LiveAccounts& operator=(const LiveAccounts&) = delete;
    ~LiveAccounts();

    /// Reads files and folders in place of what was read before; nothing while it is reading.
    void read(std::vector<std::string> paths, Day today);
    void stop();
    /// Takes over what has arrived. True when something changed.
    bool poll();
    /// Everything that was read is gone.
    void forget();

    [[nodiscard]] Phase phase() const { return phase_; }
    [[nodiscard]] int done() const { return done_; }  ///< of 1,000
    /// Nothing until password exports were read.
    [[nodiscard]] const AccountImport* passwords() const { return passwords_ ? &*passwords_ : nullptr; }
    /// Nothing until data exports were read.
    [[nodiscard]] AccountActivity* activity() { return activity_ ? &*activity_ : nullptr; }
    [[nodiscard]] const AccountActivity* activity() const { return activity_ ? &*activity_ : nullptr; }

    /// Files that were read and still lie there; asked again by look_for_files().
    [[nodiscard]] const std::vector<std::string>& to_delete() const { return to_delete_; }
    void look_for_files();
    /// Files that were there at the last look and are gone now.
    [[nodiscard]] std::size_t deleted() const { return deleted_; }

    /// The most urgent thing of all that was read, or nothing.
    [[nodiscard]] const accounts::Finding* next_step() const;

    AccountPlan plan;

  private:
    struct Mailbox;
    std::function<void()> wake_;
    std::shared_ptr<Mailbox> mailbox_;
    Phase phase_ = Phase::Empty;
    int done_ = 0;
    std::optional<AccountImport> passwords_;
    std::optional<AccountActivity> activity_;
    std::vector<std::string> read_;
    std::vector<std::string> to_delete_;
    std::size_t deleted_ = 0;
};

/// Which of the paths hold passwords, and which are the exports of platforms, by what is in them.
struct SortedPaths {
    std::vector<std::string> passwords;
    std::vector<std::string> exports;
};
[[nodiscard]] SortedPaths sort_paths(const std::vector<std::string>& paths, const StopToken& stop);

}  // namespace amparo::models
