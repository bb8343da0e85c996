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
#include "lessons/session.hpp"
#include "lessons/topics.hpp"

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
    /// `paths` are those of the stage: "lessons/<id>/lesson.json", "lessons/<id>/en.md", "lessons/<id>/session.md",
    /// pictures beside them, "localization/<tag>/lessons/<id>.md" and "localization/<tag>/lessons/<id>.session.md"; or
    /// those of the tree of sources, with "lessons/catalog/<id>/"; or either of them below "packs/<pack>/". The ids
    /// "glossary", "paths" and "workshop" are files that are no lessons. Others are passed over. Of two lessons with the
    /// same id the one that is not in a pack is used.
    [[nodiscard]] static Library load(const std::vector<std::string>& paths, const ReadFile& read);

    /// Ids in the order of the curriculum.
    [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }
    [[nodiscard]] const LessonInfo* info(std::string_view id) const;
    /// Tags of the translations, sorted; English is not among them.
    [[nodiscard]] std::vector<std::string> languages(std::string_view id) const;

    /// The lesson in the first language of `chain` that has it, page by page; English stands in for what none has. A
    /// question whose answers do not fit the original's is shown in English, too. Nothing when there is no such lesson.
    [[nodiscard]] std::optional<Lesson> lesson(std::string_view id, std::span<const std::string> chain) const;

    /// Words to look up, by their id's order in the English file; those of packs follow.
    [[nodiscard]] std::vector<Term> terms(std::span<const std::string> chain) const;
    /// Ways through lessons; ids without a lesson are left out, and paths without any.
    [[nodiscard]] std::vector<Path> paths(std::span<const std::string> chain) const;
    /// The session beside a lesson, or the blocks of every workshop; nothing when there is none.
    [[nodiscard]] std::optional<SessionText> session(std::string_view id, std::span<const std::string> chain) const;
    [[nodiscard]] std::optional<SessionText> workshop(std::span<const std::string> chain) const;

    /// "lessons/<id>" or the like: where a lesson's files lie; "" when there is none.
    [[nodiscard]] std::string folder(std::string_view id) const;
    /// The name of the pack that a lesson came in; "" when it came in none.
    [[nodiscard]] std::string pack(std::string_view id) const;
    /// Names of the pictures in a lesson's folder, sorted.
    [[nodiscard]] std::vector<std::string> pictures(std::string_view id) const;

    // For the lint: files in one language as they are.

    [[nodiscard]] const TopicsText* topics(std::string_view name, std::string_view tag) const;
    [[nodiscard]] const SessionText* session_text(std::string_view id, std::string_view tag) const;
    [[nodiscard]] std::vector<std::string> session_ids() const;

    /// One file's words, for the lint: English or a translation; nullptr when there is none.
    [[nodiscard]] const LessonText* text(std::string_view id, std::string_view tag) const;
    /// What the header of an up-to-date translation holds; "" when there is no such lesson.
    [[nodiscard]] std::string hash(std::string_view id) const;

    /// Sorted by file.
    [[nodiscard]] const std::vector<LibraryProblem>& problems() const { return problems_; }

  private:
    /// One file in all its languages.
    template <typename Text>
    struct Words {
        Text english;
        std::string hash;
        std::map<std::string, Text, std::less<>> translations;  ///< by tag
    };
    struct Shelf : Words<LessonText> {
        LessonInfo info;
        std::string folder;
        std::string pack;
        std::vector<std::string> pictures;
    };
    struct Place {  ///< a path, taken apart
        std::string path, pack, tag, id, file;
    };
    [[nodiscard]] static std::optional<Place> place(const std::string& path);
    void add_lesson(const Place& place, const std::string& folder, const ReadFile& read);
    void add_translation(const Place& place, const ReadFile& read);
    template <typename Text>
    void add_words(std::map<std::string, Words<Text>, std::less<>>& shelf, const Place& place, const ReadFile& read,
                   Result<Text> (*parse)(std::string_view, TextKind));
    void compare(const std::string& path, const LessonText& english, const LessonText& text);
    void note(const std::string& file, const std::string& message);

    [[nodiscard]] static SessionText in_languages(const Words<SessionText>& words, std::span<const std::string> chain);

    std::map<std::string, Shelf, std::less<>> shelves_;
    std::map<std::string, Words<TopicsText>, std::less<>> topics_;     ///< "glossary", "paths", with "<pack>/" in packs
    std::map<std::string, Words<SessionText>, std::less<>> sessions_;  ///< by the id of the lesson, or "workshop"
    std::vector<std::string> ids_;
    std::vector<LibraryProblem> problems_;
};

}  // namespace amparo::lessons
