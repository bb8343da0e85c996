#include <optional>

#include "app/base/text.hpp"
#include "app/console/session.hpp"
#include "localization/extract.hpp"
#include "localization/lint.hpp"

namespace amparo::console {

namespace {

using localization::Catalog;
using localization::LintItem;

/// The catalogues that the words after the command name, or all.
std::optional<std::vector<const Catalog*>> chosen(const Session& session) {
    std::vector<const Catalog*> out;
    if (session.arguments.words.empty()) {
        for (const auto& catalog : session.languages.catalogs()) out.push_back(catalog.get());
        return out;
    }
    for (const std::string& tag : session.arguments.words) {
        const Catalog* catalog = session.languages.catalog(tag);
        if (catalog == nullptr) {
            session.complain({"console.usage.language", {{"word", Code{tag}}, {"hint", Code{text::join(session.languages.tags(), ", ")}}}});
            return std::nullopt;
        }
        out.push_back(catalog);
    }
    return out;
}

std::string place(const LintItem& item) {
    return item.file + (item.line == 0 ? "" : ":" + std::to_string(item.line)) + (item.id.empty() ? "" : " " + item.id);
}

}  // namespace

int command_l10n_status(const Session& session) {
    Json list = Json::array();
    Paper paper = session.paper();
    for (const auto& catalog : session.languages.catalogs()) {
        const localization::Language& language = catalog->language();
        const localization::Status status = localization::status(session.languages.english(), *catalog);
        if (session.json()) {
            list.push(Json::object().set("id", language.tag).set("name", language.name).set("english_name", language.english_name)
                          .set("direction", language.right_to_left() ? "rtl" : "ltr").set("preview", language.preview)
                          .set("total", status.total).set("translated", status.translated).set("draft", status.draft)
                          .set("reviewed", status.reviewed).set("fuzzy", status.fuzzy).set("missing", status.missing)
                          .set("stale", status.stale));
            continue;
        }
        const auto number = [](std::size_t value) { return static_cast<std::int64_t>(value); };
        paper.paragraph(language.tag + "  " + language.name + " (" + language.english_name + ")", 0, 4, Ink::Strong);
        if (catalog->is_source()) {
            paper.paragraph(session.say({"l10n.source", {{"count", number(status.total)}}}), 4);
            continue;
        }
        paper.paragraph(session.say({"l10n.status", {{"total", number(status.total)}, {"reviewed", number(status.reviewed)},
                                                     {"translated", number(status.translated)}, {"draft", number(status.draft)},
                                                     {"missing", number(status.missing + status.fuzzy)}, {"stale", number(status.stale)}}}), 4);
        if (language.preview) paper.paragraph(session.say("l10n.preview"), 4);
    }
    if (session.json()) session.print(Json::object().set("schema", "amparo.l10n-status/1").set("languages", std::move(list)));
    return kDone;
}

int command_l10n_lint(const Session& session) {
    const auto catalogs = chosen(session);
    if (!catalogs) return kUsage;
    bool errors = false;
    std::size_t count = 0;
    Json list = Json::array();
    Paper paper = session.paper();
    for (const Catalog* catalog : *catalogs) {
        const auto items = localization::lint(session.languages.english(), *catalog);
        errors = errors || localization::has_errors(items);
        for (const LintItem& item : items) {
            const bool error = item.severity == localization::Severity::Error;
            ++count;
            if (session.json()) {
                list.push(Json::object().set("language", catalog->language().tag).set("file", item.file).set("line", item.line)
                              .set("id", item.id).set("severity", error ? "error" : "warning").set("message", item.message));
            } else {
                paper.raw(place(item) + ": " + (error ? "error: " : "warning: ") + item.message);
            }
        }
    }
    if (session.json()) {
        session.print(Json::object().set("schema", "amparo.l10n-lint/1").set("items", std::move(list)));
    } else if (count == 0) {
        paper.paragraph(session.say("l10n.clean"));
    }
    return errors ? kNeedsAttention : kDone;
}

int command_l10n_extract(const Session& session) {
    *session.around.out << localization::template_po(session.languages.english());
    return kDone;
}

}  // namespace amparo::console
