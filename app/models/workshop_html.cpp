#include "app/models/workshop_html.hpp"

#include <algorithm>
#include <array>

#include "app/base/html.hpp"

namespace amparo::models {

namespace {

using lessons::TeachBlock;
using localization::Translator;

class PlanWriter {
  public:
    PlanWriter(const Workshop& workshop, const TeachBook& book) : workshop_(&workshop), book_(&book), words_(&book.words()) {}

    std::string html() {
        const std::string title = title_of();
        out_ += "<h1>" + text::html_escaped(title) + "</h1>\n";
        const int minutes = workshop_->minutes();
        line({"trainer.plan.when", {{"from", Code{clock_text(workshop_->begins)}}, {"until", Code{clock_text(workshop_->begins + minutes)}}, {"count", std::int64_t{minutes}}}});
        for (const PlanRemark& remark : look_over(*workshop_, *book_)) line(remark_message(remark, *workshop_, *book_));
        write_table();
        write_materials();
        const std::vector<int> times = begin_times(*workshop_);
        for (std::size_t i = 0; i < workshop_->items.size(); ++i) write_block(workshop_->items[i], times[i]);
        line({"trainer.disclose", {}});
        line({"trainer.paper.nothing", {}});
        return html_document({words_->language().tag, words_->language().right_to_left(), title, out_});
    }

    [[nodiscard]] std::string title_of() const {
        return workshop_->title.empty() ? words_->tr("trainer.untitled").text : workshop_->title;
    }

  private:
    [[nodiscard]] std::string say(const Message& message) const { return text::html_escaped(words_->tr(message).text); }
    void line(const Message& message) { out_ += "<p class=\"small\">" + say(message) + "</p>\n"; }

    [[nodiscard]] std::string language(const lessons::Wording& wording) const {
        return html_language(wording.lang, words_->language().tag, wording.lang != "en" && words_->language().right_to_left());
    }

    [[nodiscard]] PictureBytes pictures(const std::string& lesson) const {
        return [this, lesson](const std::string& name) { return book_->lessons().picture(lesson, name); };
    }

    /// Titles run the way of the language that they are really in.
    [[nodiscard]] std::string lesson_title(const std::string& id) const {
        const auto lesson = id.empty() ? std::nullopt : book_->lesson(id);
        return lesson ? "<strong" + language(lesson->wording) + ">" + text::html_escaped(lesson->title) + "</strong><br>" : std::string();
    }

    void write_table() {
        out_ += "<table class=\"plan\">\n<tr><th>" + say({"trainer.plan.time", {}}) + "</th><th>" + say({"trainer.plan.kind", {}}) + "</th><th>" + say({"trainer.plan.what", {}}) + "</th></tr>\n";
        const std::vector<int> times = begin_times(*workshop_);
        std::string before;
        for (std::size_t i = 0; i < workshop_->items.size(); ++i) {
            const PlanItem& item = workshop_->items[i];
            const auto block = book_->block(item);
            out_ += "<tr><td><span class=\"at\">" + clock_text(times[i]) + "</span><br>" + say({"lessons.minutes", {{"count", std::int64_t{item.minutes}}}}) + "</td><td>";
            out_ += block ? say(role_message(block->role)) : std::string();
            out_ += "</td><td>";
            if (!item.lesson.empty() && item.lesson != before) out_ += lesson_title(item.lesson);
            before = item.lesson;
            out_ += block ? "<span" + language(block->wording) + ">" + text::html_escaped(block->title) + "</span>" : say({"trainer.note.missing", {{"block", Code{item.lesson + "/" + item.block}}}});
            out_ += "</td></tr>\n";
        }
        out_ += "</table>\n";
    }

    /// Everything to bring, in one list.
    void write_materials() {
        std::string list;
        for (const PlanItem& item : workshop_->items) {
            const auto block = book_->block(item);
            if (!block || block->materials.empty()) continue;
            write_html(list, block->materials, pictures(item.lesson));
        }
        if (list.empty()) return;
        out_ += "<h2>" + say({"trainer.materials", {}}) + "</h2>\n" + list;
    }

    void part(const char* title, const lessons::Blocks& blocks, const PlanItem& item, const lessons::Wording& wording, bool boxed) {
        if (blocks.empty()) return;
        out_ += std::string(boxed ? "<div class=\"box\">" : "<div>") + "<h3>" + say({title, {}}) + "</h3>\n<div" + language(wording) + ">\n";
        write_html(out_, blocks, pictures(item.lesson));
        out_ += "</div></div>\n";
    }

    void write_block(const PlanItem& item, int begins) {
        const auto block = book_->block(item);
        if (!block) return;
        out_ += "<section><h2" + language(block->wording) + "><span class=\"at\">" + clock_text(begins) + "</span> " + text::html_escaped(block->title) + "</h2>\n";
        out_ += "<p class=\"small\">" + say(role_message(block->role)) + ". " + say({"lessons.minutes", {{"count", std::int64_t{item.minutes}}}}) + "</p>\n";
        if (block->wording.state == localization::State::Draft) line({"window.lesson.draft", {}});
        out_ += "<div" + language(block->wording) + ">\n";
        write_html(out_, block->notes, pictures(item.lesson));
        out_ += "</div>\n";
        part("trainer.wall", block->wall, item, block->wording, true);
        if (!block->slides.empty()) {
            const auto lesson = book_->lesson(item.lesson);
            out_ += "<ul>\n";
            for (const std::string& slide : block->slides) {
                const lessons::Step* step = lesson ? lesson->step(slide) : nullptr;
                if (step != nullptr) out_ += "<li" + language(step->wording) + ">" + text::html_escaped(step->title) + "</li>\n";
            }
            out_ += "</ul>\n";
        }
        part("trainer.without_projector", block->without_projector, item, block->wording, false);
        part("trainer.careful", block->careful, item, block->wording, true);
        out_ += "</section>\n";
    }

