#include <algorithm>
#include <cmath>

#include "app/models/check_words.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

/// Spans as one text; what is code stays left to right and apart from the words around it.
std::string joined(const std::vector<lessons::Span>& spans) {
    std::string out;
    for (const lessons::Span& span : spans) {
        if (span.code) {
            out += "\u2066" + span.text + "\u2069";
        } else {
            out += span.text;
        }
    }
    return out;
}

/// Ways from a lesson to what it speaks of.
void links(View& view, ui::Flow& flow, const std::vector<lessons::Span>& spans) {
    constexpr std::string_view kCheck = "amparo:check/";
    for (const lessons::Span& span : spans) {
        if (!span.link.starts_with(kCheck)) continue;
        const std::string id = span.link.substr(kCheck.size());
        flow.skip(view.ui.gap(Gap::S));
        ui::Button button{view.say(models::check_message(id, "title")), ui::ButtonKind::Secondary, check_icon(id)};
        if (!ui::button(view.ui, "link." + id, flow, button)) continue;
        const bool seen = view.model.check_up().finding(id) != nullptr;
        view.model.places.go(seen ? models::Place::CheckDetail : models::Place::Checks, seen ? id : std::string());
    }
}

/// Body text of the lesson, which a person may want to copy, such as a command.
void readable(View& view, ui::Flow& flow, const ui::Words& words, Style style, ui::Color color = ui::Color::Text) {
    const models::LessonPlayer* player = view.model.player();
    const std::string page = player == nullptr ? std::string() : player->lesson().id + "." + std::to_string(player->page());
    const std::string id = "read." + page + "." + std::to_string(view.state.readings++);
    ui::text_view(view.ui, id, flow, words, view.state.reading, {style, color});
}

void blocks(View& view, ui::Flow& flow, const lessons::Blocks& list, const std::string& lang, Style style,
            ui::Color color = ui::Color::Text) {
    ui::Ui& ui = view.ui;
    bool first = true;
    for (const lessons::Block& block : list) {
        if (!first) flow.skip(ui.gap(block.kind == lessons::BlockKind::ListItem ? Gap::S : Gap::M));
        first = false;
        const float indent = ui.gap(Gap::XL) * static_cast<float>(block.depth + block.quoted);
        ui::Flow inner{flow.x + indent, flow.y, flow.width - indent};
        const ui::Words words = view.in(lang, joined(block.spans));
        switch (block.kind) {
            case lessons::BlockKind::Heading: ui::heading(ui, inner, Style::Title, words, 3); break;
            case lessons::BlockKind::Code: readable(view, inner, words, Style::Mono); break;
            case lessons::BlockKind::Rule: ui::rule(ui, inner); break;
            case lessons::BlockKind::ListItem: {
                const float line = ui.px(ui::type(style).line);
                if (block.number > 0) {
                    const ui::Words number = view.say({"window.number", {{"count", static_cast<std::int64_t>(block.number)}}});
                    ui.draw_label(inner.x - ui.gap(Gap::XL), inner.y + line / 2, ui.gap(Gap::XL), Style::BodyStrong, ui::Color::Accent, number);
                    ui.note(a11y::Role::Text, {inner.x - ui.gap(Gap::XL), inner.y, inner.x, inner.y + line}, number);
                } else {
                    ui.circle(inner.x - ui.gap(Gap::M), inner.y + line / 2, ui.gap(Gap::XS) * 0.75F, ui::Color::Accent);
                }
                readable(view, inner, words, style, color);
                break;
            }
            case lessons::BlockKind::Paragraph:
            case lessons::BlockKind::Quote: readable(view, inner, words, style, color); break;
        }
        links(view, inner, block.spans);
        flow.y = inner.y;
    }
}

/// Who has read these words; drafts say so where they stand.
void wording_note(View& view, ui::Flow& flow, const lessons::Wording& wording) {
    const bool draft = wording.state != localization::State::Source && wording.state != localization::State::Reviewed;
    const bool other = wording.lang != view.model.look.language;
    if (view.model.shows_english()) {
        draw_english(view, flow);
        flow.skip(view.ui.gap(Gap::M));
        return;
    }
    if (!draft && !other && !wording.stale) return;
    const char* id = other ? "window.lesson.in_english" : wording.stale ? "window.lesson.stale" : "window.lesson.draft";
    ui::icon_line(view.ui, flow, "ui/info", view.say(id));
    flow.skip(view.ui.gap(Gap::S));
    if (!other) draw_english(view, flow);
    flow.skip(view.ui.gap(Gap::M));
}

