#include <algorithm>

#include "app/screens/emergency.hpp"
#include "app/screens/sending.hpp"

namespace amparo::screens {

namespace {

using models::Delivery;
using ui::Gap;
using ui::Style;

constexpr const char* kCancel = "going.cancel";
constexpr float kCancelHigh = 80;    // units
constexpr float kRoomForRing = 720;  // units of the window's height
constexpr float kCancelWide = 480;  // units

void centred(View& view, ui::Flow& flow, Style style, const ui::Words& words, ui::Color color) {
    const float high = view.ui.draw_text(flow.x, flow.y, flow.width, style, color, words, ui::Align::Center);
    view.ui.note(a11y::Role::Text, {flow.x, flow.y, flow.end(), flow.y + high}, words);
    flow.skip(high);
}

void centred_title(View& view, ui::Flow& flow, const ui::Words& words, Style style = Style::Display) {
    const float high = view.ui.draw_text(flow.x, flow.y, flow.width, style, ui::Color::Text, words, ui::Align::Center);
    view.ui.note(a11y::Role::Heading, {flow.x, flow.y, flow.end(), flow.y + high}, words, 1);
    flow.skip(high + view.ui.gap(Gap::S));
}

bool large_button(View& view, ui::Flow& flow, std::string_view id, const ui::Button& button) {
    const float width = std::min(view.ui.px(kCancelWide), flow.width);
    const float high = std::max(view.ui.px(kCancelHigh), ui::button_height(view.ui, button, width));
    const float x = flow.x + (flow.width - width) / 2;
    const bool pressed = ui::button(view.ui, id, {x, flow.y, x + width, flow.y + high}, button);
    flow.skip(high + view.ui.gap(Gap::M));
    return pressed;
}

}  // namespace

void draw_going(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    Delivery& delivery = view.model.sending().delivery();
    static_cast<void>(help);
    if (delivery.phase() == Delivery::Phase::Sending) {
        centred_title(view, flow, view.say("sending.going"));
        centred(view, flow, Style::Lead, view.say("sending.going.body"), ui::Color::Muted);
        flow.skip(ui.gap(Gap::XL));
        if (large_button(view, flow, "going.stop", {view.say("sending.going.stop"), ui::ButtonKind::Secondary, "ui/close"})) delivery.stop();
        return;
    }
    // Whatever had the focus before: Enter means cancel here.
    if (ui.focused_id() != kCancel && ui.focused_id() != "hide") ui.set_focus(kCancel);
    const int left = delivery.seconds_left();
    const ui::Words number{std::to_string(left), view.model.words().language().tag};
    const auto cancel_button = [&] {
        ui::Button cancel{and_english(view, {"sending.cancel", {}}), ui::ButtonKind::Primary, "ui/close"};
        cancel.style = Style::Title;
        if (large_button(view, flow, kCancel, cancel)) view.after([&delivery] { delivery.cancel(); });
    };
    // In a small window, or with large words, the button comes first: nobody should have to look for it.
    const bool small = ui.height() < ui.px(kRoomForRing);
    if (small) {
        centred(view, flow, Style::Heading, view.say({"sending.left", {{"count", std::int64_t{left}}}}), ui::Color::Text);
        flow.skip(ui.gap(Gap::S));
        cancel_button();
    } else {
        const auto all = static_cast<float>(view.model.sending().window_seconds());
        ui::countdown(ui, flow, std::min(static_cast<float>(left) / all, 1.0F), number, view.say("sending.seconds"));
        flow.skip(ui.gap(Gap::XL));
    }
    centred_title(view, flow, with_english(view, {"sending.window", {}}), small ? Style::Heading : Style::Display);
    centred(view, flow, Style::Lead, view.say("sending.nothing_left"), ui::Color::Muted);
    centred(view, flow, Style::Lead, view.say({"sending.to", {{"name", delivery.letter().recipient}}}), ui::Color::Muted);
    centred(view, flow, Style::Body, view.say(delivery.protection()), ui::Color::Muted);
    flow.skip(ui.gap(Gap::XL));
    if (!small) cancel_button();
    centred(view, flow, Style::Caption, view.say("sending.cancel.keys"), ui::Color::Muted);
    if (ui.take_any_key()) view.after([&delivery] { delivery.cancel(); });
}

}  // namespace amparo::screens
