#include "app/models/live_accounts.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <system_error>
#include <thread>

#include "app/base/text.hpp"
#include "app/base/wiped.hpp"
#include "app/platform/input_file.hpp"
#include "checks/accounts/archive.hpp"
#include "checks/accounts/breach.hpp"
#include "checks/accounts/import.hpp"

namespace amparo::models {

namespace {

// An archive with a handful of files is one that somebody made of a table; platforms send hundreds.
constexpr std::size_t kFewFiles = 5;

/// What a person typed or dropped: without quotes and the file: in front that some programs add.
std::string tidy(std::string_view path) {
    path = text::trim(path);
    if (path.size() > 1 && (path.front() == '"' || path.front() == '\'') && path.back() == path.front()) path = path.substr(1, path.size() - 2);
    if (path.starts_with("file://")) path.remove_prefix(7);
    return std::string(path);
}

bool holds_passwords(const ByteSource& source, const StopToken& stop) {
    char head[8] = {};
    const auto got = source.read(0, head);
    if (got && accounts::looks_like_archive({head, *got})) {
        const auto archive = accounts::Archive::open(source);
        if (!archive) return true;  // reading it as an import says what is wrong with it
        const auto& entries = archive->entries();
        const bool onepux = std::ranges::any_of(entries, [](const auto& entry) { return entry.name == "export.data"; });
        return onepux || entries.size() <= kFewFiles;
    }
    if (source.size() > accounts::kImportBytes) return false;
    SecretPool pool;
    const auto import = accounts::read_import(source, pool, stop);
    return import && !import->format.empty();
}

}  // namespace

SortedPaths sort_paths(const std::vector<std::string>& paths, const StopToken& stop) {
    SortedPaths out;
    for (const std::string& path : paths) {
        const auto source = open_input_file(path);
        if (source && out.leaked.empty() && accounts::BreachList::open(**source, stop)) {
            out.leaked = path;
            continue;
        }
        // What cannot be opened is named where passwords are; folders are exports.
        const bool passwords = source ? holds_passwords(**source, stop) : source.error().code != Errc::NotRegular;
        (passwords ? out.passwords : out.exports).push_back(path);
    }
    return out;
}

/// Shared with the working thread, which may outlive the model.
struct LiveAccounts::Mailbox {
    std::mutex mutex;
    std::atomic<int> done = 0;
    bool finished = false;
    bool broken = false;
    bool again = false;  ///< the passwords only, and what was marked in the exports stays
    std::optional<AccountImport> passwords;
    std::optional<AccountActivity> activity;
    std::string leaked;
    StopSource stop;
};

LiveAccounts::~LiveAccounts() { stop(); }

void LiveAccounts::stop() {
    if (mailbox_) mailbox_->stop.request_stop();
}

void LiveAccounts::read(std::vector<std::string> paths, const ReadOptions& options) {
    if (phase_ == Phase::Reading) return;
    for (std::string& path : paths) path = tidy(path);
    std::erase_if(paths, [](const std::string& path) { return path.empty(); });
    if (paths.empty()) return;
    forget();
    options_ = options;
    read_ = paths;
    start(std::move(paths), {});
}

bool LiveAccounts::can_ask_online() const {
    if (phase_ == Phase::Reading || !passwords_ || passwords_->review().logins == 0) return false;
    return std::ranges::all_of(passwords_->files(), [&](const ImportedFile& file) {
        return !passwords_->holds_passwords(file) || std::ranges::find(to_delete_, file.path) != to_delete_.end();
    });
}

void LiveAccounts::ask_online(network::Consent consent, std::optional<std::uint16_t> tor_port) {
    if (!can_ask_online()) return;
    std::vector<std::string> paths;
    for (const ImportedFile& file : passwords_->files()) paths.push_back(file.path);
    if (!leaked_.empty()) paths.push_back(leaked_);
    const auto held = std::make_shared<network::Consent>(std::move(consent));
    start(std::move(paths), [open = open_asking_, held, tor_port](StopToken stop) { return open(std::move(*held), tor_port, std::move(stop)); });
}

void LiveAccounts::start(std::vector<std::string> paths, std::function<Result<LeakAsking>(StopToken)> open) {
    phase_ = Phase::Reading;
    done_ = 0;
    mailbox_ = std::make_shared<Mailbox>();
    mailbox_->again = open != nullptr;
    const auto work = [mailbox = mailbox_, wake = wake_, paths = std::move(paths), options = options_, open = std::move(open)] {
        const StopToken stop = mailbox->stop.token();
        const auto tell = [&](int done) {
            // A picture for each percent is enough.
            if (done / 10 == mailbox->done.load() / 10) return;
            mailbox->done.store(done);
            wake();
        };
        const SortedPaths sorted = sort_paths(paths, stop);
        std::optional<AccountImport> passwords;
        std::optional<AccountActivity> activity;
        bool broken = false;
        if (!sorted.passwords.empty()) {
            auto made = AccountImport::create();
            auto asking = open ? open(stop) : Result<LeakAsking>(LeakAsking{});
            broken = !made || !asking;
            if (!broken) {
                passwords.emplace(*std::move(made));
                passwords->run(sorted.passwords, {.own_words = options.own_words,
                                                  .breach_list = sorted.leaked,
                                                  .service = asking->service.get(),
                                                  .today = options.today,
                                                  .stop = stop,
                                                  .progress = tell});
            }
        }
        if (!sorted.exports.empty()) {
            activity.emplace();
            activity->run(sorted.exports, {.today = options.today, .stop = stop, .progress = tell});
        }
        {
            const std::lock_guard lock(mailbox->mutex);
            mailbox->passwords = std::move(passwords);
            mailbox->activity = std::move(activity);
            mailbox->leaked = sorted.leaked;
            mailbox->broken = broken;
            mailbox->finished = true;
        }
        wake();
    };
    try {
        std::thread(work).detach();
    } catch (const std::system_error&) {
        work();  // no thread to be had: the window stands still, but the answer comes
    }
}

bool LiveAccounts::poll() {
    if (!mailbox_ || phase_ != Phase::Reading) return false;
    const int done = mailbox_->done.load();
    bool changed = done != done_;
    done_ = done;
    const std::lock_guard lock(mailbox_->mutex);
    if (!mailbox_->finished) return changed;
    leaked_ = mailbox_->leaked;
    passwords_ = std::move(mailbox_->passwords);
    if (!mailbox_->again) activity_ = std::move(mailbox_->activity);
    const bool whole = (!passwords_ || passwords_->whole()) && (!activity_ || activity_->whole());
    phase_ = mailbox_->broken ? Phase::Broken : whole ? Phase::Done : Phase::Stopped;
    to_delete_ = read_;
    std::erase(to_delete_, leaked_);  // holds nothing of the person's
    look_for_files();
    deleted_ = 0;
    return true;
}

void LiveAccounts::forget() {
    stop();
    mailbox_.reset();
    passwords_.reset();
    activity_.reset();
    read_.clear();
    leaked_.clear();
    to_delete_.clear();
    deleted_ = 0;
    done_ = 0;
    options_ = {};
    phase_ = Phase::Empty;
}

void LiveAccounts::look_for_files() {
    deleted_ += std::erase_if(to_delete_, [](const std::string& path) {
        const auto source = open_input_file(path);
        return !source && source.error().code == Errc::NotFound;
    });
}

std::optional<AccountStep> LiveAccounts::next_step(Day today) const {
    if (activity_ && activity_->forwards()) return AccountStep{{"accounts.page.forwarded", {}}, {"accounts.step.forwarded", {}}, true};
    if (activity_ && activity_->count(Mark::NotMe) > 0) return AccountStep{{"accounts.page.not_me", {}}, {"accounts.takeover.body", {}}, true};
    if (passwords_) {
        const auto steps = passwords_->review().steps(1);
        if (!steps.empty() && steps.front()->severity == accounts::Severity::Large) {
            const accounts::Finding& first = *steps.front();
            return AccountStep{finding_message(first, "title"), finding_message(first, "step"), first.id == "password-exposed"};
        }
    }
    for (const KeyAccount& account : plan.accounts()) {
        if (account.group() == FindingGroup::FixSoon) return AccountStep{plan_account_message(account), plan_next_message(account, today), false};
    }
    for (const KeyAccount& account : plan.accounts()) {
        if (account.due(today)) return AccountStep{plan_account_message(account), plan_next_message(account, today), false};
    }
    return std::nullopt;
}

}  // namespace amparo::models
