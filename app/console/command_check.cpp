#include <array>

#include "app/base/version.hpp"
#include "app/console/session.hpp"
#include "app/models/check_up.hpp"
#include "app/models/check_words.hpp"
#include "app/models/check_report.hpp"
#include "app/platform/outside.hpp"
#include "app/platform/running_host.hpp"
#include "app/platform/rooted_host.hpp"

namespace amparo::console {

namespace {

using checks::Finding;
using models::CheckUp;
using models::FindingGroup;

struct GroupLook {
    FindingGroup group;
    const char* title;
    const char* sign;
    const char* ascii_sign;
    Ink ink;
};

constexpr std::array<GroupLook, 4> kGroups = {
    GroupLook{FindingGroup::FixSoon, "check.group.fix_soon", "▲", "!!", Ink::Large},
    GroupLook{FindingGroup::WorthFixing, "check.group.worth_fixing", "◆", "! ", Ink::Small},
    GroupLook{FindingGroup::CannotTell, "check.group.cannot_tell", "?", "? ", Ink::Unknown},
    GroupLook{FindingGroup::Good, "check.group.good", "✓", "ok", Ink::Good},
};

const GroupLook& look_of(FindingGroup group) {
    for (const GroupLook& look : kGroups) {
        if (look.group == group) return look;
    }
    return kGroups.back();
}

Result<CheckUp> prepare(const Session& session) {
    AMPARO_TRY(CheckUp check_up, CheckUp::create());
    AMPARO_TRY_VOID(check_up.choose(session.arguments.list("--only"), session.arguments.list("--skip")));
    if (const auto name = session.arguments.value("--profile")) {
        const auto profile = models::profile_from_name(*name);
        if (!profile) return fail(Errc::Usage, *name, "checkreport.usage.profile");
        check_up.use_profile(*profile);
    }
    return check_up;
}

Result<std::shared_ptr<const Host>> choose_host(const Session& session) {
    const auto folder = session.arguments.value("--root");
    if (!folder) return std::shared_ptr<const Host>(make_running_host());
    const std::int64_t now = make_running_host()->now();
    auto host = make_rooted_host(*folder, now);
    if (!host) {
        const char* say = host.error().code == Errc::Denied ? "console.root.denied" : "console.root.no_folder";
        return fail(Errc::Usage, *folder, say);
    }
    return std::shared_ptr<const Host>(std::move(*host));
}

int complain_about(const Session& session, const Error& error) {
    session.complain(usage_message(error));
    return error.code == Errc::Bug ? kInternal : kUsage;
}

void write_steps(const Session& session, Paper& paper, const Finding& finding, std::size_t indent) {
    int number = 0;
    for (const Message& step : models::remedy_steps(finding.id, finding.judgement.remedy, session.words)) {
        paper.paragraph(std::to_string(++number) + ". " + session.say(step), indent, 3);
    }
}

void write_next_step(const Session& session, Paper& paper, const CheckUp& check_up) {
    const Finding* next = check_up.next_step();
    if (next == nullptr) return;
    const checks::CheckInfo& info = *check_up.info(next->id);
    paper.paragraph(session.say("check.next.title"), 0, 0, Ink::Strong);
    paper.paragraph(session.say(models::reason_message(*next)), 2);
    paper.paragraph(session.say(models::effort_message(info)), 2, 0, Ink::Muted);
    if (models::may_be_watched(*next, info)) paper.paragraph(session.say("checkreport.safety_first"), 2, 0, Ink::Strong);
    write_steps(session, paper, *next, 2);
    const auto steps = models::next_steps_of(check_up.ordered());
    if (check_up.profile() != models::ThreatProfile::Everyday && steps.size() > 1) {
        paper.paragraph(session.say("check.next.more_steps"), 2, 0, Ink::Strong);
        for (std::size_t i = 1; i < steps.size(); ++i) paper.paragraph("- " + session.say(models::check_message(steps[i]->id, "title")), 4, 2);
    }
    paper.paragraph(session.say({"check.next.more", {{"command", Code{std::string(program_word()) + " check show " + next->id}}}}), 2, 0, Ink::Muted);
    paper.blank();
}

void write_group(const Session& session, Paper& paper, const CheckUp& check_up, const GroupLook& look) {
    if (check_up.count(look.group) == 0) return;
    paper.paragraph(session.say(look.title), 0, 0, Ink::Strong);
    for (const Finding* finding : check_up.ordered()) {
        if (models::group_of(*finding) != look.group) continue;
        const std::string title = session.say(models::check_message(finding->id, "title"));
        paper.item(paper.style().unicode ? look.sign : look.ascii_sign, look.ink, title,
                   session.say(models::reason_message(*finding)), 2);
    }
    paper.blank();
}

/// The headline is the worst open finding; it is never cheerful above a serious one.
Message headline(const CheckUp& check_up) {
    if (check_up.next_step() != nullptr) {
        const auto open = check_up.count(FindingGroup::FixSoon) + check_up.count(FindingGroup::WorthFixing);
        return {"check.headline.open", {{"count", static_cast<std::int64_t>(open)}}};
    }
    const std::size_t unseen = check_up.count(FindingGroup::CannotTell);
    if (unseen > 0) return {"check.headline.unseen", {{"count", static_cast<std::int64_t>(unseen)}}};
    return {"check.headline.good", {}};
}

void write_evidence(const Session& session, Paper& paper, const Finding& finding) {
    if (finding.evidence.empty()) return;
    paper.paragraph(session.say("check.evidence.title"), 2, 0, Ink::Strong);
    for (const checks::Evidence& item : finding.evidence) {
        paper.paragraph(item.source + "  " + item.key + " = " + item.value, 4, 4, Ink::Muted);
    }
}

/// Everything about one finding: for `check --only ID` with a single id.
void write_single(const Session& session, Paper& paper, const CheckUp& check_up) {
    const Finding& finding = check_up.report().findings.front();
    const FindingGroup group = models::group_of(finding);
    const GroupLook& look = look_of(group);
    const bool hidden = group == FindingGroup::DoesNotApply;
    paper.item(hidden ? "-" : paper.style().unicode ? look.sign : look.ascii_sign, hidden ? Ink::Muted : look.ink,
               session.say(models::check_message(finding.id, "title")) + ": " +
                   session.say(hidden ? "check.group.does_not_apply" : look.title),
               session.say(models::reason_message(finding)), 0);
    write_evidence(session, paper, finding);
    if (group == FindingGroup::FixSoon || group == FindingGroup::WorthFixing) {
        if (models::may_be_watched(finding, *check_up.info(finding.id))) paper.paragraph(session.say("checkreport.safety_first"), 2, 0, Ink::Strong);
        paper.paragraph(session.say("check.steps.title"), 2, 0, Ink::Strong);
        paper.paragraph(session.say(models::effort_message(*check_up.info(finding.id))), 4, 0, Ink::Muted);
        write_steps(session, paper, finding, 4);
        paper.paragraph(session.say(models::check_message(finding.id, "watcher")), 4);
    } else if (const auto by_hand = models::by_hand_message(finding, session.words); by_hand && group == FindingGroup::CannotTell) {
        paper.paragraph(session.say("check.by_hand.title"), 2, 0, Ink::Strong);
        paper.paragraph(session.say(*by_hand), 4);
    }
    write_draft_note(session, paper, models::reason_message(finding));
}

void write_report(const Session& session, const CheckUp& check_up) {
    Paper paper = session.paper();
    if (check_up.report().findings.size() == 1 && !check_up.report().cancelled) {
        write_single(session, paper, check_up);
        return;
    }
    paper.paragraph(session.say(headline(check_up)), 0, 0, Ink::Strong);
    const auto looked = static_cast<std::int64_t>(check_up.report().coverage.run);
    paper.paragraph(session.say({"check.looked", {{"count", looked}}}), 0, 0, Ink::Muted);
    paper.blank();
    write_next_step(session, paper, check_up);
    for (const GroupLook& look : kGroups) write_group(session, paper, check_up, look);
    const auto hidden = static_cast<std::int64_t>(check_up.count(FindingGroup::DoesNotApply));
    if (hidden > 0) paper.paragraph(session.say({"check.hidden", {{"count", hidden}}}), 0, 0, Ink::Muted);
    for (const checks::Skipped& item : check_up.report().coverage.failed) {
        paper.paragraph(session.say({"check.failed", {{"check", Code{item.id}}}}), 0, 0, Ink::Muted);
    }
    write_draft_note(session, paper, {"check.looked", {{"count", looked}}});
    paper.paragraph(session.say({"check.how_we_know", {{"command", Code{std::string(program_word()) + " check --json"}}}}), 0, 0, Ink::Muted);
}

/// One line on the error stream that is rewritten as checks finish, only on a terminal.
checks::Progress progress_line(const Session& session) {
    if (!session.around.err_is_terminal) return {};
    return [&session](const Finding&, std::size_t done, std::size_t total) {
        const Message line{"check.progress", {{"done", static_cast<std::int64_t>(done)}, {"total", static_cast<std::int64_t>(total)}}};
        *session.around.err << "\r\x1b[K" << session.say(line) << std::flush;
        if (done == total) *session.around.err << "\r\x1b[K" << std::flush;
    };
}

}  // namespace

/// A report, when one was asked for: to a file, or with --redact as text or JSON. Nothing when none was.
std::optional<int> write_asked_report(const Session& session, const CheckUp& check_up, models::Redaction redaction) {
    const auto file = session.arguments.value("--html");
    if (!file && !session.arguments.has("--redact")) return std::nullopt;
    const models::Report report = models::make_report(check_up.ordered(), check_up.infos(), session.words, check_up.profile(), redaction, session.today);
    if (!file) {
        if (session.json()) session.print(report.facts);
        else *session.around.out << models::report_text(report);
        return kDone;
    }
    const std::string html = models::report_html(report);
    if (!write_new_file(*file, as_bytes(html))) {
        session.complain({"checkreport.exists", {{"file", Code{*file}}}});
        return kUsage;
    }
    *session.around.err << session.say({"checkreport.written", {{"file", Code{*file}}}}) << "\n";
    return kDone;
}

int command_check(const Session& session) {
    const int formats = static_cast<int>(session.arguments.has("--json")) + static_cast<int>(session.arguments.has("--text")) +
                        static_cast<int>(session.arguments.has("--html"));
    if (formats > 1) {
        session.complain({"console.usage.one_format", {}});
        return kUsage;
    }
    const auto redaction = models::redaction_from_name(session.arguments.value("--redact").value_or("full"));
    if (!redaction) {
        session.complain({"checkreport.usage.redact", {{"word", Code{*session.arguments.value("--redact")}}}});
        return kUsage;
    }
    auto check_up = prepare(session);
    if (!check_up) return complain_about(session, check_up.error());
    auto host = choose_host(session);
    if (!host) return complain_about(session, host.error());
    check_up->run(*host, {}, session.around.stop, progress_line(session));
    session.leave_at_once = check_up->report().abandoned > 0;
    const auto reported = write_asked_report(session, *check_up, *redaction);
    if (reported && *reported != kDone) return *reported;
    if (!reported && session.json()) {
        session.print(check_up->document(session.words));
    } else if (!reported) {
        write_report(session, *check_up);
    }
    if (check_up->report().cancelled) {
        session.complain({"error.cancelled", {}});
        return kCancelled;
    }
    return static_cast<int>(check_up->outcome());
}

int command_check_list(const Session& session) {
    const auto check_up = CheckUp::create();
    if (!check_up) return complain_about(session, check_up.error());
    Json list = Json::array();
    Paper paper = session.paper();
    for (const checks::CheckInfo& info : check_up->infos()) {
        const std::string title = session.say(models::check_message(info.id, "title"));
        if (session.json()) {
            list.push(Json::object().set("id", info.id).set("title", title).set("group", info.group).set("tier", info.tier)
                          .set("minutes", info.minutes).set("restart", info.restart)
                          .set("lesson", info.lesson.empty() ? Json{} : Json(info.lesson))
                          .set("reviewed", format_day(info.reviewed)));
        } else {
            paper.paragraph(info.id + "  " + title, 0, 4);
        }
    }
    if (session.json()) session.print(Json::object().set("schema", "amparo.checks/1").set("checks", std::move(list)));
    return kDone;
}

int command_check_show(const Session& session) {
    auto check_up = CheckUp::create();
    if (!check_up) return complain_about(session, check_up.error());
    const std::string& id = session.arguments.words.front();
    if (const auto chosen = check_up->choose({id}, {}); !chosen) return complain_about(session, chosen.error());
    const checks::CheckInfo& info = *check_up->info(id);
    const std::int64_t age = days_between(info.reviewed, session.today);
    if (session.json()) {
        Json sources = Json::array();
        for (const checks::Source& source : info.sources) {
            sources.push(Json::object().set("title", source.title).set("url", source.url).set("seen", format_day(source.seen)));
        }
        Json item = Json::object();
        item.set("schema", "amparo.check-info/1").set("id", id);
        for (const char* part : {"title", "why", "by_hand", "watcher"}) item.set(part, session.say(models::check_message(id, part)));
        item.set("group", info.group).set("tier", info.tier).set("minutes", info.minutes).set("restart", info.restart);
        item.set("reviewed", format_day(info.reviewed)).set("age_days", age).set("sources", std::move(sources));
        item.set("unconfirmed", Json::strings(info.unconfirmed));
        session.print(item);
        return kDone;
    }
    Paper paper = session.paper();
    paper.paragraph(session.say(models::check_message(id, "title")), 0, 0, Ink::Strong);
    paper.paragraph(session.say(models::check_message(id, "why")), 2);
    paper.paragraph(session.say("check.by_hand.title"), 0, 0, Ink::Strong);
    paper.paragraph(session.say(models::check_message(id, "by_hand")), 2);
    paper.paragraph(session.say("check.watcher.title"), 0, 0, Ink::Strong);
    paper.paragraph(session.say(models::check_message(id, "watcher")), 2);
    paper.paragraph(session.say("check.sources.title"), 0, 0, Ink::Strong);
    for (const checks::Source& source : info.sources) {
        paper.paragraph(source.title + (source.url.empty() ? "" : ", " + source.url) + " (" + format_day(source.seen) + ")", 2, 2);
    }
    paper.paragraph(session.say({"check.reviewed", {{"date", Code{format_day(info.reviewed)}}, {"count", age}}}), 0, 0, Ink::Muted);
    for (const std::string& fact : info.unconfirmed) paper.paragraph(session.say({"check.unconfirmed", {{"fact", fact}}}), 0, 2, Ink::Muted);
    write_draft_note(session, paper, models::check_message(id, "why"));
    paper.paragraph(session.say({"check.run_it", {{"command", Code{std::string(program_word()) + " check --only " + id}}}}), 0, 0, Ink::Muted);
    return kDone;
}

}  // namespace amparo::console
