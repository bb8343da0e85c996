#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "app/base/text.hpp"
#include "app/platform/terminal.hpp"

namespace amparo {

namespace {

constexpr std::size_t kLeastWidth = 40;

bool says_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* set = std::getenv(name);
        const std::string value = text::lower(set == nullptr ? "" : set);
        if (!value.empty()) return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
    }
    return false;
}

/// While it lives, what is typed is not shown.
class Unseen {
  public:
    Unseen() : on_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!on_) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    ~Unseen() {
        if (!on_) return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        // The line end that was typed was not shown either.
        static_cast<void>(!::write(STDERR_FILENO, "\n", 1));
    }

  private:
    termios before_{};
    bool on_;
};

}  // namespace

Result<SecretString> read_secret_line(std::size_t most) {
    AMPARO_TRY(SecretString line, SecretString::create(most));
    const Unseen unseen;
    bool any = false;
    for (;;) {
        char byte = 0;
        const ssize_t got = ::read(STDIN_FILENO, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        any = true;
        if (byte == '\n') return line;
        if (byte == '\r') continue;
        if (!line.append({&byte, 1})) return fail(Errc::Limit, "the line is too long");
    }
    if (!any) return fail(Errc::NotFound, "the input has ended");
    return line;
}

Terminal look_at_terminal() {
    Terminal terminal;
    terminal.in = ::isatty(STDIN_FILENO) == 1;
    terminal.out = ::isatty(STDOUT_FILENO) == 1;
    terminal.err = ::isatty(STDERR_FILENO) == 1;
    terminal.unicode = says_utf8();
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= kLeastWidth) terminal.width = size.ws_col;
    return terminal;
}

// Whoever starts a program without a terminal here reads what the desktop keeps of its output, if it keeps any.
bool open_terminal() { return false; }
void wait_for_enter() {}

void tell_at_once(const std::string& title, const std::string& sentence) {
    std::fprintf(stderr, "%s: %s\n", title.c_str(), sentence.c_str());
}

std::vector<std::string> program_words(int count, char** words) {
    return count > 1 ? std::vector<std::string>(words + 1, words + count) : std::vector<std::string>();
}

}  // namespace amparo
