#include "localization/lint.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "app/base/text.hpp"
#include "localization/characters.hpp"
#include "localization/placeholders.hpp"
#include "localization/promises.hpp"

namespace amparo::localization {

namespace {

constexpr std::string_view kAllow = "x-allow:";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_edge_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// "<b>", "</b>", "<!--", "&nbsp;": markup that would be shown as it is.
bool has_html(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const char next = text[i + 1];
        if (text[i] == '<' && (is_letter(next) || next == '/' || next == '!')) {
            const std::size_t end = text.find_first_of("<>", i + 1);
            if (end != std::string_view::npos && text[end] == '>') return true;
        }
        if (text[i] == '&' && (is_letter(next) || next == '#')) {
            const std::size_t end = text.find_first_not_of(
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#", i + 1);
            if (end != std::string_view::npos && text[end] == ';') return true;
        }
    }
    return false;
}

/// "%s", "%2$d", "%-5.1f", "%(name)s". A percentage such as "5 % done" or "100%" is none.
bool has_printf(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') continue;
        std::size_t end = i + 1;
        if (end < text.size() && text[end] == '(') return true;
        while (end < text.size() && (is_digit(text[end]) || text[end] == '$' || text[end] == '.' ||
                                     text[end] == '-' || text[end] == '+' || text[end] == '*')) {
            ++end;
        }
        std::size_t letter = end;
        while (letter < text.size() &&
               std::string_view("hlLzjt").find(text[letter]) != std::string_view::npos)
            ++letter;
        const bool directive =
            letter < text.size() &&
            std::string_view("sdiucfFeEgGxXopn").find(text[letter]) != std::string_view::npos;
        if (directive && (letter + 1 == text.size() || !is_letter(text[letter + 1]))) return true;
    }
    return false;
}

std::string_view leading_space(std::string_view text) {
    return text.substr(0, std::min(text.find_first_not_of(" \n\t"), text.size()));
}
std::string_view trailing_space(std::string_view text) {
    std::size_t size = text.size();
    while (size != 0 && is_edge_space(text[size - 1])) --size;
    return text.substr(size);
}

std::string braced(const std::set<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "{" : ", {") + name + "}";
    return out;
}

/// "form 2: " for a sentence with several forms.
std::string form_name(std::size_t form, std::size_t forms) {
    return forms < 2 ? std::string() : "form " + std::to_string(form) + ": ";
}

class Lint {
  public:
    Lint(const Catalog& english, const Catalog& catalog) : english_(english), catalog_(catalog) {}

    std::vector<LintItem> run() {
        for (const CatalogProblem& problem : catalog_.problems()) {
            items_.push_back({problem.file, problem.line, {}, Severity::Error, problem.message});
        }
        for (const CatalogEntry& entry : catalog_.entries()) {
            look_at_texts(entry);
            if (catalog_.is_source()) {
                look_at_source(entry);
            } else {
                look_at_translation(entry);
            }
        }
        if (!catalog_.is_source()) look_for_missing();
        std::ranges::stable_sort(items_, [](const LintItem& a, const LintItem& b) {
            return std::tie(a.file, a.line) < std::tie(b.file, b.line);
        });
        return std::move(items_);
    }

  private:
    void say(const CatalogEntry& entry, Severity severity, std::string message) {
        items_.push_back({entry.file->path, entry.po.line, entry.po.id, severity, std::move(message)});
    }

