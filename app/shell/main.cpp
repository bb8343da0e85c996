// The program: hardens itself, says what it was made with, and opens the window or the console front.

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "app/base/secret.hpp"
#include "app/base/version.hpp"
#include "app/console/console.hpp"
#include "app/platform/hardening.hpp"
#include "app/platform/terminal.hpp"
#include "app/shell/pins.hpp"
#include "app/shell/window.hpp"

namespace {

// A signal handler may touch nothing but this.
amparo::StopSource& stop_source() {
    static amparo::StopSource source;
    return source;
}

extern "C" void on_interrupt(int) { stop_source().request_stop(); }

using SignalHandler = void (*)(int);
void handle_stop_signals(SignalHandler handler) {
    std::signal(SIGINT, handler);
    std::signal(SIGTERM, handler);
}

}  // namespace

int main(int argc, char** argv) {
    amparo::console::Surroundings around;
    around.hardening = amparo::harden_process();
    if (amparo::system_is_too_old()) {
        amparo::tell_at_once(std::string(amparo::program_word()),
                             "This Windows is older than the program needs: it runs on Windows 10 and later.");
        return amparo::console::kInternal;
    }
    if (!amparo::start_sodium()) {
        std::cerr << amparo::program_word() << ": the encryption library could not start on this computer.\n";
        return amparo::console::kInternal;
    }
    around.stop = stop_source().token();
    handle_stop_signals(on_interrupt);

    around.out = &std::cout;
    around.err = &std::cerr;
    const amparo::Terminal terminal = amparo::look_at_terminal();
    around.read_secret = [] { return amparo::read_secret_line(amparo::console::kSecretLine); };
    around.in_is_terminal = terminal.in;
    around.out_is_terminal = terminal.out;
    around.err_is_terminal = terminal.err;
    around.takes_unicode = terminal.unicode;
    around.width = terminal.width;
    around.pins = amparo::pinned_files();
    around.embedded = amparo::embedded_files();
    around.data_file = amparo::data_file();

    bool leave_at_once = false;
    around.open_window = [&](const amparo::console::WindowRequest& request) {
        // A waiting window would not see the request to stop. It has nothing to save, so the signal may end it at once.
        handle_stop_signals(SIG_DFL);
        auto code = amparo::shell::run_window(request, leave_at_once);
        handle_stop_signals(on_interrupt);
        return code;
    };
    around.open_terminal = amparo::open_terminal;
    around.wait_for_enter = amparo::wait_for_enter;
    const int code = amparo::console::run_console(amparo::program_words(argc, argv), around, leave_at_once);
    std::cout.flush();
    if (!std::cout) {
        std::cerr << amparo::program_word() << ": the output could not be written.\n";
        return amparo::console::kInternal;
    }
    // A check that hangs in the kernel cannot be ended from here; waiting for it would hang us, too.
    if (leave_at_once) std::_Exit(code);
    return code;
}
