#include <algorithm>
#include <functional>
#include <iostream>
#include <memory>
#include <string>

#include "app/base/text.hpp"
#include "app/console/session.hpp"
#include "app/models/account_activity.hpp"
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
            const std::string_view sign = paper.style().unicode ? look.sign : look.ascii_sign;
            const std::string reason = session.say(models::finding_reason(finding));
            // The titles name the trouble; where there is none, the sentence says all.
            const bool quiet = look.group == FindingGroup::Good;
            paper.item(sign, look.ink, quiet ? reason : session.say(models::finding_message(finding, "title")), quiet ? "" : reason, 2);
            write_accounts(session, paper, finding);
        }
        if (!first) paper.blank();
    }
}

void write_exports(const Session& session, Paper& paper, const models::AccountActivity& activity) {
    for (const models::ReviewedExport& item : activity.exports()) {
        paper.paragraph(session.say(models::export_message(item)), 0, 2);
        for (const auto& problem : item.report.problems) {
            paper.paragraph(session.say(models::export_problem_message(item, problem)), 2, 2, Ink::Small);
        }
        for (const std::string& name : item.report.not_understood) {
            paper.paragraph(session.say({"accounts.export.not_understood", {{"file", Code{name}}}}), 2, 2, Ink::Muted);
        }
    }
    paper.blank();
}

void write_items(const Session& session, Paper& paper, const models::AccountActivity& activity) {
    for (const Look& look : kLooks) {
        bool first = true;
        for (std::size_t i = 0; i < activity.items().size(); ++i) {
            if (activity.group(i) != look.group) continue;
            const bool open = look.group == FindingGroup::CannotTell;
            if (first) paper.paragraph(session.say(open ? "accounts.activity.only_you" : look.title), 0, 0, Ink::Strong);
            first = false;
            const accounts::ActivityItem& item = activity.items()[i];
            paper.item(paper.style().unicode ? look.sign : look.ascii_sign, look.ink, session.say(models::activity_title(item)), item.what, 2);
            for (const Message& fact : models::activity_facts(item)) paper.paragraph(session.say(fact), 6, 2, Ink::Muted);
        }
        if (!first) paper.blank();
    }
}

/// How far a long read is, on the error stream of a terminal.
std::function<void(int)> progress_line(const Session& session) {
    if (!session.around.err_is_terminal) return {};
    auto last = std::make_shared<int>(-1);
    return [&session, last](int done) {
        const int percent = done / 10;
        if (percent == *last) return;
        *last = percent;
        *session.around.err << "\r" << session.say({"accounts.progress", {{"percent", std::int64_t{percent}}}}) << (percent >= 100 ? "\r\x1B[K" : "");
        session.around.err->flush();
    };
}

/// Says what would leave and hears a "yes" that a person typed; empty when nobody asked for it. Errors: Usage — offline, no person
/// there, or the port is none; Unsupported — this build has no network; Cancelled — the person did not say yes.
Result<models::LeakAsking> leak_service(const Session& session) {
    if (!session.arguments.has("--ask-online")) return models::LeakAsking{};
    if (session.arguments.has("--offline") || !session.around.err_is_terminal) return fail(Errc::Usage, "", "accounts.online.not_here");
    std::optional<std::uint16_t> port;
    if (const auto word = session.arguments.value("--tor")) {
        const auto number = text::to_integer(*word);
        if (!number || *number < 1 || *number > 65535) return fail(Errc::Usage, *word, "accounts.online.port");
        port = static_cast<std::uint16_t>(*number);
    }
    *session.around.err << session.say({"accounts.online.what", {{"service", Code{models::leak_service_host()}}}}) << "\n"
                        << session.say(port ? "accounts.online.tor" : "accounts.online.direct") << "\n"
                        << session.say("accounts.online.type_yes") << "\n> " << std::flush;
    std::string line;
    if (!std::getline(std::cin, line) || text::trim(line) != session.say("accounts.online.yes")) return fail(Errc::Cancelled, "", "accounts.online.not_asked");
    AMPARO_TRY(auto consent, models::consent_to_ask());
    return models::open_leak_asking(std::move(consent), port, session.around.stop);
}

}  // namespace

int command_accounts_review(const Session& session) {
    models::AccountActivity activity;
    models::ActivityOptions options;
    options.today = session.today;
    options.stop = session.around.stop;
    options.progress = progress_line(session);
    activity.run(session.arguments.words, options);
    if (session.json()) {
        session.print(activity.document(session.words));
    } else {
        Paper paper = session.paper();
        write_exports(session, paper, activity);
        write_items(session, paper, activity);
        if (activity.oldest() > 0) {
            paper.paragraph(session.say({"accounts.activity.span",
                                         {{"first", Code{format_day(day_of(activity.oldest()))}}, {"last", Code{format_day(day_of(activity.newest()))}}}}),
                            0, 0, Ink::Muted);
        }
        if (!activity.items().empty()) {
            paper.paragraph(session.say("accounts.activity.networks_note"), 0, 0, Ink::Muted);
            paper.paragraph(session.say("accounts.delete_data_export"), 0, 0, Ink::Strong);
        }
        write_draft_note(session, paper, {"accounts.activity.networks_note", {}});
    }
    if (session.around.stop.stop_requested()) return kCancelled;
    return static_cast<int>(activity.outcome());
}

