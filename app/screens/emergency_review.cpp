#include "app/screens/emergency.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/base/text.hpp"
#include "app/models/channel_words.hpp"
#include "app/screens/sending.hpp"

namespace amparo::screens {

namespace {

using escalation::Form;
using escalation::Line;
using escalation::Protection;
using escalation::Stage;
using models::HelpStep;
using ui::Gap;
using ui::Style;

constexpr float kLabel = 172;
constexpr float kLeastValue = 200;

ui::Status protection_status(Protection protection) {
    switch (protection) {
        case Protection::Sealed: return ui::Status::Good;
        case Protection::InTransit:
        case Protection::Messenger: return ui::Status::Small;
        case Protection::Open: break;
    }
    return ui::Status::Large;
}

/// To whom, and who can read it on the way.
void recipient(View& view, ui::Flow& flow, const escalation::Recipient& to) {
    ui::Ui& ui = view.ui;
    const float padding = ui.gap(Gap::XL);
    const ui::Words word = view.say("emergency.protection." + std::string(escalation::protection_name(to.protection)));
    ui::Flow inner{flow.x + padding, flow.y + ui.gap(Gap::M), flow.width - 2 * padding};
    const float width = std::min(ui::pill_width(ui, word), inner.width);
    const float height = ui::pill_height(ui, word, width);
    // Beside the name where that leaves it room, so that the button that acts is not pushed out of sight.
    const ui::Words name{to.name, "en"};
    const float longest = std::max(ui.measure(Style::BodyStrong, name).width, ui.measure(Style::Mono, view.code(to.address)).width) + 1;
    const bool beside = inner.width - width - ui.gap(Gap::L) >= longest;
    ui::Flow names{inner.x, inner.y, inner.width - (beside ? width + ui.gap(Gap::L) : 0)};
    ui::text(ui, names, Style::Caption, view.say("emergency.to"), ui::Color::Muted);
    ui::text(ui, names, Style::BodyStrong, name);
    if (!to.address.empty()) ui::text(ui, names, Style::Mono, view.code(to.address));
    const float x = beside ? inner.end() - width : inner.x;
    const float y = beside ? std::round((inner.y + names.y - height) / 2) : names.y + ui.gap(Gap::S);
    ui::pill(ui, x + width, y + height / 2, protection_status(to.protection), word, inner.width);
    ui.note(a11y::Role::Text, {x, y, x + width, y + height}, word);
    flow.y = std::max(names.y, y + height) + ui.gap(Gap::M);
    ui::rule(ui, flow);
}

/// One line of what leaves, and the button that leaves it out.
void line_row(View& view, ui::Flow& flow, models::Emergency& help, const Line& line, bool last) {
    ui::Ui& ui = view.ui;
    const float padding = ui.gap(Gap::XL);
    const bool out = help.left_out(line.id);
    const bool copies = help.form() == Form::WebForm;
    ui::Button act{view.say(out ? "emergency.put_back" : "emergency.leave_out"), ui::ButtonKind::Quiet, out ? "ui/plus" : "ui/minus"};
    act.style = Style::Caption;
    act.about = {line.label, view.model.words().language().tag};
    const float act_width = line.optional ? ui::button_width(ui, act) + ui.gap(Gap::S) : 0;
    ui::Button copy{view.say("window.copy"), ui::ButtonKind::Secondary, "ui/copy"};
    copy.about = act.about;
    const float copy_width = copies && !out ? ui::button_width(ui, copy) + ui.gap(Gap::S) : 0;
    const float inner = flow.width - 2 * padding;
    const float words_width = inner - act_width - copy_width;
    const bool beside = words_width - ui.px(kLabel) >= ui.px(kLeastValue);
    const bool narrow = words_width < ui.px(kLeastValue);
    const ui::Words label{line.label, view.model.words().language().tag};
    const ui::Words value = out ? view.say("emergency.left_out") : ui::Words{line.value, line.own_words ? help.report().lang : label.lang};
    const float top = flow.y + ui.gap(Gap::M);
    ui::Flow name{flow.x + padding, top, beside ? ui.px(kLabel) - ui.gap(Gap::M) : narrow ? inner : words_width};
    ui::text(ui, name, Style::Body, label, ui::Color::Muted);
    ui::Flow body{beside ? flow.x + padding + ui.px(kLabel) : name.x, beside ? top : name.y, beside ? words_width - ui.px(kLabel) : name.width};
    ui::text(ui, body, Style::Body, value, out ? ui::Color::Muted : ui::Color::Text);
    if (line.cut && !out) {
        const auto limit = static_cast<std::int64_t>(line.limit);
        ui::text(ui, body, Style::Caption, view.say({"emergency.cut", {{"count", limit}}}), ui::Color::Warn);
    }
    float bottom = std::max(name.y, body.y);
    float end = flow.end() - padding + ui.gap(Gap::M);
    const float target = ui.px(ui::size::kTarget);
    const float row = narrow ? bottom : top - std::round((target - ui.px(ui::type(Style::Body).line)) / 2);
    if (line.optional) {
        const float width = ui::button_width(ui, act);
        if (ui::button(ui, "line." + line.id, {end - width, row, end, row + target}, act)) {
            view.after([&help, id = line.id, out] { help.leave_out(id, !out); });
        }
        end -= width + ui.gap(Gap::S);
        bottom = std::max(bottom, row + target - ui.gap(Gap::S));
    }
    if (copy_width > 0) {
        const float width = ui::button_width(ui, copy);
        if (ui::button(ui, "field." + line.id, {end - width, row, end, row + target}, copy)) {
            copy_private(view, line.value);
            ui::show_toast(ui, view.state.toast, view.say("emergency.copied"));
        }
        bottom = std::max(bottom, row + target - ui.gap(Gap::S));
    }
    flow.y = bottom + ui.gap(Gap::M);
    if (!last) ui::rule(ui, flow);
}

/// Which of several ways of the desk.
void ways(View& view, ui::Flow& flow, models::Emergency& help) {
    if (help.ways().size() < 2) return;
    ui::Ui& ui = view.ui;
    std::vector<ui::Segment> items;
    for (const std::size_t index : help.ways()) {
        const escalation::Contact& contact = help.chosen()->contacts[index];
        items.push_back({std::to_string(index), view.say("channels.method." + contact.method), {}});
    }
    ui::text(ui, flow, Style::Caption, view.say("emergency.way"), ui::Color::Muted);
    const std::size_t chosen = ui::segments(ui, "way", flow, items, help.way());
    if (chosen != help.way()) view.after([&help, chosen] { help.choose_way(chosen); });
    flow.skip(ui.gap(Gap::L));
}

/// What was noticed in the person's own words.
void noticed(View& view, ui::Flow& flow, models::Emergency& help) {
    if (help.noticed().empty() || help.stage() == Stage::FirstContact) return;
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {ui::CardTone::Warn, Gap::L}, [&](ui::Flow& inner) {
        ui::icon_line(ui, inner, "status/small", view.say("emergency.noticed"), Style::BodyStrong, ui::Color::Text, ui::Color::Warn, 2);
        ui::text(ui, inner, Style::Caption, view.say("emergency.noticed.body"), ui::Color::Muted);
        std::size_t at = 0;
        for (const escalation::Notice& notice : help.noticed()) {
            const std::string kind = "emergency.noticed." + std::string(escalation::noticed_name(notice.kind));
            ui::Button cover{view.say("emergency.cover"), ui::ButtonKind::Secondary};
            cover.about = view.verbatim(notice.text);
            const float width = ui::button_width(ui, cover);
            inner.skip(ui.gap(Gap::S));
            ui::Flow words{inner.x, inner.y, inner.width - width - ui.gap(Gap::L)};
            ui::text(ui, words, Style::Body, view.say({kind, {{"text", notice.text}}}));
            const ui::Rect rect{inner.end() - width, inner.y, inner.end(), inner.y + ui.px(ui::size::kTarget)};
            if (ui::button(ui, "cover." + std::to_string(at++), rect, cover)) view.after([&help, text = notice.text] { help.cover(text); });
            inner.y = std::max(words.y, rect.y1);
        }
    });
    flow.skip(ui.gap(Gap::M));
}

void shows(View& view, ui::Flow& flow, const escalation::Preview& preview) {
    ui::Words body;
    for (const Message& sentence : preview.shows) {
        const ui::Words words = view.say(sentence);
        const std::string before = body.text.empty() ? "" : body.text + " ";
        body = words;
        body.text = before + words.text;
    }
    ui::callout(view.ui, flow, {ui::CardTone::Info, "ui/eye", view.say("emergency.shows"), body});
    flow.skip(view.ui.gap(Gap::M));
}

/// The sealed block where the desk's key is known, else the text.
void copy_all(View& view, models::Emergency& help) {
    const std::string block = view.model.sending().sealed_block(help.preview());
    copy_private(view, block.empty() ? help.preview().rendering.text : block);
    ui::show_toast(view.ui, view.state.toast, view.say("emergency.copied"));
}

/// Why it cannot be sent from here, and the way to what it takes.
void road_part(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    const std::string& method = help.preview().to.method;
    if (method != "email" && method != "globaleaks" && !help.to_person()) return;
    const Message& why = view.model.sending().why();
    ui::text(ui, flow, Style::Caption, view.say(why), ui::Color::Muted);
    flow.skip(ui.gap(Gap::S));
    // What no setting changes is said and no more.
    if (!help.to_person() && why.id != "network.off" && why.id != "sending.no_account") return;
    if (ui::button(ui, "review.road", flow, {view.say("sending.road"), ui::ButtonKind::Secondary, "status/sent"})) go_to(view, help, HelpStep::Road);
    flow.skip(ui.gap(Gap::M));
}

/// The way to the key of a desk to which one can seal.
void seal_part(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    if (!models::can_be_sealed(help.preview().to.method)) return;
    if (ui::button(ui, "review.seal", flow, {view.say("sending.road.seal"), ui::ButtonKind::Secondary, "ui/lock"})) go_to(view, help, HelpStep::Key);
    flow.skip(ui.gap(Gap::L));
}

/// Sending from here; false where that cannot be.
bool send_part(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    models::Sending& sending = view.model.sending();
    const models::Road road = sending.prepare(help.preview(), help.confirmed());
    const bool practice = road == models::Road::Practice;
    if (road != models::Road::None) {
        ui::Words seen;
        for (const Message& sentence : sending.delivery().visible()) {
            const ui::Words words = view.say(sentence);
            const std::string before = seen.text.empty() ? "" : seen.text + " ";
            seen = words;
            seen.text = before + words.text;
        }
        // A closed lock and a quiet colour are for what nobody else can read.
        const Message& protection = sending.delivery().protection();
        const bool readable = protection.id == "delivery.protection.readable";
        ui::callout(ui, flow, {readable ? ui::CardTone::Warn : ui::CardTone::Info, readable ? "ui/unlock" : "ui/lock", view.say(protection), practice ? view.say("sending.practice.to") : seen});
        flow.skip(ui.gap(Gap::M));
        hold_to_send(view, flow, {practice ? "sending.hold.practice" : "sending.hold", {}});
        flow.skip(ui.gap(Gap::L));
        return true;
    }
    return false;
}

/// The best way of this contact as the one primary button, the others beside it.
void carry(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    const escalation::Recipient& to = help.preview().to;
    const bool page = to.method == "webform" || to.method == "globaleaks";
    const bool phone = to.method == "phone" || to.method == "signal" || to.method == "whatsapp" || to.method == "telegram";
    const bool sends = send_part(view, flow, help);
    if (help.to_person()) {
        if (!sends) road_part(view, flow, help);
        // What is copied or printed would be readable; for them it leaves sealed or not at all.
        if (ui::button(ui, "carry.keep", flow, {view.say("sending.keep_sealed"), ui::ButtonKind::Secondary, "ui/stick"})) go_to(view, help, HelpStep::Keep);
        return;
    }
    const bool sealed = to.protection == Protection::Sealed;
    ui::Button main{view.say(sealed && to.method == "email" ? "sending.key.copy" : "emergency.copy"), ui::ButtonKind::Primary, "ui/copy"};
    if (page) main = {view.say("emergency.open"), ui::ButtonKind::Primary, "ui/browser"};
    if (phone) main = {view.say("emergency.to_phone"), ui::ButtonKind::Primary, "ui/qr"};
    // One primary button on the page: the one that is held, where there is one.
    if (sends) main.kind = ui::ButtonKind::Secondary;
    if (wide_button(view, flow, "carry", main)) {
        if (page) {
            view.state.help.asking_open = true;
        } else if (phone) {
            go_to(view, help, HelpStep::Phone);
        } else {
            copy_all(view, help);
        }
    }
    flow.skip(ui.gap(Gap::S));
    ui::text(ui, flow, Style::Caption, view.say(page ? "emergency.carry.form" : phone ? "emergency.carry.phone" : "emergency.carry.mail"), ui::Color::Muted);
    // Said above the button that sends, where there is one.
    if (to.method == "email" && !sends) {
        const Message how{sealed ? "delivery.protection.openpgp" : "delivery.protection.readable", {{"name", to.name}}};
        ui::text(ui, flow, Style::Caption, view.say(how), ui::Color::Muted);
    }
    flow.skip(ui.gap(Gap::L));
    ui::text(ui, flow, Style::Caption, view.say("emergency.carry"), ui::Color::Muted);
    struct Other {
        const char* id;
        const char* icon;
        const char* word;
        bool there;
    };
    const std::array<Other, 3> others{{{"carry.copy", "ui/copy", "emergency.copy", page || phone},
                                       {"carry.phone", "ui/qr", "emergency.to_phone", !phone && !sealed},
                                       {"carry.keep", "ui/print", "emergency.keep_file", true}}};
    float x = flow.x;
    const float target = ui.px(ui::size::kTarget);
    for (const Other& other : others) {
        if (!other.there) continue;
        const ui::Button item{view.say(other.word), ui::ButtonKind::Secondary, other.icon};
        const float width = std::min(ui::button_width(ui, item), flow.width);
        const float height = std::max(target, ui::button_height(ui, item, width));
        if (x > flow.x && x + width > flow.end()) {
            x = flow.x;
            flow.skip(target + ui.gap(Gap::S));
        }
        if (ui::button(ui, other.id, {x, flow.y, x + width, flow.y + height}, item)) {
            if (other.word == std::string_view("emergency.copy")) copy_all(view, help);
            if (other.icon == std::string_view("ui/qr")) go_to(view, help, HelpStep::Phone);
            if (other.icon == std::string_view("ui/print")) go_to(view, help, HelpStep::Keep);
        }
        x += width + ui.gap(Gap::S);
    }
    flow.skip(target + ui.gap(Gap::L));
    if (!sends) road_part(view, flow, help);
    seal_part(view, flow, help);
    ui::Button done{view.say("emergency.done"), ui::ButtonKind::Secondary, "ui/tick"};
    if (wide_button(view, flow, "handed", done)) {
        help.handed_over();
        ui.scroll_to_top(kHelpScroll);
    }
}

}  // namespace

