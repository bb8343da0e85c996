#include "app/platform/terminal.hpp"

#include "app/platform/windows/text.hpp"

#include <io.h>
#include <shellapi.h>

#include <cstdio>

namespace amparo {

namespace {

using namespace windows;

constexpr std::size_t kLeastWidth = 40;

/// A console; a file or pipe has no such mode.
bool is_console(DWORD which) {
    DWORD mode = 0;
    return ::GetConsoleMode(::GetStdHandle(which), &mode) != 0;
}

void write_to_console() {
    static_cast<void>(std::freopen("CONOUT$", "w", stdout));
    static_cast<void>(std::freopen("CONOUT$", "w", stderr));
}

bool has_output() { return ::_fileno(stdout) >= 0 && ::_get_osfhandle(::_fileno(stdout)) >= 0; }

}  // namespace

Result<SecretString> read_secret_line(std::size_t most) {
    AMPARO_TRY(SecretString line, SecretString::create(most));
    const HANDLE in = ::GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    const bool console = ::GetConsoleMode(in, &before) != 0;
    if (console) ::SetConsoleMode(in, before & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    bool any = false;
    bool ended = false;
    bool fits = true;
    while (!ended && fits) {
        DWORD got = 0;
        if (console) {
            // Two units at most make one letter.
            wchar_t units[3] = {};
            if (::ReadConsoleW(in, units, 1, &got, nullptr) == 0 || got == 0) break;
            if (units[0] >= 0xD800 && units[0] <= 0xDBFF && (::ReadConsoleW(in, units + 1, 1, &got, nullptr) == 0 || got == 0)) break;
            any = true;
            ended = units[0] == L'\n';
            if (ended || units[0] == L'\r') continue;
            std::string letter = to_utf8(units);
            fits = line.append(letter);
            wipe(letter);
            ::SecureZeroMemory(units, sizeof units);
        } else {
            char byte = 0;
            if (::ReadFile(in, &byte, 1, &got, nullptr) == 0 || got == 0) break;
            any = true;
            ended = byte == '\n';
            if (!ended && byte != '\r') fits = line.append({&byte, 1});
        }
    }
    if (console) {
        ::SetConsoleMode(in, before);
        std::fputs("\n", stderr);
    }
    if (!fits) return fail(Errc::Limit, "the line is too long");
    if (!any) return fail(Errc::NotFound, "the input has ended");
    return line;
}

Terminal look_at_terminal() {
    Terminal terminal;
    // A program with windows has no console of its own; the one that it was started in, if any, can be taken. What was
    // redirected to a file or pipe stays so.
    if (::GetStdHandle(STD_OUTPUT_HANDLE) == nullptr && ::AttachConsole(ATTACH_PARENT_PROCESS) != 0) write_to_console();
    terminal.in = is_console(STD_INPUT_HANDLE);
    terminal.out = is_console(STD_OUTPUT_HANDLE);
    terminal.err = is_console(STD_ERROR_HANDLE);
    ::SetConsoleOutputCP(CP_UTF8);
    terminal.unicode = true;
    DWORD mode = 0;
    const HANDLE out = ::GetStdHandle(STD_OUTPUT_HANDLE);
    // Colours are written as the terminals of other systems understand them; so do consoles since Windows 10.
    if (::GetConsoleMode(out, &mode) != 0) ::SetConsoleMode(out, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
    CONSOLE_SCREEN_BUFFER_INFO screen{};
    if (::GetConsoleScreenBufferInfo(out, &screen) != 0) {
        const int columns = screen.srWindow.Right - screen.srWindow.Left + 1;
        if (columns >= static_cast<int>(kLeastWidth)) terminal.width = static_cast<std::size_t>(columns);
    }
    return terminal;
}

bool open_terminal() {
    if (has_output() || ::AllocConsole() == 0) return false;
    write_to_console();
    static_cast<void>(std::freopen("CONIN$", "r", stdin));
    ::SetConsoleOutputCP(CP_UTF8);
    return true;
}

void wait_for_enter() {
    int character = 0;
    do {
        character = std::getchar();
    } while (character != '\n' && character != EOF);
}

void tell_at_once(const std::string& title, const std::string& sentence) {
    if (has_output()) {
        std::fprintf(stderr, "%s: %s\n", title.c_str(), sentence.c_str());
        return;
    }
    ::MessageBoxW(nullptr, to_wide(sentence).c_str(), to_wide(title).c_str(), MB_OK | MB_SETFOREGROUND);
}

std::vector<std::string> program_words(int /*count*/, char** /*words*/) {
    // The words that main() gets went through the code page of the system, which loses other scripts.
    int count = 0;
    wchar_t** words = ::CommandLineToArgvW(::GetCommandLineW(), &count);
    std::vector<std::string> out;
    for (int i = 1; words != nullptr && i < count; ++i) out.push_back(to_utf8(words[i]));
    ::LocalFree(words);
    return out;
}

}  // namespace amparo
