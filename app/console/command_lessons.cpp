#include <algorithm>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/console/session.hpp"
#include "app/escalation/channel.hpp"
#include "app/models/handout.hpp"
#include "app/models/lesson_book.hpp"
#include "app/models/lesson_folder.hpp"
#include "app/platform/outside.hpp"
#include "checks/check.hpp"

namespace amparo::console {

namespace {

using lessons::Block;
using lessons::BlockKind;
using models::LessonBook;

constexpr std::size_t kShownName = 400;

std::vector<std::string> chain(const Session& session) {
    return LessonBook::chain(session.languages, session.words.language().tag);
}

void write_problems(const Session& session, Paper& paper, const LessonBook& book) {
    for (const auto& problem : book.problems()) {
        paper.paragraph(session.say({"channels.problem.broken", {{"file", Code{problem.file}}, {"reason", problem.message}}}), 0, 2, Ink::Small);
    }
}

/// Words with the targets of their links behind them, since a terminal has nothing to click.
std::string with_links(const std::vector<lessons::Span>& spans) {
    std::string out;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        out += spans[i].text;
        const bool ends = !spans[i].link.empty() && (i + 1 == spans.size() || spans[i + 1].link != spans[i].link);
        if (ends && spans[i].text != spans[i].link) out += " <" + spans[i].link + ">";
    }
    return out;
}

void write_blocks(Paper& paper, const lessons::Blocks& blocks, std::size_t indent) {
    for (const Block& block : blocks) {
        const std::size_t here = indent + 2 * (block.depth + block.quoted);
        const std::string words = with_links(block.spans);
        switch (block.kind) {
            case BlockKind::Rule: paper.blank(); break;
            case BlockKind::Code:
                for (const std::string_view line : text::lines(words)) paper.raw(std::string(here, ' ') + std::string(line));
                break;
            case BlockKind::Heading: paper.paragraph(words, here, 0, Ink::Strong); break;
            case BlockKind::ListItem:
                paper.paragraph((block.number == 0 ? "-" : std::to_string(block.number) + ".") + " " + words, here, 3);
                break;
            default: paper.paragraph(words, here);
        }
    }
}

void write_part(const Session& session, Paper& paper, const char* title, const lessons::Blocks& blocks) {
    if (blocks.empty()) return;
    paper.paragraph(session.say(title), 2, 0, Ink::Strong);
    write_blocks(paper, blocks, 2);
}

/// A page in another language than the one before it says so.
void write_wording(const Session& session, Paper& paper, const lessons::Wording& wording, lessons::Wording& before) {
    if (wording == before) return;
    before = wording;
    if (wording.lang != session.words.language().tag && wording.lang == "en") {
        paper.paragraph(session.say("window.lesson.in_english"), 2, 0, Ink::Muted);
    }
    if (wording.state == localization::State::Draft) paper.paragraph(session.say("window.lesson.draft"), 2, 0, Ink::Muted);
    if (wording.stale) paper.paragraph(session.say("window.lesson.stale"), 2, 0, Ink::Muted);
}

/// What can be answered, what is said to it, and what fits. A story is told scene by scene, with the number that follows.
void write_answers(const Session& session, Paper& paper, const lessons::QuizItem& item) {
    for (std::size_t i = 0; i < item.options.size(); ++i) {
        const lessons::QuizOption& option = item.options[i];
        const bool numbered = item.kind == lessons::QuizKind::Order;
        std::string words = (numbered ? std::to_string(i + 1) : std::string(1, static_cast<char>('A' + i))) + ". " + with_links(option.text);
        if (item.kind == lessons::QuizKind::Match) words += " = " + with_links(option.partner);
        paper.paragraph(words, 2, 3);
        const bool choice = item.kind == lessons::QuizKind::Single || item.kind == lessons::QuizKind::Multiple;
        if (choice && option.right) paper.paragraph(session.say("window.quiz.this_one"), 5, 0, Ink::Good);
        write_blocks(paper, option.feedback, 5);
    }
    for (std::size_t i = 0; i < item.scenes.size(); ++i) {
        const lessons::Scene& scene = item.scenes[i];
        paper.paragraph(std::to_string(i + 1) + ". " + scene.title, 2, 3, Ink::Strong);
        write_blocks(paper, scene.body, 5);
        for (const lessons::SceneChoice& choice : scene.choices) {
            paper.paragraph("- " + with_links(choice.text) + " (" + std::to_string(choice.to + 1) + ")", 5, 2);
            write_blocks(paper, choice.consequence, 7);
        }
    }
}

void write_lesson(const Session& session, Paper& paper, const lessons::Lesson& lesson) {
    lessons::Wording before;
    before.lang = session.words.language().tag;
    paper.paragraph(lesson.title, 0, 0, Ink::Strong);
    paper.paragraph(session.say({"window.lesson.minutes", {{"count", std::int64_t{lesson.minutes}}}}), 2, 0, Ink::Muted);
    write_wording(session, paper, lesson.wording, before);
    write_blocks(paper, lesson.summary, 2);
    if (!lesson.goals.empty()) paper.paragraph(session.say("window.lesson.goals"), 2, 0, Ink::Strong);
    for (const std::string& goal : lesson.goals) paper.paragraph("- " + goal, 4, 2);
    int number = 0;
    for (const lessons::Step& step : lesson.steps) {
        paper.blank();
        paper.paragraph(std::to_string(++number) + ". " + step.title, 0, 3, Ink::Strong);
        write_wording(session, paper, step.wording, before);
        write_blocks(paper, step.body, 2);
        write_part(session, paper, "window.lesson.do", step.act);
        write_part(session, paper, "window.lesson.dont", step.dont);
        write_part(session, paper, "window.lesson.trade_off", step.trade_off);
        write_part(session, paper, "window.lesson.law", step.legal_note);
        for (const lessons::HowTo& how : step.how_to) {
            paper.paragraph(how.title, 2, 0, Ink::Strong);
            write_blocks(paper, how.body, 2);
        }
    }
    for (const lessons::Checklist& list : lesson.checklists) {
        paper.blank();
        paper.paragraph(list.title, 0, 0, Ink::Strong);
        write_wording(session, paper, list.wording, before);
        write_blocks(paper, list.body, 2);
        for (const lessons::ChecklistItem& item : list.items) {
            paper.paragraph("[ ] " + with_links(item.text), 2, 4);
            write_blocks(paper, item.why, 6);
        }
    }
    for (const lessons::QuizItem& item : lesson.quiz) {
        paper.blank();
        paper.paragraph(item.question, 0, 0, Ink::Strong);
        write_wording(session, paper, item.wording, before);
        write_blocks(paper, item.body, 2);
        write_answers(session, paper, item);
    }
    if (lesson.sources.empty()) return;
    paper.blank();
    paper.paragraph(session.say("check.sources.title"), 0, 0, Ink::Strong);
    for (const lessons::Source& source : lesson.sources) paper.paragraph("- " + source.title + (source.url.empty() ? "" : " <" + source.url + ">"), 2, 2);
    for (const std::string& fact : lesson.unconfirmed) paper.paragraph(session.say({"check.unconfirmed", {{"fact", fact}}}), 2);
}

int no_such_lesson(const Session& session, const LessonBook& book, const std::string& id) {
    const std::string hint = text::nearest(id, book.all().ids());
    session.complain(usage_message(Error{Errc::NotFound, "console.usage.lesson", hint.empty() ? id : id + "\n" + hint}));
    return kUsage;
}

}  // namespace

