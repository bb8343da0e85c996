#pragma once
// A lesson: a few short pages and questions about one topic. What it is about is in lesson.json, its words are in
// Markdown; README.md tells how to write one. Translations carry words only: which answers are right, which checks
// belong to it and in what order its pages come is decided by the English original.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/result.hpp"
#include "lessons/markdown.hpp"
#include "localization/standing.hpp"

namespace amparo::lessons {

/// For whom a lesson is written.
enum class Level { Everyone, Raised, High };
[[nodiscard]] std::string_view level_name(Level level);  ///< "everyone", "raised", "high"

/// Where words come from; shown with them.
struct Wording {
    std::string lang = "en";  ///< tag of the language that they are really in
    localization::State state = localization::State::Source;
    bool stale = false;  ///< the English has changed since they were translated
    bool operator==(const Wording&) const = default;
};

struct Source {
    std::string title;
    std::string url;  ///< https, or empty for what lies in no public place
    Day seen{};
    bool operator==(const Source&) const = default;
};

/// How to do it on one system.
struct HowTo {
    std::string system;  ///< id such as "windows", "macos", "debian", "android"
    std::string title;   ///< for people: "Windows 11"
    Blocks body;
};

/// One page.
struct Step {
    std::string id;
    std::string title;
    Blocks body;
    Blocks act;         ///< "do": may be empty, like all that follow
    Blocks dont;
    Blocks trade_off;   ///< what it costs, and when another way is better
    Blocks legal_note;
    std::vector<HowTo> how_to;
    Wording wording;
};

struct QuizOption {
    std::vector<Span> text;
    std::vector<Span> partner;  ///< Match only: what belongs to it
    bool right = false;
    Blocks feedback;  ///< says why; never empty
};

/// What a person may do in a scene.
struct SceneChoice {
    std::vector<Span> text;
    Blocks consequence;   ///< what happens, and why; may be empty
    std::size_t to = 0;   ///< index of the scene that follows
};

/// One picture of a story. An end has no choices, every other has one or more, and from each some end can be reached.
struct Scene {
    std::string id;
    std::string title;
    Blocks body;
    std::vector<SceneChoice> choices;
};

enum class QuizKind {
    Single,    ///< one answer is right
    Multiple,  ///< several are
    Order,     ///< the options in their right order
    Match,     ///< each option with its partner
    Scenario,  ///< scenes, the first one first; no options
};
[[nodiscard]] std::string_view quiz_kind_name(QuizKind kind);  ///< "single", "multiple", …

struct QuizItem {
    std::string id;
    std::string question;
    Blocks body;  ///< the situation; may be empty
    QuizKind kind = QuizKind::Single;
    std::vector<QuizOption> options;  ///< in the author's order
    std::vector<Scene> scenes;
    Wording wording;
};

struct ChecklistItem {
    std::string id;
    std::vector<Span> text;
    Blocks why;         ///< may be empty
    bool first = false; ///< to be done before the others
    std::string check;  ///< id of the check that ticks it when all is well; may be empty
};

struct Checklist {
    std::string id;
    std::string title;
    Blocks body;  ///< may be empty
    std::vector<ChecklistItem> items;
    Wording wording;
};

/// What lesson.json says.
struct LessonInfo {
    std::string id;
    int order = 0;    ///< place in the curriculum; the same number may occur twice
    int minutes = 0;  ///< for reading and answering, without doing it
    Level level = Level::Everyone;
    Day reviewed{};
    bool unreviewed = false;  ///< taken over from elsewhere: nobody of ours has read it
    std::vector<std::string> checks;     ///< ids of checks that it explains
    std::vector<std::string> incidents;  ///< ids of incidents that it helps with
    std::vector<Source> sources;
    std::vector<std::string> unconfirmed;  ///< English: what no source showed us
};

/// What a Markdown file says, in one language.
struct LessonText {
    std::string title;
    Blocks summary;
    std::vector<std::string> goals;
    std::vector<Step> steps;
    std::vector<Checklist> checklists;
    std::vector<QuizItem> quiz;
    /// Only in translations: source_hash() of the English that was translated.
    std::string source;
    localization::State state = localization::State::Source;
    std::string reviewed_by;             ///< who read it, as they want to be named
    std::vector<std::string> left_out;   ///< links and pictures that are not shown, with their line
    std::map<std::string, std::size_t, std::less<>> lines;  ///< of the headings: "step:an-id", "checklist:…", "quiz:…" for every question
};

/// A lesson as somebody reads it, perhaps in several languages.
struct Lesson : LessonInfo {
    std::string title;
    Blocks summary;
    std::vector<std::string> goals;
    Wording wording;  ///< of title, summary and goals
    std::vector<Step> steps;
    std::vector<Checklist> checklists;
    std::vector<QuizItem> quiz;

    [[nodiscard]] const Step* step(std::string_view step_id) const;
    /// True when some of the words were written by a machine and nobody has read them.
    [[nodiscard]] bool has_drafts() const;
    /// True when the English of some of the words has changed since they were translated.
    [[nodiscard]] bool has_stale() const;
    /// True when every page is in this language.
    [[nodiscard]] bool is_whole_in(std::string_view lang) const;
};

enum class TextKind { Source, Translation };
/// Pages that were taken over from elsewhere may be longer than one look.
enum class Length { Page, Any };

/// Reads lesson.json. Errors: Limit, Corrupt — names the field and what it should be, or the line of broken JSON.
[[nodiscard]] Result<LessonInfo> parse_lesson_info(std::string_view json);

/// Reads the words of a lesson. Errors: Limit, Corrupt — `detail` is "line N: reason".
[[nodiscard]] Result<LessonText> parse_lesson_text(std::string_view markdown, TextKind kind, Length length = Length::Page);

/// 16 hexadecimal characters of BLAKE2b; the same for LF and CRLF lines.
[[nodiscard]] std::string source_hash(std::string_view english_markdown);

/// Canonical text, for `amparo selftest parse lesson` and for reviewers.
[[nodiscard]] std::string describe(const LessonText& text);

}  // namespace amparo::lessons
