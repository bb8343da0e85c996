#include "lessons/yaml.hpp"

#include <algorithm>
#include <vector>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "lessons/sections.hpp"

namespace amparo::lessons {

namespace {

/// Looked through again for its end with every line, so it is kept short.
constexpr std::size_t kQuoted = 16 * 1024;

struct Line {
    std::size_t number = 0;
    std::size_t indent = 0;
    std::string_view text;  ///< without indent
};

class Reader {
  public:
    Reader(std::string_view text, std::size_t first_line, const YamlLimits& limits) : limits_(limits) {
        std::size_t number = first_line;
        for (const std::string_view line : text::lines(text)) {
            const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
            lines_.push_back({number++, indent, line.substr(indent)});
        }
    }

    Result<Json> read() {
        skip();
        if (at_ < lines_.size() && text::trim(lines_[at_].text) == "---") ++at_;
        skip();
        if (at_ >= lines_.size()) return Json::object();
        AMPARO_TRY(Json out, value(lines_[at_].indent, 0));
        skip();
        if (at_ < lines_.size()) return bad("does not fit what stands before it");
        return out;
    }

  private:
    [[nodiscard]] std::unexpected<Error> bad(const std::string& reason, Errc code = Errc::Corrupt) const {
        const std::size_t line = lines_.empty() ? 1 : lines_[std::min(at_, lines_.size() - 1)].number;
        return fail_at(line, reason, code);
    }

    /// Over empty lines and remarks.
    void skip() {
        while (at_ < lines_.size() && (text::trim(lines_[at_].text).empty() || lines_[at_].text.starts_with('#'))) ++at_;
    }

    Result<void> count(std::size_t depth) {
        if (++nodes_ > limits_.nodes || depth > limits_.depth) return bad("too much, or too deep", Errc::Limit);
        return {};
    }

    static bool is_item(std::string_view line) { return line == "-" || line.starts_with("- "); }

    /// Where the colon behind a key is, or npos.
    static std::size_t key_end(std::string_view line) {
        if (line.empty() || line.front() == '"' || line.front() == '\'' || line.front() == '[' || line.front() == '{') return std::string_view::npos;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0 || colon > 80) return std::string_view::npos;
        return colon + 1 == line.size() || line[colon + 1] == ' ' ? colon : std::string_view::npos;
    }

    /// What begins at the current line, which is indented by `indent`.
    Result<Json> value(std::size_t indent, std::size_t depth) {
        AMPARO_TRY_VOID(count(depth));
        if (is_item(lines_[at_].text)) return list(indent, depth);
        if (key_end(lines_[at_].text) != std::string_view::npos) return map(indent, depth);
        AMPARO_TRY(std::string words, scalar(lines_[at_].text, indent));
        return Json(std::move(words));
    }

    Result<Json> list(std::size_t indent, std::size_t depth) {
        Json out = Json::array();
        for (skip(); at_ < lines_.size() && lines_[at_].indent == indent && is_item(lines_[at_].text); skip()) {
            // The item is read as if it stood alone, indented by what the dash took.
            Line& line = lines_[at_];
            const std::string_view rest = line.text.substr(1);
            const std::size_t gap = std::min(rest.find_first_not_of(' '), rest.size());
            if (gap == rest.size()) {
                ++at_;
                skip();
                if (at_ >= lines_.size() || lines_[at_].indent <= indent) {
                    out.push(Json(std::string()));
                    continue;
                }
                AMPARO_TRY(Json item, value(lines_[at_].indent, depth + 1));
                out.push(std::move(item));
                continue;
            }
            line.indent = indent + 1 + gap;
            line.text = rest.substr(gap);
            AMPARO_TRY(Json item, value(line.indent, depth + 1));
            out.push(std::move(item));
        }
        return out;
    }

    Result<Json> map(std::size_t indent, std::size_t depth) {
        Json out = Json::object();
        for (skip(); at_ < lines_.size() && lines_[at_].indent == indent; skip()) {
            const std::string_view line = lines_[at_].text;
            const std::size_t colon = key_end(line);
            if (colon == std::string_view::npos) return bad("a line has the form \"key: value\"");
            const std::string key(text::trim(line.substr(0, colon)));
            if (out.find(key) != nullptr) return bad("the key \"" + utf8::displayable(key, 40) + "\" stands here a second time");
            const std::string_view rest = text::trim(line.substr(colon + 1));
            AMPARO_TRY_VOID(count(depth));
            if (!rest.empty()) {
                AMPARO_TRY(Json item, inline_value(rest, indent));
                out.set(key, std::move(item));
                continue;
            }
            ++at_;
            skip();
            // A list may stand below its key without being indented.
            const bool deeper = at_ < lines_.size() && (lines_[at_].indent > indent || (lines_[at_].indent == indent && is_item(lines_[at_].text)));
            if (!deeper) {
                out.set(key, Json(std::string()));
                continue;
            }
            AMPARO_TRY(Json item, value(lines_[at_].indent, depth + 1));
            out.set(key, std::move(item));
        }
        return out;
    }