    const Workshop* workshop_;
    const TeachBook* book_;
    const Translator* words_;
    std::string out_;
};

/// Ids of the lessons of a plan, each once, in order.
std::vector<std::string> lessons_of(const Workshop& workshop) {
    std::vector<std::string> out;
    for (const PlanItem& item : workshop.items) {
        if (!item.lesson.empty() && std::ranges::find(out, item.lesson) == out.end()) out.push_back(item.lesson);
    }
    return out;
}

}  // namespace

std::string plan_page(const Workshop& workshop, const TeachBook& book) { return PlanWriter(workshop, book).html(); }

std::string handout_page(const Workshop& workshop, const TeachBook& book, const HandoutParts& parts) {
    HtmlPage page;
    page.lang = book.words().language().tag;
    page.right_to_left = book.words().language().right_to_left();
    page.title = PlanWriter(workshop, book).title_of();
    bool first = true;
    for (const std::string& id : lessons_of(workshop)) {
        const auto lesson = book.lesson(id);
        if (!lesson) continue;
        page.body += first ? "<article>\n" : "<article class=\"next\">\n";
        first = false;
        page.body += lesson_html(book.lessons(), *lesson, book.words(), parts);
        const auto line = [&](const Message& message) { page.body += "<p class=\"small\">" + text::html_escaped(book.words().tr(message).text) + "</p>\n"; };
        line({"lessons.handout.reviewed", {{"day", Code{format_day(lesson->reviewed)}}}});
        if (book.lessons().added_by_hand(id)) line({"lessons.by_hand.note", {}});
        page.body += "</article>\n";
    }
    return html_document(page);
}

std::string answer_cards_page(const Translator& words) {
    HtmlPage page;
    page.lang = words.language().tag;
    page.right_to_left = words.language().right_to_left();
    page.title = words.tr("trainer.cards").text;
    page.body = "<p class=\"small\">" + text::html_escaped(words.tr("trainer.cards.how").text) + "</p>\n<div class=\"cards\">\n";
    // The letters are the same in every language: the wall shows them, too.
    for (const char letter : {'A', 'B', 'C', 'D'}) page.body += "<div class=\"card\" dir=\"ltr\">" + std::string(1, letter) + "</div>\n";
    page.body += "</div>\n";
    return html_document(page);
}

std::string plan_text(const Workshop& workshop, const TeachBook& book) {
    const Translator& words = book.words();
    std::string out = PlanWriter(workshop, book).title_of() + "\n\n";
    const std::vector<int> times = begin_times(workshop);
    std::string before;
    for (std::size_t i = 0; i < workshop.items.size(); ++i) {
        const PlanItem& item = workshop.items[i];
        const auto block = book.block(item);
        if (!item.lesson.empty() && item.lesson != before) {
            const auto lesson = book.lesson(item.lesson);
            out += "\n" + (lesson ? lesson->title : item.lesson) + "\n";
        }
        before = item.lesson;
        out += clock_text(times[i]) + "  " + words.tr(Message{"lessons.minutes", {{"count", std::int64_t{item.minutes}}}}).text + "  ";
        out += block ? words.tr(role_message(block->role)).text + ": " + block->title : words.tr(Message{"trainer.note.missing", {{"block", Code{item.lesson + "/" + item.block}}}}).text;
        out += "\n";
    }
    out += clock_text(workshop.begins + workshop.minutes()) + "\n";
    return out;
}

Message role_message(lessons::BlockRole role) { return {"trainer.role." + std::string(lessons::role_name(role)), {}}; }

Message remark_message(const PlanRemark& remark, const Workshop& workshop, const TeachBook& book) {
    const std::int64_t minutes = remark.minutes;
    const auto block = remark.item < workshop.items.size() ? book.block(workshop.items[remark.item]) : std::nullopt;
    const std::string name = block ? block->title : std::string();
    switch (remark.note) {
        case PlanNote::TooLong: return {"trainer.note.too_long", {{"count", minutes}}};
        case PlanNote::Room: return {"trainer.note.room", {{"count", minutes}}};
        case PlanNote::NoBreak: return {"trainer.note.no_break", {{"count", minutes}, {"block", name}}};
        case PlanNote::InputsInARow: return {"trainer.note.inputs", {{"block", name}}};
        case PlanNote::NoSynthesis: return {"trainer.note.no_synthesis", {}};
        case PlanNote::NoOpening: return {"trainer.note.no_opening", {}};
        case PlanNote::NoAgreements: return {"trainer.note.no_agreements", {}};
        case PlanNote::NoClosing: return {"trainer.note.no_closing", {}};
        case PlanNote::Missing: break;
    }
    const PlanItem& item = workshop.items.at(remark.item);
    return {"trainer.note.missing", {{"block", Code{item.lesson.empty() ? item.block : item.lesson + "/" + item.block}}}};
}

}  // namespace amparo::models
