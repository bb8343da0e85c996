#pragma once
// What the readers of lesson files share: titles, ids, words, lists whose items carry a reason, questions, checklists.
// Used inside this room.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/lesson.hpp"
#include "lessons/sections.hpp"

namespace amparo::lessons {

inline constexpr std::size_t kChecklistItems = 24;
inline constexpr std::size_t kTerms = 400;

/// Ids of the scenes that the choices of a scenario lead to, with their lines: by question, scene and choice.
struct SceneTarget {
    std::string id;
    std::size_t line = 0;
};
using SceneTargets = std::map<std::string, std::vector<std::vector<SceneTarget>>>;

/// True for "quiz", "order", "match" and "scenario".
[[nodiscard]] bool is_quiz_section(std::string_view kind);

/// What the header of a translation says.
struct TranslationMark {
    std::string source;  ///< source_hash() of the English that was translated; empty in the English
    localization::State state = localization::State::Source;
    std::string reviewed_by;
};

class PartReader {
  public:
    explicit PartReader(TextKind kind) : kind_(kind) {}
    [[nodiscard]] TextKind kind() const { return kind_; }

    /// Errors: Corrupt — an original with a header, a translation without one, a field that is not known.
    [[nodiscard]] Result<TranslationMark> read_mark(const SectionFile& file) const;

    /// Words on a page. Other languages may need half as many again.
    [[nodiscard]] std::size_t longest() const;
    /// The section's id, which nothing of that kind had before.
    Result<std::string> new_id(const Section& section);
    Result<std::string> title(const Section& section);
    Result<Blocks> blocks(const Section& section) { return blocks(section.body, section.body_line); }
    Result<Blocks> blocks(const std::string& text, std::size_t line);
    /// One short paragraph.
    Result<std::vector<Span>> line_of_words(const std::string& text, std::size_t line);
    /// Headings and names are shown as they are, so only their characters are looked at.
    static Result<void> check_words(const std::string& words, std::size_t line);

    /// A question of any kind; the scenes of a scenario follow as sections of their own.
    Result<QuizItem> read_quiz(const Section& section);
    Result<void> read_scene(const Section& section, QuizItem& item, SceneTargets& targets);
    /// Joins choices with scenes. Errors: Corrupt — a scene is missing, cannot be reached, or leads to no end.
    [[nodiscard]] static Result<void> join_scenes(QuizItem& item, const SceneTargets& targets, std::size_t line);
    Result<Checklist> read_checklist(const Section& section);

    /// What is not shown, with its line.
    [[nodiscard]] std::vector<std::string> take_left_out() { return std::move(left_out_); }

  private:
    struct Item {
        std::size_t line = 0;
        std::size_t reason_line = 0;
        char mark = ' ';
        std::string text;
        std::string reason;
    };
    struct Items {
        std::string before;  ///< what stands before the first
        std::vector<Item> items;
    };
    enum class Bullet { Ticked, Numbered, Plain, Leading };
    [[nodiscard]] static bool begins_item(Bullet bullet, std::string_view line);
    Result<Items> read_items(const Section& section, Bullet bullet, std::size_t most) const;
    Result<QuizOption> read_option(const Item& item, const std::string& words);

    TextKind kind_;
    std::set<std::string> ids_;
    std::vector<std::string> left_out_;
};

}  // namespace amparo::lessons
