#include "app/screens/emergency.hpp"

#include <algorithm>
#include <array>

#include "app/screens/sending.hpp"

namespace amparo::screens {

namespace {

using escalation::Danger;
using models::HelpStep;
using ui::Gap;
using ui::Style;

constexpr std::size_t kNumbersShown = 4;

/// A desk that answers a call: its name and its numbers, large.
void number_card(View& view, ui::Flow& flow, const escalation::Suggestion& suggestion, Day today) {
    ui::Ui& ui = view.ui;
    const escalation::Channel& channel = *suggestion.channel;
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::XL}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, {channel.name, "en"}, 2);
        ui::text(ui, inner, Style::Caption, view.say(models::grade_message(channel, today)), ui::Color::Muted);
        if (!channel.hours.empty()) {
            const localization::Text hours = models::channel_text(view.model.words(), channel, "hours", channel.hours);
            ui::text(ui, inner, Style::Body, view.say({"channels.hours", {{"hours", hours.text}}}), ui::Color::Muted);
        }
        inner.skip(ui.gap(Gap::M));
        for (std::size_t i = 0; i < channel.contacts.size(); ++i) {
            const escalation::Contact& item = channel.contacts[i];
            if (item.method != "phone" && item.method != "signal" && item.method != "whatsapp") continue;
            ui::Button copy{view.say("window.copy"), ui::ButtonKind::Secondary, "ui/copy"};
            copy.about = view.code(item.value);
            const float width = ui::button_width(ui, copy);
            ui::Flow words{inner.x, inner.y, inner.width - width - ui.gap(Gap::L)};
            ui::text(ui, words, Style::Caption, view.say("channels.method." + item.method), ui::Color::Muted);
            ui::text(ui, words, Style::Title, view.code(item.value));
            const ui::Rect rect{inner.end() - width, inner.y, inner.end(), inner.y + ui.px(ui::size::kTarget)};
            if (ui::button(ui, "copy." + channel.id + "." + std::to_string(i), rect, copy)) {
                ui.copy(item.value);
                ui::show_toast(ui, view.state.toast, view.say({"window.copied", {{"text", Code{item.value}}}}));
            }
            inner.y = std::max(words.y, rect.y1) + ui.gap(Gap::S);
        }
    });
    flow.skip(ui.gap(Gap::M));
}

/// The people whom the person chose beforehand, before anybody else.
void own_card(View& view, ui::Flow& flow) {
    const models::EmergencyCard& card = view.model.card();
    if (card.empty()) return;
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::XL}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say("vault.card.shown"), 2);
        inner.skip(ui.gap(Gap::M));
        for (std::size_t i = 0; i < card.entries().size(); ++i) {
            const models::CardEntry& entry = card.entries()[i];
            if (entry.empty()) continue;
            ui::Button copy{view.say("window.copy"), ui::ButtonKind::Secondary, "ui/copy"};
            copy.about = view.code(entry.number);
            const float width = ui::button_width(ui, copy);
            ui::Flow words{inner.x, inner.y, inner.width - width - ui.gap(Gap::L)};
            if (!entry.name.empty()) ui::text(ui, words, Style::Body, View::verbatim(entry.name));
            if (!entry.number.empty()) ui::text(ui, words, Style::Title, view.code(entry.number));
            const ui::Rect rect{inner.end() - width, inner.y, inner.end(), inner.y + ui.px(ui::size::kTarget)};
            if (!entry.number.empty() && ui::button(ui, "card.copy." + std::to_string(i), rect, copy)) copy_private(view, entry.number);
            inner.y = std::max(words.y, rect.y1) + ui.gap(Gap::S);
        }
    });
    flow.skip(ui.gap(Gap::L));
}

