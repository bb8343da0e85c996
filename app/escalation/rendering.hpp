#pragma once
// A report as it leaves: the words that a desk reads, letter by letter, and the lines that they are made of, each of which
// the person may leave out. Pure and deterministic: the same report and choices always give the same bytes.

#include <set>
#include <string>
#include <vector>

#include "app/escalation/report.hpp"
#include "localization/translator.hpp"

namespace amparo::escalation {

/// How much is said. First contact: who to answer and how, what kind of thing, how urgent. The rest follows when a human
/// has answered over a way that the person trusts, or at once where only the desk can read it and the person ticked that.
enum class Stage : std::uint8_t { FirstContact, Full };

enum class Form : std::uint8_t {
    Message,    ///< plain text, 72 columns, for mail and messengers
    Document,   ///< JSON
    WebForm,    ///< field by field, each within its limit
    DsaNotice,  ///< Article 16 of Regulation (EU) 2022/2065
    UnLetter,   ///< to a UN special procedure
};
[[nodiscard]] std::string_view form_name(Form form);  ///< "message", "document", "web-form", "dsa-notice", "un-letter"

/// One line: what it is about, and what it says.
struct Line {
    std::string id;     ///< "what", "danger", "answer", …; stable over languages
    std::string label;  ///< in the language of the translator that was handed in
    std::string value;
    bool optional = true;  ///< may be left out
    bool own_words = false;  ///< typed by the person, in `lang` of the report
    std::size_t limit = 0;   ///< characters that a form takes; 0 is no limit
    bool cut = false;        ///< the value was shortened to the limit
    bool operator==(const Line&) const = default;
};

struct RenderChoice {
    Form form = Form::Message;
    Stage stage = Stage::FirstContact;
    std::set<std::string> left_out;  ///< ids of optional lines
    /// The desk's language; only reviewed words, or English (see design of languages).
    const localization::Translator* desk = nullptr;
    /// The person's language, to stand below it in a message; nullptr when it is the same, or nobody has read its words.
    const localization::Translator* own = nullptr;
};

struct Rendering {
    Form form = Form::Message;
    Stage stage = Stage::FirstContact;
    std::string case_ref;
    std::string lang;        ///< of the words around what the person wrote
    std::string subject;     ///< for mail: the case reference, and nothing that tells what it is about
    std::string media_type;  ///< "text/plain; charset=utf-8", "application/json"
    std::vector<Line> lines;
    std::string text;        ///< exactly what leaves, UTF-8, lines end in LF
    bool operator==(const Rendering&) const = default;
};

/// The lines of a stage that say something, in their order. Of those left out, none.
[[nodiscard]] std::vector<Line> lines_of(const Report& report, Form form, Stage stage, const localization::Translator& words,
                                         const std::set<std::string>& left_out = {});

[[nodiscard]] Rendering render(const Report& report, const RenderChoice& choice);

/// Short enough for an SMS or a prefilled chat: case, kind, danger, code word. One line.
[[nodiscard]] std::string short_text(const Report& report, const localization::Translator& words);

/// Wraps at spaces to `columns` characters; what has no space, such as an address, stays whole.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t columns, std::string_view indent = {});

}  // namespace amparo::escalation
