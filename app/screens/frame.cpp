#include <algorithm>
#include <array>
#include <cmath>

#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using models::Place;
using ui::Gap;
using ui::Style;

constexpr float kWidestRail = 0.3F;  // of the window
constexpr float kBar = 76;  // of a lesson, instead of the foot line

struct RailEntry {
    Place place;
    const char* id;
    const char* icon;
    const char* word;
};
constexpr std::array<RailEntry, 6> kPlaces{{{Place::Home, "rail.home", "nav/home", "window.place.home"},
                                            {Place::Checks, "rail.checks", "nav/checks", "window.place.checks"},
                                            {Place::Accounts, "rail.accounts", "nav/accounts", "window.place.accounts"},
                                            {Place::Lessons, "rail.lessons", "nav/lessons", "window.place.lessons"},
                                            {Place::Cases, "rail.cases", "nav/cases", "window.place.cases"},
                                            {Place::Settings, "rail.settings", "nav/settings", "window.place.settings"}}};

Place rail_place(Place place) {
    switch (place) {
        case Place::CheckDetail:
        case Place::Phone: return Place::Checks;
        case Place::AccountPasswords:
        case Place::AccountActivity:
        case Place::AccountPlan: return Place::Accounts;
        case Place::LessonPath:
        case Place::Trainer:
        case Place::Lesson: return Place::Lessons;
        case Place::Saving: return Place::Settings;
        default: return place;
    }
}

float draw_rail(View& view) {
    ui::Ui& ui = view.ui;
    const bool narrow = ui.narrow();
    const float inset = narrow ? ui.gap(Gap::XS) : ui.gap(Gap::M);
    ui::Button help{view.say(narrow ? "window.help.short" : "window.help"), ui::ButtonKind::Urgent, narrow ? "" : "nav/help"};
    help.style = narrow ? Style::CaptionStrong : Style::BodyStrong;
    float width = ui.px(narrow ? ui::size::kRailNarrow : ui::size::kRail);
    if (narrow) {
        // Some languages have longer words than the rail is wide; a cut word is worse than a wider rail.
        float widest = ui::widest_word(ui, help.style, help.label) + 2 * ui.gap(Gap::S);
        for (const RailEntry& entry : kPlaces) {
            widest = std::max(widest, ui::widest_word(ui, Style::CaptionStrong, view.say(entry.word)));
        }
        const float wanted = std::ceil(widest) + 2 * inset + 2 * ui.gap(Gap::XS);
        width = std::max(width, std::min(wanted, ui.width() * kWidestRail));
    }
    ui.fill({0, 0, width, ui.height()}, ui::Color::Surface);
    ui.fill({width - ui.px(ui::size::kHairline), 0, width, ui.height()}, ui::Color::Border);

    // Help never scrolls away; the places do when there is no room for all of them.
    const float button_height = std::max(ui.px(ui::size::kHelpButton), ui::button_height(ui, help, width - 2 * inset));
    const float help_top = ui.height() - ui.gap(Gap::L) - button_height;
    const ui::Rect places{0, 0, width, help_top - ui.gap(Gap::S)};
    const float top = ui.begin_scroll("rail", places, ui::ScrollKeys::Left, ui::ScrollBar::Hidden);
    ui::Flow flow{inset, top + ui.gap(Gap::XL) + ui.gap(Gap::XS), width - 2 * inset};
    ui::brand(ui, flow, view.say("window.name"));
    flow.skip(ui.gap(Gap::L));
    ui.counted(a11y::Role::Tab, [&] {
        for (const RailEntry& entry : kPlaces) {
            const bool selected = rail_place(view.model.places.here().place) == entry.place;
            if (ui::rail_item(ui, entry.id, flow, entry.icon, view.say(entry.word), selected)) view.model.places.go(entry.place);
        }
    });
    ui.end_scroll(flow.y);
    if (ui::button(ui, "help", {inset, help_top, width - inset, help_top + button_height}, help)) view.model.open_help();
    return width;
}

ui::Words language_name(const View& view) {
    const localization::Language& language = view.model.words().language();
    if (language.preview) return view.say({"window.language.draft", {{"language", language.name}}});
    return {language.name, language.tag};
}

const char* saving_word(View& view) {
    const auto state = view.model.keeping().state();
    if (!state) return "window.foot.not_saved";
    if (state->standing != vault::Standing::Writer) return "vault.foot.reading";
    if (state->error) return "vault.foot.error";
    return state->unsaved ? "vault.foot.saving" : "vault.foot.saved";
}

float draw_foot(View& view, float x) {
    ui::Ui& ui = view.ui;
    const float height = ui.px(ui::size::kFoot);
    const float top = ui.height() - height;
    const float margin = ui.page_margin();
    ui.fill({x, top, ui.width(), top + ui.px(ui::size::kHairline)}, ui::Color::Border);
    const bool english = view.model.shows_english();
    ui::Button button{english ? view.way_back() : language_name(view), ui::ButtonKind::Quiet, "ui/globe"};
    button.style = Style::Caption;
    const float end = ui.width() - margin + ui.gap(Gap::M);
    const float width = std::min(ui::button_width(ui, button), end - x - ui.gap(Gap::M));
    if (ui::button(ui, "foot.language", {end - width, top + ui.px(ui::size::kHairline), end, ui.height()}, button)) {
        if (english) {
            view.after([&view] { view.model.toggle_english(); });
        } else {
            view.model.places.go(Place::Settings);
        }
    }
    float at = x + margin;
    const auto item = [&](const char* icon, const char* word) {
        const ui::Words words = view.say(word);
        const float side = ui.px(ui::size::kIconSmall);
        const float wide = ui.measure(Style::Caption, words).width + 1;
        const float left = at + side + ui.gap(Gap::S);
        if (left + wide > end - width - ui.gap(Gap::L)) return;
        const float middle = top + height / 2;
        ui.icon(icon, {at, std::round(middle - side / 2), at + side, std::round(middle - side / 2) + side}, ui::Color::Muted,
                ui::Color::Background);
        ui.draw_label(left, middle, wide, Style::Caption, ui::Color::Muted, words);
        ui.note(a11y::Role::Text, {at, top, left + wide, ui.height()}, words);
        at = left + wide + ui.gap(Gap::XL);
    };
    item("ui/offline", "window.foot.offline");
    item("ui/stick", saving_word(view));
    return top;
}

}  // namespace

