#pragma once
// What is off in lessons that can be read all the same: for authors and translators. Pure functions over a library.

#include <string>
#include <vector>

#include "lessons/library.hpp"

namespace amparo::lessons {

enum class LintGrade {
    Warning,  ///< a person should look at it
    Error,    ///< somebody has to change the file
};

struct LessonLint {
    std::string file;
    LintGrade grade = LintGrade::Warning;
    std::string message;  ///< English
    bool operator==(const LessonLint&) const = default;
};

/// Errors: what the library left out, promises that we do not make, pictures and links that are not shown, a link to a
/// step or lesson that does not exist, links or code that a translation lost or changed. Warnings: a translation that is
/// out of date or incomplete, a right answer that gives itself away by being the longest in every question.
/// Sorted by file.
[[nodiscard]] std::vector<LessonLint> lint(const Library& library);

}  // namespace amparo::lessons
