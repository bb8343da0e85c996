#pragma once
// A look at password exports as a model: opens the files that a person named, judges them, forgets them, and describes what was
// found. Window and terminal are two views of this. When run() returns, no password is left in memory. Thread: one; run blocks.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/base/json.hpp"
#include "app/models/check_up.hpp"
#include "app/models/leak_service.hpp"
#include "checks/accounts/breach.hpp"
#include "checks/accounts/review.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

/// What became of one file.
struct ImportedFile {
    std::string path;
    std::string format;  ///< "" when nobody knows it
    std::size_t entries = 0;
    std::vector<accounts::ImportProblem> problems;
    std::optional<Errc> refused;  ///< it could not be read at all

    /// True when nothing of it was judged.
    [[nodiscard]] bool unseen() const { return refused.has_value() || format.empty(); }
};

struct ImportOptions {
    std::vector<std::string> own_words;
    std::string breach_list;  ///< a path; empty for none
    LeakService* service = nullptr;  ///< asked about every password after the list; nullptr: nobody is asked
    Day today;
    StopToken stop;
    /// Heard with a part of 1,000 that is done.
    std::function<void(int)> progress;
};

/// The tables inside the program. Errors: Bug — it is broken.
[[nodiscard]] Result<accounts::Directory> second_factor_table();
[[nodiscard]] Result<accounts::KnownBreaches> known_breach_table();

class AccountImport {
  public:
    /// Errors: those of the tables.
    [[nodiscard]] static Result<AccountImport> create();

    void run(const std::vector<std::string>& paths, const ImportOptions& options);

    [[nodiscard]] const std::vector<ImportedFile>& files() const { return files_; }
    [[nodiscard]] const accounts::PasswordReview& review() const { return review_; }
    [[nodiscard]] const accounts::Directory& directory() const { return directory_; }
    [[nodiscard]] const accounts::KnownBreaches& breaches() const { return breaches_; }
    /// What the list of leaked passwords was; nothing when none was asked for. `refused`: it could not be used.
    struct LeakedList {
        bool filter = false;
        std::uint64_t false_alarm_in = 0;
        std::optional<Errc> refused;
    };
    [[nodiscard]] const std::optional<LeakedList>& leaked_list() const { return leaked_; }
    /// What asking the service came to; nothing when it was not asked.
    struct Asked {
        std::size_t questions = 0;
        std::optional<Error> failed;  ///< what was not asked about by then is unknown
    };
    [[nodiscard]] const std::optional<Asked>& asked() const { return asked_; }
    /// False before run(), and when it was stopped.
    [[nodiscard]] bool whole() const { return whole_; }
    /// True when a password could be read from one of the files, so that it should be deleted.
    [[nodiscard]] bool holds_passwords(const ImportedFile& file) const { return file.entries > 0; }
    [[nodiscard]] Outcome outcome() const;

    /// The document of `accounts import --json`, with sentences in the translator's language.
    [[nodiscard]] Json document(const localization::Translator& words) const;

  private:
    AccountImport() = default;
    void open_leaked(const ImportOptions& options, std::unique_ptr<ByteSource>& source, std::optional<accounts::BreachList>& list);
    void judge(const std::vector<accounts::Import>& imports, const ImportOptions& options);
    [[nodiscard]] Json leaked_json() const;
    accounts::Directory directory_;
    accounts::KnownBreaches breaches_;
    std::vector<ImportedFile> files_;
    accounts::PasswordReview review_;
    std::optional<LeakedList> leaked_;
    std::optional<Asked> asked_;
    bool whole_ = false;
};

/// Makes a filter of a sorted list, as a new file. Errors: those of build_breach_filter(); Usage — the name of the new file has
/// other characters than a to z, digits, full stop, hyphen and underscore; Conflict — there is such a file.
[[nodiscard]] Result<accounts::FilterReport> make_breach_filter(const std::string& list, const std::string& to, const accounts::FilterOptions& options);

// Sentences.

/// "accounts.finding.<id>.<part>" with what the finding says.
[[nodiscard]] Message finding_message(const accounts::Finding& finding, std::string_view part);
[[nodiscard]] Message finding_reason(const accounts::Finding& finding);
/// What is off in a file, with the place.
[[nodiscard]] Message problem_message(const ImportedFile& file, const accounts::ImportProblem& problem);
/// What became of a file.
[[nodiscard]] Message file_message(const ImportedFile& file);
[[nodiscard]] FindingGroup group_of(const accounts::Finding& finding);
/// How asking the service went.
[[nodiscard]] Message asked_message(const AccountImport::Asked& asked);

}  // namespace amparo::models
