#include <utility>

#include "app/base/text.hpp"
#include "app/screens/sending.hpp"

namespace amparo::screens {

namespace {

using models::Sending;
using ui::Gap;
using ui::Style;

/// The page of the operator, as its channel file has it.
std::string site_of(const models::Emergency& help) { return help.chosen() == nullptr ? std::string() : help.chosen()->url; }

void problem_line(View& view, ui::Flow& flow, const Message& problem) {
    if (problem.empty()) return;
    flow.skip(view.ui.gap(Gap::M));
    ui::callout(view.ui, flow, {ui::CardTone::Warn, "status/small", {}, view.say(problem)});
}

/// The key that is used, and what is known of it.
void used_part(View& view, ui::Flow& flow, models::Emergency& help, const seal::PublicKey& key) {
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    const std::string channel = help.preview().to.channel;
    ui::text(ui, flow, Style::Body, view.say(sending.key_is_pinned(channel) ? "sending.key.pinned" : "sending.key.compare"));
    ui::text(ui, flow, Style::Mono, view.code(seal::fingerprint_groups(key.fingerprint)));
    flow.skip(ui.gap(Gap::M));
    if (ui::button(ui, "key.drop", flow, {view.say("sending.key.drop"), ui::ButtonKind::Secondary, "ui/trash"})) {
        view.after([&sending, &help, channel] { sending.drop_key(channel), help.seal_for({}); });
    }
}

void file_part(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    auto& state = view.state.sending;
    const std::string channel = help.preview().to.channel;
    ui::field(ui, "key.file", flow, view.say("sending.key.file"), state.key_file, {view.say({"sending.key.file.note", {{"path", Code{"/home/you/key.asc"}}}})});
    flow.skip(ui.gap(Gap::M));
    if (ui::button(ui, "key.use", flow, {view.say("sending.key.use"), ui::ButtonKind::Secondary, "ui/key"})) {
        const auto used = sending.use_key(channel, state.key_file.text(), help.pinned_fingerprint());
        state.key_problem = used ? Message{} : Message{used.error().message_id(), {}};
        if (used) view.after([&sending, &help, channel] { help.seal_for(sending.key_of(channel)->fingerprint); });
    }
    problem_line(view, flow, state.key_problem);
}

void page_part(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    auto& state = view.state.sending;
    const std::string own = delivery::own_host(site_of(help));
    if (!Sending::possible() || own.empty()) return;
    flow.skip(ui.gap(Gap::L));
    if (sending.fetch_state() == Sending::Fetch::Trying) {
        ui::text(ui, flow, Style::Body, view.say("sending.key.fetching"));
        flow.skip(ui.gap(Gap::S));
        if (ui::button(ui, "key.stop", flow, {view.say("sending.mail.stop"), ui::ButtonKind::Secondary, "ui/close"})) view.after([&sending] { sending.stop_fetch(); });
        return;
    }
    ui::field(ui, "key.page", flow, view.say("sending.key.page"), state.key_page, {view.say({"sending.key.page.note", {{"host", Code{own}}}})});
    flow.skip(ui.gap(Gap::M));
    ui::Button fetch{view.say("sending.key.fetch"), ui::ButtonKind::Secondary, "ui/globe"};
    if (!sending.network().on) {
        fetch.enabled = false;
        fetch.reason = view.say("network.off");
    }
    const Message problem = sending.fetch_state() == Sending::Fetch::Failed && sending.fetched_for() == help.preview().to.channel ? sending.fetch_problem() : Message{};
    if (ui::button(ui, "key.fetch", flow, fetch)) {
        const auto place = delivery::key_address(text::trim(state.key_page.text()), site_of(help));
        state.page_problem = place ? Message{} : Message{place.error().message_id(), {}};
        if (place) state.key_place = place->text();
    }
    problem_line(view, flow, state.page_problem.empty() ? problem : state.page_problem);
}

}  // namespace

void key_card(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    view.state.sending.key_shown = true;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say({"sending.key", {{"name", help.preview().to.name}}}), 2);
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Body, view.say("sending.key.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        if (const seal::PublicKey* key = view.model.sending().key_of(help.preview().to.channel)) {
            used_part(view, inner, help, *key);
            return;
        }
        file_part(view, inner, help);
        page_part(view, inner, help);
    });
}

void draw_fetch_question(View& view) {
    auto& state = view.state.sending;
    if (state.key_place.empty()) return;
    models::Emergency& help = *view.model.emergency();
    Sending& sending = view.model.sending();
    ui::Dialog ask;
    ask.question = with_english(view, {"sending.key.ask", {{"address", Code{state.key_place}}}});
    ask.body = with_english(view, {"sending.key.ask.body", {}});
    const bool proxy = sending.network().through_proxy;
    ask.body.text += "\n" + view.say(proxy ? "delivery.visible.proxy" : "delivery.visible.direct").text;
    ask.answers = {{view.say("sending.ask.no"), ui::ButtonKind::Secondary}, {and_english(view, {"sending.key.ask.yes", {}}), ui::ButtonKind::Primary, "ui/globe"}};
    const auto answer = ui::dialog(view.ui, "key.ask", ask);
    if (!answer) return;
    const std::string place = std::exchange(state.key_place, {});
    if (*answer != 1) return;
    const auto begun = sending.fetch_key(help.preview().to.channel, place, site_of(help), help.pinned_fingerprint());
    state.page_problem = begun ? Message{} : Message{begun.error().message_id(), {}};
}

void watch_key(View& view) {
    auto& state = view.state.sending;
    Sending& sending = view.model.sending();
    if (!std::exchange(state.key_shown, false)) state.key_place.clear();
    const auto before = std::exchange(state.heard_fetch, sending.fetch_state());
    if (before != Sending::Fetch::Trying || state.heard_fetch == before) return;
    if (state.heard_fetch == Sending::Fetch::Failed) view.ui.announce(view.say(sending.fetch_problem()), true);
    const seal::PublicKey* key = state.heard_fetch == Sending::Fetch::Done ? sending.key_of(sending.fetched_for()) : nullptr;
    if (key == nullptr) return;
    view.ui.announce(view.say(sending.key_is_pinned(sending.fetched_for()) ? "sending.key.pinned" : "sending.key.compare"), true);
    models::Emergency* help = view.model.emergency();
    if (help != nullptr && help->preview().to.channel == sending.fetched_for()) help->seal_for(key->fingerprint);
}

}  // namespace amparo::screens
