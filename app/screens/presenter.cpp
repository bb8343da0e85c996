// The trainer's page while a workshop is on: the wall in small, what to say, the time, what comes next.

#include <algorithm>
#include <array>
#include <cmath>

#include "app/screens/trainer_parts.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

constexpr float kSide = 432;
constexpr float kLeastSlide = 480;
constexpr float kSlideShape = 0.625F;  // height by width
constexpr float kTick = 1;             // seconds between two looks at the clock
constexpr int kMore = 5;

struct Stage {
    View& view;
    models::Trainer& trainer;
    models::Presenter& presenter;
    std::int64_t now;
};

ui::Words number_of(const Stage& stage) {
    return stage.view.say({"trainer.on_wall", {{"card", static_cast<std::int64_t>(stage.presenter.at() + 1)}, {"total", static_cast<std::int64_t>(stage.presenter.cards().size())}}});
}

void small_wall(const Stage& stage, ui::Flow& flow) {
    ui::Ui& ui = stage.view.ui;
    const ui::Words where = number_of(stage);
    ui::text(ui, flow, Style::Caption, where, ui::Color::Muted);
    flow.skip(ui.gap(Gap::XS));
    const float height = std::min(std::round(flow.width * kSlideShape), std::max(std::round(ui.height() * 0.6F), ui.px(ui::size::kQr)));
    const ui::Rect area{flow.x, flow.y, flow.end(), flow.y + height};
    const float radius = ui.px(ui::size::kRadiusCard);
    ui.fill(area, ui::Color::Background, radius);
    ui.outline(area, ui::Color::Accent, ui.px(ui::size::kFocus), radius);
    if (stage.presenter.blank()) {
        ui::Flow inner{area.x0 + ui.gap(Gap::XL), area.y0 + std::round(height / 2) - ui.px(ui::size::kTarget), area.width() - 2 * ui.gap(Gap::XL)};
        ui::icon_line(ui, inner, "ui/blank", stage.view.say("trainer.blank.now"), Style::BodyStrong, ui::Color::Text, ui::Color::Accent);
    } else {
        ui::Slide slide = slide_of(stage.view, stage.presenter.shown(), stage.presenter);
        slide.level = 2;
        ui::slide(ui, "small." + std::to_string(stage.presenter.at()), area.inset(ui.gap(Gap::XL)), slide);
    }
    flow.skip(height + ui.gap(Gap::M));
}

void wall_buttons(const Stage& stage, ui::Flow& flow) {
    View& view = stage.view;
    ui::Ui& ui = view.ui;
    models::Presenter& presenter = stage.presenter;
    struct Act {
        const char* id;
        ui::Button button;
        std::function<void()> act;
    };
    ui::Button back{view.say("trainer.back"), ui::ButtonKind::Secondary, "ui/back"};
    back.icon_flips = true;
    back.enabled = presenter.at() > 0;
    ui::Button next{view.say("trainer.next"), ui::ButtonKind::Primary, "ui/next", true, true};
    next.enabled = presenter.following() != nullptr;
    if (!next.enabled) next.reason = view.say("trainer.next.none");
    const ui::Button blank{view.say(presenter.blank() ? "trainer.blank.off" : "trainer.blank"), ui::ButtonKind::Secondary, "ui/blank"};
    const ui::Button ask{view.say("trainer.ask"), ui::ButtonKind::Secondary, "ui/group"};
    std::vector<Act> acts{{"present.back", back, [&presenter, now = stage.now] { presenter.back(now); }},
                          {"present.next", next, [&presenter, now = stage.now] { presenter.next(now); }},
                          {"present.blank", blank, [&presenter] { presenter.set_blank(!presenter.blank()); }}};
    if (presenter.can_ask()) acts.push_back({"present.ask", ask, [&presenter, now = stage.now] { static_cast<void>(presenter.ask(now)); }});
    float x = flow.x;
    const float height = ui.px(ui::size::kHelpButton);
    float tallest = height;
    for (const Act& act : acts) {
        const float wide = std::min(ui::button_width(ui, act.button), flow.width);
        if (x > flow.x && x + wide > flow.end()) {
            flow.skip(tallest + ui.gap(Gap::S));
            x = flow.x;
            tallest = height;
        }
        const float tall = std::max(height, ui::button_height(ui, act.button, wide));
        tallest = std::max(tallest, tall);
        if (ui::button(ui, act.id, ui::Rect{x, flow.y, x + wide, flow.y + tall}, act.button)) view.after(act.act);
        x += wide + ui.gap(Gap::S);
    }
    flow.skip(tallest + ui.gap(Gap::L));
}

