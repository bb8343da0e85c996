#pragma once
// Where the program's words go, and the words it was started with.

#include <string>
#include <vector>

#include "app/base/secret.hpp"

namespace amparo {

struct Terminal {
    bool in = false;   ///< a person can be asked
    bool out = false;  ///< what is written to the output is seen at once
    bool err = false;
    bool unicode = false;  ///< it says that it shows more than ASCII
    std::size_t width = 80;
};

/// Call once, before anything is written: on Windows this makes the console take UTF-8.
[[nodiscard]] Terminal look_at_terminal();

/// A program that was started by a double click on Windows has nothing to write to; this gives it a console, which goes when
/// the program ends. False where there is something already, or none can be had.
[[nodiscard]] bool open_terminal();
/// Returns when the person has pressed Enter in it.
void wait_for_enter();

/// One sentence in a box of the system where nothing else can be shown, else on the error output. ASCII.
void tell_at_once(const std::string& title, const std::string& sentence);

/// One line of the input without its end, at most `most` bytes; not shown while it is typed. Nothing of it is left in
/// buffers of the C++ library. Errors: NotFound — the input has ended; Limit — a longer line.
[[nodiscard]] Result<SecretString> read_secret_line(std::size_t most);

/// The arguments without the program's own name, as UTF-8.
[[nodiscard]] std::vector<std::string> program_words(int count, char** words);

}  // namespace amparo
