#include "checks/probes/shell_words.hpp"

#include <algorithm>

#include "app/base/limits.hpp"

namespace amparo::checks {

namespace {

class Splitter {
  public:
    Splitter(std::string_view line, bool operators) : line_(line), operators_(operators) {}

    Result<std::vector<ShellCommand>> split() {
        if (line_.size() > limits::kHostLine) return fail(Errc::Limit, "a command line longer than allowed");
        if (line_.find('\0') != std::string_view::npos)
            return fail(Errc::Corrupt, "NUL byte in a command line");
        while (at_ < line_.size()) {
            const char c = line_[at_];
            if (c == '\'' || c == '"') {
                if (!take_quoted(c)) return fail(Errc::Corrupt, "a quote that never closes");
            } else if (c == '\\') {
                take_escaped();
            } else if (c == ' ' || c == '\t' || (c == '\n' && !operators_)) {
                end_word();
                ++at_;
            } else if (operators_ && take_operator(c)) {
                continue;
            } else if (c == '#' && !in_word_) {
                at_ = std::min(line_.find('\n', at_), line_.size());
            } else {
                add(c);
                ++at_;
            }
        }
        end_command(ShellJoin::Then);
        return std::move(commands_);
    }

  private:
    void add(char c) {
        word_.push_back(c);
        in_word_ = true;
    }

    bool take_quoted(char quote) {
        in_word_ = true;
        for (++at_; at_ < line_.size(); ++at_) {
            if (line_[at_] == quote) {
                ++at_;
                return true;
            }
            // Inside double quotes a backslash protects only these.
            if (quote == '"' && line_[at_] == '\\' && at_ + 1 < line_.size() &&
                std::string_view("\"\\$`").find(line_[at_ + 1]) != std::string_view::npos) {
                ++at_;
            }
            add(line_[at_]);
        }
        return false;
    }

    void take_escaped() {
        ++at_;
        if (at_ >= line_.size()) return;
        if (line_[at_] != '\n') add(line_[at_]);
        ++at_;
    }

    bool take_operator(char c) {
        const bool twice = at_ + 1 < line_.size() && line_[at_ + 1] == c;
        ShellJoin join = ShellJoin::Then;
        switch (c) {
            case ';':
            case '\n':
            case '(':
            case ')':
                break;
            case '&':
                join = twice ? ShellJoin::And : ShellJoin::Background;
                break;
            case '|':
                join = twice ? ShellJoin::Or : ShellJoin::Pipe;
                break;
            default:
                return false;
        }
        at_ += (c == '&' || c == '|') && twice ? 2 : 1;
        end_command(join);
        return true;
    }

    void end_word() {
        if (in_word_) command_.words.push_back(std::move(word_));
        word_.clear();
        in_word_ = false;
    }

    void end_command(ShellJoin next) {
        end_word();
        if (!command_.words.empty()) commands_.push_back(std::move(command_));
        command_ = ShellCommand{commands_.empty() ? ShellJoin::Start : next, {}};
    }

    std::string_view line_;
    bool operators_;
    std::size_t at_ = 0;
    std::string word_;
    bool in_word_ = false;
    ShellCommand command_;
    std::vector<ShellCommand> commands_;
};

}  // namespace

Result<std::vector<ShellCommand>> split_shell(std::string_view line) { return Splitter(line, true).split(); }

Result<std::vector<std::string>> split_words(std::string_view line) {
    AMPARO_TRY(auto commands, Splitter(line, false).split());
    if (commands.empty()) return std::vector<std::string>();
    return std::move(commands.front().words);
}

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace amparo::checks
