#include <algorithm>

#include "app/screens/lesson_parts.hpp"

namespace amparo::screens {

using ui::Gap;
using ui::Style;

namespace {

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

void options(View& view, ui::Flow& flow, models::LessonPlayer& player) {
    ui::Ui& ui = view.ui;
    ui.counted(a11y::Role::Row, [&] {
        for (std::size_t i = 0; i < player.quiz()->options.size(); ++i) option(view, flow, player, i);
    });
    ui::icon_line(ui, flow, "ui/info", view.say("window.quiz.note"));
}

/// A number in a circle, as wide as a target.
void place_mark(View& view, float x, float middle, std::size_t number, ui::Color color) {
    const ui::Words words = view.say({"window.number", {{"count", static_cast<std::int64_t>(number)}}});
    view.ui.draw_label(x, middle, view.ui.px(ui::size::kTarget), Style::BodyStrong, color, words, ui::Align::Center);
    const float half = view.ui.px(ui::size::kTarget) / 2;
    view.ui.note(a11y::Role::Text, {x, middle - half, x + 2 * half, middle + half}, words);
}

/// Things to be put in order: each with two buttons that move it.
void order(View& view, ui::Flow& flow, models::LessonPlayer& player) {
    ui::Ui& ui = view.ui;
    const lessons::QuizItem& item = *player.quiz();
    const std::vector<std::size_t> arranged = player.arranged();
    const float target = ui.px(ui::size::kTarget);
    for (std::size_t place = 0; place < arranged.size(); ++place) {
        const lessons::QuizOption& option = item.options[arranged[place]];
        const OptionLook look = player.answered() ? look_of(player.mark(place)) : OptionLook{};
        ui::card(ui, flow, {look.tone, Gap::M}, [&](ui::Flow& inner) {
            const float top = inner.y;
            place_mark(view, inner.x, top + target / 2, place + 1, ui::ink_of(look.tone));
            ui::Flow words{inner.x + target + ui.gap(Gap::S), top + ui.gap(Gap::S), inner.width - 3 * target - 3 * ui.gap(Gap::S)};
            const ui::Words text = view.in(item.wording.lang, joined(option.text));
            ui::text(ui, words, Style::Body, text);
            const ui::Rect up{words.end() + ui.gap(Gap::S), top, words.end() + ui.gap(Gap::S) + target, top + target};
            const ui::Rect down{up.x1 + ui.gap(Gap::S), top, up.x1 + ui.gap(Gap::S) + target, top + target};
            ui::Button earlier{view.say("lessons.order.earlier"), ui::ButtonKind::Secondary, "ui/chevron-up"};
            ui::Button later{view.say("lessons.order.later"), ui::ButtonKind::Secondary, "ui/chevron-down"};
            earlier.about = later.about = text;
            earlier.enabled = place > 0;
            later.enabled = place + 1 < arranged.size();
            const std::string id = item.id + "." + std::to_string(arranged[place]);
            if (ui::icon_button(ui, "earlier." + id, up, earlier)) player.move(place, true);
            if (ui::icon_button(ui, "later." + id, down, later)) player.move(place, false);
            inner.y = std::max(words.y, top + target);
            if (player.answered()) {
                ui::Flow said{words.x, inner.y + ui.gap(Gap::S), inner.end() - words.x};
                // In words, too: not everybody tells the two colours apart.
                const bool in_place = arranged[place] == place;
                const ui::Words where = in_place ? view.say("lessons.order.in_place") : view.say({"lessons.order.belongs", {{"place", static_cast<std::int64_t>(arranged[place] + 1)}}});
                ui::icon_line(ui, said, in_place ? "ui/tick" : "ui/flag", where, Style::CaptionStrong, ui::ink_of(look.tone), ui::ink_of(look.tone));
                said.skip(ui.gap(Gap::XS));
                blocks(view, said, option.feedback, item.wording.lang, Style::Body);
                inner.y = said.y;
            }
        });
        flow.skip(ui.gap(Gap::M));
    }
}

/// Things at the start, what belongs to them below: press one, then its partner.
void pairs(View& view, ui::Flow& flow, models::LessonPlayer& player) {
    ui::Ui& ui = view.ui;
    const lessons::QuizItem& item = *player.quiz();
    ui.counted(a11y::Role::Row, [&] {
        for (std::size_t i = 0; i < item.options.size(); ++i) {
            const OptionLook look = look_of(player.mark(i));
            bool pressed = false;
            ui::card(ui, flow, {look.tone, Gap::None}, [&](ui::Flow& inner) {
                ui::ListRow row;
                row.title = view.in(item.wording.lang, joined(item.options[i].text));
                const auto partner = player.partner_of(i);
                row.note = partner ? view.in(item.wording.lang, joined(item.options[*partner].partner)) : view.say("lessons.match.none");
                row.chevron = false;
                row.tone = look.tone;
                if (player.picked() == i) row.end_note = view.say("window.quiz.chosen");
                if (player.answered() && partner == i) row.end_note = view.say("window.quiz.this_one");
                pressed = ui::list_row(ui, "pair." + item.id + "." + std::to_string(i), inner, row, true);
                if (player.answered()) {
                    ui::Flow said{inner.x + ui.gap(Gap::XL), inner.y, inner.width - 2 * ui.gap(Gap::XL)};
                    if (partner != i) ui::text(ui, said, Style::BodyStrong, view.in(item.wording.lang, joined(item.options[i].partner)));
                    blocks(view, said, item.options[i].feedback, item.wording.lang, Style::Body);
                    inner.y = said.y + ui.gap(Gap::L);
                }
            });
            flow.skip(ui.gap(Gap::S));
            if (pressed) player.pick(i);
        }
    });
    flow.skip(ui.gap(Gap::M));
    ui::text(ui, flow, Style::Caption, view.say("lessons.match.how"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::S));
    const std::vector<std::size_t> partners = player.partners();
    for (std::size_t place = 0; place < partners.size(); ++place) {
        const ui::Button button{view.in(item.wording.lang, joined(item.options[partners[place]].partner)), ui::ButtonKind::Secondary};
        const float height = std::max(ui.px(ui::size::kTarget), ui::button_height(ui, button, flow.width));
        if (ui::button(ui, "partner." + item.id + "." + std::to_string(place), ui::Rect{flow.x, flow.y, flow.end(), flow.y + height}, button)) {
            player.choose_partner(place);
        }
        flow.skip(height + ui.gap(Gap::S));
    }
}

/// One scene of a story.
void story(View& view, ui::Flow& flow, models::LessonPlayer& player) {
    ui::Ui& ui = view.ui;
    const lessons::QuizItem& item = *player.quiz();
    if (const lessons::Blocks* said = player.consequence()) {
        ui::card(ui, flow, {ui::CardTone::Info, Gap::L}, [&](ui::Flow& inner) { blocks(view, inner, *said, item.wording.lang, Style::Body); });
        flow.skip(ui.gap(Gap::L));
    }
    const lessons::Scene& scene = *player.scene();
    ui::heading(ui, flow, Style::Title, view.in(item.wording.lang, scene.title), 2);
    flow.skip(ui.gap(Gap::S));
    blocks(view, flow, scene.body, item.wording.lang, Style::Lead);
    flow.skip(ui.gap(Gap::L));
    std::optional<std::size_t> taken;
    ui.counted(a11y::Role::Row, [&] {
        for (std::size_t i = 0; i < scene.choices.size(); ++i) {
            ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
                ui::ListRow row;
                row.title = view.in(item.wording.lang, joined(scene.choices[i].text));
                if (ui::list_row(ui, "choice." + item.id + "." + scene.id + "." + std::to_string(i), inner, row, true)) taken = i;
            });
            flow.skip(ui.gap(Gap::M));
        }
    });
    if (player.can_take_back()) {
        ui::Button back{view.say("lessons.story.back"), ui::ButtonKind::Secondary, "ui/back"};
        back.icon_flips = true;
        if (ui::button(ui, "story.back", flow, back)) player.take_back();
    }
    if (taken) {
        player.take(*taken);
        ui.scroll_to_top("lesson");
    }
}

}  // namespace

