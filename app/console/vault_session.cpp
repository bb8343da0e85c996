#include "app/console/vault_session.hpp"

#include "app/platform/outside.hpp"

namespace amparo::console {

namespace {

constexpr std::size_t kPassphraseFile = 4096;

/// The first line of a file that holds a passphrase.
Result<SecretString> passphrase_of_file(const std::string& path) {
    auto bytes = read_named_file(path, kPassphraseFile);
    if (!bytes) return fail(bytes.error().code, path, "vault.console.file");
    AMPARO_TRY(SecretString out, SecretString::create(kPassphraseFile));
    const std::size_t end = bytes->find_first_of("\r\n");
    const bool fits = out.append(std::string_view(*bytes).substr(0, end));
    wipe(*bytes);
    if (!fits) return fail(Errc::Limit, path, "vault.error.long");
    return out;
}

}  // namespace

Result<SecretString> ask_secret(const Session& session, const char* option, const char* prompt) {
    if (const auto file = session.arguments.value(option)) return passphrase_of_file(*file);
    if (!session.around.read_secret) return fail(Errc::Usage, {}, "vault.console.no_input");
    if (session.around.in_is_terminal) *session.around.err << session.say(prompt) << " " << std::flush;
    return session.around.read_secret();
}

Result<models::OpenedVault> open_vault(const Session& session, const vault::Opening& how) {
    AMPARO_TRY(const SecretString passphrase, ask_secret(session, "--passphrase-file", "vault.console.passphrase"));
    return models::open_saved(session.data_folder, passphrase.view(), how);
}

int complain_about_vault(const Session& session, const Error& error) {
    Message message{error.message_id(), {}};
    if (error.say == "vault.console.file") message.arguments.push_back({"file", Code{error.detail}});
    session.complain(message);
    return error.code == Errc::Usage ? kUsage : kNeedsAttention;
}

}  // namespace amparo::console
