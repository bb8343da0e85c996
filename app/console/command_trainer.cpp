// Workshops in the terminal: a plan out of lessons, and everything to print for it.

#include "app/base/text.hpp"
#include "app/console/session.hpp"
#include "app/models/trainer.hpp"
#include "app/models/workshop_html.hpp"
#include "app/platform/outside.hpp"

namespace amparo::console {

namespace {

using models::LessonBook;
using models::Trainer;
using models::Workshop;

constexpr std::size_t kPlanBytes = 64 * 1024;

LessonBook book_of(const Session& session) { return LessonBook::load(session.shipped, models::PackShelf::load(session.shipped, session.today)); }

Trainer trainer_of(const Session& session, const LessonBook& book) {
    Trainer trainer({&book, &session.languages, [] { return std::int64_t{0}; }});
    trainer.set_language(session.words.language().tag);
    return trainer;
}

}  // namespace

int command_trainer_plan(const Session& session) {
    const LessonBook book = book_of(session);
    Trainer trainer = trainer_of(session, book);
    const std::vector<std::string> ids = session.arguments.list("--lessons");
    for (const std::string& id : ids) {
        if (book.all().info(id) == nullptr) {
            const std::string hint = text::nearest(id, book.all().ids());
            session.complain(usage_message(Error{Errc::NotFound, "console.usage.lesson", hint.empty() ? id : id + "\n" + hint}));
            return kUsage;
        }
        trainer.pick(id, true);
    }
    if (ids.empty()) trainer.pick_half_day();
    if (const auto word = session.arguments.value("--minutes")) {
        const auto minutes = text::to_integer(*word);
        if (!minutes || *minutes < Workshop::kLeastRoom || *minutes > Workshop::kMostRoom) {
            session.complain({"console.usage.minutes", {{"word", Code{*word}}, {"least", std::int64_t{Workshop::kLeastRoom}}, {"most", std::int64_t{Workshop::kMostRoom}}}});
            return kUsage;
        }
        trainer.set_room(static_cast<int>(*minutes));
    }
    if (const auto title = session.arguments.value("--title")) trainer.set_title(*title);
    trainer.make_plan();
    const bool well = trainer.remarks().empty() || (trainer.remarks().size() == 1 && trainer.remarks().front().note == models::PlanNote::Room);
    if (session.json()) {
        *session.around.out << trainer.plan_file();
        return well ? kDone : kNeedsAttention;
    }
    Paper paper = session.paper();
    const std::string plan = models::plan_text(trainer.plan(), trainer.own());
    for (const std::string_view line : text::lines(plan)) paper.raw(line);
    for (const models::PlanRemark& remark : trainer.remarks()) paper.paragraph(session.say(models::remark_message(remark, trainer.plan(), trainer.own())), 0, 2, Ink::Small);
    paper.paragraph(session.say(trainer.ready() ? "trainer.ready" : "trainer.not_ready"), 0, 0, Ink::Muted);
    return well ? kDone : kNeedsAttention;
}

int command_trainer_export(const Session& session) {
    const auto folder = session.arguments.value("--to");
    if (!folder) {
        session.complain({"console.usage.needs", {{"word", Code{"--to"}}}});
        return kUsage;
    }
    const LessonBook book = book_of(session);
    Trainer trainer = trainer_of(session, book);
    const std::string& file = session.arguments.words.front();
    const auto bytes = read_named_file(file, kPlanBytes);
    const Result<void> opened = bytes ? trainer.open_plan(*bytes) : std::unexpected(bytes.error());
    if (!opened) {
        session.complain({"trainer.open.failed", {{"reason", opened.error().detail}}});
        return kUsage;
    }
    std::map<std::string, std::string> files;
    for (Trainer::PaperFile& paper : trainer.papers()) files[paper.name] = std::move(paper.text);
    if (const auto written = write_new_tree(*folder, files, Kept::Now); !written) {
        session.complain({"console.not_written", {{"path", Code{*folder}}, {"reason", written.error().detail}}});
        return kUsage;
    }
    Paper paper = session.paper();
    paper.paragraph(session.say({"console.written", {{"path", Code{*folder}}}}));
    return trainer.ready() ? kDone : kNeedsAttention;
}

}  // namespace amparo::console
