#include <algorithm>
#include <utility>

#include "app/base/text.hpp"
#include "app/screens/sending.hpp"

namespace amparo::screens {

namespace {

using delivery::PasswordHabit;
using models::Sending;
using ui::Gap;
using ui::Style;

/// What was typed, without the spaces that come along when it is pasted.
std::string typed(const ui::FieldState& field) { return std::string(text::trim(field.text())); }

/// What is typed stays in guarded memory, and goes when its page is not drawn any more.
ui::SecretFieldState* password_of(SendingState& state) {
    if (!state.mail_password) {
        auto fresh = ui::SecretFieldState::create();
        if (!fresh) return nullptr;
        state.mail_password = std::make_shared<ui::SecretFieldState>(*std::move(fresh));
    }
    return state.mail_password.get();
}

/// The account that may be used, how long it is kept, and the way to be rid of it.
void account_part(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    const delivery::MailAccount& account = *sending.account();
    ui::callout(ui, flow, {ui::CardTone::Ok, "status/good", {}, view.say({"sending.mail.done", {{"mailbox", Code{account.mailbox()}}, {"server", Code{account.server()}}}})});
    flow.skip(ui.gap(Gap::M));
    if (view.model.keeping().phase() == models::Keeping::Phase::Open) {
        const bool keeps = sending.keeps_account();
        const ui::Words name = view.say("sending.mail.keep");
        const ui::Words word = view.say(keeps ? "window.on" : "window.off");
        const float target = ui.px(ui::size::kTarget);
        const float wide = ui::toggle_width(ui, word);
        ui::setting_row(ui, flow, name, view.say("sending.mail.keep.note"), wide, [&](ui::Flow& control) {
            if (ui::toggle(ui, "mail.keep", control.x + wide, control.y + target / 2, name, word, keeps)) sending.keep_account(!keeps);
            control.skip(target);
        });
    } else {
        ui::text(ui, flow, Style::Caption, view.say("sending.mail.session"), ui::Color::Muted);
        flow.skip(ui.gap(Gap::M));
    }
    if (ui::button(ui, "mail.forget", flow, {view.say("sending.mail.forget"), ui::ButtonKind::Secondary, "ui/trash"})) {
        view.after([&sending] { sending.sign_out(); });
    }
}

/// What we know of the service that the address belongs to.
void service_part(View& view, ui::Flow& flow, const delivery::MailService& service) {
    ui::Ui& ui = view.ui;
    if (service.habit == PasswordHabit::Unknown) return;
    const bool refuses = service.habit == PasswordHabit::Refuses;
    const Message title{refuses ? "sending.mail.refuses.title" : "sending.mail.app", {{"name", service.name}}};
    ui::Words body = view.say(refuses ? "sending.mail.refuses" : "sending.mail.app.body");
    if (!service.confirmed) body.text += " " + view.say("sending.mail.unconfirmed").text;
    ui::callout(ui, flow, {refuses ? ui::CardTone::Warn : ui::CardTone::Info, refuses ? "status/small" : "ui/key", view.say(title), body});
    flow.skip(ui.gap(Gap::M));
}

void try_button(View& view, ui::Flow& flow, const std::string& mailbox, const delivery::MailService& service) {
    ui::Ui& ui = view.ui;
    auto& state = view.state.sending;
    ui::Button go{view.say("sending.mail.try"), ui::ButtonKind::Secondary, "ui/unlock"};
    if (!view.model.sending().network().on) {
        go.enabled = false;
        go.reason = view.say("network.off");
    } else if (service.habit == PasswordHabit::Refuses) {
        go.enabled = false;
        go.reason = view.say("sending.mail.refuses");
    }
    if (!ui::button(ui, "mail.try", flow, go)) return;
    const auto place = Sending::mail_server(mailbox, typed(state.mail_server));
    state.mail_problem = place ? Message{} : Message{place.error().message_id(), {}};
    if (!place) return;
    if (state.mail_password && state.mail_password->text.size() == 0) {
        state.mail_problem = {"sending.mail.no_password", {}};
        return;
    }
    state.mail_place = place->origin();
}

void sign_in_part(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    Sending& sending = view.model.sending();
    auto& state = view.state.sending;
    if (sending.sign_in_state() == Sending::SignIn::Trying) {
        ui::text(ui, flow, Style::Body, view.say("sending.mail.trying"));
        flow.skip(ui.gap(Gap::S));
        if (ui::button(ui, "mail.stop", flow, {view.say("sending.mail.stop"), ui::ButtonKind::Secondary, "ui/close"})) view.after([&sending] { sending.sign_out(); });
        return;
    }
    ui::field(ui, "mail.box", flow, view.say("sending.mail.box"), state.mailbox, {view.say({"sending.mail.box.note", {{"address", Code{"name@example.org"}}}})});
    flow.skip(ui.gap(Gap::M));
    const std::string mailbox = typed(state.mailbox);
    const delivery::MailService service = delivery::mail_service(mailbox);
    service_part(view, flow, service);
    if (service.habit == PasswordHabit::Unknown) {
        ui::field(ui, "mail.server", flow, view.say("sending.mail.server"), state.mail_server, {view.say("sending.mail.server.note")});
        flow.skip(ui.gap(Gap::M));
    }
    if (ui::SecretFieldState* password = password_of(state)) {
        ui::FieldOptions options;
        options.note = view.say("vault.show_hint");
        options.enabled = service.habit != PasswordHabit::Refuses;
        const bool app = service.habit == PasswordHabit::AppPassword;
        static_cast<void>(ui::secret_field(ui, "mail.password", flow, view.say(app ? "sending.mail.app_password" : "sending.mail.password"), view.say("vault.show"),
                                           *password, options));
        flow.skip(ui.gap(Gap::M));
    }
    try_button(view, flow, mailbox, service);
    const Message& problem = state.mail_problem.empty() && sending.sign_in_state() == Sending::SignIn::Failed ? sending.sign_in_problem() : state.mail_problem;
    if (!problem.empty()) {
        flow.skip(ui.gap(Gap::M));
        ui::callout(ui, flow, {ui::CardTone::Warn, "status/small", {}, view.say(problem)});
    }
    flow.skip(ui.gap(Gap::M));
    ui::text(ui, flow, Style::Caption, view.say({"sending.mail.refusing", {{"names", text::join(delivery::services_that_refuse(), ", ")}}}), ui::Color::Muted);
}

}  // namespace

void mail_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    if (!Sending::possible()) return;
    view.state.sending.mail_shown = true;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::icon_line(ui, inner, "ui/mail", view.say("sending.mail"), Style::Title, ui::Color::Text, ui::Color::Accent, 2);
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Caption, view.say("sending.mail.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        if (view.model.sending().account() != nullptr) {
            account_part(view, inner);
        } else {
            sign_in_part(view, inner);
        }
    });
}

