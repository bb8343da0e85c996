#include "app/screens/emergency.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::screens {

namespace {

using models::HelpStep;
using ui::Gap;
using ui::Style;

constexpr float kColumn = 760;
constexpr float kWideColumn = 960;
constexpr float kStepper = 184;
constexpr int kSteps = 4;

bool wide(HelpStep step) { return step == HelpStep::What || step == HelpStep::After; }

void draw_step(View& view, ui::Flow& flow, models::Emergency& help) {
    switch (help.step()) {
        case HelpStep::Danger: return draw_danger(view, flow, help);
        case HelpStep::Numbers: return draw_numbers(view, flow, help);
        case HelpStep::What: return draw_what(view, flow, help);
        case HelpStep::Who: return draw_who(view, flow, help);
        case HelpStep::FirstAid: return draw_first_aid(view, flow, help);
        case HelpStep::Review: return draw_review(view, flow, help);
        case HelpStep::Words: return draw_help_words(view, flow, help);
        case HelpStep::Phone: return draw_phone(view, flow, help);
        case HelpStep::Keep: return draw_keep(view, flow, help);
        case HelpStep::After: return draw_after(view, flow, help);
    }
}

<<<<<<< HEAD
/// One thing that was chosen, and the way to change it.
bool chosen_line(View& view, ui::Flow& flow, std::string_view id, std::string_view icon, const ui::Words& words) {
    ui::ListRow row;
    row.icon = icon;
    row.title = words;
    row.end_note = view.say("window.change");
    return ui::list_row(view.ui, id, flow, row, false);
}

void region_list(View& view, ui::Flow& flow, models::HelpDesk& desk) {
    ui::Ui& ui = view.ui;
    const float padding = ui.gap(Gap::XL);
    ui::Flow inner{flow.x + padding, flow.y + ui.gap(Gap::M), flow.width - 2 * padding};
    ui::field(ui, "region.search", inner, view.say("window.region.search"), view.state.region);
    inner.skip(ui.gap(Gap::M));
    ui::Button anywhere{view.say("window.region.anywhere"), ui::ButtonKind::Secondary, "ui/globe"};
    if (ui::button(ui, "region.anywhere", inner, anywhere)) {
        desk.choose_region({});
        view.state.choosing_region = false;
    }
    inner.skip(ui.gap(Gap::M));
    const auto found = desk.find_regions(view.state.region.text(), kRegionsShown);
    if (found.empty()) ui::text(ui, inner, Style::Body, view.say("window.region.none"), ui::Color::Muted);
    flow.y = inner.y;
    ui.counted(a11y::Role::Row, [&] {
        for (const std::string& region : found) {
            ui::ListRow row;
            row.title = {desk.book().regions().name(region), "en"};
            row.chevron = false;
            if (ui::list_row(ui, "region." + region, flow, row, region == found.back())) {
                desk.choose_region(region);
                view.state.choosing_region = false;
                view.state.region = {};
            }
        }
    });
    ui::rule(ui, flow);
}

void choices(View& view, ui::Flow& flow, models::HelpDesk& desk) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        if (chosen_line(view, inner, "change.incident", "incident/" + desk.incident(), view.say("window.incident." + desk.incident()))) {
            desk.choose_incident({});
            view.state.choosing_region = false;
            return;
        }
        ui::Words where = view.say("window.region.anywhere");
        if (!desk.region().empty()) where = {desk.book().regions().name(desk.region()), "en"};
        if (chosen_line(view, inner, "change.region", "ui/flag", where)) {
            view.state.choosing_region = !view.state.choosing_region;
        }
        if (view.state.choosing_region) region_list(view, inner, desk);
        const float padding = ui.gap(Gap::XL);
        ui::Flow row{inner.x + padding, inner.y, inner.width - 2 * padding};
        const bool on = desk.filters_language();
        const ui::Words name = view.say({"window.help.my_language", {{"language", view.model.words().language().name}}});
        const ui::Words state = view.say(on ? "window.on" : "window.off");
        const float height = ui.px(ui::size::kTallRow);
        const float icon = ui.px(ui::size::kIconRail);
        ui.icon("ui/chat", {row.x, row.y + std::round((height - icon) / 2), row.x + icon, row.y + std::round((height - icon) / 2) + icon},
                ui::Color::Muted, ui::Color::Surface);
        const float lead = icon + ui.gap(Gap::L);
        const float room = row.width - lead - ui.px(ui::size::kRailNarrow) - ui.gap(Gap::XXL);
        const float words_height = ui.measure(Style::Body, name, room).height;
        const float row_height = std::max(height, words_height + ui.gap(Gap::L));
        ui.draw_text(row.x + lead, row.y + std::round((row_height - words_height) / 2), room, Style::Body, ui::Color::Text, name);
        if (ui::toggle(ui, "desk.my_language", row.end(), row.y + row_height / 2, name, state, on)) desk.only_my_language(!on);
        inner.y = row.y + row_height;
    });
}