    void look_at_texts(const CatalogEntry& entry) {
        const std::vector<std::string> texts = entry.texts();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string form = form_name(i, texts.size());
            const auto error = [&](std::string_view message) {
                say(entry, Severity::Error, form + std::string(message));
            };
            if (!parse_template(texts[i]).well_formed)
                error("a brace stands alone; write {{ or }} for a brace");
            if (has_html(texts[i])) error("there is HTML in the text; it would be shown as it is");
            if (has_printf(texts[i]))
                error("there is a printf directive; places for values are written {name}");
            if (const auto refused = first_refused(texts[i])) {
                error("the character " + code_point_name(*refused) + " may not stand in a language file");
            }
        }
    }

    void look_at_source(const CatalogEntry& entry) {
        if (entry.po.description.empty()) {
            say(entry, Severity::Error,
                "a description for translators is missing: where it is seen, what {places} mean");
        }
        if (std::ranges::any_of(entry.po.forms, [](const std::string& form) { return !form.empty(); })) {
            say(entry, Severity::Error, "English text belongs into msgid; msgstr stays empty");
        }
        if (entry.po.has_plural()) say_places(entry, entry);
        std::string allowed;
        for (const std::string& comment : entry.po.comments) {
            const std::string_view words = text::trim(comment);
            if (words.starts_with(kAllow)) allowed += "," + text::lower(words.substr(kAllow.size()));
        }
        const std::vector<std::string_view> exempt = text::split(allowed, ',');
        for (const std::string& promise : promises_in(entry.po.msgid + "\n" + entry.po.msgid_plural)) {
            const bool denied = std::ranges::any_of(
                exempt, [&](std::string_view phrase) { return text::trim(phrase) == promise; });
            if (!denied) say(entry, Severity::Error, "\"" + promise + "\" is a promise that we do not make");
        }
        for (const std::string& text : entry.texts()) {
            if (!leading_space(text).empty() || !trailing_space(text).empty()) {
                say(entry, Severity::Warning, "there is space at an edge of the text");
            }
        }
    }

    void say_places(const CatalogEntry& source, const CatalogEntry& entry) {
        const std::size_t forms = entry.texts().size();
        for (const PlaceDifference& difference : place_differences(source.po, entry)) {
            std::string message = form_name(difference.form, forms);
            if (!difference.missing.empty()) message += braced(difference.missing) + " is missing";
            if (!difference.missing.empty() && !difference.unknown.empty()) message += "; ";
            if (!difference.unknown.empty()) message += braced(difference.unknown) + " is not in the English";
            say(entry, Severity::Error, std::move(message));
        }
    }

    void look_at_translation(const CatalogEntry& entry) {
        const CatalogEntry* const source = english_.find(entry.po.id);
        if (source == nullptr) return say(entry, Severity::Error, "English has no sentence with this id");
        const Standing worth = standing(source, entry);
        if (worth.obstacle == Obstacle::Untranslated) {
            const bool some =
                std::ranges::any_of(entry.po.forms, [](const std::string& f) { return !f.empty(); });
            return say(entry, Severity::Warning,
                       some ? "only some forms are filled in; English is shown" : "not translated yet");
        }
        if (worth.obstacle == Obstacle::Fuzzy)
            return say(entry, Severity::Warning, "fuzzy; English is shown");
        if (worth.stale) say(entry, Severity::Warning, "the English has changed since this was translated");
        say_places(*source, entry);
        const std::vector<std::string> wanted = source->texts();
        const std::vector<std::string> texts = entry.texts();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string& like = wanted[std::min(i, wanted.size() - 1)];
            if (leading_space(like) != leading_space(texts[i]) ||
                trailing_space(like) != trailing_space(texts[i])) {
                say(entry, Severity::Warning,
                    form_name(i, texts.size()) + "the spaces at the edges differ from English");
            }
        }
    }

    void look_for_missing() {
        for (const CatalogEntry& entry : english_.entries()) {
            if (catalog_.find(entry.po.id) != nullptr) continue;
            items_.push_back({catalog_.language().tag + "/" + entry.file->domain + ".po", 0, entry.po.id,
                              Severity::Warning, "the sentence is missing"});
        }
    }

    const Catalog& english_;
    const Catalog& catalog_;
    std::vector<LintItem> items_;
};

}  // namespace

std::vector<LintItem> lint(const Catalog& english, const Catalog& catalog) {
    return Lint(english, catalog).run();
}

bool has_errors(const std::vector<LintItem>& items) {
    return std::ranges::any_of(items, [](const LintItem& item) { return item.severity == Severity::Error; });
}

int Status::percent(std::size_t part) const { return total == 0 ? 0 : static_cast<int>(part * 100 / total); }

Status status(const Catalog& english, const Catalog& catalog) {
    Status out;
    for (const CatalogEntry& source : english.entries()) {
        ++out.total;
        const CatalogEntry* const entry = catalog.find(source.po.id);
        if (entry == nullptr) {
            ++out.missing;
            continue;
        }
        const Standing worth = standing(&source, *entry);
        if (!worth.usable()) {
            ++(worth.obstacle == Obstacle::Fuzzy ? out.fuzzy : out.missing);
            continue;
        }
        if (worth.stale) ++out.stale;
        ++(worth.state == State::Draft      ? out.draft
           : worth.state == State::Reviewed ? out.reviewed
                                            : out.translated);
    }
    return out;
}

}  // namespace amparo::localization
