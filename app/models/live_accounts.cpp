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
    std::optional<AccountImport> passwords;
    std::optional<AccountActivity> activity;
    StopSource stop;
};

LiveAccounts::~LiveAccounts() { stop(); }

void LiveAccounts::stop() {
    if (mailbox_) mailbox_->stop.request_stop();
}

void LiveAccounts::read(std::vector<std::string> paths, Day today) {
    if (phase_ == Phase::Reading) return;
    for (std::string& path : paths) path = tidy(path);
    std::erase_if(paths, [](const std::string& path) { return path.empty(); });
    if (paths.empty()) return;
    forget();
    read_ = paths;
    phase_ = Phase::Reading;
    mailbox_ = std::make_shared<Mailbox>();
    const auto work = [mailbox = mailbox_, wake = wake_, paths, today] {
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
            if (auto made = AccountImport::create()) {
                passwords.emplace(*std::move(made));
                passwords->run(sorted.passwords, {.own_words = {}, .breach_list = {}, .today = today, .stop = stop, .progress = tell});
            } else {
                broken = true;
            }
        }
        if (!sorted.exports.empty()) {
            activity.emplace();
            activity->run(sorted.exports, {.today = today, .stop = stop, .progress = tell});
        }
        {
            const std::lock_guard lock(mailbox->mutex);
            mailbox->passwords = std::move(passwords);
            mailbox->activity = std::move(activity);
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
    passwords_ = std::move(mailbox_->passwords);
    activity_ = std::move(mailbox_->activity);
    const bool whole = (!passwords_ || passwords_->whole()) && (!activity_ || activity_->whole());
    phase_ = mailbox_->broken ? Phase::Broken : whole ? Phase::Done : Phase::Stopped;
    to_delete_ = read_;
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
    to_delete_.clear();
    deleted_ = 0;
    done_ = 0;
    phase_ = Phase::Empty;
}

void LiveAccounts::look_for_files() {
    deleted_ += std::erase_if(to_delete_, [](const std::string& path) {
        const auto source = open_input_file(path);
        return !source && source.error().code == Errc::NotFound;
    });
}

const accounts::Finding* LiveAccounts::next_step() const {
    if (!passwords_) return nullptr;
    const auto steps = passwords_->review().steps(1);
    return steps.empty() || steps.front()->severity != accounts::Severity::Large ? nullptr : steps.front();
}

}  // namespace amparo::models