void contact(View& view, ui::Flow& flow, const escalation::Channel& channel, std::size_t index) {
    ui::Ui& ui = view.ui;
    const escalation::Contact& item = channel.contacts[index];
    ui::Button copy{view.say("window.copy"), ui::ButtonKind::Secondary, "ui/copy"};
    copy.about = view.code(item.value);
    const float width = ui::button_width(ui, copy);
    ui::Flow words{flow.x, flow.y, flow.width - width - ui.gap(Gap::L)};
    ui::text(ui, words, Style::Caption, view.say("channels.method." + item.method), ui::Color::Muted);
    // Addresses and numbers are never reordered and never translated.
    ui::text(ui, words, Style::Mono, view.code(item.value));
    if (!item.note.empty()) {
        const std::string part = "contact." + std::to_string(index + 1);
        const localization::Text note = models::channel_text(view.model.words(), channel, part, item.note);
        ui::text(ui, words, Style::Caption, View::as_words(note), ui::Color::Muted);
    }
    const ui::Rect rect{flow.end() - width, flow.y, flow.end(), flow.y + ui.px(ui::size::kTarget)};
    const std::string id = "copy." + channel.id + "." + std::to_string(index);
    if (ui::button(ui, id, rect, copy)) {
        ui.copy(item.value);
        ui::show_toast(ui, view.state.toast, view.say({"window.copied", {{"text", Code{item.value}}}}));
    }
    flow.y = std::max(words.y, rect.y1) + ui.gap(Gap::M);
}

void details(View& view, ui::Flow& flow, models::HelpDesk& desk, const escalation::Suggestion& suggestion) {
    ui::Ui& ui = view.ui;
    const escalation::Channel& channel = *suggestion.channel;
    ui::Words why;
    for (const Message& reason : models::why_messages(suggestion, view.model.words().language())) {
        const ui::Words words = view.say(reason);
        const std::string before = why.text.empty() ? "" : why.text + " ";
        why = words;
        why.text = before + words.text;
    }
    ui::text(ui, flow, Style::Body, why);
    flow.skip(ui.gap(Gap::M));
    const auto sentence = [&](const char* id, const char* name, const char* part, const std::string& english) {
        if (english.empty()) return;
        ui::text(ui, flow, Style::Body,
                 view.say({id, {{name, models::channel_text(view.model.words(), channel, part, english).text}}}), ui::Color::Muted);
    };
    sentence("channels.hours", "hours", "hours", channel.hours);
    sentence("channels.response", "time", "response_time", channel.response_time);
    flow.skip(ui.gap(Gap::M));
    for (std::size_t i = 0; i < channel.contacts.size(); ++i) {
        const escalation::Contact& item = channel.contacts[i];
        // A form for another incident would only lead astray.
        if (!item.incident.empty() && item.incident != desk.incident()) continue;
        contact(view, flow, channel, i);
    }
    ui::text(ui, flow, Style::Caption, view.say({"channels.operator", {{"name", channel.operator_name}}}), ui::Color::Muted);
}

