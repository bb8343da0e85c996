#pragma once
// Markdown as lessons use it: CommonMark without raw HTML, with pictures from the lesson's own folder only, and with links
// to two places only. The result is a flat list of blocks that a window, a console or a printer can draw one after the other. A lesson
// may come from a stranger's pack, so every size is bounded. Thread: all of it may be used from several threads.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::lessons {

/// A run of words that look alike. A "\n" in the text is a line break that the author asked for.
struct Span {
    std::string text;
    bool strong = false;
    bool emphasis = false;
    bool code = false;  ///< a path, menu name or command: shown left to right, never translated
    std::string link;   ///< "https://…" or "amparo:lesson/<id>#<step>", "amparo:check/<id>"…; empty when it leads nowhere
    bool operator==(const Span&) const = default;
};

enum class BlockKind {
    Heading,
    Paragraph,
    ListItem,  ///< its first paragraph; what else lies in the item follows as blocks of the same depth
    Quote,     ///< a paragraph in a quotation
    Code,      ///< one span, its lines separated by "\n", without one at the end
    Rule,      ///< a line across; no spans
    Picture,   ///< from the lesson's own folder; the spans say what it shows
};

struct Block {
    BlockKind kind = BlockKind::Paragraph;
    std::size_t level = 0;   ///< of a heading, 1 to 6
    std::size_t depth = 0;   ///< lists around it: 0 outside, 1 in a list, 2 in a list in a list
    std::size_t number = 0;  ///< of an item in a numbered list, as it is to be shown; 0 for a bullet and for all else
    std::size_t quoted = 0;  ///< quotations around it
    std::string picture;     ///< the file's name, of a picture
    std::vector<Span> spans;
    bool operator==(const Block&) const = default;
};

using Blocks = std::vector<Block>;

struct MarkdownLimits {
    std::size_t bytes = 16 * 1024;      ///< of the text, and of all that comes out of it
    std::size_t blocks = 256;
    std::size_t spans = 2048;
    std::size_t nesting = 8;  ///< of lists, quotations and markings, one in the other
};

struct Markdown {
    Blocks blocks;
    /// What was left out, in English, for authors: links to elsewhere, pictures from elsewhere.
    std::vector<std::string> left_out;
};

/// Reads `text`; lines may end in LF or CRLF. HTML is shown as the characters that it is; a picture that
/// does not lie in the lesson's folder becomes its description; a link to elsewhere, or whose words name another address than its target, keeps its words only.
/// Errors: Limit — larger or deeper than allowed; Corrupt — a byte that is not UTF-8, or a character that could make the
/// words around it read as others. `detail` is "line N: reason" where there is a line, counted from `first_line`.
[[nodiscard]] Result<Markdown> parse_markdown(std::string_view text, std::size_t first_line = 1,
                                              const MarkdownLimits& limits = {});

/// True for "https:" links without account names or characters that look like others, and for "amparo:" links to
/// lessons, checks, incidents and glossary entries.
[[nodiscard]] bool is_allowed_link(std::string_view target);

/// True for the plain name of a PNG or JPEG file: small letters, digits, hyphens, points.
[[nodiscard]] bool is_picture_name(std::string_view name);

/// "manpages.debian.org" of an https link, to be asked about before a browser opens; "" for all else.
[[nodiscard]] std::string link_host(std::string_view target);

/// The words alone; blocks are separated by line feeds.
[[nodiscard]] std::string plain_text(const std::vector<Span>& spans);
[[nodiscard]] std::string plain_text(const Blocks& blocks);
/// Words are what stands between spaces.
[[nodiscard]] std::size_t count_words(const Blocks& blocks);

/// Canonical text, for `amparo selftest parse markdown` and for reviewers: one line for each span.
[[nodiscard]] std::string describe(const Markdown& markdown);

}  // namespace amparo::lessons
