#pragma once
// The languages of this copy of the program: built in, shipped, or added by hand. A broken file is named and left out;
// English always works, because it is inside the program.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/platform/shipped_data.hpp"
#include "localization/catalog.hpp"
#include "localization/language.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

class Languages {
  public:
    [[nodiscard]] static Languages load(const ShippedData& shipped);

    /// Tags in the order of a menu: English first, then by tag. Pseudo-languages are not among them.
    [[nodiscard]] std::vector<std::string> tags() const;
    /// The tag that a person asked for by name, "" when there is none. Knows the pseudo-languages, too.
    [[nodiscard]] std::string find(const std::string& wanted) const;
    /// The tag for what a POSIX system says it wants; never a preview.
    [[nodiscard]] std::string choose(const std::string& language, const std::string& lc_all,
                                     const std::string& lc_messages, const std::string& lang) const;

    /// For a tag of `tags()` or a pseudo-language. Put together once for each; callable from several threads.
    [[nodiscard]] localization::Translator translator(const std::string& tag) const;

    [[nodiscard]] const std::vector<std::shared_ptr<const localization::Catalog>>& catalogs() const { return catalogs_; }
    [[nodiscard]] const localization::Catalog& english() const { return *catalogs_.front(); }
    [[nodiscard]] const localization::Catalog* catalog(const std::string& tag) const;
    /// Files that were left out or have entries that were left out, and why.
    [[nodiscard]] const std::vector<localization::CatalogProblem>& problems() const { return problems_; }
    /// Tags of languages whose files the program was not made with.
    [[nodiscard]] const std::vector<std::string>& added_by_hand() const { return added_by_hand_; }

  private:
    Languages() = default;
    void add_english(const ShippedData& shipped);
    void add_language(const ShippedData& shipped, const std::string& folder);
    [[nodiscard]] localization::Translator put_together(const std::string& tag) const;
    void note(std::string file, std::string message);

    std::vector<std::shared_ptr<const localization::Catalog>> catalogs_;  ///< English first
    std::vector<localization::CatalogProblem> problems_;
    std::vector<std::string> added_by_hand_;
    /// Taking thousands of sentences apart takes a noticeable time, and several pages ask for the same language.
    struct Made {
        std::mutex mutex;
        std::map<std::string, localization::Translator> translators;
    };
    std::shared_ptr<Made> made_ = std::make_shared<Made>();
};

}  // namespace amparo::models