void draw_sign_in_question(View& view) {
    auto& state = view.state.sending;
    if (state.mail_place.empty()) return;
    Sending& sending = view.model.sending();
    ui::Dialog ask;
    ask.question = with_english(view, {"sending.mail.ask", {{"server", Code{state.mail_place}}}});
    ask.body = with_english(view, {"sending.mail.ask.body", {}});
    const bool proxy = sending.network().through_proxy;
    ask.body.text += "\n" + view.say(proxy ? "delivery.visible.proxy" : "delivery.visible.direct").text;
    ask.answers = {{view.say("sending.ask.no"), ui::ButtonKind::Secondary}, {and_english(view, {"sending.mail.ask.yes", {}}), ui::ButtonKind::Primary, "ui/unlock"}};
    const auto answer = ui::dialog(view.ui, "mail.ask", ask);
    if (!answer) return;
    state.mail_place.clear();
    if (*answer != 1 || !state.mail_password) return;
    // The server that was shown is the one that is contacted: nothing can be typed below an open question.
    const auto begun = sending.sign_in(typed(state.mailbox), typed(state.mail_server), std::exchange(state.mail_password->text, {}));
    state.mail_password.reset();
    state.mail_problem = begun ? Message{} : Message{begun.error().message_id(), {}};
}

void watch_mail_account(View& view) {
    auto& state = view.state.sending;
    const auto before = std::exchange(state.heard_sign_in, view.model.sending().sign_in_state());
    if (before == Sending::SignIn::Trying && state.heard_sign_in != before) {
        const delivery::MailAccount* account = view.model.sending().account();
        if (account != nullptr) {
            view.ui.announce(view.say({"sending.mail.done", {{"mailbox", Code{account->mailbox()}}, {"server", Code{account->server()}}}}), true);
        } else if (state.heard_sign_in == Sending::SignIn::Failed) {
            view.ui.announce(view.say(view.model.sending().sign_in_problem()), true);
        }
    }
    if (std::exchange(state.mail_shown, false)) return;
    state.mail_password.reset();
    state.mail_place.clear();
}

}  // namespace amparo::screens
