#include "localization/extract.hpp"

#include "app/base/text.hpp"

namespace amparo::localization {

namespace {

/// Flags and comments for our own lint say nothing to translators.
bool is_for_translators(const std::string& comment) { return !text::trim(comment).starts_with("x-"); }

}  // namespace

std::string template_po(const Catalog& english, std::string_view domain) {
    PoFile out;
    out.header_comments = {
        "Sentences of Amparo. Set Language and Plural-Forms for your language, then fill in msgstr."};
    out.header = {{"Language", ""},
                  {"MIME-Version", "1.0"},
                  {"Content-Type", "text/plain; charset=UTF-8"},
                  {"Content-Transfer-Encoding", "8bit"},
                  {"Plural-Forms", "nplurals=2; plural=(n != 1);"}};
    for (const CatalogEntry& entry : english.entries()) {
        if (!domain.empty() && entry.file->domain != domain) continue;
        PoEntry empty;
        empty.id = entry.po.id;
        empty.msgid = entry.po.msgid;
        empty.msgid_plural = entry.po.msgid_plural;
        empty.forms.assign(entry.po.has_plural() ? 2 : 1, std::string());
        empty.description = entry.po.description;
        // Without the line: the template would differ after every edit above the sentence.
        empty.references = {entry.file->path};
        for (const std::string& comment : entry.po.comments) {
            if (is_for_translators(comment)) empty.comments.push_back(comment);
        }
        out.entries.push_back(std::move(empty));
    }
    return write_po(out);
}

}  // namespace amparo::localization
