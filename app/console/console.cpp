#include "app/console/console.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>

#include "app/base/text.hpp"
#include "app/console/session.hpp"
#include "app/platform/portable_root.hpp"

namespace amparo::console {

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string(value);
}

/// Signs beyond ASCII need a terminal that says it can show them; a file or pipe always takes UTF-8.
bool takes_unicode(const Surroundings& around) {
    return !around.out_is_terminal || around.takes_unicode;
}

PaperStyle choose_style(const Surroundings& around) {
    const bool wanted = variable("NO_COLOR").empty() && variable("TERM") != "dumb";
    return {around.out_is_terminal && wanted, takes_unicode(around), std::min<std::size_t>(around.width, 100)};
}

Day today() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

/// The language somebody asked for in words that make no sense as a whole, so that they can read why.
std::optional<std::string> language_word(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].starts_with("--lang=")) return words[i].substr(7);
        if (words[i] == "--lang" && i + 1 < words.size()) return words[i + 1];
    }
    return std::nullopt;
}

/// The folder that was named, or the one beside the program; made when something is saved for the first time.
std::string data_folder_of(const Result<PortableRoot>& root) {
    if (!root) return {};
    return root->data_folder.value_or(root->program_folder + "/data");
}

using Action = int (*)(const Session&);

Action action_for(const std::vector<std::string>& command) {
    static const std::map<std::string, Action> kActions = {
        {"check", &command_check},
        {"check list", &command_check_list},
        {"check show", &command_check_show},
        {"accounts build-breach-filter", &command_accounts_build_breach_filter},
        {"accounts import", &command_accounts_import},
        {"accounts review", &command_accounts_review},
        {"channels list", &command_channels_list},
        {"channels show", &command_channels_show},
        {"channels suggest", &command_channels_suggest},
        {"lessons list", &command_lessons_list},
        {"lessons show", &command_lessons_show},
        {"lessons lint", &command_lessons_lint},
        {"lessons export", &command_lessons_export},
        {"lessons import", &command_lessons_import},
        {"trainer plan", &command_trainer_plan},
        {"trainer export", &command_trainer_export},
        {"pack build", &command_pack_build},
        {"pack sign", &command_pack_sign},
        {"pack verify", &command_pack_verify},
        {"pack install", &command_pack_install},
        {"pack list", &command_pack_list},
        {"report new", &command_report_new},
        {"report show", &command_report_show},
        {"report seal", &command_report_seal},
        {"report send", &command_report_send},
        {"report queue", &command_report_queue},
        {"report key", &command_report_key},
        {"inbox verify", &command_inbox_verify},
        {"inbox answer", &command_inbox_answer},
        {"l10n status", &command_l10n_status},
        {"l10n lint", &command_l10n_lint},
        {"l10n extract", &command_l10n_extract},
        {"vault create", &command_vault_create},
        {"vault info", &command_vault_info},
        {"vault change-passphrase", &command_vault_change_passphrase},
        {"vault export", &command_vault_export},
        {"vault check", &command_vault_check},
        {"inbox keygen", &command_inbox_keygen},
        {"inbox open", &command_inbox_open},
        {"selftest", &command_selftest},
        {"selftest parse", &command_selftest_parse},
        {"version", &command_version},
        {"help", &command_help},
    };
    const auto found = kActions.find(text::join(command, " "));
    return found == kActions.end() ? nullptr : found->second;
}

std::optional<Readers> readers_asked_for(const Arguments& arguments) {
    const std::string word = arguments.value("--a11y").value_or("auto");
    if (word == "auto") return Readers::Auto;
    if (word == "on") return Readers::On;
    if (word == "off") return Readers::Off;
    return std::nullopt;
}

