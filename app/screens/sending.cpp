#include "app/screens/sending.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

#include "app/screens/emergency.hpp"

namespace amparo::screens {

namespace {

using models::Delivery;
using models::HelpStep;
using models::NetworkChoice;
using models::Sending;
using ui::Gap;
using ui::Style;
using Phase = Delivery::Phase;

constexpr float kTickSeconds = 0.1F;  // well below what counts as watched
constexpr std::size_t kTriesShown = 8;
constexpr std::array<int, 3> kWindows{10, 20, 30};
constexpr std::uint16_t kTorPort = 9050;
constexpr std::uint16_t kTorBrowserPort = 9150;
constexpr const char* kHere = "127.0.0.1";

bool on_page(const View& view) {
    return view.model.places.here().place == models::Place::Emergency && view.model.emergency() != nullptr;
}

void ask_for_frames(View& view) { view.ui.wake_in(kTickSeconds); }

/// What screen readers say while the seconds pass: at the start, and a few times later.
void announce_seconds(View& view, int left) {
    auto& heard = view.state.sending.heard_seconds;
    if (left == heard) return;
    const bool first = heard == 0;
    heard = left;
    const auto count = static_cast<std::int64_t>(left);
    if (first) {
        const std::string& name = view.model.sending().delivery().letter().recipient;
        view.ui.announce(view.say({"sending.announce", {{"count", count}, {"name", name}}}), true);
    } else if (left == 5 || left == 3) {
        view.ui.announce(view.say({"sending.left", {{"count", count}}}), true);
    }
}

/// The page of the ten seconds is there as long as they pass and until the other side has answered, and no longer.
void follow_phase(View& view, Phase before, Phase now) {
    models::Emergency& help = *view.model.emergency();
    if (now == Phase::Window && before != now) {
        view.state.sending.heard_seconds = 0;
        go_to(view, help, HelpStep::Going);
    }
    if (help.step() != HelpStep::Going || now == Phase::Window || now == Phase::Sending) return;
    if (now == Phase::Ended) {
        view.ui.announce(view.say(view.model.sending().delivery().outcome().sentence), true);
        const auto& outcome = view.model.sending().delivery().outcome();
        const bool out = !view.model.sending().delivery().practice() && !outcome.item.empty();
        help.leave_going(out ? models::Emergency::Went::Out : models::Emergency::Went::Practised);
        view.ui.scroll_to_top(kHelpScroll);
    } else {
        help.leave_going(models::Emergency::Went::Nowhere);
        ui::show_toast(view.ui, view.state.toast, view.say("sending.stopped"));
    }
}

}  // namespace

ui::Words with_english(const View& view, const Message& message) {
    ui::Words out = view.say(message);
    if (view.model.words().language().preview) out.text += "\n" + view.model.words().english(message).text;
    return out;
}

ui::Words and_english(const View& view, const Message& message) {
    ui::Words out = view.say(message);
    if (view.model.words().language().preview) out.text += " · " + view.model.words().english(message).text;
    return out;
}

Delivery::Time frame_time(const View& view) {
    return Delivery::Time{} + std::chrono::duration_cast<Delivery::Time::duration>(std::chrono::duration<double>(view.ui.time()));
}

void watch_sending(View& view) {
    watch_mail_account(view);
    watch_key(view);
    Sending& sending = view.model.sending();
    Delivery& delivery = sending.delivery();
    auto& state = view.state.sending;
    const bool moving = delivery.phase() == Phase::Holding || delivery.phase() == Phase::Window || delivery.phase() == Phase::Asked;
    if (moving && !on_page(view)) delivery.cancel();
    if (delivery.phase() == Phase::Holding || delivery.phase() == Phase::Window) {
        static_cast<void>(delivery.tick(frame_time(view)));
        ask_for_frames(view);
    }
    if (delivery.phase() == Phase::Window) announce_seconds(view, delivery.seconds_left());
    const Phase before = std::exchange(state.phase, delivery.phase());
    if (on_page(view)) follow_phase(view, before, state.phase);
    if (const auto left = sending.next_try_in(); left && !sending.send_due()) view.ui.wake_in(static_cast<float>(std::max<std::int64_t>(*left, 1)));
}

void hold_to_send(View& view, ui::Flow& flow, const Message& hold) {
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    Delivery& delivery = sending.delivery();
    ui::HoldButton button;
    button.label = view.say(hold);
    const Code seconds{std::to_string(sending.window_seconds())};
    button.note = view.say({"sending.hold.note", {{"count", seconds}}});
    if (view.model.words().language().preview) button.note.text += "\n" + view.model.words().english(hold).text;
    button.icon = "status/sent";
    button.done = static_cast<float>(delivery.hold_done());
    if (const Message cannot = delivery.cannot_send(); !cannot.empty()) {
        button.enabled = false;
        button.reason = view.say(cannot);
    }
    switch (ui::hold_button(ui, "send.hold", flow, button, view.state.sending.hold)) {
        case ui::HoldEvent::Down:
            delivery.press(frame_time(view));
            ask_for_frames(view);
            break;
        case ui::HoldEvent::Up: delivery.release(frame_time(view)); break;
        case ui::HoldEvent::Asked: view.after([&delivery] { delivery.cancel(), delivery.ask(); }); break;
        case ui::HoldEvent::None: break;
    }
    flow.skip(ui.gap(Gap::S));
    ui::text(ui, flow, Style::Caption, view.say(sending.practising() ? Message{"sending.practice.on", {}} : delivery.waiting_note()), ui::Color::Muted);
}

void draw_send_question(View& view) {
    Delivery& delivery = view.model.sending().delivery();
    if (delivery.phase() != Phase::Asked) return;
    ui::Dialog ask;
    const Code seconds{std::to_string(view.model.sending().window_seconds())};
    ask.question = with_english(view, {"sending.ask", {{"count", seconds}}});
    const ui::Words to = with_english(view, {"sending.to", {{"name", delivery.letter().recipient}}});
    const ui::Words how = with_english(view, delivery.protection());
    ask.body = to;
    ask.body.text += "\n" + how.text;
    ask.answers = {{view.say("sending.ask.no"), ui::ButtonKind::Secondary}, {and_english(view, {"sending.ask.yes", {{"count", seconds}}}), ui::ButtonKind::Primary, "status/sent"}};
    const auto answer = ui::dialog(view.ui, "send.ask", ask);
    if (!answer) return;
    if (*answer == 1) {
        delivery.answer_yes(frame_time(view));
        ask_for_frames(view);
    } else {
        delivery.cancel();
    }
}

namespace {

ui::Status status_of(delivery::State state) {
    using delivery::State;
    switch (state) {
        case State::Accepted:
        case State::DeliveredProof:
        case State::Answered: return ui::Status::Good;
        case State::Failed: return ui::Status::Large;
        case State::Queued:
        case State::Unsure: return ui::Status::Small;
        case State::Sending: return ui::Status::Looking;
        default: return ui::Status::NotApplicable;
    }
}

void item_buttons(View& view, ui::Flow& flow, const delivery::QueueItem& item) {
    using delivery::State;
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    struct Act {
        const char* word;
        const char* icon;
        bool there;
    };
    const bool waits = item.state == State::Queued;
    const bool again = item.state == State::Failed || item.state == State::Unsure || item.state == State::Cancelled;
    const std::array<Act, 3> acts{{{"sending.try", "ui/restart", waits}, {"sending.take", "ui/close", waits}, {"sending.again", "ui/restart", again}}};
    for (const Act& act : acts) {
        if (!act.there) continue;
        flow.skip(ui.gap(Gap::S));
        ui::Button button{view.say(act.word), ui::ButtonKind::Secondary, act.icon};
        button.about = {item.parcel.recipient, "en"};
        if (!ui::button(ui, std::string(act.word) + "." + item.id, flow, button)) continue;
        const bool take = act.word == std::string_view("sending.take");
        view.after([&sending, id = item.id, take] {
            if (take) {
                static_cast<void>(sending.delivery().outbox().cancel(id));
            } else {
                static_cast<void>(sending.try_now(id));
            }
        });
    }
}

}  // namespace

void sent_items(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    const auto one = [&](const std::string& name, delivery::State state, const Message& sentence) {
        const ui::Words word = view.say("sending.pill." + std::string(delivery::state_name(state)));
        const float width = std::min(ui::pill_width(ui, word), flow.width / 2);
        ui::Flow words{flow.x, flow.y, flow.width - width - ui.gap(Gap::M)};
        ui::text(ui, words, Style::BodyStrong, {name, "en"});
        const float high = ui::pill_height(ui, word, width);
        ui::pill(ui, flow.end(), flow.y + std::max(high, words.y - flow.y) / 2, status_of(state), word, width);
        ui.note(a11y::Role::Text, {flow.end() - width, flow.y, flow.end(), flow.y + high}, word);
        flow.y = std::max(words.y, flow.y + high) + ui.gap(Gap::XS);
        ui::text(ui, flow, Style::Body, view.say(sentence), ui::Color::Muted);
    };
    const auto queue = sending.delivery().queue();
    for (const std::string& id : sending.sent()) {
        const auto item = std::ranges::find(queue, id, &delivery::QueueItem::id);
        if (item == queue.end()) continue;
        one(item->parcel.recipient, item->state, models::queue_message(*item));
        item_buttons(view, flow, *item);
        flow.skip(ui.gap(Gap::M));
    }
    const Delivery& delivery = sending.delivery();
    const bool lost = delivery.phase() == Phase::Ended && (delivery.practice() || delivery.outcome().item.empty());
    if (!lost) return;
    one(delivery.letter().recipient, delivery.outcome().state, delivery.outcome().sentence);
    flow.skip(ui.gap(Gap::M));
}

void network_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    auto& state = view.state.sending;
    const NetworkChoice& now = sending.network();
    const auto choose = [&](const NetworkChoice& choice) {
        const auto done = sending.choose(choice);
        state.problem = done ? Message{} : Message{done.error().message_id(), {}};
    };
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::icon_line(ui, inner, "ui/wifi", view.say("sending.network"), Style::Title, ui::Color::Text, ui::Color::Accent, 2);
        inner.skip(ui.gap(Gap::M));
        if (!Sending::possible()) {
            ui::text(ui, inner, Style::Body, view.say("network.none"));
            return;
        }
        const ui::Words name = view.say("sending.network.on");
        const ui::Words word = view.say(now.on ? "window.on" : "window.off");
        const float target = ui.px(ui::size::kTarget);
        const float wide = ui::toggle_width(ui, word);
        ui::setting_row(ui, inner, name, view.say("sending.network.on.note"), wide, [&](ui::Flow& control) {
            if (ui::toggle(ui, "net.on", control.x + wide, control.y + target / 2, name, word, now.on)) {
                NetworkChoice other = now;
                other.on = !now.on;
                choose(other);
            }
            control.skip(target);
        });
        const std::array<ui::Segment, 4> roads{{{"direct", view.say("sending.network.direct"), {}},
                                                {"tor", view.say("sending.network.tor"), {}},
                                                {"browser", view.say("sending.network.browser"), {}},
                                                {"own", view.say("sending.network.own"), {}}}};
        const bool here = now.host == kHere;
        std::size_t selected = !now.through_proxy ? 0 : here && now.port == kTorPort ? 1 : here && now.port == kTorBrowserPort ? 2 : 3;
        if (state.own_proxy) selected = 3;
        const float segments = std::min(ui::segments_width(ui, roads), inner.width);
        ui::setting_row(ui, inner, view.say("sending.network.road"), view.say("sending.network.road.note"), segments, [&](ui::Flow& control) {
            const std::size_t pressed = ui::segments(ui, "net.road", control, roads, selected);
            if (pressed == selected) return;
            state.own_proxy = pressed == 3;
            if (pressed == 3) return;
            choose({now.on, pressed != 0, kHere, pressed == 2 ? kTorBrowserPort : kTorPort});
        });
        if (state.own_proxy) {
            ui::field(ui, "net.proxy", inner, view.say("sending.network.proxy"), state.proxy, {view.say({"sending.network.proxy.note", {{"address", Code{"127.0.0.1:9050"}}}})});
            inner.skip(ui.gap(Gap::S));
            if (ui::button(ui, "net.proxy.use", inner, {view.say("sending.network.proxy.use"), ui::ButtonKind::Secondary, "ui/tick"})) {
                const std::string typed = state.proxy.text();
                const std::size_t colon = typed.rfind(':');
                std::uint32_t port = 0;
                for (const char c : colon == std::string::npos ? std::string_view() : std::string_view(typed).substr(colon + 1)) {
                    port = c >= '0' && c <= '9' && port < 100'000 ? port * 10 + static_cast<std::uint32_t>(c - '0') : 100'000;
                }
                choose({now.on, true, typed.substr(0, colon), static_cast<std::uint16_t>(port > 65'535 ? 0 : port)});
                if (state.problem.empty()) ui::show_toast(ui, view.state.toast, view.say("sending.network.proxy.used"));
            }
            inner.skip(ui.gap(Gap::S));
        }
        if (!state.problem.empty()) {
            ui::callout(ui, inner, {ui::CardTone::Warn, "status/small", {}, view.say(state.problem)});
            inner.skip(ui.gap(Gap::M));
        }
        std::vector<ui::Segment> spans;
        std::size_t span = 0;
        for (std::size_t i = 0; i < kWindows.size(); ++i) {
            const std::string count = std::to_string(kWindows[i]);
            spans.push_back({count, view.say({"sending.network.seconds", {{"count", Code{count}}}}), {}});
            if (kWindows[i] == sending.window_seconds()) span = i;
        }
        const float spans_wide = std::min(ui::segments_width(ui, spans), inner.width);
        ui::setting_row(ui, inner, view.say("sending.network.window"), {}, spans_wide, [&](ui::Flow& control) {
            const std::size_t pressed = ui::segments(ui, "net.window", control, spans, span);
            if (pressed != span) sending.set_window_seconds(kWindows[pressed]);
        });
        ui::text(ui, inner, Style::Body, view.say("sending.network.leaves"));
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Caption, view.say("sending.network.stays"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        ui::disclosure(ui, "net.tries", inner, view.say("sending.network.tries"), {}, view.state.open["net.tries"], [&](ui::Flow& list) {
            const auto attempts = sending.attempts();
            if (attempts.empty()) ui::text(ui, list, Style::Body, view.say("sending.network.no_tries"));
            const std::size_t first = attempts.size() > kTriesShown ? attempts.size() - kTriesShown : 0;
            for (std::size_t i = attempts.size(); i > first; --i) {
                const auto& attempt = attempts[i - 1];
                ui::text(ui, list, Style::Mono, view.code(attempt.origin + "  " + attempt.outcome));
            }
        });
    });
}

void contacts_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    auto& state = view.state.sending;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::icon_line(ui, inner, "ui/group", view.say("sending.contacts"), Style::Title, ui::Color::Text, ui::Color::Accent, 2);
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Caption, view.say("sending.contacts.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        for (std::size_t i = 0; i < sending.contacts().size(); ++i) {
            const models::OwnContact& contact = sending.contacts()[i];
            ui::text(ui, inner, Style::BodyStrong, {contact.name, "en"});
            ui::text(ui, inner, Style::Mono, view.code(contact.address));
            if (contact.openpgp) {
                ui::text(ui, inner, Style::Caption, view.say("sending.contacts.compare"), ui::Color::Muted);
                ui::text(ui, inner, Style::Mono, view.code(seal::fingerprint_groups(contact.openpgp->fingerprint)));
            }
            inner.skip(ui.gap(Gap::S));
            ui::Button remove{view.say("sending.contacts.remove"), ui::ButtonKind::Secondary, "ui/trash"};
            remove.about = {contact.name, "en"};
            if (ui::button(ui, "contact.remove." + std::to_string(i), inner, remove)) view.after([&sending, i] { sending.remove_contact(i); });
            inner.skip(ui.gap(Gap::M));
        }
        ui::field(ui, "contact.name", inner, view.say("sending.contacts.name"), state.name);
        inner.skip(ui.gap(Gap::M));
        ui::field(ui, "contact.address", inner, view.say("sending.contacts.address"), state.address, {view.say({"sending.contacts.address.note", {{"start", Code{"https://"}}}})});
        inner.skip(ui.gap(Gap::M));
        ui::field(ui, "contact.key", inner, view.say("sending.contacts.key"), state.key, {view.say({"sending.contacts.key.note", {{"start", Code{"inbox1"}}}})});
        inner.skip(ui.gap(Gap::M));
        if (ui::button(ui, "contact.add", inner, {view.say("sending.contacts.add"), ui::ButtonKind::Secondary, "ui/plus"})) {
            const auto added = sending.add_contact(state.name.text(), state.address.text(), state.key.text());
            state.contact_problem = added ? Message{} : Message{added.error().message_id(), {}};
            if (added) {
                state.name = {};
                state.address = {};
                state.key = {};
                ui::show_toast(ui, view.state.toast, view.say("sending.contacts.added"));
            }
        }
        if (!state.contact_problem.empty()) {
            inner.skip(ui.gap(Gap::M));
            ui::callout(ui, inner, {ui::CardTone::Warn, "status/small", {}, view.say(state.contact_problem)});
        }
        if (sending.sos().empty()) return;
        inner.skip(ui.gap(Gap::L));
        for (const delivery::SosEntry& entry : sending.sos()) {
            ui::text(ui, inner, Style::BodyStrong, view.say({"sending.sos.to", {{"name", entry.parcel.recipient}}}));
        }
        ui::text(ui, inner, Style::Caption, view.say("sending.sos.visible"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::S));
        if (ui::button(ui, "sos.remove", inner, {view.say("sending.sos.remove"), ui::ButtonKind::Secondary, "ui/trash"})) {
            view.after([&view, &sending] {
                const auto removed = sending.erase_sos();
                ui::show_toast(view.ui, view.state.toast, view.say(removed ? Message{"sending.sos.removed", {}} : Message{removed.error().message_id(), {}}));
            });
        }
    });
}

}  // namespace amparo::screens
