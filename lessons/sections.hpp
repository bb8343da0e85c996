#pragma once
// The skeleton of a lesson file: a header between two lines of "---", then sections that begin with "#", "##" or "###".
// What stands in a section is Markdown and is left alone here. Used inside this room.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::lessons {

struct HeaderField {
    std::size_t line = 0;
    std::string key;
    std::string value;
};

struct Section {
    std::size_t line = 0;   ///< of its heading
    std::size_t level = 1;  ///< 1 to 3
    std::string kind;       ///< "step", "quiz", "goals", "do"…; empty at level 1
    std::string id;         ///< behind the colon; may be empty
    std::string title;      ///< what follows; may be empty
    std::string body;       ///< lines ended by "\n"
    std::size_t body_line = 0;
};

struct SectionFile {
    bool has_header = false;
    std::vector<HeaderField> header;
    std::vector<Section> sections;
};

/// Lines may end in LF or CRLF; a byte-order mark at the start is passed over. Errors: Limit — more than
/// limits::kLessonBytes or too many sections; Corrupt — words before the first heading, a header that does not end.
[[nodiscard]] Result<SectionFile> split_sections(std::string_view text);

/// Without a byte-order mark.
[[nodiscard]] std::string_view without_mark(std::string_view text);

/// An error with its line in front.
[[nodiscard]] std::unexpected<Error> fail_at(std::size_t line, const std::string& reason, Errc code = Errc::Corrupt);

}  // namespace amparo::lessons