/// The window; where none can be opened, a check-up in the terminal, with one sentence about why.
int window_or_check(const Session& session, Readers readers) {
    if (session.around.open_window) {
        const auto code = session.around.open_window({.shipped = &session.shipped,
                                                      .languages = &session.languages,
                                                      .language = session.words.language().tag,
                                                      .title = session.say("window.name"),
                                                      .display_gone = session.say("window.display_gone"),
                                                      .readers = readers,
                                                      .language_asked_for = session.arguments.has("--lang"),
                                                      .data_folder = session.arguments.has("--ephemeral") ? "" : session.data_folder});
        if (code) return *code;
        const bool goes = session.around.open_terminal && session.around.open_terminal();
        const bool known = !code.error().say.empty();
        session.complain({known ? code.error().say : "console.no_window.reason", {{"reason", Code{code.error().detail}}}});
        if (goes) {
            const int checked = command_check(session);
            *session.around.err << "\n" << session.say({"start.help", {{"command", Code{std::string(program_word()) + " channels suggest"}}}})
                                << "\n" << session.say("start.close_with_enter") << "\n";
            session.around.wait_for_enter();
            return checked;
        }
    } else {
        *session.around.err << session.say("console.no_window") << "\n";
    }
    return command_check(session);
}

int run_session(const Session& session) {
    const Arguments& arguments = session.arguments;
    if (arguments.has("--help")) return command_help(session);
    if (arguments.has("--version") && arguments.command.empty()) return command_version(session);
    if (arguments.has("--data") && arguments.has("--ephemeral")) {
        session.complain({"console.usage.data_or_ephemeral", {}});
        return kUsage;
    }
    const auto readers = readers_asked_for(arguments);
    if (!readers) {
        session.complain({"console.usage.a11y", {{"word", Code{arguments.value("--a11y").value_or("")}}}});
        return kUsage;
    }
    if (!arguments.command.empty()) return action_for(arguments.command)(session);
    return window_or_check(session, *readers);
}

}  // namespace

Message usage_message(const Error& error) {
    const std::size_t feed = error.detail.find('\n');
    Message message{error.message_id(), {{"word", Code{error.detail.substr(0, feed)}}}};
    if (feed != std::string::npos) {
        message.id += ".hint";
        message.arguments.push_back({"hint", Code{error.detail.substr(feed + 1)}});
    }
    return message;
}

void write_draft_note(const Session& session, Paper& paper, const Message& sample) {
    if (session.words.tr(sample).state != localization::State::Draft) return;
    paper.paragraph(session.say("language.draft_note"), 0, 0, Ink::Muted);
}

int run_console(const std::vector<std::string>& words, const Surroundings& around, bool& leave_at_once) {
    const auto arguments = parse_arguments(words);
    // The language is wanted even for the sentence that says what is wrong with the words.
    const std::optional<std::string> data = arguments ? arguments->value("--data") : std::nullopt;
    const auto root = find_portable_root(data);
    const auto own_place = root ? root : find_portable_root(std::nullopt);
    const ShippedData shipped(own_place ? own_place->program_folder : std::string{}, around.pins, around.embedded,
                              around.data_file);
    const models::Languages languages = models::Languages::load(shipped);

    const std::optional<std::string> wanted = arguments ? arguments->value("--lang") : language_word(words);
    const std::string tag = wanted ? languages.find(*wanted) : languages.choose(variable("LANGUAGE"), variable("LC_ALL"),
                                                                                 variable("LC_MESSAGES"), variable("LANG"));
    const localization::Translator translator = languages.translator(tag.empty() ? "en" : tag);
    static const Arguments kNone;
    const Session session{around, arguments ? *arguments : kNone, shipped,         languages, translator,
                          choose_style(around),                   today(), leave_at_once, data_folder_of(root)};
    if (!arguments) {
        session.complain(usage_message(arguments.error()));
        *around.err << session.say("console.usage.help") << "\n";
        return kUsage;
    }
    if (tag.empty()) {
        session.complain({"console.usage.language", {{"word", Code{*wanted}}, {"hint", Code{text::join(languages.tags(), ", ")}}}});
        return kUsage;
    }
    if (!root) {
        session.complain({data ? "console.usage.data" : "error.not-found", {{"word", Code{data.value_or("")}}}});
        return data ? kUsage : kInternal;
    }
    return run_session(session);
}

}  // namespace amparo::console