void draw_question(View& view, ui::Flow& flow, models::LessonPlayer& player) {
    ui::Ui& ui = view.ui;
    const lessons::QuizItem& item = *player.quiz();
    ui::text(ui, flow, Style::Caption, view.say("window.quiz.intro"), ui::Color::Muted);
    ui::heading(ui, flow, Style::Heading, view.in(item.wording.lang, item.question), 1);
    flow.skip(ui.gap(Gap::S));
    wording_note(view, flow, item.wording);
    if (!item.body.empty()) blocks(view, flow, item.body, item.wording.lang, Style::Body, ui::Color::Muted);
    flow.skip(ui.gap(Gap::L));
    switch (item.kind) {
        case lessons::QuizKind::Order: order(view, flow, player); break;
        case lessons::QuizKind::Match: pairs(view, flow, player); break;
        case lessons::QuizKind::Scenario: story(view, flow, player); break;
        default: options(view, flow, player);
    }
    flow.skip(ui.gap(Gap::M));
    if (player.can_reveal()) {
        if (ui::button(ui, "quiz.reveal", flow, {view.say("window.quiz.reveal"), ui::ButtonKind::Secondary})) player.reveal();
        flow.skip(ui.gap(Gap::M));
    }
    if (player.answered()) {
        if (ui::button(ui, "quiz.again", flow, {view.say("lessons.quiz.again"), ui::ButtonKind::Quiet, "ui/restart"})) player.clear_answer();
    }
    view.model.note_lesson();
}

}  // namespace amparo::screens