/// The day as a line: what is over, what is on, what comes.
void agenda(const Stage& stage, ui::Flow& flow) {
    View& view = stage.view;
    ui::Ui& ui = view.ui;
    const auto& items = stage.presenter.workshop().items;
    const int total = std::max(stage.presenter.workshop().minutes(), 1);
    const float gap = ui.gap(Gap::XS);
    const float height = ui.px(ui::size::kProgress);
    float x = flow.x;
    const float room = flow.width - gap * static_cast<float>(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const float wide = std::max(std::round(room * static_cast<float>(items[i].minutes) / static_cast<float>(total)), 1.0F);
        const bool reached = i <= stage.presenter.item();
        const float more = i == stage.presenter.item() ? std::round(height / 2) : 0;
        ui.fill({x, flow.y - more / 2, x + wide, flow.y + height + more / 2}, reached ? ui::Color::Accent : ui::Color::BorderControl, height / 2);
        x += wide + gap;
    }
    flow.skip(height + ui.gap(Gap::S));
    const lessons::TeachBlock* block = stage.trainer.taught();
    const ui::Words where = view.say({"trainer.block_of",
                                      {{"block", block == nullptr ? std::string() : block->title},
                                       {"number", static_cast<std::int64_t>(stage.presenter.item() + 1)},
                                       {"total", static_cast<std::int64_t>(items.size())}}});
    ui::text(ui, flow, Style::Caption, where, ui::Color::Muted);
    flow.skip(ui.gap(Gap::L));
}

/// The blocks, to go to one of them.
void jumps(const Stage& stage, ui::Flow& flow) {
    View& view = stage.view;
    bool& open = view.state.open["present.blocks"];
    ui::disclosure(view.ui, "present.blocks", flow, view.say("trainer.all_blocks"), {}, open, [&](ui::Flow& inner) {
        const auto& blocks = stage.trainer.taught_blocks();
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (!blocks[i]) continue;
            ui::ListRow row;
            row.icon = role_icon(blocks[i]->role);
            row.title = view.in(blocks[i]->wording.lang, blocks[i]->title);
            row.end_note = view.say({"lessons.minutes", {{"count", std::int64_t{stage.presenter.workshop().items[i].minutes}}}});
            row.chevron = false;
            if (ui::list_row(view.ui, "present.go." + std::to_string(i), inner, row, i + 1 == blocks.size())) {
                view.after([&presenter = stage.presenter, i, now = stage.now] { presenter.go_to_item(i, now); });
            }
        }
    });
    flow.skip(view.ui.gap(Gap::L));
}

