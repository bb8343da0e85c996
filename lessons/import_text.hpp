#pragma once
// What the importers do to words before they can stand in our files. Used inside this room.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::lessons {

struct HeadedText {
    std::string header;  ///< between two lines of "---"; empty when there is none
    std::string body;
    std::size_t body_line = 1;
    bool broken = false;  ///< the header does not end
};
[[nodiscard]] HeadedText split_header(std::string_view text);

struct CleanFault {
    std::size_t line = 0;
    std::string message;
};
/// Makes a page of it: headings of any level become the small ones that a page may have, line ends become LF, bytes that
/// are not UTF-8 and characters that may not stand in a lesson go. Tells what went. A document is cut at its headings of the
/// first two levels afterwards, so these keep a mark that split_document() takes away.
enum class LargeHeadings { Small, Marked };
[[nodiscard]] std::vector<CleanFault> clean(std::string& text, std::size_t first_line, LargeHeadings large = LargeHeadings::Small);

/// An id out of any name: small letters, digits, hyphens; "x" and a number out of a name that has none of them.
[[nodiscard]] std::string slug(std::string_view name);
/// In one line, without marks of Markdown at its ends.
[[nodiscard]] std::string flat(const std::string& text);
/// The same without characters that may not stand in a lesson, short enough for a title.
[[nodiscard]] std::string plain_line(std::string_view text);
/// The words of the first heading, at most a title long.
[[nodiscard]] std::optional<std::string> first_heading(std::string_view cleaned);
/// How many bytes of `text` are at most `most` and end at a character.
[[nodiscard]] std::size_t utf8_cut(std::string_view text, std::size_t most);

struct DocumentPart {
    std::string title;  ///< of the first: the document's; may be empty
    std::string body;
};
/// Cuts a cleaned document at its large headings, and pages that are too long for one at empty lines. At least one part.
[[nodiscard]] std::vector<DocumentPart> split_document(std::string_view cleaned);

}  // namespace amparo::lessons
