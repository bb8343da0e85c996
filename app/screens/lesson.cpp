#include <algorithm>
#include <cmath>

#include "app/models/check_words.hpp"
#include "app/screens/lesson_parts.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

/// Where a lesson is not ours, every page of it says so.
void origin(View& view, ui::Flow& flow, const lessons::Lesson& lesson) {
    ui::Words words;
    if (view.model.lessons().added_by_hand(lesson.id)) words = view.say("lessons.by_hand");
    if (const models::ShelfPack* pack = view.model.lessons().pack(lesson.id)) words = view.say({"lessons.pack.page", {{"pack", pack->verdict.manifest->title}}});
    if (words.text.empty()) return;
    ui::icon_line(view.ui, flow, "ui/info", words);
    flow.skip(view.ui.gap(Gap::S));
}

void intro(View& view, ui::Flow& flow, const models::LessonPlayer& player) {
    ui::Ui& ui = view.ui;
    const lessons::Lesson& lesson = player.lesson();
    if (!view.model.in_review()) ui::text(ui, flow, Style::Caption, view.say({"window.lesson.minutes", {{"count", std::int64_t{lesson.minutes}}}}), ui::Color::Muted);
    flow.skip(ui.gap(Gap::XS));
    ui::heading(ui, flow, Style::Heading, view.in(lesson.wording.lang, lesson.title), 1);
    flow.skip(ui.gap(Gap::M));
    if (view.model.lessons().added_by_hand(lesson.id)) {
        ui::icon_line(ui, flow, "ui/info", view.say("lessons.by_hand.note"));
        flow.skip(ui.gap(Gap::M));
    }
    if (const models::ShelfPack* pack = view.model.lessons().pack(lesson.id)) {
        ui::icon_line(ui, flow, "ui/info", view.say({"lessons.pack.note", {{"pack", pack->verdict.manifest->title}, {"key", Code{pack->verdict.signer_name}}}}));
        flow.skip(ui.gap(Gap::S));
        if (pack->verdict.expired) {
            ui::icon_line(ui, flow, "ui/clock", view.say({"lessons.pack.expired", {{"day", Code{format_day(pack->verdict.manifest->expires)}}}}));
            flow.skip(ui.gap(Gap::S));
        }
        flow.skip(ui.gap(Gap::XS));
    }
    if (lesson.unreviewed) {
        ui::icon_line(ui, flow, "ui/info", view.say("lessons.unreviewed.note"));
        flow.skip(ui.gap(Gap::M));
    }
    wording_note(view, flow, lesson.wording);
    if (const checks::Finding* finding = view.model.why(lesson.id)) {
        ui::icon_line(ui, flow, "ui/flag", why_words(view, *finding), Style::Body, ui::Color::Text, ui::Color::Warn);
        flow.skip(ui.gap(Gap::M));
    }
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

/// Things to do. What a check of this computer found in order is ticked and says so.
void checklist(View& view, ui::Flow& flow, const lessons::Checklist& list) {
    ui::Ui& ui = view.ui;
    const std::string& lesson = view.model.player()->lesson().id;
    ui::heading(ui, flow, Style::Heading, view.in(list.wording.lang, list.title), 1);
    flow.skip(ui.gap(Gap::M));
    wording_note(view, flow, list.wording);
    blocks(view, flow, list.body, list.wording.lang, Style::Lead);
    flow.skip(ui.gap(Gap::L));
    std::vector<ui::CheckItem> items;
    for (const lessons::ChecklistItem& item : list.items) {
        ui::CheckItem row;
        row.id = item.id;
        row.label = view.in(list.wording.lang, joined(item.text));
        row.note = view.in(list.wording.lang, lessons::plain_text(item.why));
        const bool good = !item.check.empty() && view.model.check_is_good(item.check);
        row.checked = good || view.model.learning().ticked(lesson, list.id, item.id);
        row.enabled = !good;
        if (good) row.reason = view.say("lessons.checklist.by_check");
        items.push_back(std::move(row));
    }
    const auto pressed = ui::checklist(ui, "list." + list.id, flow, view.in(list.wording.lang, list.title), items);
    if (pressed) view.model.learning().tick(lesson, list.id, list.items[*pressed].id, !items[*pressed].checked);
    flow.skip(ui.gap(Gap::M));
    for (const lessons::ChecklistItem& item : list.items) {
        for (const lessons::Span& span : item.text) {
            if (!span.link.empty()) link_button(view, flow, span);
        }
    }
}

/// Words of the page that can be looked up, each with its explanation below it.
void glossary(View& view, ui::Flow& flow, const lessons::Step& step) {
    ui::Ui& ui = view.ui;
    std::string words;
    for (const lessons::Blocks* part : {&step.body, &step.act, &step.dont, &step.trade_off, &step.legal_note}) words += lessons::plain_text(*part) + "\n";
    const std::vector<std::string> found = lessons::terms_in(words, view.model.terms());
    if (found.empty()) return;
    flow.skip(ui.gap(Gap::XL));
    ui::heading(ui, flow, Style::CaptionStrong, view.say("lessons.words"), 2, ui::Color::Muted);
    flow.skip(ui.gap(Gap::S));
    for (const std::string& id : found) {
        const auto term = std::ranges::find(view.model.terms(), id, &lessons::Term::id);
        bool& open = view.state.open["term." + id];
        ui::disclosure(ui, "term." + id, flow, view.in(term->wording.lang, term->term), {}, open, [&](ui::Flow& inner) {
            blocks(view, inner, term->brief, term->wording.lang, Style::Body);
            if (term->more.empty()) return;
            inner.skip(ui.gap(Gap::S));
            blocks(view, inner, term->more, term->wording.lang, Style::Body, ui::Color::Muted);
        });
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
    glossary(view, flow, step);
}

/// Paper, and being asked again.
void after_lesson(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    if (view.model.can_keep_pages()) {
        if (ui::button(ui, "lesson.print", flow, {view.say("lessons.handout"), ui::ButtonKind::Secondary, "ui/print"})) {
            const auto kept = view.model.keep_handout();
            view.state.kept_page = kept ? view.say({"lessons.handout.kept", {{"path", Code{*kept}}}}) : view.say("lessons.handout.failed");
        }
        if (!view.state.kept_page.text.empty()) {
            flow.skip(ui.gap(Gap::S));
            ui::text(ui, flow, Style::Caption, view.state.kept_page, ui::Color::Muted);
        }
        flow.skip(ui.gap(Gap::L));
    }
    models::Learning& learning = view.model.learning();
    const bool on = learning.reminds();
    const ui::Words state = view.say(on ? "window.on" : "window.off");
    const ui::Words name = view.say("lessons.remind");
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        const float wide = ui::toggle_width(ui, state);
        ui::setting_row(ui, inner, name, view.say("lessons.remind.note"), wide, [&](ui::Flow& control) {
            const float target = ui.px(ui::size::kTarget);
            if (ui::toggle(ui, "lesson.remind", control.x + wide, control.y + target / 2, name, state, on)) learning.set_reminds(!on);
            control.skip(target);
        }, ui::RowLine::None);
    });
    flow.skip(ui.gap(Gap::XL));
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
    after_lesson(view, flow);
    if (view.model.in_review()) return;
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
            view.model.note_lesson();
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
            view.model.note_lesson();
            view.state.kept_page = {};
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

/// Larger and smaller letters, where there is room beside the way back; the keys for it work everywhere.
void text_size(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    models::Preferences& look = view.model.look;
    const float target = ui.px(ui::size::kTarget);
    ui::Button smaller{view.say("window.text_size.smaller"), ui::ButtonKind::Quiet, "ui/minus"};
    ui::Button larger{view.say("window.text_size.larger"), ui::ButtonKind::Quiet, "ui/plus"};
    smaller.enabled = look.can_shrink();
    larger.enabled = look.can_grow();
    if (ui::icon_button(ui, "lesson.smaller", ui::Rect{flow.x, flow.y, flow.x + target, flow.y + target}, smaller)) look.shrink();
    if (ui::icon_button(ui, "lesson.larger", ui::Rect{flow.x + target, flow.y, flow.x + 2 * target, flow.y + target}, larger)) look.grow();
}

}  // namespace

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
    view.lesson = view.model.page_lesson();
    page.title = {};
    page.foot = [&](const ui::Rect& rect) { bar(view, *player, rect); };
    if (!view.ui.narrow()) {
        page.actions_width = 2 * view.ui.px(ui::size::kTarget);
        page.actions = [&](ui::Flow& flow) { text_size(view, flow); };
    }
    page.column = ui::size::kColumn;
    page.back = place_name(view, view.model.places.before().place);
    page.context = view.in(player->lesson().wording.lang, player->lesson().title);
    draw_frame(view, page, [&](ui::Flow& flow) {
        if (player->kind() != models::LessonPage::Intro) origin(view, flow, player->lesson());
        switch (player->kind()) {
            case models::LessonPage::Intro: return intro(view, flow, *player);
            case models::LessonPage::Step: return step(view, flow, *player->step());
            case models::LessonPage::Checklist: return checklist(view, flow, *player->checklist());
            case models::LessonPage::Quiz: return draw_question(view, flow, *player);
            case models::LessonPage::End: return end(view, flow, *player);
        }
    });
}

}  // namespace amparo::screens
