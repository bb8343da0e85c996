#pragma once
// The lessons of this copy of the program: what was shipped, what was added by hand, what was changed and is therefore
// not used. Built once; reading is safe from several threads.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/json.hpp"
#include "app/models/languages.hpp"
#include "app/models/pack_shelf.hpp"
#include "app/platform/shipped_data.hpp"
#include "lessons/library.hpp"
#include "lessons/lint.hpp"

namespace amparo::models {

/// A line in the list of lessons.
struct LessonEntry {
    std::string id;
    std::string title;
    lessons::Blocks summary;
    int minutes = 0;
    lessons::Level level = lessons::Level::Everyone;
    lessons::Wording wording;  ///< of title and summary
    bool added_by_hand = false;
    std::string pack;  ///< title of the pack it came in; empty for none
};

class LessonBook {
  public:
    /// `shipped` outlives the book, which reads pictures from it.
    [[nodiscard]] static LessonBook load(const ShippedData& shipped, const PackShelf& packs = {});

    /// Languages in which to look for the words, best first: the tag, its fallbacks, English.
    [[nodiscard]] static std::vector<std::string> chain(const Languages& languages, const std::string& tag);

    /// In the order of the curriculum.
    [[nodiscard]] std::vector<LessonEntry> list(std::span<const std::string> chain) const;
    [[nodiscard]] std::optional<lessons::Lesson> lesson(std::string_view id, std::span<const std::string> chain) const;
    /// Ids of the lessons that explain a check, in the order of the curriculum.
    [[nodiscard]] std::vector<std::string> for_check(std::string_view check_id) const;
    [[nodiscard]] std::vector<std::string> for_incident(std::string_view incident_id) const;
    [[nodiscard]] const lessons::Library& all() const { return all_; }
    [[nodiscard]] bool added_by_hand(std::string_view id) const;
    /// The pack that a lesson came in, or nullptr.
    [[nodiscard]] const ShelfPack* pack(std::string_view id) const;
    /// The bytes of a picture in the lesson's folder; nothing when it has none of that name or it cannot be used.
    [[nodiscard]] std::optional<std::string> picture(std::string_view id, const std::string& name) const;
    /// Indexes of the options of an order or of pairs, mixed in a way that depends on the question alone and is never
    /// the right order.
    [[nodiscard]] static std::vector<std::size_t> mixed(const lessons::QuizItem& item);

    /// Lesson files that are changed, missing or broken, sorted by file.
    [[nodiscard]] const std::vector<lessons::LibraryProblem>& problems() const { return problems_; }

    /// All problems, and what else is off in files that can be read. Pictures are read from where the lessons lie.
    [[nodiscard]] std::vector<lessons::LessonLint> lint(const lessons::LintSurroundings& surroundings = {}) const;

    /// `{schema, lessons: […], problems: […]}`; each lesson carries the `lang` it is really in.
    [[nodiscard]] Json list_document(std::span<const std::string> chain) const;
    /// A whole lesson as a document.
    [[nodiscard]] static Json document(const lessons::Lesson& lesson);

  private:
    LessonBook() = default;

    const ShippedData* shipped_ = nullptr;
    lessons::Library all_;
    std::vector<std::string> added_by_hand_;
    PackShelf packs_;
    std::vector<lessons::LibraryProblem> problems_;
};

}  // namespace amparo::models
