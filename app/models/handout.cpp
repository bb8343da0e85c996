#include "app/models/handout.hpp"

#include <utility>

#include "app/base/html.hpp"

namespace amparo::models {

namespace {

using localization::Translator;

class Writer {
  public:
    Writer(const LessonBook& book, const lessons::Lesson& lesson, const Translator& words, const HandoutParts& parts)
        : lesson_(&lesson), words_(&words), parts_(parts), pictures_([&book, &lesson](const std::string& name) { return book.picture(lesson.id, name); }) {}

    std::string html() {
        out_ += "<h1" + language(lesson_->wording) + ">" + text::html_escaped(lesson_->title) + "</h1>\n";
        note(lesson_->wording);
        part(lesson_->summary, lesson_->wording);
        if (!lesson_->goals.empty()) {
            out_ += "<h2>" + say("window.lesson.goals") + "</h2>\n<ul" + language(lesson_->wording) + ">\n";
            for (const std::string& goal : lesson_->goals) out_ += "<li>" + text::html_escaped(goal) + "</li>\n";
            out_ += "</ul>\n";
        }
        if (parts_.steps) {
            for (const lessons::Step& step : lesson_->steps) write(step);
        }
        if (parts_.checklists) {
            for (const lessons::Checklist& list : lesson_->checklists) write(list);
        }
        if (parts_.questions) {
            int number = 0;
            for (const lessons::QuizItem& item : lesson_->quiz) write(item, ++number);
        }
        return std::move(out_);
    }

  private:
    [[nodiscard]] std::string say(const Message& message) const { return text::html_escaped(words_->tr(message).text); }
    [[nodiscard]] std::string say(const char* id) const { return say(Message{id, {}}); }

    [[nodiscard]] std::string language(const lessons::Wording& wording) const {
        if (wording.lang == words_->language().tag) return {};
        // A part falls back to English, or to another language of the chain that runs like it.
        return html_language(wording.lang, words_->language().tag, wording.lang != "en" && words_->language().right_to_left());
    }

    /// Drafts say so on paper, too.
    void note(const lessons::Wording& wording) {
        if (wording.state == localization::State::Draft) out_ += "<p class=\"small\">" + say("window.lesson.draft") + "</p>\n";
        if (wording.stale) out_ += "<p class=\"small\">" + say("window.lesson.stale") + "</p>\n";
        if (wording.lang != words_->language().tag && wording.lang == "en") out_ += "<p class=\"small\">" + say("window.lesson.in_english") + "</p>\n";
    }

    void part(const lessons::Blocks& blocks, const lessons::Wording& wording) {
        if (blocks.empty()) return;
        out_ += "<div" + language(wording) + ">\n";
        write_html(out_, blocks, pictures_);
        out_ += "</div>\n";
    }

    void box(const char* title, const lessons::Blocks& blocks, const lessons::Wording& wording) {
        if (blocks.empty()) return;
        out_ += "<div class=\"box\"><h3>" + say(title) + "</h3>\n";
        part(blocks, wording);
        out_ += "</div>\n";
    }

    void write(const lessons::Step& step) {
        out_ += "<h2" + language(step.wording) + ">" + text::html_escaped(step.title) + "</h2>\n";
        if (!(step.wording == lesson_->wording)) note(step.wording);
        part(step.body, step.wording);
        for (const lessons::HowTo& how : step.how_to) {
            out_ += "<h3" + language(step.wording) + ">" + text::html_escaped(how.title) + "</h3>\n";
            part(how.body, step.wording);
        }
        box("window.lesson.do", step.act, step.wording);
        box("window.lesson.dont", step.dont, step.wording);
        box("window.lesson.trade_off", step.trade_off, step.wording);
        box("window.lesson.law", step.legal_note, step.wording);
    }

    void write(const lessons::Checklist& list) {
        out_ += "<h2" + language(list.wording) + ">" + text::html_escaped(list.title) + "</h2>\n";
        if (!(list.wording == lesson_->wording)) note(list.wording);
        part(list.body, list.wording);
        out_ += "<ul class=\"tick\"" + language(list.wording) + ">\n";
        for (const lessons::ChecklistItem& item : list.items) {
            out_ += "<li><span class=\"tickbox\"></span>";
            write_spans(out_, item.text);
            out_ += "\n";
            write_html(out_, item.why, pictures_);
            out_ += "</li>\n";
        }
        out_ += "</ul>\n";
    }

