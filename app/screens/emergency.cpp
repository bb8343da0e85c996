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
constexpr float kPracticeFrame = 6;

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
        case HelpStep::Key: return draw_key(view, flow, help);
        case HelpStep::Road: return draw_road(view, flow, help);
        case HelpStep::Going: return draw_going(view, flow, help);
        case HelpStep::After: return draw_after(view, flow, help);
    }
}

std::string_view first_of(HelpStep step) {
    switch (step) {
        case HelpStep::Danger: return "danger.now";
        case HelpStep::What: return "incident.account-compromise";
        case HelpStep::Going: return "going.cancel";
        default: return "";
    }
}

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
    view.ui.set_focus(first_of(help.step()));
}

/// All around, so that it stays in view whatever is scrolled.
void practice_frame(View& view) {
    const float thick = view.ui.px(kPracticeFrame);
    view.ui.above([&view, thick] { view.ui.outline(ui::Rect{0, 0, view.ui.width(), view.ui.height()}.inset(thick / 2), ui::Color::Warn, thick); });
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
    // While the seconds pass there is one thing to press, and Hide now.
    const bool going = help != nullptr && help->step() == HelpStep::Going;
    if (!going && ui::button(ui, "back", rect, back)) view.after([&view] { view.model.go_back(); });
    if (help == nullptr) {
        ui::Flow broken{margin, top + bar + ui.gap(Gap::XL), ui.width() - 2 * margin};
        ui::text(ui, broken, Style::Body, view.say("error.bug"));
        draw_hide(view);
        return;
    }
    // Beside the way back where there is room, else at the end of the page.
    const bool translated = !going && (view.model.shows_english() || view.model.words().language().preview);
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
    if (view.model.sending().practising()) {
        // The way out is where it is said that this is no emergency; while the seconds pass there is one thing to press.
        const ui::Banner banner{ui::CardTone::Warn, "status/small", view.say("sending.practice.on"), going ? ui::Words{} : view.say("sending.practice.end")};
        if (ui::banner(ui, "practice", flow, banner) == ui::BannerAnswer::Action) view.after([&view] { view.model.open_help(); });
        flow.skip(ui.gap(Gap::L));
    }
    draw_step(view, flow, *help);
    if (!going) draft_note(view, flow);
    if (translated && !beside) {
        flow.skip(ui.gap(Gap::S));
        draw_english(view, flow);
    }
    ui.end_scroll(flow.y + ui.gap(Gap::XXL));
    if (view.model.sending().practising()) practice_frame(view);
    draw_help_over(view, *help);
    draw_hide(view);
}

}  // namespace amparo::screens
