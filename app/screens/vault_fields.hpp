#pragma once
// What is typed on the pages about saving. Passphrases stay in guarded memory and are gone when the page is left.

#include <array>

#include "app/screens/view.hpp"

namespace amparo::screens {

struct VaultFields {
    ui::SecretFieldState first;
    ui::SecretFieldState second;
    ui::FieldState folder;
    ui::FieldState address;
    ui::FieldState file;
    std::array<ui::FieldState, 2 * models::EmergencyCard::kEntries> card;  ///< name and number of each
    bool card_filled = false;
    ui::FieldState card_file;
    Message card_said;
    SecretString suggestion;
    std::size_t room = 0;  ///< of a new container
    std::string form;      ///< which form is open on the page about saving
    std::string question;  ///< which question is asked above the page
    std::size_t visit = 0;
    bool fresh = true;     ///< the page was not drawn yet

    /// What was typed; the field is empty afterwards.
    [[nodiscard]] SecretString take_first();
    [[nodiscard]] SecretString take_second();
    /// A copy of what was typed; the field keeps it, so that a slip can be mended.
    [[nodiscard]] SecretString copy_first() const;
};

/// Those of this visit of the page.
[[nodiscard]] VaultFields& vault_fields(View& view);

}  // namespace amparo::screens
