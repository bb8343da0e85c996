#include <algorithm>

#include "app/console/session.hpp"
#include "app/models/account_import.hpp"

namespace amparo::console {

namespace {

using accounts::Finding;
using models::AccountImport;
using models::FindingGroup;

struct Look {
    FindingGroup group;
    const char* title;
    const char* sign;
    const char* ascii_sign;
    Ink ink;
};
constexpr Look kLooks[] = {{FindingGroup::FixSoon, "check.group.fix_soon", "▲", "!!", Ink::Large},
                           {FindingGroup::WorthFixing, "check.group.worth_fixing", "◆", "! ", Ink::Small},
                           {FindingGroup::CannotTell, "check.group.cannot_tell", "?", "? ", Ink::Unknown},
                           {FindingGroup::Good, "check.group.good", "✓", "ok", Ink::Good}};

constexpr std::size_t kNamed = 12;  // accounts that are named below a finding

void write_accounts(const Session& session, Paper& paper, const Finding& finding) {
    const std::size_t count = std::min(finding.accounts.size(), kNamed);
    for (std::size_t i = 0; i < count; ++i) {
        const accounts::AccountName& name = finding.accounts[i];
        const char* id = name.user.empty() ? "accounts.name" : "accounts.name_and_user";
        paper.paragraph(session.say({id, {{"service", name.service}, {"user", Code{name.user}}}}), 6, 2, Ink::Muted);
    }
    const auto more = static_cast<std::int64_t>(finding.accounts.size() - count);
    if (more > 0) paper.paragraph(session.say({"accounts.more", {{"count", more}}}), 6, 0, Ink::Muted);
}

void write_files(const Session& session, Paper& paper, const AccountImport& import) {
    for (const models::ImportedFile& file : import.files()) {
        paper.paragraph(session.say(models::file_message(file)), 0, 2);
        for (const auto& problem : file.problems) paper.paragraph(session.say(models::problem_message(file, problem)), 2, 2, Ink::Small);
    }
    paper.blank();
}

void write_steps(const Session& session, Paper& paper, const AccountImport& import) {
    const auto steps = import.review().steps();
    if (steps.empty()) return;
    paper.paragraph(session.say("accounts.steps.title"), 0, 0, Ink::Strong);
    int number = 0;
    for (const Finding* step : steps) {
        paper.paragraph(std::to_string(++number) + ". " + session.say(models::finding_message(*step, "step")), 2, 3);
        if (!step->link.empty()) paper.raw("     " + step->link);
    }
    paper.blank();
}

void write_findings(const Session& session, Paper& paper, const AccountImport& import) {
    for (const Look& look : kLooks) {
        bool first = true;
        for (const Finding& finding : import.review().findings) {
            if (models::group_of(finding) != look.group) continue;
            if (first) paper.paragraph(session.say(look.title), 0, 0, Ink::Strong);
            first = false;
            paper.item(paper.style().unicode ? look.sign : look.ascii_sign, look.ink, session.say(models::finding_message(finding, "title")),
                       session.say(models::finding_reason(finding)), 2);
            write_accounts(session, paper, finding);
        }
        if (!first) paper.blank();
    }
}

}  // namespace

int command_accounts_import(const Session& session) {
    auto import = AccountImport::create();
    if (!import) {
        session.complain(usage_message(import.error()));
        return kInternal;
    }
    models::ImportOptions options;
    options.today = session.today;
    options.stop = session.around.stop;
    import->run(session.arguments.words, options);
    if (session.json()) {
        session.print(import->document(session.words));
    } else {
        Paper paper = session.paper();
        write_files(session, paper, *import);
        write_steps(session, paper, *import);
        write_findings(session, paper, *import);
        const bool passwords = std::ranges::any_of(import->files(), [&](const auto& file) { return import->holds_passwords(file); });
        if (passwords) paper.paragraph(session.say("accounts.delete_export"), 0, 0, Ink::Strong);
        paper.paragraph(session.say({"accounts.credit", {{"date", Code{format_day(import->directory().compiled())}}}}), 0, 0, Ink::Muted);
        paper.paragraph(import->directory().credit(), 2, 0, Ink::Muted);
        write_draft_note(session, paper, {"accounts.steps.title", {}});
    }
    if (session.around.stop.stop_requested()) return kCancelled;
    return static_cast<int>(import->outcome());
}

}  // namespace amparo::console
