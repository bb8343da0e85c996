#pragma once
// Two files beside the lessons: the words that a reader can look up, and ways through several lessons. Both are lists of
// sections, "## term:an-id Word" and "## path:an-id Title"; README.md tells how to write them.

#include <string>
#include <string_view>
#include <vector>

#include "lessons/lesson.hpp"

namespace amparo::lessons {

/// A word that is explained.
struct Term {
    std::string id;
    std::string term;
    std::vector<std::string> also;  ///< other words for it, and other forms of it
    Blocks brief;                   ///< one paragraph
    Blocks more;                    ///< may be empty
    Wording wording;
};

/// Lessons in an order, for somebody in a certain situation.
struct Path {
    std::string id;
    std::string title;
    Blocks summary;
    std::vector<std::string> lessons;  ///< ids; those of the English original count
    Wording wording;
};

struct TopicsText {
    std::vector<Term> terms;
    std::vector<Path> paths;
    std::string source;  ///< only in translations: source_hash() of the English
    localization::State state = localization::State::Source;
    std::string reviewed_by;
    std::vector<std::string> left_out;
    std::map<std::string, std::size_t, std::less<>> lines;  ///< of the headings, by the ids of terms and paths
};

/// Errors: Limit, Corrupt — `detail` is "line N: reason".
[[nodiscard]] Result<TopicsText> parse_topics(std::string_view markdown, TextKind kind);

/// Canonical text, for `amparo selftest parse topics` and for reviewers.
[[nodiscard]] std::string describe(const TopicsText& topics);

/// Ids of the terms whose words stand in `text`, in the order in which they come, each once. Words are compared as a
/// whole; capital letters of ASCII do not matter.
[[nodiscard]] std::vector<std::string> terms_in(std::string_view text, const std::vector<Term>& terms);

}  // namespace amparo::lessons