void timer(const Stage& stage, ui::Flow& flow) {
    View& view = stage.view;
    ui::Ui& ui = view.ui;
    models::Presenter& presenter = stage.presenter;
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::L}, [&](ui::Flow& inner) {
        const lessons::TeachBlock* block = stage.trainer.taught();
        const std::int64_t left = presenter.left(stage.now);
        if (presenter.time_shown()) {
            const char* id = left < 0 ? "trainer.time.over" : "trainer.time.left";
            const ui::Words role = view.say({id, {{"role", MessageRef{block == nullptr ? "trainer.role.input" : "trainer.role." + std::string(lessons::role_name(block->role))}},
                                                  {"count", std::int64_t{presenter.block_minutes()}}}});
            // Over is told by the sentence and a sign, not by the colour alone.
            ui::icon_line(ui, inner, left < 0 ? "ui/bell" : "ui/timer", role, Style::Caption, ui::Color::Muted, left < 0 ? ui::Color::Warn : ui::Color::Accent);
            ui::text(ui, inner, Style::Display, time_words(left), left < 0 ? ui::Color::Warn : ui::Color::Text);
            const float whole = static_cast<float>(std::max(presenter.block_minutes(), 1)) * 60;
            ui::progress(ui, "present.time", inner, 1 - std::clamp(static_cast<float>(left) / whole, 0.0F, 1.0F), role);
            inner.skip(ui.gap(Gap::M));
            if (presenter.running() && left > -3600) ui.wake_in(kTick);
        } else {
            ui::icon_line(ui, inner, "ui/timer", view.say("trainer.time.hidden"));
            inner.skip(ui.gap(Gap::M));
        }
        const std::array<std::pair<const char*, ui::Button>, 3> buttons{{{"present.more", {view.say({"trainer.time.more", {{"count", std::int64_t{kMore}}}}), ui::ButtonKind::Secondary}},
                                                                          {"present.pause", {view.say(presenter.running() ? "trainer.time.pause" : "trainer.time.go_on"), ui::ButtonKind::Secondary}},
                                                                          {"present.hide-time", {view.say(presenter.time_shown() ? "trainer.time.hide" : "trainer.time.show"), ui::ButtonKind::Quiet}}}};
        float x = inner.x;
        const float target = ui.px(ui::size::kTarget);
        float tallest = target;
        for (std::size_t i = 0; i < buttons.size(); ++i) {
            const float wide = std::min(ui::button_width(ui, buttons[i].second), inner.width);
            if (x > inner.x && x + wide > inner.end()) {
                inner.skip(tallest + ui.gap(Gap::S));
                x = inner.x;
                tallest = target;
            }
            const float tall = std::max(target, ui::button_height(ui, buttons[i].second, wide));
            tallest = std::max(tallest, tall);
            if (ui::button(ui, buttons[i].first, ui::Rect{x, inner.y, x + wide, inner.y + tall}, buttons[i].second)) {
                if (i == 0) presenter.add_minutes(kMore);
                if (i == 1) presenter.set_running(!presenter.running(), stage.now);
                if (i == 2) presenter.show_time(!presenter.time_shown());
            }
            x += wide + ui.gap(Gap::S);
        }
        inner.skip(tallest);
    });
    flow.skip(ui.gap(Gap::L));
}

/// Hands are counted here, one number for each answer; no number belongs to a person.
void hands(const Stage& stage, ui::Flow& flow) {
    View& view = stage.view;
    ui::Ui& ui = view.ui;
    models::Presenter& presenter = stage.presenter;
    const models::WallCard& card = presenter.shown();
    if (!card.question) return;
    const float target = ui.px(ui::size::kTarget);
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::L}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say("trainer.hands"), 2);
        ui::text(ui, inner, Style::Caption, view.say("trainer.hands.note"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        for (std::size_t i = 0; i < card.question->options.size() && i < models::Presenter::kAnswers; ++i) {
            const lessons::QuizOption& option = card.question->options[i];
            const std::string key = std::to_string(i);
            const ui::Words letter = View::code(std::string(1, static_cast<char>('A' + i)));
            ui.draw_label(inner.x, inner.y + target / 2, target, Style::Title, ui::Color::Accent, letter);
            ui.note(a11y::Role::Text, {inner.x, inner.y, inner.x + target, inner.y + target}, letter);
            ui::Button less{view.say("trainer.hands.less"), ui::ButtonKind::Secondary, "ui/minus"};
            ui::Button more{view.say("trainer.hands.more"), ui::ButtonKind::Secondary, "ui/plus"};
            less.about = more.about = letter;
            less.enabled = presenter.hands(i) > 0;
            const ui::Rect less_rect{inner.x + target, inner.y, inner.x + 2 * target, inner.y + target};
            if (ui::icon_button(ui, "hands.less." + key, less_rect, less)) presenter.count(i, -1);
            const ui::Words count = view.say({"window.number", {{"count", std::int64_t{presenter.hands(i)}}}});
            const float number = std::max(target, std::ceil(ui.measure(Style::Title, count).width) + 1);
            ui.draw_label(less_rect.x1, inner.y + target / 2, number, Style::Title, ui::Color::Text, count, ui::Align::Center);
            ui.note(a11y::Role::Text, {less_rect.x1, inner.y, less_rect.x1 + number, inner.y + target}, count);
            const ui::Rect more_rect{less_rect.x1 + number, inner.y, less_rect.x1 + number + target, inner.y + target};
            if (ui::icon_button(ui, "hands.more." + key, more_rect, more)) presenter.count(i, 1);
            ui::Flow words{more_rect.x1 + ui.gap(Gap::M), inner.y + ui.gap(Gap::S), inner.end() - more_rect.x1 - ui.gap(Gap::M)};
            if (option.right) {
                const ui::Words mark = view.say("window.quiz.this_one");
                if (ui::widest_word(ui, Style::Caption, mark) <= words.width) {
                    ui::text(ui, words, Style::CaptionStrong, mark, ui::Color::Ok);
                } else {
                    words = {inner.x, inner.y + target, inner.width};
                    ui::text(ui, words, Style::CaptionStrong, mark, ui::Color::Ok);
                }
            }
            inner.y = std::max(inner.y + target, words.y) + ui.gap(Gap::XS);
        }
        inner.skip(ui.gap(Gap::S));
        const ui::Button show{view.say(presenter.answer_shown() ? "trainer.answer.hide" : "trainer.answer.show"), ui::ButtonKind::Secondary, "ui/eye"};
        if (ui::button(ui, "hands.answer", inner, show)) presenter.show_answer(!presenter.answer_shown());
    });
    flow.skip(ui.gap(Gap::L));
}