int command_lessons_list(const Session& session) {
    const LessonBook book = LessonBook::load(session.shipped, models::PackShelf::load(session.shipped, session.today));
    if (session.json()) {
        session.print(book.list_document(chain(session)));
    } else {
        Paper paper = session.paper();
        for (const models::LessonEntry& entry : book.list(chain(session))) {
            paper.paragraph(entry.id + "  " + entry.title, 0, 4);
            paper.paragraph(session.say({"window.lesson.minutes", {{"count", std::int64_t{entry.minutes}}}}), 4, 0, Ink::Muted);
        }
        write_problems(session, paper, book);
    }
    return book.problems().empty() ? kDone : kNeedsAttention;
}

int command_lessons_show(const Session& session) {
    const LessonBook book = LessonBook::load(session.shipped, models::PackShelf::load(session.shipped, session.today));
    const std::string& id = session.arguments.words.front();
    const auto lesson = book.lesson(id, chain(session));
    if (!lesson) return no_such_lesson(session, book, id);
    if (session.json()) {
        session.print(LessonBook::document(*lesson));
        return kDone;
    }
    Paper paper = session.paper();
    write_lesson(session, paper, *lesson);
    return kDone;
}

int command_lessons_lint(const Session& session) {
    const std::vector<std::string>& words = session.arguments.words;
    // A folder laid out like the program's, or a tree of sources: nothing in it is pinned.
    const ShippedData named = words.empty() ? ShippedData({}, {}, {}) : ShippedData(words.front(), {}, {});
    const LessonBook book = words.empty() ? LessonBook::load(session.shipped, models::PackShelf::load(session.shipped, session.today)) : LessonBook::load(named);
    lessons::LintSurroundings around;
    around.today = session.today;
    // A folder of somebody's own need not cover what ours do.
    const bool ours = words.empty() || book.all().info("helplines") != nullptr;
    if (ours) {
        for (const checks::RegisteredCheck& check : checks::all_checks()) around.checks.emplace_back(check.definition->id);
        around.incidents = escalation::incident_ids();
    }
    const std::vector<lessons::LessonLint> items = book.lint(around);
    bool errors = false;
    Json list = Json::array();
    Paper paper = session.paper();
    for (const lessons::LessonLint& item : items) {
        const bool error = item.grade == lessons::LintGrade::Error;
        errors = errors || error;
        if (session.json()) {
            Json one = Json::object();
            one.set("file", item.file).set("line", item.line).set("rule", item.rule).set("severity", error ? "error" : "warning");
            list.push(std::move(one.set("message", item.message).set("remedy", item.remedy)));
        } else {
            paper.raw(lessons::lint_text(item));
        }
    }
    if (!words.empty() && book.all().ids().empty() && items.empty()) {
        session.complain({"console.usage.no_lessons", {{"word", Code{words.front()}}}});
        return kUsage;
    }
    if (session.json()) {
        session.print(Json::object().set("schema", "amparo.lessons-lint/1").set("items", std::move(list)));
    } else if (items.empty()) {
        paper.paragraph(session.say("l10n.clean"));
    }
    return errors ? kNeedsAttention : kDone;
}

