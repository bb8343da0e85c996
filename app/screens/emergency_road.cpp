#include "app/screens/emergency.hpp"
#include "app/screens/sending.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

/// A desk's key from a file that the person got, and what to compare.
void key_card(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    models::Sending& sending = view.model.sending();
    auto& state = view.state.sending;
    const std::string channel = help.preview().to.channel;
    const std::string pinned = help.pinned_fingerprint();
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say({"sending.key", {{"name", help.preview().to.name}}}), 2);
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Body, view.say("sending.key.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        if (const seal::PublicKey* key = sending.key_of(channel)) {
            ui::text(ui, inner, Style::Body, view.say(sending.key_is_pinned(channel) ? "sending.key.pinned" : "sending.key.compare"));
            ui::text(ui, inner, Style::Mono, view.code(seal::fingerprint_groups(key->fingerprint)));
            inner.skip(ui.gap(Gap::M));
            if (ui::button(ui, "key.drop", inner, {view.say("sending.key.drop"), ui::ButtonKind::Secondary, "ui/trash"})) {
                view.after([&sending, &help, channel] { sending.drop_key(channel), help.seal_for({}); });
            }
            return;
        }
        ui::field(ui, "key.file", inner, view.say("sending.key.file"), state.key_file, {view.say({"sending.key.file.note", {{"path", Code{"/home/you/key.asc"}}}})});
        inner.skip(ui.gap(Gap::M));
        if (ui::button(ui, "key.use", inner, {view.say("sending.key.use"), ui::ButtonKind::Secondary, "ui/key"})) {
            const auto used = sending.use_key(channel, state.key_file.text(), pinned);
            state.key_problem = used ? Message{} : Message{used.error().message_id(), {}};
            if (used) view.after([&sending, &help, channel] { help.seal_for(sending.key_of(channel)->fingerprint); });
        }
        if (!state.key_problem.empty()) {
            inner.skip(ui.gap(Gap::M));
            ui::callout(ui, inner, {ui::CardTone::Warn, "status/small", {}, view.say(state.key_problem)});
        }
    });
}

void way_back(View& view, ui::Flow& flow) {
    flow.skip(view.ui.gap(Gap::L));
    if (wide_button(view, flow, "road.back", {view.say("sending.road.back"), ui::ButtonKind::Primary, "ui/tick"})) {
        view.after([&view] { view.model.go_back(); });
    }
}

}  // namespace

void draw_key(View& view, ui::Flow& flow, models::Emergency& help) {
    help_title(view, flow, {"sending.road.seal", {}}, {});
    key_card(view, flow, help);
    way_back(view, flow);
}

void draw_road(View& view, ui::Flow& flow, models::Emergency& help) {
    help_title(view, flow, {"sending.road", {}}, {});
    network_card(view, flow);
    if (help.preview().to.method == "email") {
        flow.skip(view.ui.gap(Gap::L));
        mail_card(view, flow);
    }
    way_back(view, flow);
}

}  // namespace amparo::screens
