#pragma once
// One line for a passphrase. What is typed stays in guarded memory that is wiped (base/secret.hpp): it is never in a string,
// never in what the text room remembers, never in the nodes for screen readers, and nothing can be copied or undone.
// Hidden, it is drawn as dots, no more than kSecretDots. Shown, letter by letter: each is shaped alone, so that no buffer of
// a library ever holds two letters in a row; letters that join stand apart, which is also how they are checked best.
// What remains outside our hands: the picture itself, single letters in memory that libraries gave back, which glyphs were
// ever drawn, what the system's keyboard and clipboard keep. Requests of assistive technology to set the text are
// dropped, since they arrive in memory that nobody wipes; keyboards on the screen press keys and work.

#include "app/ui/widgets/editing.hpp"

namespace amparo::ui {

inline constexpr std::size_t kSecretBytes = 1024;
inline constexpr std::size_t kSecretDots = 24;

/// Move-only, as the secret in it.
struct SecretFieldState {
    /// Errors: Limit — the system gave no guarded memory; those of start_sodium().
    [[nodiscard]] static Result<SecretFieldState> create();

    SecretString text{};
    bool all = false;      ///< everything is selected
    bool showing = false;  ///< by the keyboard, until the focus leaves the button
    bool held = false;     ///< the pointer holds the field
    bool button_held = false;
};

/// Label above; a button that shows the text while it is held, or after Enter for as long as it has the focus, at the end.
/// `show` is the button's name.
Edited secret_field(Ui& ui, std::string_view id, Flow& flow, const Words& label, const Words& show, SecretFieldState& state,
                    const FieldOptions& options = {});

}  // namespace amparo::ui