void box(View& view, ui::Flow& flow, ui::CardTone tone, std::string_view icon, const char* title, const lessons::Blocks& body,
         const std::string& lang) {
    if (body.empty()) return;
    ui::Ui& ui = view.ui;
    flow.skip(ui.gap(Gap::L));
    ui::card(ui, flow, {tone, Gap::L}, [&](ui::Flow& inner) {
        const float side = ui.px(ui::size::kIconRail);
        ui.icon(icon, {inner.x, inner.y, inner.x + side, inner.y + side}, ui::ink_of(tone), ui::back_of(tone));
        ui::Flow words{inner.x + side + ui.gap(Gap::M), inner.y, inner.width - side - ui.gap(Gap::M)};
        ui::heading(ui, words, Style::BodyStrong, view.say(title), 3);
        words.skip(ui.gap(Gap::XS));
        blocks(view, words, body, lang, Style::Body);
        inner.y = std::max(words.y, inner.y + side);
    });
}

void intro(View& view, ui::Flow& flow, const models::LessonPlayer& player) {
    ui::Ui& ui = view.ui;
    const lessons::Lesson& lesson = player.lesson();
    ui::text(ui, flow, Style::Caption, view.say({"window.lesson.minutes", {{"count", std::int64_t{lesson.minutes}}}}), ui::Color::Muted);
    flow.skip(ui.gap(Gap::XS));
    ui::heading(ui, flow, Style::Heading, view.in(lesson.wording.lang, lesson.title), 1);
    flow.skip(ui.gap(Gap::M));
    wording_note(view, flow, lesson.wording);
    blocks(view, flow, lesson.summary, lesson.wording.lang, Style::Lead);
    flow.skip(ui.gap(Gap::XL));
    if (lesson.goals.empty()) return;
    ui::heading(ui, flow, Style::Title, view.say("window.lesson.goals"), 2);
    flow.skip(ui.gap(Gap::S));
    for (const std::string& goal : lesson.goals) {
        ui::icon_line(ui, flow, "ui/tick", view.in(lesson.wording.lang, goal), Style::Body, ui::Color::Text, ui::Color::Accent);
        flow.skip(ui.gap(Gap::S));
    }
}

void step(View& view, ui::Flow& flow, const lessons::Step& step) {
    ui::Ui& ui = view.ui;
    const std::string& lang = step.wording.lang;
    ui::heading(ui, flow, Style::Heading, view.in(lang, step.title), 1);
    flow.skip(ui.gap(Gap::M));
    wording_note(view, flow, step.wording);
    blocks(view, flow, step.body, lang, Style::Lead);
    for (const lessons::HowTo& how : step.how_to) {
        flow.skip(ui.gap(Gap::M));
        bool& open = view.state.open["how." + step.id + "." + how.system];
        ui::disclosure(ui, "how." + step.id + "." + how.system, flow, view.in(lang, how.title), {}, open,
                       [&](ui::Flow& inner) { blocks(view, inner, how.body, lang, Style::Body); });
    }
    box(view, flow, ui::CardTone::Ok, "ui/tick", "window.lesson.do", step.act, lang);
    box(view, flow, ui::CardTone::Warn, "ui/close", "window.lesson.dont", step.dont, lang);
    box(view, flow, ui::CardTone::Info, "ui/info", "window.lesson.trade_off", step.trade_off, lang);
    box(view, flow, ui::CardTone::Sunken, "ui/scale", "window.lesson.law", step.legal_note, lang);
}

struct OptionLook {
    ui::CardTone tone = ui::CardTone::Plain;
    const char* word = nullptr;
};

OptionLook look_of(models::OptionMark mark) {
    switch (mark) {
        case models::OptionMark::Chosen: return {ui::CardTone::Chosen, "window.quiz.chosen"};
        case models::OptionMark::ChosenRight: return {ui::CardTone::Ok, "window.quiz.this_one"};
        case models::OptionMark::ChosenOther: return {ui::CardTone::Warn, "window.quiz.chosen"};
        case models::OptionMark::Right: return {ui::CardTone::Ok, "window.quiz.this_one"};
        case models::OptionMark::None: break;
    }
    return {};
}