void draw_review(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    const escalation::Preview& preview = help.preview();
    if (help.ways().empty() && !help.to_person()) {
        // A desk that only others can lead to: say so instead of an empty letter.
        help_title(view, flow, {"emergency.no_way", {}}, {"emergency.no_way.body", {}});
        if (help.chosen() != nullptr) contact_list(view, flow, *help.chosen(), help.desk().incident());
        return;
    }
    const bool form = help.form() == Form::WebForm;
    help_title(view, flow, {form ? "emergency.fields" : help.to_person() ? "sending.exactly" : "emergency.exactly", {}}, {});
    ways(view, flow, help);
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        recipient(view, inner, preview.to);
        const std::vector<Line> lines = help.shown();
        for (const Line& line : lines) line_row(view, inner, help, line, false);
        const float padding = ui.gap(Gap::XL);
        ui::Flow foot{inner.x + padding - ui.gap(Gap::M), inner.y + ui.gap(Gap::XS), inner.width - 2 * padding};
        if (ui::button(ui, "words", foot, {view.say("emergency.change_words"), ui::ButtonKind::Quiet, "ui/edit"})) {
            go_to(view, help, HelpStep::Words);
        }
        inner.y = foot.y + ui.gap(Gap::XS);
    });
    flow.skip(ui.gap(Gap::M));
    if (form && help.chosen() != nullptr && !help.chosen()->asks_at_intake.empty()) {
        ui::disclosure(ui, "asks", flow, view.say("emergency.asks"), {}, view.state.open["asks"], [&](ui::Flow& inner) {
            const auto& asks = help.chosen()->asks_at_intake;
            for (std::size_t i = 0; i < asks.size(); ++i) {
                const localization::Text ask = models::channel_text(view.model.words(), *help.chosen(), "asks." + std::to_string(i + 1), asks[i]);
                ui::text(ui, inner, Style::Body, View::as_words(ask));
            }
        });
        flow.skip(ui.gap(Gap::M));
    }
    ui::disclosure(ui, "letter", flow, view.say("emergency.letter"), {}, view.state.open["letter"], [&](ui::Flow& inner) {
        for (const std::string_view line : text::lines(preview.rendering.text)) {
            if (line.empty()) {
                inner.skip(ui.px(ui::type(Style::Body).line) / 2);
            } else {
                ui::text(ui, inner, Style::Body, {std::string(line), preview.rendering.lang});
            }
        }
    });
    flow.skip(ui.gap(Gap::M));
    noticed(view, flow, help);
    shows(view, flow, preview);
    carry(view, flow, help);
}

}  // namespace amparo::screens
