#include "app/base/text.hpp"
#include "localization/po.hpp"

namespace amparo::localization {

namespace {

std::string escaped(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else {
            out += c;
        }
    }
    out += '"';
    return out;
}

void put_comments(std::string& out, std::string_view mark, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        out += mark;
        if (!line.empty()) out += " " + line;
        out += "\n";
    }
}

void put_lines(std::string& out, std::string_view mark, std::string_view text) {
    for (const std::string_view line : text::lines(text)) {
        out += mark;
        if (!line.empty()) out += " " + std::string(line);
        out += "\n";
    }
}

void put_entry(std::string& out, const PoEntry& entry) {
    out += "\n";
    put_comments(out, "#", entry.comments);
    // As a comment, too: gettext's tools drop flags that they do not know, and a draft would lose its mark.
    if (entry.machine) out += "# x-mt\n";
    if (entry.review) out += "# x-reviewed: " + entry.review->by + " " + entry.review->date + "\n";
    put_lines(out, "#.", entry.description);
    put_comments(out, "#:", entry.references);
    std::vector<std::string> flags;
    if (entry.fuzzy) flags.emplace_back("fuzzy");
    flags.insert(flags.end(), entry.flags.begin(), entry.flags.end());
    if (entry.machine) flags.emplace_back("x-mt");
    if (!flags.empty()) out += "#, " + text::join(flags, ", ") + "\n";
    out += "msgctxt " + po_quoted(entry.id) + "\n";
    out += "msgid " + po_quoted(entry.msgid) + "\n";
    if (!entry.has_plural()) {
        out += "msgstr " + po_quoted(entry.forms.empty() ? std::string() : entry.forms.front()) + "\n";
        return;
    }
    out += "msgid_plural " + po_quoted(entry.msgid_plural) + "\n";
    for (std::size_t i = 0; i < entry.forms.size(); ++i) {
        out += "msgstr[" + std::to_string(i) + "] " + po_quoted(entry.forms[i]) + "\n";
    }
}

}  // namespace

std::string po_quoted(std::string_view text) {
    const std::size_t first = text.find('\n');
    if (first == std::string_view::npos || first + 1 == text.size()) return escaped(text);
    std::string out = "\"\"";
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
        out += "\n" + escaped(text.substr(0, size));
        text.remove_prefix(size);
    }
    return out;
}

std::string write_po(const PoFile& file) {
    std::string out;
    put_comments(out, "#", file.header_comments);
    out += "msgid \"\"\nmsgstr \"\"\n";
    for (const PoField& field : file.header) out += escaped(field.name + ": " + field.value + "\n") + "\n";
    for (const PoEntry& entry : file.entries) put_entry(out, entry);
    return out;
}

}  // namespace amparo::localization
