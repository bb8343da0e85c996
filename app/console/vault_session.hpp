#pragma once
// From a command line to what is saved: the passphrase, and the open profile. For commands that need one.

#include "app/console/session.hpp"
#include "app/models/saved.hpp"

namespace amparo::console {

/// For commands that only look.
inline constexpr vault::Opening kForReading{vault::Opening::Access::Read, vault::Opening::OtherProgram::Respect, {}};

/// From the file that an option names, or from the person, or from a pipe. Errors: Usage — nobody can be asked; those of
/// reading, with the sentence that names the file.
[[nodiscard]] Result<SecretString> ask_secret(const Session& session, const char* option, const char* prompt);
/// Asks and opens. Errors: those of ask_secret and models::open_saved.
[[nodiscard]] Result<models::OpenedVault> open_vault(const Session& session, const vault::Opening& how);
/// Says why, and gives the exit code.
int complain_about_vault(const Session& session, const Error& error);

}  // namespace amparo::console