void option(View& view, ui::Flow& flow, models::LessonPlayer& player, std::size_t index) {
    ui::Ui& ui = view.ui;
    const lessons::QuizItem& quiz = *player.quiz();
    const lessons::QuizOption& option = quiz.options[index];
    const OptionLook look = look_of(player.mark(index));
    const bool feedback = player.shows_feedback(index);
    bool pressed = false;
    ui::card(ui, flow, {look.tone, Gap::None}, [&](ui::Flow& inner) {
        ui::ListRow row;
        row.title = view.in(quiz.wording.lang, joined(option.text));
        row.chevron = false;
        if (look.word != nullptr) row.end_note = view.say(look.word);
        row.tone = look.tone;
        pressed = ui::list_row(ui, "option." + quiz.id + "." + std::to_string(index), inner, row, true);
        if (feedback) {
            ui::Flow words{inner.x + ui.gap(Gap::XL), inner.y, inner.width - 2 * ui.gap(Gap::XL)};
            blocks(view, words, option.feedback, quiz.wording.lang, Style::Body);
            inner.y = words.y + ui.gap(Gap::L);
        }
    });
    flow.skip(ui.gap(Gap::M));
    if (pressed) player.choose(index);
}

void quiz(View& view, ui::Flow& flow, models::LessonPlayer& player) {
    ui::Ui& ui = view.ui;
    const lessons::QuizItem& item = *player.quiz();
    ui::text(ui, flow, Style::Caption, view.say("window.quiz.intro"), ui::Color::Muted);
    ui::heading(ui, flow, Style::Heading, view.in(item.wording.lang, item.question), 1);
    flow.skip(ui.gap(Gap::S));
    wording_note(view, flow, item.wording);
    if (!item.body.empty()) blocks(view, flow, item.body, item.wording.lang, Style::Body, ui::Color::Muted);
    flow.skip(ui.gap(Gap::L));
    ui.counted(a11y::Role::Row, [&] {
        for (std::size_t i = 0; i < item.options.size(); ++i) option(view, flow, player, i);
    });
    if (item.kind == lessons::QuizKind::Multiple && player.can_reveal()) {
        if (ui::button(ui, "quiz.reveal", flow, {view.say("window.quiz.reveal"), ui::ButtonKind::Secondary})) player.reveal();
        flow.skip(ui.gap(Gap::M));
    }
    ui::icon_line(ui, flow, "ui/info", view.say("window.quiz.note"));
}

void end(View& view, ui::Flow& flow, const models::LessonPlayer& player) {
    ui::Ui& ui = view.ui;
    const lessons::Lesson& lesson = player.lesson();
    ui::heading(ui, flow, Style::Heading, view.say("window.lesson.end"), 1);
    flow.skip(ui.gap(Gap::S));
    ui::text(ui, flow, Style::Lead, view.say("window.lesson.end.body"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::XL));
    for (const std::string& check : lesson.checks) {
        if (view.model.check_up().finding(check) == nullptr) continue;
        ui::card(ui, flow, {ui::CardTone::Plain, Gap::None},
                 [&](ui::Flow& inner) { finding_row(view, inner, *view.model.check_up().finding(check), false, true); });
        flow.skip(ui.gap(Gap::M));
    }
    ui::heading(ui, flow, Style::Title, view.say("check.sources.title"), 2);
    for (const lessons::Source& source : lesson.sources) {
        ui::text(ui, flow, Style::Caption, view.verbatim(source.title), ui::Color::Muted);
    }
    flow.skip(ui.gap(Gap::S));
    for (const std::string& fact : lesson.unconfirmed) {
        ui::text(ui, flow, Style::Caption, view.say({"check.unconfirmed", {{"fact", fact}}}), ui::Color::Muted);
    }
}