void desk_card(View& view, ui::Flow& flow, models::HelpDesk& desk, const escalation::Suggestion& suggestion, bool first) {
    ui::Ui& ui = view.ui;
    const escalation::Channel& channel = *suggestion.channel;
    const bool open = desk.opened() == channel.id || (first && desk.opened().empty());
    ui::card(ui, flow, {first ? ui::CardTone::Chosen : ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        const float padding = ui.gap(Gap::XL);
        if (first) {
            inner.skip(ui.gap(Gap::L));
            ui::Flow label{inner.x + padding, inner.y, inner.width - 2 * padding};
            ui::text(ui, label, Style::CaptionStrong, view.say("window.help.best"), ui::Color::Accent);
            inner.y = label.y;
        }
        ui::ListRow row;
        row.title = {channel.name, "en"};
        row.note = view.say(models::grade_message(channel, desk.today()));
        row.open = open;
        if (ui::list_row(ui, "desk." + channel.id, inner, row, true)) desk.toggle(channel.id);
        if (open) {
            ui::Flow body{inner.x + padding, inner.y, inner.width - 2 * padding};
            details(view, body, desk, suggestion);
            inner.y = body.y + ui.gap(Gap::L);
        }
    });
    flow.skip(ui.gap(Gap::M));
}

void who(View& view, ui::Flow& flow, models::HelpDesk& desk) {
    ui::Ui& ui = view.ui;
    ui::heading(ui, flow, Style::Display, view.say("window.help.who"), 1);
    flow.skip(ui.gap(Gap::XS));
    ui::text(ui, flow, Style::Lead, view.say("window.help.who.body"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::L));
    choices(view, flow, desk);
    flow.skip(ui.gap(Gap::L));
    if (desk.incident().empty()) return;
    const auto& suggestions = desk.suggestions();
    if (desk.all_old()) {
        ui::callout(ui, flow, {ui::CardTone::Warn, "status/small", {}, view.say("channels.all_old")});
        flow.skip(ui.gap(Gap::L));
    }
    if (suggestions.empty()) {
        ui::callout(ui, flow, {ui::CardTone::Info, "ui/info", {}, view.say("window.help.none")});
        flow.skip(ui.gap(Gap::L));
    }
    evidence_card(view, flow);
    // A press may change the list that is being drawn.
    const std::vector<escalation::Suggestion> shown = suggestions;
    ui.counted(a11y::Role::Row, [&] {
        for (std::size_t i = 0; i < shown.size(); ++i) desk_card(view, flow, desk, shown[i], i == 0);
    });
    if (desk.hidden() > 0) {
        ui::text(ui, flow, Style::Caption,
                 view.say({"window.help.hidden", {{"count", static_cast<std::int64_t>(desk.hidden())}}}), ui::Color::Muted);
    }
=======
/// A new step begins at its top, and where one of few answers is wanted, with the first of them under the keys.
void begin_step(View& view, const models::Emergency& help) {
    auto& state = view.state.help;
    const std::pair<std::size_t, HelpStep> now{view.model.places.visits(), help.step()};
    if (state.seen == now) return;
    if (help.step() != HelpStep::Words) state.filled = false;
    state.asking_open = false;
    state.kept = {};
    state.seen = now;
    view.ui.scroll_to_top(kHelpScroll);
    view.ui.set_focus(help.step() == HelpStep::Danger ? "danger.now" : help.step() == HelpStep::What ? "incident.account-compromise" : "");
>>>>>>> main
}

/// First aid in words that nobody has read says so; below the page, because help itself comes first.
void draft_note(View& view, ui::Flow& flow) {
    if (!view.model.words().language().preview) return;
    flow.skip(view.ui.gap(Gap::XL));
    ui::icon_line(view.ui, flow, "ui/info", view.say("window.lesson.draft"));
}

}  // namespace

void go_to(View& view, models::Emergency& help, HelpStep step) {
    help.go(step);
    view.ui.scroll_to_top(kHelpScroll);
}