/// What lies ready and goes out with one held press, while everything is locked.
void sos_part(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    models::Sending& sending = view.model.sending();
    const auto& entries = sending.sos();
    // The first one can be held at once; that nothing else was asked first is what it is for.
    if (!entries.empty() && !sending.practising() && sending.delivery().phase() == models::Delivery::Phase::Nothing) {
        view.after([&sending, &ui] {
            if (sending.show_sos(0)) ui.draw_again();
        });
    }
    if (sending.practising()) return;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const delivery::SosEntry& entry = entries[i];
        const ui::Words name = view.say({"sending.sos.to", {{"name", entry.parcel.recipient}}});
        ui::card(ui, flow, {ui::CardTone::Plain, Gap::L}, [&](ui::Flow& inner) {
            ui::heading(ui, inner, Style::Title, name, 2);
            if (entry.sent != 0) {
                ui::text(ui, inner, Style::Body, view.say({"sending.sos.sent", {{"when", Code{escalation::format_minute(entry.sent)}}}}), ui::Color::Muted);
            }
            if (sending.sos_is_old(i)) ui::text(ui, inner, Style::Body, view.say("sending.sos.old"), ui::Color::Warn);
            inner.skip(ui.gap(Gap::M));
            if (sending.shown_sos() == i) {
                ui::text(ui, inner, Style::Caption, view.say(sending.delivery().protection()), ui::Color::Muted);
                for (const Message& sentence : sending.delivery().visible()) ui::text(ui, inner, Style::Caption, view.say(sentence), ui::Color::Muted);
                inner.skip(ui.gap(Gap::S));
                hold_to_send(view, inner, {"sending.sos.hold", {}});
            } else if (ui::button(ui, "sos.show." + std::to_string(i), inner, {name, ui::ButtonKind::Urgent, "status/sent"})) {
                view.after([&sending, i] { static_cast<void>(sending.show_sos(i)); });
            }
        });
        flow.skip(ui.gap(Gap::L));
    }
}

}  // namespace

void draw_danger(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    help_title(view, flow, {"emergency.danger", {}}, {"emergency.danger.body", {}});
    own_card(view, flow);
    struct Row {
        const char* id;
        Danger danger;
        ui::CardTone tone;
        const char* icon;
        const char* title;
        const char* note;
    };
    constexpr std::array<Row, 3> kRows{{{"danger.now", Danger::Now, ui::CardTone::Danger, "ui/phone", "emergency.danger.now", "emergency.danger.now.note"},
                                        {"danger.no", Danger::No, ui::CardTone::Selected, "ui/clock", "emergency.danger.no", "emergency.danger.no.note"},
                                        {"danger.unsure", Danger::Unsure, ui::CardTone::Sunken, "status/unknown", "emergency.danger.unsure", "emergency.danger.unsure.note"}}};
    for (const Row& row : kRows) {
        ui::Answer answer{row.icon, row.tone, view.say(row.title), view.say(row.note)};
        if (ui::answer(ui, row.id, flow, answer)) {
            help.answer(row.danger);
            ui.scroll_to_top(kHelpScroll);
        }
        flow.skip(ui.gap(Gap::L));
    }
    flow.skip(ui.gap(Gap::S));
    sos_part(view, flow);
    ui::callout(ui, flow, {ui::CardTone::Info, "ui/info", {}, view.say("emergency.watched")});
    flow.skip(ui.gap(Gap::XL));
    ui::icon_line(ui, flow, "ui/lock", view.say("emergency.nothing_sent"));
    flow.skip(ui.gap(Gap::XS));
    ui::icon_line(ui, flow, "ui/stick", view.say("emergency.nothing_saved"));
    flow.skip(ui.gap(Gap::L));
    models::Sending& sending = view.model.sending();
    if (sending.practising()) return;
    if (ui::button(ui, "danger.practise", flow, {view.say("sending.practice"), ui::ButtonKind::Secondary, "nav/lessons"})) {
        view.after([&sending] { sending.practise(true); });
    }
    flow.skip(ui.gap(Gap::XS));
    ui::text(ui, flow, Style::Caption, view.say("sending.practice.note"), ui::Color::Muted);
}