int command_accounts_build_breach_filter(const Session& session) {
    const auto number = [&](const char* option, std::int64_t fallback) -> std::optional<std::uint64_t> {
        const auto word = session.arguments.value(option);
        const auto value = word ? text::to_integer(*word) : std::optional<std::int64_t>(fallback);
        return value && *value > 0 ? std::optional<std::uint64_t>(static_cast<std::uint64_t>(*value)) : std::nullopt;
    };
    const auto to = session.arguments.value("--to");
    const auto bits = number("--bits", 12);
    const auto least = number("--least", 1);
    if (!to || !bits || *bits < 8 || *bits > 16 || !least) {
        session.complain({"accounts.filter.usage", {}});
        return kUsage;
    }
    accounts::FilterOptions options;
    options.bits = static_cast<unsigned>(*bits);
    options.least_count = *least;
    options.stop = session.around.stop;
    const auto line = progress_line(session);
    if (line) options.progress = [&](std::uint64_t done, std::uint64_t all) { line(static_cast<int>(done * 1000 / std::max<std::uint64_t>(all, 1))); };
    const auto built = models::make_breach_filter(session.arguments.words.front(), *to, options);
    if (!built && built.error().code == Errc::Conflict) {
        session.complain({"accounts.filter.there", {{"file", Code{*to}}}});
        return kUsage;
    }
    if (!built) {
        session.complain({"accounts.filter.refused", {{"why", MessageRef{"error." + std::string(errc_name(built.error().code))}}, {"detail", Code{built.error().detail}}}});
        if (built.error().code == Errc::Cancelled) return kCancelled;
        return built.error().code == Errc::Bug ? kInternal : kUsage;
    }
    if (session.json()) {
        session.print(Json::object()
                          .set("schema", "amparo.breach-filter/1")
                          .set("entries", static_cast<std::int64_t>(built->entries))
                          .set("left_out", static_cast<std::int64_t>(built->left_out))
                          .set("bytes", static_cast<std::int64_t>(built->bytes))
                          .set("bits_per_entry", built->bits_per_entry())
                          .set("false_alarm_in", std::int64_t{1} << built->bits));
        return kDone;
    }
    Paper paper = session.paper();
    paper.paragraph(session.say({"accounts.filter.made",
                                 {{"entries", static_cast<std::int64_t>(built->entries)},
                                  {"bytes", static_cast<std::int64_t>(built->bytes)},
                                  {"alarm", std::int64_t{1} << built->bits}}}));
    return kDone;
}

int command_accounts_import(const Session& session) {
    auto service = leak_service(session);
    if (!service) {
        session.complain(usage_message(service.error()));
        return service.error().code == Errc::Cancelled ? kCancelled : kUsage;
    }
    auto import = AccountImport::create();
    if (!import) {
        session.complain(usage_message(import.error()));
        return kInternal;
    }
    models::ImportOptions options;
    options.today = session.today;
    options.stop = session.around.stop;
    options.breach_list = session.arguments.value("--leaked").value_or("");
    options.own_words = session.arguments.list("--words");
    options.service = service->service.get();
    import->run(session.arguments.words, options);
    if (session.json()) {
        session.print(import->document(session.words));
    } else {
        Paper paper = session.paper();
        write_files(session, paper, *import);
        if (const auto& list = import->leaked_list()) {
            if (list->refused) {
                paper.paragraph(session.say({"accounts.leaked.refused", {{"why", MessageRef{"error." + std::string(errc_name(*list->refused))}}}}), 0, 2, Ink::Small);
            } else if (list->filter) {
                paper.paragraph(session.say({"accounts.leaked.filter", {{"count", static_cast<std::int64_t>(list->false_alarm_in)}}}), 0, 0, Ink::Muted);
            }
            paper.blank();
        }
        if (const auto& asked = import->asked()) {
            paper.paragraph(session.say(models::asked_message(*asked)), 0, 2, asked->failed ? Ink::Small : Ink::Muted);
            paper.blank();
        }
        write_steps(session, paper, *import);
        write_findings(session, paper, *import);
        const bool passwords = std::ranges::any_of(import->files(), [&](const auto& file) { return import->holds_passwords(file); });
        if (passwords) paper.paragraph(session.say("accounts.delete_export"), 0, 0, Ink::Strong);
        paper.paragraph(session.say({"accounts.credit", {{"date", Code{format_day(import->directory().compiled())}}}}), 0, 0, Ink::Muted);
        paper.paragraph(import->directory().credit(), 2, 0, Ink::Muted);
        paper.paragraph(import->breaches().credit(), 2, 0, Ink::Muted);
        write_draft_note(session, paper, {"accounts.steps.title", {}});
    }
    if (session.around.stop.stop_requested()) return kCancelled;
    return static_cast<int>(import->outcome());
}

}  // namespace amparo::console