int command_lessons_export(const Session& session) {
    const auto file = session.arguments.value("--html");
    if (!file) {
        session.complain({"console.usage.needs", {{"word", Code{"--html"}}}});
        return kUsage;
    }
    const LessonBook book = LessonBook::load(session.shipped, models::PackShelf::load(session.shipped, session.today));
    const std::string& id = session.arguments.words.front();
    const auto lesson = book.lesson(id, chain(session));
    if (!lesson) return no_such_lesson(session, book, id);
    const std::string html = models::lesson_handout(book, *lesson, session.words, {});
    if (const auto written = write_new_file(*file, as_bytes(html)); !written) {
        session.complain({"console.not_written", {{"path", Code{*file}}, {"reason", written.error().detail}}});
        return kUsage;
    }
    Paper paper = session.paper();
    paper.paragraph(session.say({"console.written", {{"path", Code{*file}}}}));
    return kDone;
}

int command_lessons_import(const Session& session) {
    const auto target = session.arguments.value("--to");
    if (!target) {
        session.complain({"console.usage.needs", {{"word", Code{"--to"}}}});
        return kUsage;
    }
    lessons::ImportOptions options;
    options.today = session.today;
    options.prefix = session.arguments.value("--prefix").value_or("imported");
    while (options.prefix.ends_with('-')) options.prefix.pop_back();
    if (!text::is_id(options.prefix)) {
        session.complain({"console.usage.prefix", {{"word", Code{options.prefix}}}});
        return kUsage;
    }
    const std::string& folder = session.arguments.words.front();
    const auto import = models::import_lesson_folder(folder, options);
    if (!import) {
        session.complain({"console.not_written", {{"path", Code{folder}}, {"reason", import.error().detail}}});
        return kUsage;
    }
    if (const auto written = models::write_import(*target, *import); !written) {
        session.complain({"console.not_written", {{"path", Code{*target}}, {"reason", written.error().detail}}});
        return kUsage;
    }
    const bool clean = import->broken_links.empty() && import->defects.empty();
    if (session.json()) {
        session.print(models::import_document(*import));
        return clean ? kDone : kNeedsAttention;
    }
    Paper paper = session.paper();
    const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    paper.paragraph(session.say({"lessons.import.done",
                                 {{"segments", number(import->counts.segments)},
                                  {"checklists", number(import->counts.checklists)},
                                  {"forms", number(import->counts.forms)},
                                  {"images", number(import->counts.images)},
                                  {"links", number(import->broken_links.size())},
                                  {"defects", number(import->defects.size())}}}));
    for (const lessons::BrokenLink& link : import->broken_links) {
        paper.paragraph(session.say({"lessons.import.link", {{"file", Code{link.file}}, {"target", Code{link.target}}}}), 2, 2);
    }
    for (const lessons::ImportDefect& defect : import->defects) {
        paper.raw("  " + utf8::displayable(defect.file, kShownName) + (defect.line > 0 ? ":" + std::to_string(defect.line) : "") + ": " + defect.message);
    }
    return clean ? kDone : kNeedsAttention;
}

}  // namespace amparo::console
