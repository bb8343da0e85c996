#include <algorithm>

#include "app/base/text.hpp"
#include "app/base/version.hpp"
#include "app/console/session.hpp"

namespace amparo::console {

namespace {

/// "amparo channels suggest --incident … [--json]" in the plain form that every system's users know.
std::string usage_line(const CommandSpec& spec) {
    std::string line = std::string(program_word()) + " " + text::join(spec.command, " ");
    const std::string name = text::join(spec.command, " ");
    if (name == "check show" || name == "channels show" || name == "lessons show") line += " ID";
    if (name == "report show" || name == "report seal" || name == "report send" || name == "inbox verify" || name == "inbox answer") line += " FILE";
    if (name == "lessons export") line += " ID";
    if (name == "trainer export") line += " FILE";
    if (name == "lessons import" || (spec.command[0] == "pack" && spec.max_words == 1)) line += " DIR";
    if (name == "selftest parse") line += " KIND FILE";
    if (name == "accounts build-breach-filter") line += " LIST";
    if (name == "accounts import") line += " FILE…";
    if (name == "accounts review") line += " FILE_OR_DIR…";
    if (name == "inbox open") line += " FILE";
    if (name == "lessons lint") line += " [DIR]";
    if (name == "l10n lint") line += " [LANGUAGE…]";
    if (name == "help") line += " [COMMAND]";
    for (const std::string& option : spec.options) {
        const bool value = option.ends_with('=');
        std::string shown = value ? option.substr(0, option.size() - 1) : option;
        if (value) {
            std::string placeholder = shown.substr(2);
            for (char& c : placeholder) c = static_cast<char>(c - 'a' + 'A');
            if (option == "--only=" || option == "--skip=") placeholder = "ID,…";
            if (option == "--leave-out=") placeholder = "LINE,…";
            if (option == "--from=") placeholder = "FILE";
            if (option == "--try=" || option == "--cancel=") placeholder = "ID";
            if (option == "--root=") placeholder = "DIR";
            if (option == "--to=") placeholder = name.starts_with("trainer") || name.starts_with("lessons") || name.starts_with("pack") ? "DIR" : name.starts_with("report") ? "ID" : "ADDRESS";
            if (option == "--html=") placeholder = "FILE";
            if (option.ends_with("-file=") || option == "--out=" || option == "--key=") placeholder = "FILE";
            if (option == "--lessons=") placeholder = "ID,…";
            if (option == "--expires=") placeholder = "DAY";
            if (option == "--size=") placeholder = "1|4|16";
            shown += " " + placeholder;
        }
        const bool needed = option == "--incident=" || option == "--to=" || option == "--out=" || option == "--key=";
        line += needed ? " " + shown : " [" + shown + "]";
    }
    return line;
}

void write_command(const Session& session, Paper& paper, const CommandSpec& spec) {
    paper.paragraph(usage_line(spec), 2, 6, Ink::Strong);
    std::string id = "help." + text::join(spec.command, "_");
    paper.paragraph(session.say(id), 6);
}

}  // namespace

int command_help(const Session& session) {
    Paper paper = session.paper();
    std::vector<std::string> wanted = session.arguments.words;
    if (session.arguments.has("--help") && !session.arguments.command.empty() && session.arguments.command.front() != "help") {
        wanted = session.arguments.command;
    }
    paper.paragraph(session.say("help.intro"));
    paper.blank();
    paper.raw(std::string(program_word()) + " [--lang L] [--data DIR | --ephemeral] [--offline] [--a11y WHEN] [COMMAND]");
    paper.blank();
    bool any = false;
    for (const CommandSpec& spec : command_specs()) {
        const bool fits = wanted.size() <= spec.command.size() && std::equal(wanted.begin(), wanted.end(), spec.command.begin());
        if (!fits) continue;
        write_command(session, paper, spec);
        any = true;
    }
    if (!any) {
        session.complain({"console.usage.command", {{"word", Code{text::join(wanted, " ")}}}});
        return kUsage;
    }
    if (!wanted.empty()) return kDone;
    paper.blank();
    for (const char* option : {"--lang L", "--data DIR", "--ephemeral", "--offline", "--a11y WHEN"}) {
        const std::string shown = option;
        paper.paragraph(shown, 2, 0, Ink::Strong);
        paper.paragraph(session.say("help.option." + shown.substr(2, shown.find(' ') - 2)), 6);
    }
    paper.blank();
    paper.paragraph(session.say("help.exit_codes"));
    paper.paragraph(session.say("help.incidents"));
    return kDone;
}

}  // namespace amparo::console
