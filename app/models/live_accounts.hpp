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

/// The one thing to do about accounts.
struct AccountStep {
    Message title;
    Message body;
    bool now = false;  ///< before anything that was found on the computer
};

/// What a review is told besides the files.
struct ReadOptions {
    Day today;
    std::vector<std::string> own_words;
};

class LiveAccounts {
  public:
    enum class Phase { Empty, Reading, Done, Stopped, Broken };
    /// A way to the service for one run; open_leak_asking() unless a test hands in another.
    using OpenAsking = std::function<Result<LeakAsking>(network::Consent, std::optional<std::uint16_t> tor_port, StopToken)>;

    /// `wake` is called from the working thread when there is something to poll().
    explicit LiveAccounts(std::function<void()> wake, OpenAsking open_asking = &open_leak_asking)
        : wake_(std::move(wake)), open_asking_(std::move(open_asking)) {}
    LiveAccounts(const LiveAccounts&) = delete;
    LiveAccounts& operator=(const LiveAccounts&) = delete;
    ~LiveAccounts();

    /// Reads files and folders in place of what was read before; nothing while it is reading. A list of leaked passwords among them,
    /// or a filter made of one, is what the passwords are compared with.
    void read(std::vector<std::string> paths, const ReadOptions& options);
    /// Reads the same password files once more and asks the service about them: no password and no hash was kept meanwhile.
    void ask_online(network::Consent consent, std::optional<std::uint16_t> tor_port);
    /// There are passwords, and their files are where they were.
    [[nodiscard]] bool can_ask_online() const;
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

    /// The most urgent thing of all that was read and answered, or a look that is due again, or nothing.
    [[nodiscard]] std::optional<AccountStep> next_step(Day today) const;

    AccountPlan plan;

  private:
    struct Mailbox;
    void start(std::vector<std::string> paths, std::function<Result<LeakAsking>(StopToken)> open);

    std::function<void()> wake_;
    OpenAsking open_asking_;
    ReadOptions options_;
    std::shared_ptr<Mailbox> mailbox_;
    Phase phase_ = Phase::Empty;
    int done_ = 0;
    std::optional<AccountImport> passwords_;
    std::optional<AccountActivity> activity_;
    std::vector<std::string> read_;
    std::string leaked_;  ///< the list that came along
    std::vector<std::string> to_delete_;
    std::size_t deleted_ = 0;
};

/// Which of the paths hold passwords, and which are the exports of platforms, by what is in them; and a list of leaked passwords.
struct SortedPaths {
    std::vector<std::string> passwords;
    std::vector<std::string> exports;
    std::string leaked;
};
[[nodiscard]] SortedPaths sort_paths(const std::vector<std::string>& paths, const StopToken& stop);

}  // namespace amparo::models