void draw_numbers(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    help_title(view, flow, {"emergency.numbers", {}}, {"emergency.numbers.body", {}});
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) { region_row(view, inner, help); });
    flow.skip(ui.gap(Gap::L));
    // A press may change the list that is being drawn.
    const std::vector<escalation::Suggestion> shown = help.protection();
    if (shown.empty()) {
        ui::callout(ui, flow, {ui::CardTone::Info, "ui/info", {}, view.say("emergency.numbers.none")});
        flow.skip(ui.gap(Gap::M));
    }
    const bool all = view.state.open["numbers.all"];
    for (std::size_t i = 0; i < shown.size() && (all || i < kNumbersShown); ++i) number_card(view, flow, shown[i], help.desk().today());
    if (!all && shown.size() > kNumbersShown) {
        const auto more = static_cast<std::int64_t>(shown.size() - kNumbersShown);
        if (ui::button(ui, "numbers.more", flow, {view.say({"emergency.more", {{"count", more}}}), ui::ButtonKind::Quiet})) {
            view.state.open["numbers.all"] = true;
        }
        flow.skip(ui.gap(Gap::M));
    }
    // Who works for a state is shown to those who look for it, and to nobody else.
    ui::disclosure(ui, "numbers.state", flow, view.say("emergency.state"), {}, view.state.open["numbers.state"], [&](ui::Flow& inner) {
        ui::text(ui, inner, Style::Body, view.say("emergency.state.body"));
        inner.skip(ui.gap(Gap::M));
        const std::vector<escalation::Suggestion> bodies = help.state_bodies();
        if (bodies.empty()) ui::text(ui, inner, Style::Body, view.say("emergency.state.none"), ui::Color::Muted);
        for (const escalation::Suggestion& item : bodies) number_card(view, inner, item, help.desk().today());
    });
    flow.skip(ui.gap(Gap::L));
    ui::Button on{view.say("emergency.numbers.on"), ui::ButtonKind::Primary, "ui/next"};
    on.icon_after = true;
    on.icon_flips = true;
    if (wide_button(view, flow, "numbers.on", on)) go_to(view, help, HelpStep::What);
}

void draw_what(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    constexpr float kLeast = 241;
    // The nine that happen most; the rest are one press away.
    static const std::vector<std::string> kFirst = {"account-compromise", "device-seizure", "device-compromise", "phishing",          "harassment",
                                                    "doxxing",            "impersonation",  "censorship-takedown", "arrest"};
    help_title(view, flow, {"window.help.what", {}}, {"window.help.what.body", {}});
    const bool all = view.state.open["what.all"];
    std::vector<std::string> ids = kFirst;
    for (const std::string& id : escalation::incident_ids()) {
        if (all && std::ranges::find(kFirst, id) == kFirst.end()) ids.push_back(id);
    }
    std::vector<ui::AnswerItem> items;
    for (const std::string& id : ids) {
        items.push_back({"incident." + id, {"incident/" + id, ui::CardTone::Plain, view.say("window.incident." + id), {}, true}});
    }
    if (const auto pressed = ui::answers(ui, flow, items, ui.px(kLeast))) {
        help.choose_incident(ids[*pressed]);
        ui.scroll_to_top(kHelpScroll);
    }
    flow.skip(ui.gap(Gap::L));
    const ui::Button unknown{view.say("emergency.unknown"), ui::ButtonKind::Secondary, "status/unknown"};
    if (wide_button(view, flow, "what.unknown", unknown)) {
        help.choose_unknown();
        ui.scroll_to_top(kHelpScroll);
    }
    if (all) return;
    flow.skip(ui.gap(Gap::M));
    if (ui::button(ui, "what.show_all", flow, {view.say("emergency.what.all"), ui::ButtonKind::Quiet})) view.state.open["what.all"] = true;
}

}  // namespace amparo::screens
