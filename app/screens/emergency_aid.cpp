#include "app/screens/emergency.hpp"

namespace amparo::screens {

namespace {

using models::FlowPlayer;
using models::HelpStep;
using ui::Gap;
using ui::Style;

void question(View& view, ui::Flow& flow, FlowPlayer& player) {
    ui::Ui& ui = view.ui;
    const escalation::FlowNode& node = player.node();
    const std::string id = player.node_id();
    ui::heading(ui, flow, Style::Heading, flow_words(view, id, node.text), 2);
    flow.skip(ui.gap(Gap::L));
    std::vector<ui::AnswerItem> items;
    for (std::size_t i = 0; i < node.answers.size(); ++i) {
        const std::string part = ".answer." + std::to_string(i + 1);
        items.push_back({"aid.answer." + std::to_string(i + 1), {"ui/next", ui::CardTone::Selected, flow_words(view, id + part, node.answers[i].text), {}}});
    }
    if (const auto pressed = ui::answers(ui, flow, items, flow.width)) {
        player.answer(*pressed);
        ui.scroll_to_top(kHelpScroll);
    }
}

void list(View& view, ui::Flow& flow, const char* title, const char* icon, ui::CardTone tone, const std::string& id,
          const std::vector<std::string>& sentences) {
    if (sentences.empty()) return;
    ui::Ui& ui = view.ui;
    flow.skip(ui.gap(Gap::L));
    ui::card(ui, flow, {tone, Gap::L}, [&](ui::Flow& inner) {
        ui::icon_line(ui, inner, icon, view.say(title), Style::BodyStrong, ui::Color::Text, ui::ink_of(tone), 3);
        for (std::size_t i = 0; i < sentences.size(); ++i) {
            inner.skip(ui.gap(Gap::S));
            ui::text(ui, inner, Style::Body, flow_words(view, id + std::to_string(i + 1), sentences[i]));
        }
    });
}

void advice(View& view, ui::Flow& flow, models::Emergency& help, FlowPlayer& player) {
    ui::Ui& ui = view.ui;
    const escalation::FlowNode& node = player.node();
    const std::string id = player.node_id();
    ui::heading(ui, flow, Style::Heading, flow_words(view, id, node.text), 2);
    flow.skip(ui.gap(Gap::M));
    if (node.ask_lawyer) {
        ui::callout(ui, flow, {ui::CardTone::Info, "ui/scale", {}, view.say("emergency.aid.lawyer")});
        flow.skip(ui.gap(Gap::M));
    }
    std::vector<ui::CheckItem> items;
    for (std::size_t i = 0; i < node.do_now.size(); ++i) {
        items.push_back({std::to_string(i + 1), flow_words(view, id + ".do." + std::to_string(i + 1), node.do_now[i]), {}, player.ticked(i)});
    }
    if (const auto pressed = ui::checklist(ui, "aid", flow, view.say("emergency.aid.now"), items)) player.tick(*pressed);
    list(view, flow, "emergency.aid.not", "ui/hand", ui::CardTone::Warn, id + ".not.", node.do_not);
    list(view, flow, "emergency.aid.keep", "ui/file", ui::CardTone::Sunken, id + ".keep.", node.keep);
    flow.skip(ui.gap(Gap::L));
    if (!player.ended()) {
        ui::Button on{view.say("emergency.aid.on"), ui::ButtonKind::Primary, "ui/next"};
        on.icon_after = true;
        on.icon_flips = true;
        if (wide_button(view, flow, "aid.on", on)) {
            player.go_on();
            ui.scroll_to_top(kHelpScroll);
        }
        return;
    }
    ui::heading(ui, flow, Style::BodyStrong, view.say("emergency.aid.who"), 3);
    for (const std::string& role : node.who) ui::text(ui, flow, Style::Body, view.say("emergency.who." + role), ui::Color::Muted);
    flow.skip(ui.gap(Gap::L));
    ui::Button who{view.say("emergency.aid.to_who"), ui::ButtonKind::Primary, "ui/chat"};
    if (wide_button(view, flow, "aid.who", who)) go_to(view, help, HelpStep::Who);
}

}  // namespace

void draw_first_aid(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    FlowPlayer* player = help.player();
    if (player == nullptr) return;
    const escalation::Flow& aid = player->flow();
    help_title(view, flow, {"flows." + aid.id + ".title", {}}, {});
    if (player->step() == 1) {
        // Somebody may be in no state to answer; that is said before the first question, not after.
        ui::callout(ui, flow, {ui::CardTone::Sunken, "ui/pause", {}, view.say("emergency.aid.breathe")});
        flow.skip(ui.gap(Gap::M));
        ui::callout(ui, flow, {ui::CardTone::Warn, "status/small", view.say("emergency.first"), view.say("flows." + aid.id + ".first")});
        flow.skip(ui.gap(Gap::XL));
    }
    if (player->node().question()) {
        question(view, flow, *player);
    } else {
        advice(view, flow, help, *player);
    }
    flow.skip(ui.gap(Gap::XL));
    ui::text(ui, flow, Style::Caption, view.say({"emergency.aid.reviewed", {{"date", Code{format_day(aid.reviewed)}}}}), ui::Color::Muted);
}

}  // namespace amparo::screens