    void write(const lessons::QuizItem& item, int number) {
        out_ += "<section><h2" + language(item.wording) + ">" + std::to_string(number) + ". " + text::html_escaped(item.question) + "</h2>\n";
        if (!(item.wording == lesson_->wording)) note(item.wording);
        part(item.body, item.wording);
        out_ += "<div" + language(item.wording) + ">\n";
        switch (item.kind) {
            case lessons::QuizKind::Order: write_order(item); break;
            case lessons::QuizKind::Match: write_pairs(item); break;
            case lessons::QuizKind::Scenario: write_story(item); break;
            default: write_options(item);
        }
        out_ += "</div></section>\n";
    }

    void write_options(const lessons::QuizItem& item) {
        out_ += "<ol type=\"A\">\n";
        for (const lessons::QuizOption& option : item.options) {
            out_ += "<li>";
            if (parts_.answers && option.right) out_ += "<strong>" + say("window.quiz.this_one") + ":</strong> ";
            write_spans(out_, option.text);
            if (parts_.answers) write_html(out_, option.feedback, pictures_);
            out_ += "</li>\n";
        }
        out_ += "</ol>\n";
    }

    /// With answers in the right order, else mixed with room for numbers.
    void write_order(const lessons::QuizItem& item) {
        const std::vector<std::size_t> mixed = LessonBook::mixed(item);
        out_ += parts_.answers ? "<ol>\n" : "<ul class=\"tick\">\n";
        for (std::size_t i = 0; i < item.options.size(); ++i) {
            const lessons::QuizOption& option = item.options[parts_.answers ? i : mixed[i]];
            out_ += parts_.answers ? "<li>" : "<li><span class=\"tickbox\"></span>";
            write_spans(out_, option.text);
            if (parts_.answers) write_html(out_, option.feedback, pictures_);
            out_ += "</li>\n";
        }
        out_ += parts_.answers ? "</ol>\n" : "</ul>\n";
    }

    void write_pairs(const lessons::QuizItem& item) {
        const std::vector<std::size_t> mixed = LessonBook::mixed(item);
        out_ += "<table>\n";
        for (std::size_t i = 0; i < item.options.size(); ++i) {
            out_ += "<tr><td>";
            write_spans(out_, item.options[i].text);
            out_ += "</td><td>";
            write_spans(out_, item.options[parts_.answers ? i : mixed[i]].partner);
            out_ += "</td></tr>\n";
        }
        out_ += "</table>\n";
    }

    void write_story(const lessons::QuizItem& item) {
        for (std::size_t i = 0; i < item.scenes.size(); ++i) {
            const lessons::Scene& scene = item.scenes[i];
            out_ += "<h3>" + std::to_string(i + 1) + ". " + text::html_escaped(scene.title) + "</h3>\n";
            write_html(out_, scene.body, pictures_);
            if (scene.choices.empty()) continue;
            out_ += "<ul>\n";
            for (const lessons::SceneChoice& choice : scene.choices) {
                out_ += "<li>";
                write_spans(out_, choice.text);
                out_ += " (" + std::to_string(choice.to + 1) + ")";
                write_html(out_, choice.consequence, pictures_);
                out_ += "</li>\n";
            }
            out_ += "</ul>\n";
        }
    }

    const lessons::Lesson* lesson_;
    const Translator* words_;
    HandoutParts parts_;
    PictureBytes pictures_;
    std::string out_;
};

}  // namespace

std::string lesson_html(const LessonBook& book, const lessons::Lesson& lesson, const Translator& words, const HandoutParts& parts) {
    return Writer(book, lesson, words, parts).html();
}

std::string lesson_handout(const LessonBook& book, const lessons::Lesson& lesson, const Translator& words, const HandoutParts& parts) {
    HtmlPage page;
    page.lang = words.language().tag;
    page.right_to_left = words.language().right_to_left();
    page.title = lesson.title;
    page.body = lesson_html(book, lesson, words, parts);
    const auto line = [&](const Message& message) { page.body += "<p class=\"small\">" + text::html_escaped(words.tr(message).text) + "</p>\n"; };
    if (!lesson.id.empty()) line({"lessons.handout.reviewed", {{"day", Code{format_day(lesson.reviewed)}}}});
    if (book.added_by_hand(lesson.id)) line({"lessons.by_hand.note", {}});
    return html_document(page);
}

}  // namespace amparo::models
