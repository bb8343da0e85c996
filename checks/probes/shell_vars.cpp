#include "checks/probes/shell_vars.hpp"

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    Result<ShellVariables> read() {
        while (at_ < text_.size()) {
            const std::string problem = statement();
            if (!problem.empty()) return fail(code_, "line " + std::to_string(line_) + ": " + problem);
        }
        return std::move(out_);
    }

  private:
    [[nodiscard]] bool more() const { return at_ < text_.size(); }
    [[nodiscard]] char peek() const { return text_[at_]; }

    char next() {
        if (text_[at_] == '\n') ++line_;
        return text_[at_++];
    }

    void skip_blanks() {
        while (more() && is_blank(peek())) ++at_;
    }
    void skip_line() {
        while (more() && peek() != '\n') ++at_;
        if (more()) next();
    }

    std::string statement() {
        skip_blanks();
        if (more() && (peek() == '\n' || peek() == ';')) return next(), "";
        if (more() && peek() == '#') return skip_line(), "";
        std::string_view word = name();
        if (word == "export" && more() && is_blank(peek())) {
            skip_blanks();
            word = name();
        }
        if (word.empty() || !more() || peek() != '=') return odd();
        ++at_;
        ShellVariable variable{std::string(word), {}, line_, false};
        if (std::string problem = value(variable); !problem.empty()) return problem;
        skip_blanks();
        // "NAME=value program" sets the variable for that program only.
        if (more() && peek() != '\n' && peek() != ';' && peek() != '#') return odd();
        if (out_.all.size() >= limits::kHostEntries) return limit("one assignment too many");
        out_.all.push_back(std::move(variable));
        return "";
    }

    std::string odd() {
        if (more()) ++out_.odd_lines, skip_line();
        return "";
    }

    std::string limit(const char* what) {
        code_ = Errc::Limit;
        return what;
    }

    std::string_view name() {
        const std::size_t start = at_;
        if (more() && is_name_start(peek())) {
            while (more() && is_name(peek())) ++at_;
        }
        return text_.substr(start, at_ - start);
    }

    /// Reads quoted and bare pieces up to a blank or the end of the statement.
    std::string value(ShellVariable& variable) {
        while (more() && !is_blank(peek()) && peek() != '\n' && peek() != ';') {
            if (variable.value.size() > limits::kHostLine) return limit("a value is longer than allowed");
            const char c = next();
            if (c == '\'' || c == '"') {
                if (!quoted(variable, c))
                    return code_ == Errc::Limit ? "a value is longer than allowed" : kOpenQuote;
            } else if (c == '\\') {
                // A backslash at the end of a line joins it with the next.
                if (const char kept = more() ? next() : '\n'; kept != '\n') variable.value += kept;
            } else {
                variable.computed = variable.computed || c == '$' || c == '`';
                variable.value += c;
            }
        }
        return "";
    }

    bool quoted(ShellVariable& variable, char quote) {
        const std::size_t start_line = line_;
        while (more()) {
            if (variable.value.size() > limits::kHostLine) return code_ = Errc::Limit, false;
            char c = next();
            if (c == quote) return true;
            if (quote == '"' && c == '\\' && more()) {
                const char escaped = next();
                if (escaped == '\n') continue;
                const bool special = escaped == '"' || escaped == '\\' || escaped == '$' || escaped == '`';
                if (!special) variable.value += '\\';
                c = escaped;
            } else if (quote == '"' && (c == '$' || c == '`')) {
                variable.computed = true;
            }
            variable.value += c;
        }
        line_ = start_line;
        return false;
    }

    static constexpr const char* kOpenQuote = "a quote is never closed";

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    Errc code_ = Errc::Corrupt;
    ShellVariables out_;
};

}  // namespace

const ShellVariable* ShellVariables::find(std::string_view name) const {
    const ShellVariable* found = nullptr;
    for (const ShellVariable& variable : all) {
        if (variable.name == name) found = &variable;
    }
    return found;
}

std::optional<std::string> ShellVariables::value(std::string_view name) const {
    const ShellVariable* found = find(name);
    if (found == nullptr || found->computed) return std::nullopt;
    return found->value;
}

Result<ShellVariables> parse_shell_vars(std::string_view text) {
    if (text.size() > limits::kHostFile) return fail(Errc::Limit, "the file is larger than allowed");
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        const std::size_t number = text::lines(text.substr(0, nul + 1)).size();
        return fail(Errc::Corrupt, "line " + std::to_string(number) + ": NUL byte");
    }
    return Reader(text).read();
}

std::string describe(const ShellVariables& variables) {
    std::string out;
    for (const ShellVariable& variable : variables.all) {
        out += utf8::displayable(variable.name, 200) + " = " + utf8::displayable(variable.value, 200) +
               (variable.computed ? " (computed)" : "") + "\n";
    }
    if (variables.odd_lines != 0) out += "odd lines: " + std::to_string(variables.odd_lines) + "\n";
    return out;
}

}  // namespace amparo::checks
