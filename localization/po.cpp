#include "localization/po.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "app/base/date.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "localization/characters.hpp"

namespace amparo::localization {

namespace {

constexpr std::string_view kReviewed = "x-reviewed";
constexpr std::string_view kMachine = "x-mt";

std::size_t line_of(std::string_view bytes, std::size_t offset) {
    std::size_t line = 1;
    for (const char c : bytes.substr(0, offset)) line += c == '\n' ? 1U : 0U;
    return line;
}

std::string_view without_leading_space(std::string_view text) {
    if (text.starts_with(' ')) text.remove_prefix(1);
    return text;
}

std::string_view without_trailing_spaces(std::string_view text) {
    while (text.ends_with(' ') || text.ends_with('\t') || text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

/// "x-reviewed: NAME" asks about `word`; "x-reviewedness" does not.
bool begins_with_word(std::string_view text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return text.empty() || text.front() == ' ' || text.front() == ':' || text.front() == '\t';
}

std::optional<Review> parse_review(std::string_view comment) {
    comment.remove_prefix(kReviewed.size());
    if (!comment.starts_with(':')) return std::nullopt;
    comment = text::trim(comment.substr(1));
    const std::size_t space = comment.find_last_of(" \t");
    if (space == std::string_view::npos) return std::nullopt;
    const std::string_view date = comment.substr(space + 1);
    if (!parse_day(date)) return std::nullopt;
    return Review{std::string(text::trim(comment.substr(0, space))), std::string(date)};
}

/// Walks through the lines once. A string never goes beyond its line, so a broken line can only harm its own
/// entry: the reader drops that entry and goes on behind the next empty line, comment or "msgctxt".
class PoReader {
  public:
    std::expected<PoFile, PoProblem> read(std::string_view bytes) {
        std::size_t start = 0;
        while (start < bytes.size()) {
            const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
            ++line_;
            take_line(bytes.substr(start, end - start));
            if (entries_seen_ > limits::kPoEntries) return too_many();
            start = end + 1;
        }
        end_entry();
        if (entries_seen_ > limits::kPoEntries) return too_many();
        if (!header_seen_) report(1, "the header with Language and Plural-Forms is missing");
        return std::move(file_);
    }

  private:
    std::unexpected<PoProblem> too_many() const {
        return std::unexpected(PoProblem{
            line_, "there are more than " + std::to_string(limits::kPoEntries) + " sentences in this file",
            Errc::Limit});
    }

    enum class Target { None, Id, English, EnglishPlural, Form };

    void report(std::size_t line, std::string message, Errc code = Errc::Corrupt) {
        if (file_.problems.size() < kPoProblems) {
            file_.problems.push_back({line, std::move(message), code});
        } else {
            ++file_.further_problems;
        }
    }
    /// The entry will be left out; its lines are still read. Only the first reason is listed.
    void spoil(std::string message, Errc code = Errc::Corrupt) { spoil_at(line_, std::move(message), code); }
    void spoil_at(std::size_t line, std::string message, Errc code = Errc::Corrupt) {
        if (!spoiled_) report(line, std::move(message), code);
        spoiled_ = true;
    }
    /// The entry will be left out, and its further lines make no sense.
    void derail(std::string message) {
        spoil(std::move(message));
        skipping_ = true;
    }

    void reset() {
        entry_ = {};
        target_ = Target::None;
        begun_ = gap_ = has_context_ = has_id_ = has_plural_ = spoiled_ = skipping_ = false;
    }

    void take_line(std::string_view line) {
        line = text::trim(without_trailing_spaces(line));
        const bool comment = line.starts_with('#');
        const bool context = line.starts_with("msgctxt");
        if (skipping_) {
            if (!line.empty() && !comment && !context) return;
            end_entry();
        }
        if (line.empty()) {
            gap_ = true;
            return;
        }
        if (comment) {
            end_entry_if_begun();
            if (line.starts_with("#~")) return reset();
        } else if (context || (line.starts_with("msgid") && !line.starts_with("msgid_plural") && has_id_)) {
            end_entry_if_begun();
        }
        if (const auto refused = first_refused(line)) {
            begun_ = begun_ || !comment;
            return spoil("the character " + code_point_name(*refused) + " may not stand in a language file");
        }
        if (comment) return take_comment(line);
        begun_ = true;
        take_keyword(line);
    }

    void take_comment(std::string_view line) {
        const char kind = line.size() > 1 ? line[1] : ' ';
        if (kind == '|') return;  // what the English used to be: of use to editors only
        if (kind == '.') {
            if (!entry_.description.empty()) entry_.description += '\n';
            entry_.description += text::trim(line.substr(2));
        } else if (kind == ':') {
            for (const std::string_view word : text::words(line.substr(2)))
                entry_.references.emplace_back(word);
        } else if (kind == ',') {
            for (const std::string_view flag : text::split(line.substr(2), ',')) take_flag(text::trim(flag));
        } else {
            take_translator_comment(without_leading_space(line.substr(1)));
        }
    }

    void take_flag(std::string_view flag) {
        if (flag == "fuzzy") {
            entry_.fuzzy = true;
        } else if (flag == kMachine) {
            entry_.machine = true;
        } else if (!flag.empty()) {
            entry_.flags.emplace_back(flag);
        }
    }

    void take_translator_comment(std::string_view comment) {
        const std::string_view words = text::trim(comment);
        if (begins_with_word(words, kMachine)) {
            entry_.machine = true;
        } else if (begins_with_word(words, kReviewed)) {
            entry_.review = parse_review(words);
            if (!entry_.review)
                report(line_, "a review needs a name and a date: \"# x-reviewed: NAME 2026-11-23\"");
        } else {
            entry_.comments.emplace_back(comment);
        }
    }

    void take_keyword(std::string_view line) {
        if (line.starts_with('"')) {
            if (gap_ && !entry_.forms.empty()) end_entry();  // the sentence above the gap is whole without it
            begun_ = true;
            if (gap_ || target_ == Target::None) return derail("this text belongs to no keyword");
            return take_string(line);
        }
        gap_ = false;
        const std::size_t end = std::min(line.find_first_of(" \t\""), line.size());
        const std::string_view keyword = line.substr(0, end);
        if (!begin_target(keyword)) return;
        const std::string_view rest = text::trim(line.substr(end));
        if (!rest.starts_with('"')) return derail("expected a text in quotes after " + std::string(keyword));
        take_string(rest);
    }

    /// Makes `keyword` the place where text goes; false when it may not stand here.
    bool begin_target(std::string_view keyword) {
        const auto refuse = [&](std::string_view reason) {
            derail(std::string(keyword) + std::string(reason));
            return false;
        };
        if (keyword == "msgctxt") {
            has_context_ = true;
            entry_.line = line_;
            target_ = Target::Id;
        } else if (keyword == "msgid") {
            if (!has_context_) entry_.line = line_;
            has_id_ = true;
            target_ = Target::English;
        } else if (keyword == "msgid_plural") {
            if (!has_id_ || !entry_.forms.empty() || target_ != Target::English) {
                return refuse(" must follow msgid");
            }
            has_plural_ = true;
            target_ = Target::EnglishPlural;
        } else if (keyword == "msgstr") {
            if (target_ != Target::English) return refuse(" must follow msgid");
            add_form();
        } else if (keyword.starts_with("msgstr[") && keyword.ends_with(']')) {
            const auto number = text::to_integer(keyword.substr(7, keyword.size() - 8));
            const bool after =
                target_ == Target::EnglishPlural || (target_ == Target::Form && entry_.has_plural());
            if (!after) return refuse(" must follow msgid_plural");
            if (!number || *number != static_cast<std::int64_t>(entry_.forms.size())) {
                return refuse(" is out of order: the next form is " + std::to_string(entry_.forms.size()));
            }
            if (entry_.forms.size() >= limits::kPluralForms) return refuse(" is one form too many");
            add_form();
        } else {
            derail("this is not a line of a PO file");
            return false;
        }
        return true;
    }

    void add_form() {
        entry_.forms.emplace_back();
        target_ = Target::Form;
    }

    std::string* target() {
        switch (target_) {
            case Target::Id:
                return &entry_.id;
            case Target::English:
                return &entry_.msgid;
            case Target::EnglishPlural:
                return &entry_.msgid_plural;
            case Target::Form:
                return entry_.forms.empty() ? nullptr : &entry_.forms.back();
            case Target::None:
                break;
        }
        return nullptr;
    }

    void take_string(std::string_view quoted) {
        std::string* const out = target();
        if (out == nullptr) return derail("this text belongs to no keyword");
        std::size_t i = 1;
        for (; i < quoted.size() && quoted[i] != '"'; ++i) {
            char c = quoted[i];
            if (c == '\\') {
                c = i + 1 < quoted.size() ? quoted[i + 1] : '\0';
                if (c != 'n' && c != 't' && c != '"' && c != '\\') {
                    return derail("only \\n, \\t, \\\" and \\\\ may follow a backslash");
                }
                c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
                ++i;
            }
            out->push_back(c);
        }
        if (i >= quoted.size()) return derail("the closing quote is missing");
        if (i + 1 != quoted.size()) return derail("there is text after the closing quote");
        if (out->size() > limits::kPoString) {
            spoil("a text is longer than " + std::to_string(limits::kPoString) + " bytes", Errc::Limit);
            out->clear();
        }
    }

    void end_entry_if_begun() {
        if (begun_) end_entry();
    }

    void end_entry() {
        if (begun_) {
            if (!header_seen_ && entries_seen_ == 0 && has_id_ && !has_context_ && entry_.msgid.empty()) {
                header_seen_ = true;
                if (entry_.forms.empty()) spoil_at(entry_.line, "the header has no msgstr");
                if (!spoiled_) take_header();
            } else {
                ++entries_seen_;
                check_entry();
                if (!spoiled_) {
                    entry_.machine = entry_.machine || all_machine_;
                    lines_by_id_.emplace(entry_.id, entry_.line);
                    file_.entries.push_back(std::move(entry_));
                }
            }
        }
        reset();
    }

    void take_header() {
        file_.header_comments = std::move(entry_.comments);
        all_machine_ = entry_.machine;
        for (const std::string_view line : text::lines(entry_.forms.front())) {
            const std::size_t colon = line.find(':');
            const std::string_view name = text::trim(line.substr(0, colon));
            if (colon == std::string_view::npos || name.empty()) {
                report(entry_.line, "a header line has no \"Name: value\" in it");
            } else if (!file_.field(name).empty()) {
                report(entry_.line, "the header names " + std::string(name) + " twice");
            } else {
                file_.header.push_back({std::string(name), std::string(text::trim(line.substr(colon + 1)))});
            }
        }
        if (const std::string_view plural = file_.field("Plural-Forms"); !plural.empty()) {
            auto rule = PluralRule::parse(plural);
            if (rule && !rule->covers_all())
                report(entry_.line, "Plural-Forms names no form for some numbers");
            if (rule) {
                file_.rule = *std::move(rule);
                rule_known_ = true;
            } else {
                report(entry_.line, "Plural-Forms: " + rule.error().detail, rule.error().code);
            }
        }
        const std::string charset = text::lower(file_.field("Content-Type"));
        const std::size_t at = charset.find("charset=");
        if (at != std::string::npos && text::trim(charset.substr(at + 8)) != "utf-8") {
            report(entry_.line, "the header names another charset than UTF-8");
        }
    }

    void check_entry() {
        const auto off = [&](std::string message) {
            spoil_at(entry_.line == 0 ? line_ : entry_.line, std::move(message));
        };
        if (spoiled_) return;
        if (!has_id_) return off("msgid is missing");
        if (entry_.forms.empty()) return off("msgstr is missing");
        if (!has_context_ && entry_.msgid.empty())
            return off("the header must be the first entry, and only one");
        if (!has_context_ || entry_.id.empty()) return off("the id (msgctxt) is missing");
        if (!is_message_id(entry_.id))
            return off("the id (msgctxt) is too long or has characters that ids do not have");
        if (entry_.msgid.empty()) return off("the English text (msgid) is empty");
        if (const auto first = lines_by_id_.find(entry_.id); first != lines_by_id_.end()) {
            return off("the id " + entry_.id + " is taken by line " + std::to_string(first->second));
        }
        if (has_plural_ && !entry_.has_plural()) return off("msgid_plural is empty");
        if (entry_.has_plural() && !rule_known_)
            return off("the header has no Plural-Forms that could choose a form");
        if (entry_.has_plural() && entry_.forms.size() != file_.rule.forms()) {
            return off("there are " + std::to_string(entry_.forms.size()) +
                       " forms, but Plural-Forms promises " + std::to_string(file_.rule.forms()));
        }
        bool balanced = isolates_are_balanced(entry_.msgid) && isolates_are_balanced(entry_.msgid_plural);
        for (const std::string& form : entry_.forms) balanced = balanced && isolates_are_balanced(form);
        if (!balanced) return off("an isolate (U+2066 to U+2068) is not closed by U+2069 in its paragraph");
        // A comment line of nothing but the mark would not survive writing and reading.
        entry_.description = std::string(text::trim(entry_.description));
    }

    PoFile file_;
    PoEntry entry_;
    Target target_ = Target::None;
    std::map<std::string, std::size_t, std::less<>> lines_by_id_;
    std::size_t line_ = 0;
    std::size_t entries_seen_ = 0;
    bool begun_ = false;
    bool gap_ = false;  ///< an empty line stands above this one, so no text goes on here
    bool has_context_ = false;
    bool has_id_ = false;
    bool has_plural_ = false;
    bool spoiled_ = false;
    bool skipping_ = false;
    bool header_seen_ = false;
    bool rule_known_ = false;
    bool all_machine_ = false;  ///< the header carries the mark of machine drafts, so every entry does
};

}  // namespace

std::string PoProblem::text() const { return "line " + std::to_string(line) + ": " + message; }

std::string_view PoFile::field(std::string_view name) const {
    for (const PoField& candidate : header) {
        if (candidate.name == name) return candidate.value;
    }
    return {};
}

bool is_message_id(std::string_view text) {
    if (text.empty() || text.size() > kPoId) return false;
    return text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/-") ==
           std::string_view::npos;
}

std::expected<PoFile, PoProblem> read_po(std::string_view bytes) {
    if (bytes.size() > limits::kPoBytes) {
        return std::unexpected(PoProblem{
            1, "the file is larger than " + std::to_string(limits::kPoBytes / limits::kMiB) + " MiB",
            Errc::Limit});
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        return std::unexpected(
            PoProblem{1, "the file begins with a byte-order mark; save it as plain UTF-8"});
    }
    if (const std::size_t at = bytes.find('\0'); at != std::string_view::npos) {
        return std::unexpected(PoProblem{line_of(bytes, at), "there is a NUL byte"});
    }
    if (const std::size_t at = utf8::first_invalid(bytes); at != std::string_view::npos) {
        return std::unexpected(PoProblem{line_of(bytes, at), "there are bytes that are not UTF-8"});
    }
    return PoReader().read(bytes);
}

Result<PoFile> parse_po(std::string_view bytes) {
    auto file = read_po(bytes);
    if (!file) return fail(file.error().code, file.error().text());
    if (!file->problems.empty()) return fail(file->problems.front().code, file->problems.front().text());
    return *std::move(file);
}

}  // namespace amparo::localization
