#pragma once
// All lessons of this copy of the program, in all their languages. Reads nothing itself: it is handed names and a way to
// get their bytes. A file that is off is left out and named. Thread: reading is safe from several threads once loaded.

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/lesson.hpp"

namespace amparo::lessons {

struct LibraryProblem {
    std::string file;
    std::string message;  ///< English; begins with "line N: " where there is a line
    bool operator==(const LibraryProblem&) const = default;
    /// "lessons/disk-encryption/en.md, line 12: the step has no title"
    [[nodiscard]] std::string text() const;
};

using ReadFile = std::function<Result<std::string>(const std::string& path)>;

class Library {
  public:
    /// `paths` are those of the stage: "lessons/<id>/lesson.json", "lessons/<id>/en.md" and
    /// "localization/<tag>/lessons/<id>.md", or those of the tree of sources, with "lessons/catalog/<id>/". Others are
    /// passed over.
    [[nodiscard]] static Library load(const std::vector<std::string>& paths, const ReadFile& read);

    /// Ids in the order of the curriculum.
    [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }
    [[nodiscard]] const LessonInfo* info(std::string_view id) const;
    /// Tags of the translations, sorted; English is not among them.
    [[nodiscard]] std::vector<std::string> languages(std::string_view id) const;

    /// The lesson in the first language of `chain` that has it, page by page; English stands in for what none has. A
    /// question whose answers do not fit the original's is shown in English, too. Nothing when there is no such lesson.
    [[nodiscard]] std::optional<Lesson> lesson(std::string_view id, std::span<const std::string> chain) const;

    /// One file's words, for the lint: English or a translation; nullptr when there is none.
    [[nodiscard]] const LessonText* text(std::string_view id, std::string_view tag) const;
    /// What the header of an up-to-date translation holds; "" when there is no such lesson.
    [[nodiscard]] std::string hash(std::string_view id) const;

    /// Sorted by file.
    [[nodiscard]] const std::vector<LibraryProblem>& problems() const { return problems_; }

  private:
    struct Shelf {
        LessonInfo info;
        LessonText english;
        std::string hash;
        std::map<std::string, LessonText, std::less<>> translations;  ///< by tag
    };
    void add_lesson(const std::string& folder, const std::string& id, const ReadFile& read);
    void add_translation(const std::string& path, const std::string& tag, const std::string& id, const ReadFile& read);
    void compare(const std::string& path, const LessonText& english, const LessonText& text);
    void note(const std::string& file, const std::string& message);

    std::map<std::string, Shelf, std::less<>> shelves_;
    std::vector<std::string> ids_;
    std::vector<LibraryProblem> problems_;
};

}  // namespace amparo::lessons
