#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

constexpr float kSide = 440;

void promises(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::brand(ui, flow, view.say("window.name"));
    flow.skip(ui.gap(Gap::XXL));
    ui::heading(ui, flow, Style::Heading, view.say("window.first.title"), 1);
    flow.skip(ui.gap(Gap::M));
    ui::text(ui, flow, Style::Body, view.say("window.first.body"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::XL));
    for (const auto& [icon, word] : {std::pair{"ui/stick", "window.first.stick"}, std::pair{"ui/offline", "window.first.offline"},
                                     std::pair{"ui/lock", "window.first.nothing_leaves"}}) {
        ui::icon_line(ui, flow, icon, view.say(word), Style::Body, ui::Color::Text, ui::Color::Accent);
        flow.skip(ui.gap(Gap::M));
    }
}

void need_help(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {ui::CardTone::Sunken, Gap::L}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("window.first.bad"), 2);
        ui::text(ui, inner, Style::Body, view.say("window.first.bad.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::L));
        ui::Button help{view.say("window.first.help"), ui::ButtonKind::Urgent, "nav/help"};
        const ui::Rect rect{inner.x, inner.y, inner.end(), inner.y + ui.px(ui::size::kUrgentTarget)};
        if (ui::button(ui, "help", rect, help)) view.model.open_help();
        inner.y = rect.y1;
    });
}

void languages(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::heading(ui, flow, Style::Heading, view.say("window.first.language"), 2);
    ui::text(ui, flow, Style::Body, view.say("window.first.language.body"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::XL));
    const std::vector<std::string> tags = view.model.languages().tags();
    std::vector<ui::ChoiceItem> items;
    std::optional<std::size_t> selected;
    bool any_draft = false;
    for (const std::string& tag : tags) {
        if (tag == view.model.look.language) selected = items.size();
        any_draft = any_draft || view.model.words_in(tag).language().preview;
        items.push_back({"language." + tag, language_choice(view, tag)});
    }
    const auto pressed = ui::choices(ui, flow, items, ui.px(ui::size::kRail), selected);
    if (pressed) view.after([&view, tag = tags[*pressed]] { view.model.set_language(tag); });
    if (any_draft) ui::icon_line(ui, flow, "ui/info", view.say("window.first.draft"));
}

void law(View& view, ui::Flow& flow) {
    ui::callout(view.ui, flow, {ui::CardTone::Info, "ui/scale", {}, view.say("window.first.law")});
    flow.skip(view.ui.gap(Gap::M));
    ui::callout(view.ui, flow, {ui::CardTone::Warn, "ui/screen", {}, view.say("window.first.trust")});
}

/// Onwards without saving, which is as good; or first to where saving begins, where there is a place for it.
void go_on(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const float gap = ui.gap(Gap::M);
    const bool offers = view.model.can_keep();
    if (offers) {
        ui::icon_line(ui, flow, "ui/stick", view.say("window.first.saving"), Style::Body, ui::Color::Text, ui::Color::Accent);
        flow.skip(ui.gap(Gap::L));
    }
    const ui::Button on{view.say("window.first.continue"), ui::ButtonKind::Primary, "ui/next", true, true};
    const ui::Button save{view.say("window.first.save"), ui::ButtonKind::Secondary};
    const float on_width = std::min(ui::button_width(ui, on), flow.width);
    const float save_width = std::min(ui::button_width(ui, save), flow.width);
    const bool beside = on_width + gap + save_width <= flow.width;
    const float height = std::max(ui::button_height(ui, on, on_width), ui::button_height(ui, save, save_width));
    const ui::Rect on_rect{flow.end() - on_width, flow.y, flow.end(), flow.y + height};
    flow.y = on_rect.y1;
    if (ui::button(ui, "continue", on_rect, on)) view.model.finish_first_run();
    if (!offers) return;
    const float end = beside ? on_rect.x0 - gap : flow.end();
    const float top = beside ? on_rect.y0 : on_rect.y1 + gap;
    flow.y = top + height;
    if (ui::button(ui, "save", {end - save_width, top, end, flow.y}, save)) {
        view.model.finish_first_run();
        view.model.places.go(models::Place::Saving);
    }
}

}  // namespace

void draw_first_run(View& view) {
    ui::Ui& ui = view.ui;
    const float side = ui.px(kSide);
    const bool two = ui.width() >= side + ui.px(ui::size::kColumn) * 0.75F;
    const float margin = ui.page_margin();
    if (two) {
        ui.fill({0, 0, side, ui.height()}, ui::Color::Surface);
        ui.fill({side - ui.px(ui::size::kHairline), 0, side, ui.height()}, ui::Color::Border);
        const float start = ui.begin_scroll("side", {0, 0, side, ui.height()}, ui::ScrollKeys::Left);
        ui::Flow flow{margin, start + ui.gap(Gap::XL), side - 2 * margin};
        promises(view, flow);
        flow.skip(ui.gap(Gap::XL));
        flow.x -= ui.gap(Gap::S);
        flow.width += 2 * ui.gap(Gap::S);
        need_help(view, flow);
        ui.end_scroll(flow.y + ui.gap(Gap::XL));
    }
    const float left = two ? side : 0;
    const float top = ui.gap(Gap::XL) + ui.px(ui::size::kTarget) + ui.gap(Gap::S);
    const float start = ui.begin_scroll("page", {left, top, ui.width(), ui.height()});
    const float available = ui.width() - left - 2 * margin;
    const float width = std::min(available, ui.px(ui::size::kColumn));
    ui::Flow flow{left + margin + std::floor((available - width) / 2), start + ui.gap(Gap::S), width};
    if (!two) {
        need_help(view, flow);
        flow.skip(ui.gap(Gap::XL));
    }
    languages(view, flow);
    flow.skip(ui.gap(Gap::XL));
    law(view, flow);
    flow.skip(ui.gap(Gap::XL));
    go_on(view, flow);
    if (!two) {
        flow.skip(ui.gap(Gap::XXL));
        promises(view, flow);
    }
    ui.end_scroll(flow.y + ui.gap(Gap::XL));
    draw_hide(view);
}

}  // namespace amparo::screens
