#pragma once
// The text front of Amparo: the same models as the window, for terminals, screen readers, scripts and servers. Results
// go to `out`, progress and errors to `err`. Exit codes: 0 done and nothing to do; 1 done, something needs attention;
// 2 wrong usage; 3 done, but not everything could be looked at; 4 internal error; 130 cancelled.

#include <cstdint>
#include <functional>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "app/base/result.hpp"
#include "app/base/secret.hpp"
#include "app/base/stop.hpp"
#include "app/models/languages.hpp"
#include "app/platform/hardening.hpp"
#include "app/platform/shipped_data.hpp"

namespace amparo::console {

enum ExitCode : int {
    kDone = 0,
    kNeedsAttention = 1,
    kUsage = 2,
    kNotEverythingSeen = 3,
    kInternal = 4,
    kCancelled = 130,
};

/// Bytes of a passphrase that is typed or piped in.
inline constexpr std::size_t kSecretLine = 2048;

/// When the window speaks to screen readers. Auto: as soon as this session says that somebody uses one.
enum class Readers : std::uint8_t { Auto, On, Off };

/// What a window needs to know before it opens.
struct WindowRequest {
    const ShippedData* shipped = nullptr;            ///< outlives the window
    const models::Languages* languages = nullptr;    ///< outlives the window
    std::string language;
    std::string title;                ///< the program's name in that language
    std::string display_gone;         ///< last line on the error output when the screen goes away
    Readers readers = Readers::Auto;
    bool language_asked_for = false;  ///< by an option; then it is not asked again
    std::string data_folder;          ///< where things may be saved; empty: nothing is saved
};

/// Opens the window and gives the exit code when it is gone. Errors: Unsupported — there is no display, or no OpenGL;
/// `detail` says which, in the words of the system.
using OpenWindow = std::function<Result<int>(const WindowRequest&)>;

/// What the process hands in.
struct Surroundings {
    std::ostream* out = nullptr;
    std::ostream* err = nullptr;
    /// One line that is not shown while it is typed; empty where nobody can be asked.
    std::function<Result<SecretString>()> read_secret;
    bool in_is_terminal = false;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    bool takes_unicode = false;  ///< the terminal says that it shows more than ASCII
    std::size_t width = 80;  ///< of the terminal, in characters
    HardeningReport hardening;
    std::span<const Pin> pins;
    std::span<const EmbeddedFile> embedded;
    std::string_view data_file;  ///< see ShippedData
    StopToken stop;
    OpenWindow open_window;  ///< empty when this program was made without a window
    /// Gives a person who sees nothing of our output a place to read it in; true when that place goes with the program.
    std::function<bool()> open_terminal;
    std::function<void()> wait_for_enter;
};

/// Understands the words and does what they say. `words` is without the program's name.
/// Gives the exit code; `leave_at_once` becomes true when threads were left behind and must not be waited for.
[[nodiscard]] int run_console(const std::vector<std::string>& words, const Surroundings& around, bool& leave_at_once);

}  // namespace amparo::console
