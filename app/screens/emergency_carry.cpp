#include "app/screens/emergency.hpp"

#include "app/base/bytes.hpp"
#include "app/screens/sending.hpp"

namespace amparo::screens {

namespace {

using models::HelpStep;
using ui::Gap;
using ui::Style;

ui::QrCode picture_of(const escalation::QrModules& modules) { return {modules.side, modules.modules}; }

void code(View& view, ui::Flow& flow, const std::string& holds, const Message& name, const Message& about) {
    const auto modules = escalation::qr_modules(holds);
    if (!modules) {
        ui::text(view.ui, flow, Style::Body, view.say("emergency.phone.too_long"), ui::Color::Muted);
        return;
    }
    ui::qr_view(view.ui, flow, picture_of(*modules), view.say(name), view.say(about));
}

}  // namespace

void draw_phone(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    const escalation::Preview& preview = help.preview();
    const std::string brief = help.short_text();
    help_title(view, flow, {"emergency.phone", {}}, {"emergency.phone.body", {}});
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, {preview.to.name, "en"}, 2);
        ui::text(ui, inner, Style::Caption, view.say("channels.method." + preview.to.method), ui::Color::Muted);
        ui::text(ui, inner, Style::Title, view.code(preview.to.address));
        inner.skip(ui.gap(Gap::L));
        const std::string link = escalation::phone_link(preview.to.method, preview.to.address, preview.rendering.subject, brief);
        if (!link.empty()) {
            const bool carries = escalation::link_carries_text(preview.to.method);
            code(view, inner, link, {"emergency.phone.code", {{"name", preview.to.name}}},
                 {carries ? "emergency.phone.with_text" : "emergency.phone.without_text", {{"link", Code{link.substr(0, link.find('?'))}}}});
        }
    });
    flow.skip(ui.gap(Gap::L));
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("emergency.phone.say"), 2);
        inner.skip(ui.gap(Gap::S));
        // What one reads aloud or types on the phone, in the desk's language.
        ui::text(ui, inner, Style::Lead, {brief, preview.rendering.lang});
        inner.skip(ui.gap(Gap::L));
        code(view, inner, brief, {"emergency.phone.text_code", {}}, {"emergency.phone.text_code.note", {}});
    });
    flow.skip(ui.gap(Gap::L));
    ui::text(ui, flow, Style::Caption, view.say("emergency.phone.sees"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::L));
    if (wide_button(view, flow, "handed", {view.say("emergency.done"), ui::ButtonKind::Primary, "ui/tick"})) {
        help.handed_over();
        ui.scroll_to_top(kHelpScroll);
    }
}

void draw_keep(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    auto& state = view.state.help;
    const escalation::Preview& preview = help.preview();
    help_title(view, flow, {"emergency.keep", {}}, {"emergency.keep.body", {}});
    ui::FieldOptions options;
    options.note = view.say("emergency.keep.place.note");
    if (ui::field(ui, "keep.place", flow, view.say("emergency.keep.place"), state.place, options)) state.kept = {};
    flow.skip(ui.gap(Gap::L));
    const auto write = [&](const std::string& ending, const std::string& bytes) {
        const std::string path = state.place.text() + "/" + preview.rendering.case_ref + ending;
        const auto written = view.model.write_file(path, as_bytes(bytes));
        state.kept = written ? Message{"emergency.keep.written", {{"path", Code{path}}}} : Message{written.error().message_id(), {}};
        if (!written && written.error().code == Errc::Conflict) state.kept = {"emergency.keep.exists", {{"path", Code{path}}}};
        ui.announce(view.say(state.kept));
    };
    const bool named = !state.place.text().empty();
    // Sealed files where the page says that it is sealed, and nothing readable beside them.
    const std::string block = view.model.sending().sealed_block(preview);
    if (help.to_person() || !block.empty()) {
        ui::Button sealed{view.say("sending.keep_sealed"), ui::ButtonKind::Primary, "ui/lock"};
        sealed.enabled = named;
        if (!named) sealed.reason = view.say("emergency.keep.no_place");
        if (ui::button(ui, "keep.sealed", flow, sealed)) {
            write(block.empty() ? ".sealed" : ".asc", block.empty() ? view.model.sending().sealed_file(preview) : block);
        }
        flow.skip(ui.gap(Gap::M));
        if (!state.kept.empty()) ui::callout(ui, flow, {ui::CardTone::Info, "ui/info", {}, view.say(state.kept)});
        return;
    }
    ui::Button page{view.say("emergency.keep.page"), ui::ButtonKind::Primary, "ui/print"};
    page.enabled = named;
    if (!named) page.reason = view.say("emergency.keep.no_place");
    if (ui::button(ui, "keep.page", flow, page)) {
        const localization::Language& language = view.model.words().language();
        write(".html", escalation::print_page(preview, {language.tag, language.right_to_left(), view.say("emergency.page.title").text,
                                                        view.say("emergency.to").text, view.say("emergency.page.warning").text}));
    }
    flow.skip(ui.gap(Gap::M));
    ui::Button text{view.say("emergency.keep.text"), ui::ButtonKind::Secondary, "ui/file"};
    text.enabled = named;
    text.reason = page.reason;
    if (ui::button(ui, "keep.text", flow, text)) write(".txt", preview.rendering.text);
    flow.skip(ui.gap(Gap::M));
    if (preview.to.method == "email") {
        ui::Button mail{view.say("emergency.keep.mail"), ui::ButtonKind::Secondary, "ui/mail"};
        mail.enabled = named;
        mail.reason = page.reason;
        if (ui::button(ui, "keep.mail", flow, mail)) write(".eml", escalation::mail_file(preview));
        flow.skip(ui.gap(Gap::M));
    }
    if (!state.kept.empty()) {
        ui::callout(ui, flow, {ui::CardTone::Info, "ui/info", {}, view.say(state.kept)});
        flow.skip(ui.gap(Gap::M));
    }
    ui::callout(ui, flow, {ui::CardTone::Warn, "status/small", {}, view.say("emergency.keep.warning")});
    flow.skip(ui.gap(Gap::L));
    if (wide_button(view, flow, "handed", {view.say("emergency.done"), ui::ButtonKind::Secondary, "ui/tick"})) {
        help.handed_over();
        ui.scroll_to_top(kHelpScroll);
    }
}

void draw_help_over(View& view, models::Emergency& help) {
    draw_send_question(view);
    draw_sign_in_question(view);
    draw_fetch_question(view);
    auto& state = view.state.help;
    if (!state.asking_open) return;
    const std::string link = escalation::browser_link(help.preview().to.address);
    if (link.empty()) {
        state.asking_open = false;
        return;
    }
    ui::Dialog ask;
    ask.question = view.say("emergency.open.ask");
    ask.body = view.say({"emergency.open.body", {{"link", Code{link}}}});
    if (view.model.words().language().preview) {
        // Nobody agrees to a draft alone.
        const Message body{"emergency.open.body", {{"link", Code{link}}}};
        ask.body.text += "\n" + view.model.words().english({"emergency.open.ask", {}}).text + " " + view.model.words().english(body).text;
    }
    ask.answers = {{view.say("emergency.open.no"), ui::ButtonKind::Secondary}, {view.say("emergency.open.yes"), ui::ButtonKind::Primary, "ui/browser"}};
    const auto answer = ui::dialog(view.ui, "open", ask);
    if (!answer) return;
    state.asking_open = false;
    if (*answer != 1) return;
    const auto opened = view.model.open_page(link);
    ui::show_toast(view.ui, view.state.toast, view.say(opened ? "emergency.opened" : "emergency.not_opened"));
}

}  // namespace amparo::screens