void notes(const Stage& stage, ui::Flow& flow) {
    View& view = stage.view;
    ui::Ui& ui = view.ui;
    const lessons::TeachBlock* block = stage.trainer.taught();
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say("trainer.notes"), 2);
        inner.skip(ui.gap(Gap::S));
        if (block != nullptr) {
            const std::string& lang = block->wording.lang;
            view.lesson = stage.presenter.shown().lesson;
            wording_note(view, inner, block->wording);
            if (block->notes.empty()) {
                ui::text(ui, inner, Style::Body, view.say("trainer.notes.none"), ui::Color::Muted);
            } else {
                blocks(view, inner, block->notes, lang, Style::Lead);
            }
            box(view, inner, ui::CardTone::Warn, "ui/hand", "trainer.careful", block->careful, lang);
            box(view, inner, ui::CardTone::Sunken, "ui/file", "trainer.materials", block->materials, lang);
            box(view, inner, ui::CardTone::Sunken, "ui/offline", "trainer.without_projector", block->without_projector, lang);
        }
        inner.skip(ui.gap(Gap::L));
        bool& open = view.state.open["present.disclose"];
        ui::disclosure(ui, "present.disclose", inner, view.say("trainer.disclose.title"), {}, open, [&](ui::Flow& words) {
            ui::text(ui, words, Style::Body, view.say("trainer.disclose"));
            words.skip(ui.gap(Gap::S));
            if (ui::button(ui, "present.help", words, {view.say("window.help"), ui::ButtonKind::Secondary, "nav/help"})) view.after([&view] { view.model.open_help(); });
        });
    });
    flow.skip(ui.gap(Gap::L));
}

void following(const Stage& stage, ui::Flow& flow) {
    View& view = stage.view;
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::L}, [&](ui::Flow& inner) {
        ui::text(ui, inner, Style::Caption, view.say("trainer.following"), ui::Color::Muted);
        const models::WallCard* card = stage.presenter.following();
        if (card == nullptr) {
            ui::text(ui, inner, Style::BodyStrong, view.say("trainer.next.none"));
            return;
        }
        ui::text(ui, inner, Style::BodyStrong, view.in(card->wording.lang, card->title));
        const auto& block = stage.trainer.taught_blocks()[card->item];
        if (block) {
            ui::text(ui, inner, Style::Caption, view.say({"trainer.following.kind", {{"role", MessageRef{"trainer.role." + std::string(lessons::role_name(block->role))}},
                                                                                       {"count", std::int64_t{stage.presenter.workshop().items[card->item].minutes}}}}), ui::Color::Muted);
        }
    });
}

