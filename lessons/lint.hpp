#pragma once
// What is off in lessons that can be read all the same: for authors and translators. Every rule has an id, says in which line
// to look and what to do about it. Pure functions over a library.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "lessons/library.hpp"

namespace amparo::lessons {

enum class LintGrade {
    Warning,  ///< a person should look at it
    Error,    ///< somebody has to change the file
};

struct LintRule {
    std::string_view id;
    LintGrade grade = LintGrade::Warning;
    std::string_view remedy;  ///< English: what to do
};
/// All rules, in the order of their ids.
[[nodiscard]] std::span<const LintRule> lint_rules();

struct LessonLint {
    std::string file;
    std::size_t line = 0;  ///< 0 where it is about the whole file
    std::string rule;
    LintGrade grade = LintGrade::Warning;
    std::string message;  ///< English
    std::string remedy;
    bool operator==(const LessonLint&) const = default;
};

/// What the lessons are compared with. What is empty is not compared.
struct LintSurroundings {
    std::vector<std::string> checks;     ///< ids that exist
    std::vector<std::string> incidents;  ///< the same
    std::optional<Day> today;
    /// The bytes of a picture by its path.
    std::function<std::optional<std::string>(const std::string& path)> bytes;
    /// True for a language whose missing words are told; the others are still being made.
    std::function<bool(std::string_view tag)> complete;
};

/// Sorted by file and line.
[[nodiscard]] std::vector<LessonLint> lint(const Library& library, const LintSurroundings& surroundings = {});

/// A file, or a part of one, that cannot be used: the rule "broken".
[[nodiscard]] LessonLint lint_of(const LibraryProblem& problem);

/// "lessons/a/en.md:12: error: message [rule]" and, in the next line, the remedy.
[[nodiscard]] std::string lint_text(const LessonLint& item);

}  // namespace amparo::lessons
