#include <array>

#include "app/models/check_words.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using models::Phone;
using models::PhoneAnswer;
using ui::Gap;
using ui::Style;

constexpr std::array kAnswers = {PhoneAnswer::Yes, PhoneAnswer::No, PhoneAnswer::Unsure};

void which_phone(View& view, ui::Flow& flow, models::PhoneCheck& phones) {
    const std::array<ui::Segment, 2> items{{{"android", view.say("phone.android"), {}}, {"iphone", view.say("phone.iphone"), {}}}};
    ui::text(view.ui, flow, Style::BodyStrong, view.say("phone.which"));
    flow.skip(view.ui.gap(Gap::S));
    const auto now = static_cast<std::size_t>(phones.phone);
    const std::size_t chosen = ui::segments(view.ui, "kind.phone", flow, items, now);
    if (chosen != now) view.after([&phones, chosen] { phones.phone = static_cast<Phone>(chosen); });
    flow.skip(view.ui.gap(Gap::L));
}

/// What the answer means, and what to do.
void meaning(View& view, ui::Flow& flow, const models::PhoneQuestion& question, const checks::Finding& finding) {
    ui::Ui& ui = view.ui;
    flow.skip(ui.gap(Gap::M));
    const ui::Status status = status_of(finding);
    ui::icon_line(ui, flow, ui::status_icon(status), view.say(models::reason_message(finding)), Style::Body, ui::Color::Text);
    if (finding.judgement.verdict != checks::Verdict::AtRisk) return;
    if (models::may_be_watched(finding, question.info)) {
        flow.skip(ui.gap(Gap::M));
        ui::callout(ui, flow, {ui::CardTone::Info, "ui/hand", {}, view.say("checkreport.safety_first")});
        flow.skip(ui.gap(Gap::M));
        if (ui::button(ui, "helpline." + finding.id, flow, {view.say("checkreport.safety.button"), ui::ButtonKind::Secondary, "nav/help"})) {
            view.after([&view] { view.model.open_help(); });
        }
    }
    std::int64_t number = 0;
    for (const Message& step : models::remedy_steps(finding.id, {}, view.model.words())) {
        flow.skip(ui.gap(Gap::M));
        ui::numbered(ui, flow, view.say({"window.number", {{"count", ++number}}}), [&](ui::Flow& words) { ui::text(ui, words, Style::Body, view.say(step)); });
    }
}

void question_card(View& view, ui::Flow& flow, models::PhoneCheck& phones, const models::PhoneQuestion& question) {
    ui::Ui& ui = view.ui;
    const std::string& id = question.info.id;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say(models::check_message(id, "title")), 2);
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Body, view.say(models::check_message(id, "ask")));
        inner.skip(ui.gap(Gap::S));
        ui::icon_line(ui, inner, "ui/eye", view.say(models::check_message(id, "where")));
        inner.skip(ui.gap(Gap::M));
        const std::array<ui::Segment, 3> items{{{"yes", view.say("phone.yes"), {}}, {"no", view.say("phone.no"), {}}, {"unsure", view.say("phone.unsure"), {}}}};
        const PhoneAnswer answer = phones.answer_to(id);
        const std::size_t now = answer == PhoneAnswer::NotYet ? items.size() : static_cast<std::size_t>(answer) - 1;
        const std::size_t chosen = ui::segments(ui, "answer." + id, inner, items, now);
        if (chosen != now) view.after([&phones, id, chosen] { phones.answer(id, kAnswers.at(chosen)); });
        if (answer != PhoneAnswer::NotYet) meaning(view, inner, question, phones.finding(question, view.model.check_up().profile()));
    });
    flow.skip(ui.gap(Gap::L));
}

}  // namespace

void draw_phone(View& view) {
    Page page;
    page.title = view.say("phone.title");
    page.summary = view.say("phone.summary");
    page.back_id = "back";
    page.back = place_name(view, view.model.places.before().place);
    draw_frame(view, page, [&](ui::Flow& flow) {
        models::PhoneCheck* phones = view.model.phone();
        if (phones == nullptr) return;
        which_phone(view, flow, *phones);
        const auto all = phones->questions();
        for (const models::PhoneQuestion* question : all) question_card(view, flow, *phones, *question);
        ui::text(view.ui, flow, Style::Caption,
                 view.say({"phone.answered", {{"done", static_cast<std::int64_t>(phones->answered())}, {"total", static_cast<std::int64_t>(all.size())}}}), ui::Color::Muted);
    });
}

}  // namespace amparo::screens