/// Title, the wall's window, the way out.
float top_bar(const Stage& stage) {
    View& view = stage.view;
    ui::Ui& ui = view.ui;
    const float margin = ui.page_margin();
    const float top = ui.gap(Gap::XL);
    const float bar = ui.px(ui::size::kTarget);
    ui::Button end{view.say("trainer.end"), ui::ButtonKind::Secondary, "ui/close"};
    const float room = hide_start(view) - ui.gap(Gap::M) - margin;
    const bool worded = ui::button_width(ui, end) <= room;
    const float wide = worded ? ui::button_width(ui, end) : bar;
    const ui::Rect end_rect{hide_start(view) - ui.gap(Gap::M) - wide, top, hide_start(view) - ui.gap(Gap::M), top + bar};
    if (worded ? ui::button(ui, "present.end", end_rect, end) : ui::icon_button(ui, "present.end", end_rect, end)) {
        view.after([&view] {
            view.model.trainer().end();
            view.model.places.back();
        });
    }
    return top + bar + ui.gap(Gap::M);
}

void windows(const Stage& stage, ui::Flow& flow) {
    View& view = stage.view;
    ui::Ui& ui = view.ui;
    models::Trainer& trainer = stage.trainer;
    const ui::Button second{view.say(trainer.wall_window() ? "trainer.wall.close" : "trainer.wall.open"), ui::ButtonKind::Secondary, "ui/screen"};
    if (ui::button(ui, "present.window", flow, second)) trainer.set_wall_window(!trainer.wall_window());
    flow.skip(ui.gap(Gap::S));
    if (ui::button(ui, "present.here", flow, {view.say("trainer.wall.here"), ui::ButtonKind::Quiet, "ui/eye"})) view.after([&view] { view.model.places.go(models::Place::Wall); });
    flow.skip(ui.gap(Gap::L));
}

}  // namespace

void draw_presenter(View& view) {
    ui::Ui& ui = view.ui;
    models::Trainer& trainer = view.model.trainer();
    models::Presenter* presenter = trainer.presenter();
    if (presenter == nullptr) {
        view.model.places.back();
        ui.draw_again();
        return draw_hide(view);
    }
    const Stage stage{view, trainer, *presenter, trainer.now()};
    // What a remote control for slides presses.
    if (!ui.typing() && ui.take_key(ui::Key::PageDown)) presenter->next(stage.now);
    if (!ui.typing() && ui.take_key(ui::Key::PageUp)) presenter->back(stage.now);
    const float margin = ui.page_margin();
    const float top = top_bar(stage);
    const float start = ui.begin_scroll("presenter", {0, top, ui.width(), ui.height()});
    ui::Flow flow{margin, start, ui.width() - 2 * margin};
    ui::heading(ui, flow, Style::Heading, view.say("trainer.present.title"), 1);
    ui::text(ui, flow, Style::Caption, view.say("trainer.present.summary"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::L));
    const float side = ui.px(kSide);
    const bool beside = flow.width - side - ui.gap(Gap::XL) >= ui.px(kLeastSlide);
    ui::Flow left{flow.x, flow.y, beside ? flow.width - side - ui.gap(Gap::XL) : flow.width};
    small_wall(stage, left);
    wall_buttons(stage, left);
    agenda(stage, left);
    if (beside) {
        windows(stage, left);
        jumps(stage, left);
    }
    ui::Flow right = beside ? ui::Flow{flow.end() - side, flow.y, side} : ui::Flow{flow.x, left.y, flow.width};
    timer(stage, right);
    hands(stage, right);
    notes(stage, right);
    following(stage, right);
    if (!beside) {
        right.skip(ui.gap(Gap::L));
        windows(stage, right);
        jumps(stage, right);
    }
    ui.end_scroll(std::max(left.y, right.y) + ui.gap(Gap::XL));
    draw_hide(view);
}

}  // namespace amparo::screens
