#include "app/screens/emergency.hpp"

#include <algorithm>
#include <cmath>

#include "app/screens/sending.hpp"

namespace amparo::screens {

namespace {

using models::FlowPlayer;
using models::HelpStep;
using ui::Gap;
using ui::Style;

void what_went_out(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say("emergency.after.out"), 2);
        inner.skip(ui.gap(Gap::S));
        sent_items(view, inner);
        for (const models::HandedOver& item : help.handed()) {
            ui::text(ui, inner, Style::BodyStrong, {item.name, "en"});
            ui::text(ui, inner, Style::Body, view.say({"emergency.after.by_you", {{"when", Code{item.when}}}}), ui::Color::Muted);
            inner.skip(ui.gap(Gap::M));
        }
        ui::text(ui, inner, Style::Caption, view.say("emergency.after.case"), ui::Color::Muted);
        ui::text(ui, inner, Style::Mono, view.code(help.report().case_ref));
        if (!help.report().safe_reply.code_word.empty()) {
            inner.skip(ui.gap(Gap::S));
            ui::text(ui, inner, Style::Caption, view.say("emergency.after.word"), ui::Color::Muted);
            ui::text(ui, inner, Style::Mono, view.code(help.report().safe_reply.code_word));
        }
    });
    flow.skip(ui.gap(Gap::L));
    if (help.chosen() != nullptr && !help.chosen()->response_time.empty()) {
        const escalation::Channel& channel = *help.chosen();
        const localization::Text time = models::channel_text(view.model.words(), channel, "response_time", channel.response_time);
        ui::callout(ui, flow, {ui::CardTone::Info, "ui/clock", {}, view.say({"channels.response", {{"time", time.text}}})});
        flow.skip(ui.gap(Gap::L));
    }
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("emergency.after.more"), 2);
        ui::text(ui, inner, Style::Body, view.say("emergency.after.more.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        if (ui::button(ui, "after.who", inner, {view.say("emergency.after.another"), ui::ButtonKind::Secondary, "ui/group"})) {
            go_to(view, help, HelpStep::Who);
        }
        inner.skip(ui.gap(Gap::M));
        if (ui::button(ui, "after.safe", inner, {view.say("emergency.after.safe"), ui::ButtonKind::Secondary, "ui/tick"})) {
            help.say_safe();
            ui.scroll_to_top(kHelpScroll);
        }
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Caption, view.say("emergency.after.safe.note"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        if (ui::button(ui, "after.keep", inner, {view.say("emergency.after.keep"), ui::ButtonKind::Secondary, "nav/cases"})) {
            view.after([&view, &help] {
                if (view.model.cases().keep(help)) view.model.places.go(models::Place::Cases);
            });
        }
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Caption, view.say("emergency.after.keep.note"), ui::Color::Muted);
    });
}

/// Only for a place where a delivery arrived just now.
void sos_card(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    models::Sending& sending = view.model.sending();
    if (!help.to_person() || sending.practising() || !sending.can_keep_sos() || help.preview().to.method == "email") return;
    auto& state = view.state.sending;
    const std::string& name = help.preview().to.name;
    flow.skip(ui.gap(Gap::L));
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("sending.sos"), 2);
        ui::text(ui, inner, Style::Body, view.say("sending.sos.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Caption, view.say("sending.sos.visible"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        if (ui::button(ui, "sos.keep", inner, {view.say({"sending.sos.keep", {{"name", name}}}), ui::ButtonKind::Secondary, "ui/stick"})) {
            const auto kept = sending.prepare_sos(help.preview());
            state.sos_problem = kept ? Message{"sending.sos.kept", {}} : Message{kept.error().message_id(), {}};
            ui.announce(view.say(state.sos_problem));
        }
        if (!state.sos_problem.empty()) {
            inner.skip(ui.gap(Gap::M));
            ui::callout(ui, inner, {ui::CardTone::Info, "ui/info", {}, view.say(state.sos_problem)});
        }
    });
}

void while_you_wait(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    const std::vector<const escalation::Flow*> aids = help.flows();
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say("emergency.after.wait"), 2);
        ui::text(ui, inner, Style::Body, view.say("emergency.after.wait.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        for (const escalation::Flow* aid : aids) {
            ui::text(ui, inner, Style::Body, view.say("flows." + aid->id + ".first"));
            inner.skip(ui.gap(Gap::S));
            ui::Button open{view.say("flows." + aid->id + ".title"), ui::ButtonKind::Secondary, "ui/next"};
            open.icon_after = true;
            open.icon_flips = true;
            if (ui::button(ui, "aid." + aid->id, inner, open)) {
                help.open_flow(aid->id);
                ui.scroll_to_top(kHelpScroll);
            }
            inner.skip(ui.gap(Gap::L));
        }
        if (aids.empty()) ui::text(ui, inner, Style::Body, view.say("emergency.aid.breathe"));
    });
}

}  // namespace

void draw_after(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    help_title(view, flow, {"emergency.after", {}}, {"emergency.after.body", {}});
    const float gap = ui.gap(Gap::XL);
    const bool beside = flow.width >= ui.px(ui::size::kColumn);
    const float width = beside ? (flow.width - gap) / 2 : flow.width;
    ui::Flow left{flow.x, flow.y, std::floor(width)};
    what_went_out(view, left, help);
    sos_card(view, left, help);
    ui::Flow right = beside ? ui::Flow{left.end() + gap, flow.y, std::floor(width)} : ui::Flow{flow.x, left.y + gap, width};
    while_you_wait(view, right, help);
    flow.y = std::max(left.y, right.y);
}

}  // namespace amparo::screens