float hide_start(View& view) { return ui::exit_button_rect(view.ui, view.say("window.hide")).x0; }

void draw_hide(View& view) {
    if (ui::exit_button(view.ui, "hide", view.say("window.hide"), view.state.hide_presses)) view.model.hide();
}

void draw_frame(View& view, const Page& page, const std::function<void(ui::Flow&)>& content) {
    ui::Ui& ui = view.ui;
    const float rail = draw_rail(view);
    const float margin = ui.page_margin();
    const float available = ui.width() - rail - 2 * margin;
    const float width = std::min(available, ui.px(page.column));
    const float x = rail + margin + std::floor((available - width) / 2);

    // The title stands still beside Hide now as long as it leaves room; a longer one scrolls with the page.
    float top = ui.gap(Gap::XL);
    const float bar = ui.px(ui::size::kTarget);
    const float actions = page.actions_width > 0 ? page.actions_width + ui.gap(Gap::XL) : 0;
    const bool actions_beside = hide_start(view) - x - actions > ui.px(ui::size::kSideCard);
    const float title_width = hide_start(view) - ui.gap(Gap::XL) - x - (actions_beside ? actions : 0);
    if (!page.back_id.empty()) {
        ui::Button back{page.back, ui::ButtonKind::Quiet, "ui/back"};
        back.icon_flips = true;
        // Where the word has no room beside Hide now, the arrow stands alone and keeps its name.
        const bool worded = ui::button_width(ui, back) <= title_width;
        const float back_width = worded ? ui::button_width(ui, back) : bar;
        const float left = x - ui.gap(Gap::M);
        const ui::Rect back_rect{left, top, left + back_width, top + bar};
        const bool go_back = worded ? ui::button(ui, page.back_id, back_rect, back) : ui::icon_button(ui, page.back_id, back_rect, back);
        if (go_back) view.model.places.back();
        const float room = hide_start(view) - ui.gap(Gap::XL) - left - back_width - ui.gap(Gap::S) - (actions_beside ? actions : 0);
        const float context = ui.measure(Style::Body, page.context).width + 1;
        if (!page.context.text.empty() && context <= room) {
            const float start = left + back_width + ui.gap(Gap::S);
            ui.draw_label(start, top + bar / 2, context, Style::Body, ui::Color::Muted, page.context);
            ui.note(a11y::Role::Text, {start, top, start + context, top + bar}, page.context);
        }
        top += bar + ui.gap(Gap::XS);
    }
    const float wide = page.back_id.empty() ? title_width : width;
    const float title_height = ui.measure(Style::Heading, page.title, wide).height;
    const bool untitled = page.title.text.empty();
    const bool fixed = page.back_id.empty() && title_height <= 2 * ui.px(ui::type(Style::Heading).line) &&
                       title_height < ui.height() / 5;
    if (fixed) {
        const float line = ui.px(ui::type(Style::Heading).line);
        ui::Flow title{x, top + std::round((bar - line) / 2), wide};
        ui::heading(ui, title, Style::Heading, page.title, 1);
        top = std::max(title.y, top + bar) + ui.gap(Gap::S);
    } else if (page.back_id.empty()) {
        top += bar + ui.gap(Gap::S);
    }
    if (page.actions && actions_beside) {
        ui::Flow flow{hide_start(view) - actions, ui.gap(Gap::XL), page.actions_width};
        page.actions(flow);
    }
    float foot = 0;
    if (page.foot) {
        foot = ui.height() - ui.px(kBar);
        page.foot({rail, foot, ui.width(), ui.height()});
    } else {
        foot = draw_foot(view, rail);
    }
    const float start = ui.begin_scroll(page.scroll, {rail, top, ui.width(), foot});
    ui::Flow flow{x, start + ui.gap(Gap::XS), width};
    if (!fixed && !untitled) {
        ui::heading(ui, flow, Style::Heading, page.title, 1);
        flow.skip(ui.gap(Gap::XS));
    }
    if (!page.summary.text.empty()) {
        ui::text(ui, flow, Style::Body, page.summary, ui::Color::Muted);
        flow.skip(ui.gap(Gap::XL));
    } else if (!untitled) {
        flow.skip(ui.gap(Gap::L));
    }
    if (page.actions && !actions_beside) {
        ui::Flow below{flow.x, flow.y, page.actions_width};
        page.actions(below);
        flow.skip(bar + ui.gap(Gap::L));
    }
    content(flow);
    ui.end_scroll(flow.y + ui.gap(Gap::XXL));
    if (page.over) page.over();
    draw_hide(view);
}

}  // namespace amparo::screens