    Result<Json> inline_value(std::string_view rest, std::size_t indent) {
        if (rest.front() == '[' && rest.back() == ']') {
            ++at_;
            Json out = Json::array();
            const std::string_view inside = text::trim(rest.substr(1, rest.size() - 2));
            if (inside.empty()) return out;
            for (const std::string_view part : text::split(inside, ',')) out.push(Json(std::string(unquoted(text::trim(part)))));
            return out;
        }
        AMPARO_TRY(std::string words, scalar(rest, indent));
        return Json(std::move(words));
    }

    static std::string_view unquoted(std::string_view word) {
        const bool quoted = word.size() >= 2 && (word.front() == '"' || word.front() == '\'') && word.back() == word.front();
        return quoted ? word.substr(1, word.size() - 2) : word;
    }

    /// A text that begins in the current line with `first`; takes the lines that belong to it.
    Result<std::string> scalar(std::string_view first, std::size_t indent) {
        if (first == "|" || first == ">" || first == "|-" || first == ">-") return block(first.front() == '|', indent);
        if (first.front() == '&' || first.front() == '*' || first.front() == '!') return bad("marks with &, * and ! are not understood");
        const char quote = first.front() == '"' || first.front() == '\'' ? first.front() : '\0';
        std::string whole(text::trim(first));
        ++at_;
        // What is indented further goes on; a quoted text goes on until its quote.
        while (at_ < lines_.size()) {
            if (quote != '\0' && closes(whole, quote)) break;
            if (whole.size() > kQuoted) return bad("a text that is too long", Errc::Limit);
            const Line& line = lines_[at_];
            const std::string_view words = text::trim(line.text);
            if (words.empty()) {
                if (quote == '\0') break;
                whole += '\n';
                ++at_;
                continue;
            }
            if (quote == '\0' && line.indent <= indent) break;
            if (!whole.empty() && whole.back() != '\n') whole += ' ';
            whole += words;
            ++at_;
        }
        if (quote == '\0') {
            const std::size_t remark = whole.find(" #");
            return whole.substr(0, remark);
        }
        if (!closes(whole, quote)) return bad("a text that begins with a quotation mark does not end with one");
        return unescaped(std::string_view(whole).substr(1, whole.size() - 2), quote);
    }

    static bool closes(std::string_view whole, char quote) {
        if (whole.size() < 2) return false;
        for (std::size_t i = 1; i < whole.size(); ++i) {
            if (quote == '"' && whole[i] == '\\') {
                ++i;
            } else if (whole[i] == quote) {
                if (quote == '\'' && i + 1 < whole.size() && whole[i + 1] == '\'') {
                    ++i;
                } else {
                    return i + 1 == whole.size();
                }
            }
        }
        return false;
    }

    static std::string unescaped(std::string_view inside, char quote) {
        std::string out;
        for (std::size_t i = 0; i < inside.size(); ++i) {
            if (quote == '\'' && inside.substr(i).starts_with("''")) {
                out += '\'';
                ++i;
            } else if (quote == '"' && inside[i] == '\\' && i + 1 < inside.size()) {
                const char next = inside[++i];
                out += next == 'n' ? '\n' : next == 't' ? '\t' : next;
            } else {
                out += inside[i];
            }
        }
        return out;
    }

    Result<std::string> block(bool lines_stay, std::size_t indent) {
        ++at_;
        std::string out;
        std::size_t inner = 0;
        while (at_ < lines_.size()) {
            const Line& line = lines_[at_];
            const bool empty = text::trim(line.text).empty();
            if (!empty && line.indent <= indent) break;
            if (!empty && inner == 0) inner = line.indent;
            if (empty) {
                out += '\n';
            } else {
                const std::size_t more = lines_stay && line.indent > inner ? line.indent - inner : 0;
                out += std::string(more, ' ') + std::string(line.text) + (lines_stay ? "\n" : " ");
            }
            ++at_;
        }
        while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
        return out;
    }

    YamlLimits limits_;
    std::vector<Line> lines_;
    std::size_t at_ = 0;
    std::size_t nodes_ = 0;
};

}  // namespace

Result<Json> parse_yaml(std::string_view text, std::size_t first_line, const YamlLimits& limits) {
    text = without_mark(text);
    if (text.size() > limits.bytes) return fail_at(first_line, "too long", Errc::Limit);
    if (const std::size_t bad = utf8::first_invalid(text); bad != std::string_view::npos) {
        return fail_at(first_line + static_cast<std::size_t>(std::ranges::count(text.substr(0, bad), '\n')), "a byte that is not UTF-8");
    }
    return Reader(text, first_line, limits).read();
}

}  // namespace amparo::lessons