void help_title(View& view, ui::Flow& flow, const Message& title, const Message& lead) {
    ui::heading(view.ui, flow, Style::Display, view.say(title), 1);
    if (!lead.empty()) {
        flow.skip(view.ui.gap(Gap::XS));
        ui::text(view.ui, flow, Style::Lead, view.say(lead), ui::Color::Muted);
    }
    flow.skip(view.ui.gap(Gap::L));
}

bool wide_button(View& view, ui::Flow& flow, std::string_view id, const ui::Button& button) {
    const float height = std::max(view.ui.px(ui::size::kUrgentTarget), ui::button_height(view.ui, button, flow.width));
    const ui::Rect rect{flow.x, flow.y, flow.end(), flow.y + height};
    flow.y = rect.y1;
    return ui::button(view.ui, id, rect, button);
}

ui::Words flow_words(const View& view, const std::string& id, const std::string& english) {
    if (view.model.words().knows(id)) return view.say(id);
    return {english, "en"};
}

void draw_emergency(View& view) {
    ui::Ui& ui = view.ui;
    const float margin = ui.page_margin();
    models::Emergency* help = view.model.emergency();
    if (help != nullptr) begin_step(view, *help);
    ui::Button back{view.say("window.back"), ui::ButtonKind::Secondary, "ui/back"};
    back.icon_flips = true;
    const float top = ui.gap(Gap::XL);
    const float bar = ui.px(ui::size::kTarget);
    const ui::Rect rect{margin, top, margin + ui::button_width(ui, back), top + bar};
    if (ui::button(ui, "back", rect, back)) view.after([&view] { view.model.go_back(); });
    if (help == nullptr) {
        ui::Flow broken{margin, top + bar + ui.gap(Gap::XL), ui.width() - 2 * margin};
        ui::text(ui, broken, Style::Body, view.say("error.bug"));
        draw_hide(view);
        return;
    }
    // Beside the way back where there is room, else at the end of the page.
    const bool translated = view.model.shows_english() || view.model.words().language().preview;
    const int number = help->number();
    const float steps_at = std::floor((ui.width() - ui.px(kStepper)) / 2);
    const bool steps_beside = number > 0 && steps_at > rect.x1 + ui.gap(Gap::L) && steps_at + ui.px(kStepper) + ui.gap(Gap::L) < hide_start(view);
    const float english_at = rect.x1 + ui.gap(Gap::M);
    const float english_end = steps_beside ? steps_at : hide_start(view);
    const bool beside = translated && english_at + ui::button_width(ui, english_button(view)) + ui.gap(Gap::L) < english_end;
    if (beside) {
        ui::Flow line{english_at, top, english_end - english_at};
        draw_english(view, line);
    }
    const ui::Steps steps{view.say({"emergency.step", {{"now", Code{std::to_string(number)}}, {"count", Code{std::to_string(kSteps)}}}}), number, kSteps};
    if (steps_beside) {
        ui::Flow line{steps_at, top + ui.gap(Gap::S), ui.px(kStepper)};
        ui::stepper(ui, line, steps);
    }
    const float start = ui.begin_scroll(kHelpScroll, {0, top + bar + ui.gap(Gap::S), ui.width(), ui.height()});
    const float width = std::min(ui.px(wide(help->step()) ? kWideColumn : kColumn), ui.width() - 2 * margin);
    ui::Flow flow{std::floor((ui.width() - width) / 2), start + ui.gap(Gap::L), width};
    if (number > 0 && !steps_beside) {
        ui::stepper(ui, flow, steps);
        flow.skip(ui.gap(Gap::L));
    }
    draw_step(view, flow, *help);
    draft_note(view, flow);
    if (translated && !beside) {
        flow.skip(ui.gap(Gap::S));
        draw_english(view, flow);
    }
    ui.end_scroll(flow.y + ui.gap(Gap::XXL));
    draw_help_over(view, *help);
    draw_hide(view);
}

}  // namespace amparo::screens
