#pragma once
// What is off in the sentences of a language, and how far its translation has come. Pure functions over
// catalogues.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "localization/catalog.hpp"
#include "localization/standing.hpp"

namespace amparo::localization {

enum class Severity {
    Warning,  ///< the program copes: it shows English, or a sentence that may be out of date
    Error,    ///< somebody has to change the file
};

struct LintItem {
    std::string file;
    std::size_t line = 0;  ///< 0 when the thing is not there at all
    std::string id;
    Severity severity = Severity::Warning;
    std::string message;
    bool operator==(const LintItem&) const = default;
};

/// Errors: whatever the reader left out, unknown ids, places that differ, single braces, HTML, printf
/// directives. For English itself: a sentence without a description for translators, and promises that we do
/// not make (unless the comment "# x-allow: PHRASE" says that the sentence denies it). Warnings: what is
/// missing, fuzzy or stale, spaces at the edges that differ. Sorted by file and line.
[[nodiscard]] std::vector<LintItem> lint(const Catalog& english, const Catalog& catalog);

/// True when an item is an error; warnings never make the lint fail.
[[nodiscard]] bool has_errors(const std::vector<LintItem>& items);

/// Counts of sentences. Each English id is in exactly one of translated, draft, reviewed, fuzzy and missing.
struct Status {
    std::size_t total = 0;       ///< ids in English
    std::size_t translated = 0;  ///< by a person, not reviewed; for English itself: all
    std::size_t draft = 0;       ///< by a machine
    std::size_t reviewed = 0;    ///< read by a second person
    std::size_t fuzzy = 0;       ///< a tool's guess, shown in English
    std::size_t missing = 0;     ///< no text, or one that cannot be used; shown in English
    std::size_t stale = 0;       ///< of the first three: the English has changed since
    bool operator==(const Status&) const = default;

    /// Whole percent of `total`, rounded down, so that 100 means all.
    [[nodiscard]] int percent(std::size_t part) const;
};

[[nodiscard]] Status status(const Catalog& english, const Catalog& catalog);

}  // namespace amparo::localization
