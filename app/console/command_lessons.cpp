#include <algorithm>

#include "app/base/text.hpp"
#include "app/console/session.hpp"
#include "app/models/lesson_book.hpp"

namespace amparo::console {

namespace {

using lessons::Block;
using lessons::BlockKind;
using models::LessonBook;

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
    for (const lessons::QuizItem& item : lesson.quiz) {
        paper.blank();
        paper.paragraph(item.question, 0, 0, Ink::Strong);
        write_wording(session, paper, item.wording, before);
        write_blocks(paper, item.body, 2);
        for (std::size_t i = 0; i < item.options.size(); ++i) {
            const lessons::QuizOption& option = item.options[i];
            paper.paragraph(std::string(1, static_cast<char>('A' + i)) + ". " + with_links(option.text), 2, 3);
            if (option.right) paper.paragraph(session.say("window.quiz.this_one"), 5, 0, Ink::Good);
            write_blocks(paper, option.feedback, 5);
        }
    }
    if (lesson.sources.empty()) return;
    paper.blank();
    paper.paragraph(session.say("check.sources.title"), 0, 0, Ink::Strong);
    for (const lessons::Source& source : lesson.sources) paper.paragraph("- " + source.title + (source.url.empty() ? "" : " <" + source.url + ">"), 2, 2);
    for (const std::string& fact : lesson.unconfirmed) paper.paragraph(session.say({"check.unconfirmed", {{"fact", fact}}}), 2);
}

}  // namespace

int command_lessons_list(const Session& session) {
    const LessonBook book = LessonBook::load(session.shipped);
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
    const LessonBook book = LessonBook::load(session.shipped);
    const std::string& id = session.arguments.words.front();
    const auto lesson = book.lesson(id, chain(session));
    if (!lesson) {
        const std::string hint = text::nearest(id, book.all().ids());
        session.complain(usage_message(Error{Errc::NotFound, "console.usage.lesson", hint.empty() ? id : id + "\n" + hint}));
        return kUsage;
    }
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
    const LessonBook book = words.empty() ? LessonBook::load(session.shipped) : LessonBook::load(ShippedData(words.front(), {}, {}));
    const std::vector<models::LessonFault> faults = book.lint();
    bool errors = false;
    Json list = Json::array();
    Paper paper = session.paper();
    for (const models::LessonFault& fault : faults) {
        errors = errors || fault.error;
        if (session.json()) {
            list.push(Json::object().set("file", fault.file).set("severity", fault.error ? "error" : "warning").set("message", fault.message));
        } else {
            paper.raw(fault.file + ": " + (fault.error ? "error: " : "warning: ") + fault.message);
        }
    }
    if (!words.empty() && book.all().ids().empty() && faults.empty()) {
        session.complain({"console.usage.no_lessons", {{"word", Code{words.front()}}}});
        return kUsage;
    }
    if (session.json()) {
        session.print(Json::object().set("schema", "amparo.lessons-lint/1").set("items", std::move(list)));
    } else if (faults.empty()) {
        paper.paragraph(session.say("l10n.clean"));
    }
    return errors ? kNeedsAttention : kDone;
}

}  // namespace amparo::console