/// Back, where one is, and Next.
void bar(View& view, models::LessonPlayer& player, const ui::Rect& rect) {
    ui::Ui& ui = view.ui;
    ui.fill(rect, ui::Color::Surface);
    ui.fill({rect.x0, rect.y0, rect.x1, rect.y0 + ui.px(ui::size::kHairline)}, ui::Color::Border);
    const float margin = ui.page_margin();
    const float target = ui.px(ui::size::kTarget);
    const float top = std::round(rect.middle_y() - target / 2);
    ui::Button back{view.say("window.back"), ui::ButtonKind::Secondary, "ui/back"};
    back.icon_flips = true;
    ui::Button next{view.say(player.can_next() ? "window.next" : "window.lesson.finish"), ui::ButtonKind::Primary, "ui/next", true, true};
    const float next_width = ui::button_width(ui, next);
    // Where both words have no room the arrow back stands alone and keeps its name.
    const bool worded = ui::button_width(ui, back) + next_width + ui.gap(Gap::M) <= rect.width() - 2 * margin;
    const float back_width = worded ? ui::button_width(ui, back) : target;
    const bool first = !player.can_back();
    const ui::Rect back_rect{rect.x0 + margin, top, rect.x0 + margin + back_width, top + target};
    if (worded ? ui::button(ui, "lesson.back", back_rect, back) : ui::icon_button(ui, "lesson.back", back_rect, back)) {
        if (first) {
            view.model.places.back();
        } else {
            player.back();
            ui.scroll_to_top("lesson");
        }
    }
    const ui::Rect next_rect{rect.x1 - margin - next_width, top, rect.x1 - margin, top + target};
    const bool last = !player.can_next();
    if (ui::button(ui, "lesson.next", next_rect, next)) {
        if (last) {
            player.go_to(0);
            view.model.places.back();
        } else {
            player.next();
            ui.scroll_to_top("lesson");
        }
    }
    const ui::Words where = view.say({"window.lesson.page",
                                      {{"page", static_cast<std::int64_t>(player.page() + 1)},
                                       {"total", static_cast<std::int64_t>(player.page_count())}}});
    const float start = rect.x0 + margin + back_width + ui.gap(Gap::L);
    const float room = next_rect.x0 - ui.gap(Gap::L) - start;
    const float words = ui.measure(Style::Caption, where).width + 1;
    if (room < words) return;
    const float dot = ui.gap(Gap::S);
    const float step = dot + ui.gap(Gap::S);
    const float dots = step * static_cast<float>(player.page_count()) + 2 * dot;
    const bool with_dots = dots + words + ui.gap(Gap::L) < room;
    float x = start + (room - words - (with_dots ? dots + ui.gap(Gap::S) : 0)) / 2;
    for (std::size_t i = 0; with_dots && i < player.page_count(); ++i) {
        const float wide = i == player.page() ? 3 * dot : dot;
        const ui::Rect mark{x, std::round(rect.middle_y() - dot / 2), x + wide, std::round(rect.middle_y() - dot / 2) + dot};
        if (i <= player.page()) {
            ui.fill(mark, ui::Color::Accent, dot / 2);
        } else {
            ui.outline(mark, ui::Color::BorderControl, ui.px(ui::size::kHairline), dot / 2);
        }
        x += wide + ui.gap(Gap::S);
    }
    ui.draw_label(x + (with_dots ? ui.gap(Gap::S) : 0), rect.middle_y(), words, Style::Caption, ui::Color::Muted, where);
    ui.note(a11y::Role::Status, {x, rect.y0, x + words, rect.y1}, where);
}

}  // namespace

void draw_lessons(View& view) {
    Page page;
    page.title = view.say("window.place.lessons");
    page.summary = view.say("window.lessons.summary");
    draw_frame(view, page, [&](ui::Flow& flow) {
        ui::Ui& ui = view.ui;
        const auto& list = view.model.lesson_list();
        if (list.empty()) {
            ui::card(ui, flow, {}, [&](ui::Flow& inner) {
                const ui::EmptyState empty{"nav/lessons", view.say("window.lessons.none"), view.say("window.lessons.none.body")};
                ui::empty_state(ui, {}, inner, empty);
            });
            return;
        }
        for (const models::LessonEntry& entry : list) {
            ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
                ui::ListRow row;
                row.icon = "nav/lessons";
                row.icon_color = ui::Color::Accent;
                row.title = view.in(entry.wording.lang, entry.title);
                row.note = view.in(entry.wording.lang, lessons::plain_text(entry.summary));
                row.end_note = view.say({"window.lesson.minutes", {{"count", std::int64_t{entry.minutes}}}});
                if (ui::list_row(ui, "lesson." + entry.id, inner, row, true)) view.model.open_lesson(entry.id);
            });
            flow.skip(ui.gap(Gap::L));
        }
    });
}

void draw_lesson(View& view) {
    models::LessonPlayer* player = view.model.player();
    Page page;
    page.title = view.say("window.place.lessons");
    page.back_id = "back";
    page.back = view.say("window.back");
    page.scroll = "lesson";
    view.state.readings = 0;
    if (player == nullptr) {
        draw_frame(view, page, [](ui::Flow&) {});
        return;
    }
    page.title = {};
    page.foot = [&](const ui::Rect& rect) { bar(view, *player, rect); };
    page.column = ui::size::kColumn;
    page.back = place_name(view, view.model.places.before().place);
    page.context = view.in(player->lesson().wording.lang, player->lesson().title);
    draw_frame(view, page, [&](ui::Flow& flow) {
        switch (player->kind()) {
            case models::LessonPage::Intro: return intro(view, flow, *player);
            case models::LessonPage::Step: return step(view, flow, *player->step());
            case models::LessonPage::Quiz: return quiz(view, flow, *player);
            case models::LessonPage::End: return end(view, flow, *player);
        }
    });
}

}  // namespace amparo::screens
