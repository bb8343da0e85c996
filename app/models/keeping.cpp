#include "app/models/keeping.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "app/vault/passphrase.hpp"

namespace amparo::models {

namespace {

constexpr int kWrongWithoutWait = 2;
constexpr int kDoublings = 4;

constexpr std::array kOfModels{vault::RecordType::CheckHistory, vault::RecordType::AccountNotes,    vault::RecordType::LessonProgress,
                               vault::RecordType::Case,         vault::RecordType::Settings,        vault::RecordType::TrustedPackKeys,
                               vault::RecordType::EmergencyCard, vault::RecordType::ReportDraft};

}  // namespace

/// What other threads have done; they may outlive the model.
struct Keeping::Mailbox {
    std::mutex mutex;
    std::optional<Result<OpenedVault>> opened;
    std::optional<Result<void>> done;
    SecretString code;
};

Keeping::Keeping(KeepingSetup setup)
    : setup_(std::move(setup)), memory_(std::make_unique<vault::MemoryRecords>()), mailbox_(std::make_shared<Mailbox>()) {
    if (!setup_.folder.empty()) phase_ = anything_saved() ? Phase::Locked : Phase::Nothing;
}

Keeping::~Keeping() = default;

bool Keeping::anything_saved() const {
    // Names alone: what is in the files is looked at when they are opened.
    const auto storage = open_storage(setup_.folder, CreateFolder::No);
    if (!storage) return false;
    const auto names = (*storage)->list();
    if (!names) return false;
    for (const std::string& name : *names) {
        for (const char* ours : vault::kStoreNames) {
            if (name == ours) return true;
        }
    }
    return false;
}

bool Keeping::busy() const { return running_ || phase_ == Phase::Opening || phase_ == Phase::Closing; }

std::optional<vault::KeeperState> Keeping::state() const { return keeper_ ? std::optional(keeper_->state()) : std::nullopt; }

vault::RecordStore& Keeping::records() {
    if (keeper_) return *keeper_;
    return *memory_;
}

void Keeping::forget() {
    if (running_) return;
    last_ = Action::None;
    problem_.reset();
    code_.clear();
}

void Keeping::start(Action action) {
    forget();
    last_ = action;
    running_ = true;
}

bool Keeping::judge(Action action, const SecretString& passphrase, const SecretString& again) {
    if (busy()) return false;
    forget();
    last_ = action;
    if (const auto judged = vault::judge_passphrase(passphrase.view()); !judged) problem_ = judged.error();
    if (!problem_ && passphrase.view() != again.view()) problem_ = Error{Errc::Usage, "vault.error.different", {}};
    return !problem_;
}

void Keeping::reopen(const vault::Opening& how) {
    how_ = how;
    close();
}

void Keeping::open(SecretString passphrase) {
    if (busy() || phase_ != Phase::Locked) return;
    start(Action::Open);
    phase_ = Phase::Opening;
    const auto wait = wrong_ < kWrongWithoutWait ? std::chrono::milliseconds{0} : setup_.patience * (1 << std::min(wrong_ - kWrongWithoutWait, kDoublings));
    work_aside(std::move(passphrase), [folder = setup_.folder, how = how_, wait](std::string_view secret) {
        // Somebody who tries one after the other at this window is slowed down; who copies the stick is not.
        std::this_thread::sleep_for(wait);
        return open_saved(folder, secret, how);
    });
}

void Keeping::create(SecretString passphrase, SecretString again, std::uint64_t bay_bytes) {
    if (phase_ != Phase::Nothing || !judge(Action::Create, passphrase, again)) return;
    start(Action::Create);
    phase_ = Phase::Opening;
    SaveOptions options = setup_.options;
    if (bay_bytes != 0) options.bay_bytes = bay_bytes;
    work_aside(std::move(passphrase), [folder = setup_.folder, options](std::string_view secret) { return create_saved(folder, secret, options); });
}

void Keeping::work_aside(SecretString passphrase, std::function<Result<OpenedVault>(std::string_view)> work) {
    auto all = [mailbox = mailbox_, wake = setup_.wake, work = std::move(work), secret = std::make_shared<SecretString>(std::move(passphrase))] {
        auto opened = work(secret->view());
        secret->clear();
        {
            const std::lock_guard hold(mailbox->mutex);
            mailbox->opened.emplace(std::move(opened));
        }
        if (wake) wake();
    };
    try {
        std::thread(all).detach();
    } catch (const std::system_error&) {
        all();  // no thread to be had: the window stands still for a second
    }
}

void Keeping::run(Action action, vault::Keeper::Action work) {
    if (busy() || !keeper_) return;
    start(action);
    keeper_->run(std::move(work), [mailbox = mailbox_](Result<void> result) {
        const std::lock_guard hold(mailbox->mutex);
        mailbox->done.emplace(std::move(result));
    });
}

void Keeping::with_root(Action action, SecretString passphrase, std::function<Result<void>(vault::Vault&, const vault::RootKey&)> work) {
    run(action, [secret = std::make_shared<SecretString>(std::move(passphrase)), work = std::move(work)](vault::Vault& vault) -> Result<void> {
        const auto root = root_for(vault, secret->view());
        secret->clear();
        if (!root) return std::unexpected(root.error());
        return work(vault, *root);
    });
}

void Keeping::change_passphrase(SecretString passphrase, SecretString again) {
    if (!judge(Action::ChangePassphrase, passphrase, again)) return;
    with_root(Action::ChangePassphrase, std::move(passphrase),
              [](vault::Vault& vault, const vault::RootKey& root) { return vault.change_passphrase(root, moment_now()); });
}

void Keeping::make_recovery() {
    run(Action::MakeRecovery, [mailbox = mailbox_](vault::Vault& vault) -> Result<void> {
        AMPARO_TRY(SecretString code, vault::make_recovery_code());
        AMPARO_TRY(const vault::RootKey root, root_for(vault, code.view()));
        AMPARO_TRY_VOID(vault.set_recovery(root, moment_now()));
        const std::lock_guard hold(mailbox->mutex);
        mailbox->code = std::move(code);
        return {};
    });
}

void Keeping::revoke_recovery() {
    run(Action::RevokeRecovery, [](vault::Vault& vault) { return vault.revoke_recovery(moment_now()); });
}

void Keeping::make_second(SecretString passphrase, SecretString again) {
    if (!judge(Action::MakeSecond, passphrase, again)) return;
    with_root(Action::MakeSecond, std::move(passphrase),
              [](vault::Vault& vault, const vault::RootKey& root) { return vault.make_second(root, moment_now()); });
}

void Keeping::join_second(SecretString passphrase) {
    with_root(Action::JoinSecond, std::move(passphrase),
              [](vault::Vault& vault, const vault::RootKey& root) { return vault.join_second(root, moment_now()); });
}

void Keeping::remove_second() {
    run(Action::RemoveSecond, [](vault::Vault& vault) { return vault.remove_second(moment_now()); });
}

void Keeping::renew_keys() {
    run(Action::RenewKeys, [](vault::Vault& vault) { return vault.renew_keys(moment_now()); });
}

void Keeping::copy_to(const std::string& folder) {
    run(Action::CopyTo, [folder](vault::Vault& vault) -> Result<void> {
        AMPARO_TRY(const auto storage, open_storage(folder, CreateFolder::No));
        return vault.copy_to(*storage);
    });
}

void Keeping::export_to(const std::string& inbox_address, const std::string& file) {
    run(Action::ExportTo, [inbox_address, file, write = setup_.write_file](vault::Vault& vault) -> Result<void> {
        const auto sealed = sealed_export(vault.records(), inbox_address);
        if (!sealed && sealed.error().code == Errc::Corrupt) return fail(Errc::Usage, "no inbox address", "vault.error.address");
        if (!sealed) return std::unexpected(sealed.error());
        auto written = write(file, as_bytes(*sealed));
        if (!written && written.error().code == Errc::Conflict) return fail(Errc::Conflict, "there is such a file", "vault.error.file_exists");
        return written;
    });
}

void Keeping::destroy() {
    if (busy() || phase_ == Phase::Never || phase_ == Phase::Nothing) return;
    start(Action::Destroy);
    if (keeper_) {
        keeper_->run([](vault::Vault& vault) { return vault.destroy_everything(); }, [mailbox = mailbox_](Result<void> result) {
            const std::lock_guard hold(mailbox->mutex);
            mailbox->done.emplace(std::move(result));
        });
        return;
    }
    errands_.run([mailbox = mailbox_, wake = setup_.wake, folder = setup_.folder] {
        const auto storage = open_storage(folder, CreateFolder::No);
        Result<void> done = storage ? vault::destroy_store(**storage) : std::unexpected(storage.error());
        {
            const std::lock_guard hold(mailbox->mutex);
            mailbox->done.emplace(std::move(done));
        }
        if (wake) wake();
    });
}

void Keeping::close() {
    if (!keeper_ || running_ || phase_ != Phase::Open) return;
    phase_ = Phase::Closing;
    keeper_->close();
}

void Keeping::save_soon() {
    if (keeper_) keeper_->save_soon();
}

void Keeping::take_over(OpenedVault opened) {
    keeper_ = std::make_unique<vault::Keeper>(std::move(opened.storage), std::move(opened.vault),
                                              vault::KeeperSetup{setup_.wake, [] { return moment_now(); }, setup_.options.pause,
                                                                 setup_.options.mirror_after, std::chrono::milliseconds{10'000}});
    if (last_ == Action::Create) {
        for (const vault::RecordType type : kOfModels) {
            for (auto& [id, bytes] : memory_->list(type)) {
                const auto put = keeper_->put(type, id, std::move(bytes));
                if (!put && !problem_) problem_ = put.error();
            }
        }
    }
    memory_->clear();
    phase_ = Phase::Open;
    looked_at_ = how_.access == vault::Opening::Access::Read && how_.choose;
    how_ = {};
    wrong_ = 0;
    ++generation_;
}

bool Keeping::poll() {
    bool changed = false;
    std::optional<Result<OpenedVault>> opened;
    std::optional<Result<void>> done;
    {
        const std::lock_guard hold(mailbox_->mutex);
        opened = std::move(mailbox_->opened);
        mailbox_->opened.reset();
        done = std::move(mailbox_->done);
        mailbox_->done.reset();
        if (done && *done) code_ = std::move(mailbox_->code);
    }
    if (opened) {
        running_ = false;
        changed = true;
        if (*opened) {
            take_over(std::move(**opened));
        } else {
            problem_ = opened->error();
            if (problem_->code == Errc::WrongPassphrase) ++wrong_;
            // Another program may have made something in the meantime, or taken it away.
            phase_ = anything_saved() ? Phase::Locked : Phase::Nothing;
        }
    }
    if (done) {
        running_ = false;
        changed = true;
        if (!*done) problem_ = done->error();
        if (last_ == Action::Destroy && *done) {
            keeper_.reset();
            memory_->clear();
            phase_ = Phase::Nothing;
            ++generation_;
        }
    }
    if (phase_ == Phase::Closing && keeper_ && keeper_->closed()) {
        keeper_.reset();
        phase_ = Phase::Locked;
        ++generation_;
        changed = true;
    }
    if (keeper_) {
        const vault::KeeperState now = keeper_->state();
        const Shown shown{now.unsaved, now.mirrored, now.busy, now.error.has_value(), now.standing};
        changed = changed || !(shown == shown_);
        shown_ = shown;
    }
    return changed;
}

void Keeping::abandon() {
    if (!keeper_) return;
    memory_->clear();
    if (keeper_->abandon()) {
        keeper_.reset();
    } else {
        // Its thread is in the middle of a write; the process ends under it, which the format is made for.
        static_cast<void>(keeper_.release());
    }
}

}  // namespace amparo::models
