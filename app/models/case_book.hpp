#pragma once
// The person's cases: kept in the profile that is open, or in memory until then. Nothing here writes outside of it but
// export_to(), and that only where the person said. One thread: that of the window.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/base/message.hpp"
#include "app/cases/case_file.hpp"
#include "app/cases/evidence.hpp"
#include "app/cases/ladder.hpp"
#include "app/models/emergency.hpp"
#include "app/vault/record_store.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

class CaseBook {
  public:
    /// `store` outlives this, or use() is called before it goes.
    CaseBook(vault::RecordStore& store, std::function<std::int64_t()> now);

    /// Another place to keep them, such as a profile that was opened. What was kept in memory only goes along.
    void use(vault::RecordStore& store);
    /// Another place as well, but nothing goes along: what was read and added here is gone from memory.
    void forget(vault::RecordStore& store);

    /// Open ones by their next date, then closed ones.
    [[nodiscard]] const std::vector<cases::CaseFile>& files() const { return files_; }
    /// Records that could not be read; they stay as they are.
    [[nodiscard]] std::size_t broken() const { return broken_; }
    [[nodiscard]] const cases::CaseFile* find(const std::string& ref) const;
    /// The one that is shown, or nullptr when there is none.
    [[nodiscard]] const cases::CaseFile* chosen() const { return find(chosen_); }
    void choose(const std::string& ref) { chosen_ = ref; }

    /// What was said and handed over on the emergency way; a case of that code is brought up to date. Errors: Limit.
    [[nodiscard]] Result<void> keep(const Emergency& help);

    // Of the case that is shown. Errors: NotFound — none is; Limit.
    [[nodiscard]] Result<void> note(const std::string& text);
    [[nodiscard]] Result<void> answered(const std::string& who, const std::string& text);
    [[nodiscard]] Result<void> take(const std::string& rung);
    [[nodiscard]] Result<void> decided(const std::string& day, bool in_eu);
    [[nodiscard]] Result<void> close(const std::string& outcome);
    /// A file as evidence. Its bytes go into the profile that is open if there is room, else they stay in memory. Gives its
    /// name.
    [[nodiscard]] Result<std::string> add_evidence(const std::string& name, std::string bytes);
    /// Whether the bytes of a piece of evidence are there after a restart.
    [[nodiscard]] bool evidence_is_kept(const std::string& ref, const std::string& name) const { return kept_.contains(ref + "/" + name); }
    void remove();

    /// The timeline, for a lawyer or a helpline.
    [[nodiscard]] std::string text_of(const cases::CaseFile& file, const localization::Translator& words) const;
    /// Folder of the case with originals, public copies of pictures, manifest and timeline, below `folder`, which must not
    /// hold one of that name. `write` makes one file, `make` one folder.
    struct Outside {
        std::function<Result<void>(const std::string& path, Bytes bytes)> write;
        std::function<Result<void>(const std::string& path)> make;
    };
    [[nodiscard]] Result<std::string> export_to(const std::string& folder, const localization::Translator& words, const Outside& outside);

  private:
    [[nodiscard]] Result<void> change(const std::function<Result<void>(cases::CaseFile&)>& change);
    [[nodiscard]] Result<void> store(const cases::CaseFile& file);
    [[nodiscard]] std::string minute() const;
    void keep_original(const std::string& key, const std::string& bytes);
    [[nodiscard]] std::optional<std::string> original(const std::string& key) const;
    void read();
    void sort();

    vault::RecordStore* store_;
    std::function<std::int64_t()> now_;
    std::vector<cases::CaseFile> files_;
    std::map<std::string, std::string> originals_;  ///< "<case>/<name>" to bytes, of this session
    std::set<std::string> kept_;                    ///< those that the open profile has
    bool keeps_ = false;                            ///< a profile is open
    std::size_t broken_ = 0;
    std::string chosen_;
};

/// The headline of the page: the nearest date of all cases, or that nothing is due.
[[nodiscard]] Message cases_headline(const CaseBook& book, Day today);

}  // namespace amparo::models
