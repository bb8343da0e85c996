#pragma once
// Reads and writes PO files, the form in which sentences are kept and translated. A file is untrusted: it may
// come from a third party's language pack or a dying stick. What is off in one entry drops that entry and is
// listed with its line; only a file that cannot be a PO file at all is refused whole. README.md has the list
// for translators.

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/limits.hpp"
#include "app/base/result.hpp"
#include "localization/plural.hpp"

namespace amparo::localization {

inline constexpr std::size_t kPoId = 128;        ///< bytes of an id
inline constexpr std::size_t kPoProblems = 100;  ///< problems listed for one file; more are only counted

/// Who read a translation after it was written, and when. From the comment "# x-reviewed: NAME 2026-11-23".
struct Review {
    std::string by;
    std::string date;  ///< ISO 8601
    bool operator==(const Review&) const = default;
};

/// One sentence. All text is UTF-8 without controls, see may_stand_in_language_file().
struct PoEntry {
    std::size_t line = 0;      ///< where its id stands, from 1
    std::string id;            ///< msgctxt: the name by which the program asks for it
    std::string msgid;         ///< English
    std::string msgid_plural;  ///< English for other numbers; empty when the sentence has no plural
    std::vector<std::string>
        forms;  ///< msgstr, or msgstr[0], msgstr[1]… as many as the rule has; empty text: not done
    std::string description;  ///< "#." for the translator: where it is seen, what placeholders mean
    std::vector<std::string> references;  ///< "#:"
    std::vector<std::string>
        comments;                    ///< "# " of the translator, without the two kinds that have fields here
    std::vector<std::string> flags;  ///< "#," other than fuzzy and x-mt
    bool fuzzy = false;              ///< a guess of a tool; never shown
    bool machine = false;            ///< written by a machine: flag "x-mt", or the comment "# x-mt"
    std::optional<Review> review;

    [[nodiscard]] bool has_plural() const { return !msgid_plural.empty(); }
    bool operator==(const PoEntry&) const = default;
};

struct PoField {
    std::string name;
    std::string value;
    bool operator==(const PoField&) const = default;
};

/// Something that is off. `message` is a sentence in English without the line.
struct PoProblem {
    std::size_t line = 0;
    std::string message;
    Errc code = Errc::Corrupt;
    bool operator==(const PoProblem&) const = default;
    /// "line 12: the id is missing"
    [[nodiscard]] std::string text() const;
};

struct PoFile {
    std::vector<PoField> header;               ///< Language, Plural-Forms…
    std::vector<std::string> header_comments;  ///< "# " above the header
    PluralRule rule;
    std::vector<PoEntry> entries;      ///< in the order of the file, ids unique
    std::vector<PoProblem> problems;   ///< at most kPoProblems; what each speaks of is left out
    std::size_t further_problems = 0;  ///< how many more there are

    /// Value of a header field, or "".
    [[nodiscard]] std::string_view field(std::string_view name) const;
};

/// Reads a file, leaving out what is off. Refuses, as a whole: more than limits::kPoBytes or
/// limits::kPoEntries, a NUL, a byte-order mark, bytes that are not UTF-8.
[[nodiscard]] std::expected<PoFile, PoProblem> read_po(std::string_view bytes);

/// The same for a caller that wants all or nothing: the first problem becomes the error.
/// Errors: Limit, Corrupt; `detail` is "line N: reason".
[[nodiscard]] Result<PoFile> parse_po(std::string_view bytes);

/// The canonical text: header, then entries in their order, comments sorted by kind, one line of the file for
/// each line of the text. Reading it again gives the same file, apart from line numbers.
[[nodiscard]] std::string write_po(const PoFile& file);

/// One text as it stands behind a keyword: quoted, escaped, split at its line feeds.
[[nodiscard]] std::string po_quoted(std::string_view text);

/// True for what may be an id: 1 to kPoId ASCII letters, digits and . _ : / -
[[nodiscard]] bool is_message_id(std::string_view text);

}  // namespace amparo::localization
