#pragma once
// A lesson on paper. Pure functions; any thread.

#include <string>

#include "app/models/html_page.hpp"
#include "app/models/lesson_book.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

/// What comes into a handout.
struct HandoutParts {
    bool steps = true;
    bool checklists = true;
    bool questions = true;
    bool answers = true;  ///< to the questions
};

/// One file. No path, name, host or time comes into it.
[[nodiscard]] std::string lesson_handout(const LessonBook& book, const lessons::Lesson& lesson, const localization::Translator& words,
                                         const HandoutParts& parts);

/// The same without the frame around it, for pages with several lessons.
[[nodiscard]] std::string lesson_html(const LessonBook& book, const lessons::Lesson& lesson, const localization::Translator& words,
                                      const HandoutParts& parts);

}  // namespace amparo::models
