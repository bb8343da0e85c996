#include <sys/ioctl.h>
#include <unistd.h>

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

}  // namespace

Terminal look_at_terminal() {
    Terminal terminal;
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
