// What is pressed, chosen, switched, typed into.
#include <array>
#include <string>

#include "app/screens/gallery.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

void icon_buttons(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const float target = ui.px(ui::size::kTarget);
    float x = flow.x;
    const auto one = [&](const char* id, ui::Button button) {
        ui::icon_button(ui, id, {x, flow.y, x + target, flow.y + target}, button);
        x += target + ui.gap(Gap::S);
    };
    const ui::Words larger = view.say("window.text_size.larger");
    one("gallery.icon.0", {larger, ui::ButtonKind::Secondary, "ui/plus"});
    one("gallery.icon.1", {larger, ui::ButtonKind::Quiet, "ui/close"});
    one("gallery.icon.2", {larger, ui::ButtonKind::Primary, "ui/plus"});
    ui::Button off{larger, ui::ButtonKind::Secondary, "ui/plus"};
    off.enabled = false;
    off.reason = sample(view, "This is the largest text.", "هذا أكبر نص.");
    one("gallery.icon.3", off);
    flow.skip(target);
}

void switches(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const auto one = [&](const char* id, bool& on) {
        const ui::Words state = view.say(on ? "window.on" : "window.off");
        const ui::Words name = view.say("window.motion");
        const float width = ui::toggle_width(ui, state);
        ui::setting_row(ui, flow, name, view.say("window.motion.note"), width, [&](ui::Flow& control) {
            const float middle = control.y + ui.px(ui::size::kTarget) / 2;
            if (ui::toggle(ui, id, control.x + width, middle, name, state, on)) on = !on;
            control.skip(ui.px(ui::size::kTarget));
        });
    };
    one("gallery.toggle", view.state.gallery.on);
    one("gallery.toggle.off", view.state.gallery.off);
}

void choices(View& view, ui::Flow& flow) {
    const std::array<ui::ChoiceItem, 2> items{
        {{"gallery.choice.0", {view.say("window.theme.light"), view.say("window.theme.note"), {}}},
         {"gallery.choice.1", {view.say("window.theme.dark"), view.say("window.theme.note"), {}}}}};
    const auto pressed = ui::choices(view.ui, flow, items, view.ui.px(ui::size::kSideCard), view.state.gallery.choice);
    view.state.gallery.choice = pressed.value_or(view.state.gallery.choice);
}

void checks(View& view, ui::Flow& flow) {
    GalleryState& state = view.state.gallery;
    std::array<ui::CheckItem, 4> items{
        {{"0", sample(view, "Take the spare key out of the bag", "أخرج المفتاح الاحتياطي من الحقيبة")},
         {"1", sample(view, "Write down who to call", "اكتب بمن تتصل"), sample(view, "On paper, in your own words.", "على الورق وبكلماتك.")},
         {"2", sample(view, "Update the telephone", "حدّث الهاتف")},
         {"3", sample(view, "Restart it", "أعد تشغيله")}}};
    for (std::size_t i = 0; i < items.size(); ++i) items[i].checked = state.ticked[i];
    for (ui::CheckItem* off : {&items[2], &items[3]}) {
        off->enabled = false;
        off->reason = sample(view, "Plug it in first.", "صِله بالكهرباء أولاً.");
    }
    ui::card(view.ui, flow, {ui::CardTone::Plain, Gap::L}, [&](ui::Flow& inner) {
        const auto pressed = ui::checklist(view.ui, "gallery.checks", inner, sample(view, "Before you go", "قبل أن تذهب"), items);
        if (pressed) state.ticked[*pressed] = !state.ticked[*pressed];
    });
}

}  // namespace

void gallery_buttons(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    int number = 0;
    for (const auto kind : {ui::ButtonKind::Primary, ui::ButtonKind::Secondary, ui::ButtonKind::Quiet, ui::ButtonKind::Urgent}) {
        ui::button(ui, "gallery.button." + std::to_string(number++), flow, {view.say("window.show_me"), kind, "nav/help"});
        flow.skip(ui.gap(Gap::S));
    }
    ui::Button off{view.say("window.show_me"), ui::ButtonKind::Primary, "nav/help"};
    off.enabled = false;
    ui::button(ui, "gallery.button." + std::to_string(number++), flow, off);
    flow.skip(ui.gap(Gap::S));
    off.reason = sample(view, "Choose what happened first.", "اختر أولاً ما حدث.");
    ui::button(ui, "gallery.button." + std::to_string(number), flow, off);
    flow.skip(ui.gap(Gap::L));
    icon_buttons(view, flow);
}

void gallery_controls(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    GalleryState& state = view.state.gallery;
    const std::array<ui::Segment, 3> items{{{"a", view.say("window.filter.todo"), {}},
                                            {"b", view.say("window.filter.all"), {}},
                                            {"c", view.say("check.group.cannot_tell"), {}}}};
    state.segment = ui::segments(ui, "gallery.segments", flow, items, state.segment);
    flow.skip(ui.gap(Gap::L));
    choices(view, flow);
    switches(view, flow);
    flow.skip(ui.gap(Gap::L));
    checks(view, flow);
    flow.skip(ui.gap(Gap::L));
    ui::field(ui, "gallery.field", flow, view.say("window.region.search"), state.field);
}

}  // namespace amparo::screens
