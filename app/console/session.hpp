#pragma once
// What every command of the console shares: the words of the command line, the language, and where output goes.

#include <optional>
#include <string>

#include "app/base/date.hpp"
#include "app/base/json.hpp"
#include "app/base/version.hpp"
#include "app/console/arguments.hpp"
#include "app/console/console.hpp"
#include "app/console/paper.hpp"
#include "app/models/languages.hpp"
#include "localization/translator.hpp"

namespace amparo::console {

struct Session {
    const Surroundings& around;
    const Arguments& arguments;
    const ShippedData& shipped;
    const models::Languages& languages;
    const localization::Translator& words;
    PaperStyle style;
    Day today;
    bool& leave_at_once;
    std::string data_folder;  ///< where things are saved

    [[nodiscard]] bool json() const { return arguments.has("--json"); }
    [[nodiscard]] Paper paper() const { return {*around.out, style}; }
    /// The sentence of a message in the person's language.
    [[nodiscard]] std::string say(const Message& message) const { return words.tr(message).text; }
    [[nodiscard]] std::string say(const std::string& id) const { return words.tr(Message{id, {}}).text; }
    void print(const Json& document) const { *around.out << document.dump() << "\n"; }
    /// One clear sentence on the error stream.
    void complain(const Message& message) const { *around.err << program_word() << ": " << say(message) << "\n"; }
};

/// Says below a result that its language is a draft, if it is; `sample` is a sentence that stands in it.
void write_draft_note(const Session& session, Paper& paper, const Message& sample);

/// The sentence for an error: its own, filled with the word it is about and the hint behind a line feed.
[[nodiscard]] Message usage_message(const Error& error);

int command_check(const Session& session);
int command_check_list(const Session& session);
int command_check_show(const Session& session);
int command_accounts_build_breach_filter(const Session& session);
int command_accounts_import(const Session& session);
int command_accounts_review(const Session& session);
int command_channels_list(const Session& session);
int command_channels_show(const Session& session);
int command_channels_suggest(const Session& session);
int command_lessons_list(const Session& session);
int command_lessons_show(const Session& session);
int command_lessons_lint(const Session& session);
int command_lessons_export(const Session& session);
int command_lessons_import(const Session& session);
int command_trainer_plan(const Session& session);
int command_trainer_export(const Session& session);
int command_pack_build(const Session& session);
int command_pack_sign(const Session& session);
int command_pack_verify(const Session& session);
int command_pack_install(const Session& session);
int command_pack_list(const Session& session);
int command_report_new(const Session& session);
int command_report_show(const Session& session);
int command_report_seal(const Session& session);
int command_report_send(const Session& session);
int command_report_queue(const Session& session);
int command_report_key(const Session& session);
int command_inbox_verify(const Session& session);
int command_inbox_answer(const Session& session);
int command_l10n_status(const Session& session);
int command_l10n_lint(const Session& session);
int command_l10n_extract(const Session& session);
int command_vault_create(const Session& session);
int command_vault_info(const Session& session);
int command_vault_change_passphrase(const Session& session);
int command_vault_export(const Session& session);
int command_vault_check(const Session& session);
int command_inbox_keygen(const Session& session);
int command_inbox_open(const Session& session);
int command_selftest(const Session& session);
int command_selftest_parse(const Session& session);
int command_version(const Session& session);
int command_help(const Session& session);

}  // namespace amparo::console
