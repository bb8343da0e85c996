// What says something: folds, banners, progress, empty places, and what lies above the page.
#include <array>

#include "app/screens/gallery.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

void folds(View& view, ui::Flow& flow) {
    GalleryState& state = view.state.gallery;
    const auto one = [&](const char* id, bool& open) {
        ui::disclosure(view.ui, id, flow, view.say("window.detail.evidence"), view.say("window.detail.why.note"), open,
                       [&](ui::Flow& inner) { ui::text(view.ui, inner, Style::Body, view.say("window.first.bad.body")); });
        flow.skip(view.ui.gap(Gap::M));
    };
    one("gallery.fold.open", state.fold);
    one("gallery.fold.shut", state.fold_shut);
}

void banners(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    GalleryState& state = view.state.gallery;
    const ui::Words old = sample(view, "The list of desks is over 180 days old. Some addresses may have changed.",
                                 "قائمة الجهات أقدم من 180 يوماً. ربما تغيّرت بعض العناوين.");
    const ui::Words look = view.say("window.look_again");
    const ui::Words aside = sample(view, "Put aside", "نحِّ هذا جانباً");
    if (state.banner && ui::banner(ui, "gallery.banner", flow, {ui::CardTone::Warn, "ui/info", old, look, aside}) != ui::BannerAnswer::None) {
        state.banner = false;
    }
    flow.skip(ui.gap(Gap::S));
    static_cast<void>(ui::banner(ui, "gallery.banner.info", flow, {ui::CardTone::Info, "ui/offline", view.say("window.privacy.network")}));
    flow.skip(ui.gap(Gap::L));
    for (const auto tone : {ui::CardTone::Info, ui::CardTone::Ok, ui::CardTone::Warn, ui::CardTone::Danger, ui::CardTone::Sunken}) {
        ui::callout(ui, flow, {tone, "ui/info", view.say("window.first.bad"), view.say("window.first.bad.body")});
        flow.skip(ui.gap(Gap::S));
    }
}

void ways(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::progress(ui, "gallery.progress", flow, 0.4F, view.say("window.home.looking"));
    flow.skip(ui.gap(Gap::L));
    for (const int now : {1, 2, 5}) {
        const ui::Words where = view.say({"window.lesson.page", {{"page", std::int64_t{now}}, {"total", std::int64_t{5}}}});
        ui::stepper(ui, flow, {where, now, 5});
        flow.skip(ui.gap(Gap::M));
    }
}

void openers(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    GalleryState& state = view.state.gallery;
    if (ui::button(ui, "gallery.ask", flow, {sample(view, "Open a dialog", "افتح سؤالاً")})) state.asking = true;
    flow.skip(ui.gap(Gap::S));
    if (ui::button(ui, "gallery.toast", flow, {sample(view, "Show a toast", "أظهر رسالة قصيرة")})) {
        ui::show_toast(ui, state.toast, sample(view, "Copied", "نُسخ"));
    }
}

}  // namespace

void gallery_boxes(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    folds(view, flow);
    flow.skip(ui.gap(Gap::M));
    banners(view, flow);
    flow.skip(ui.gap(Gap::L));
    ways(view, flow);
    flow.skip(ui.gap(Gap::M));
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::empty_state(ui, "gallery.empty", inner, {"nav/checks", view.say("window.home.first.title"), view.say("window.home.first.body"),
                                                     view.say("window.look"), "nav/checks"});
    });
    flow.skip(ui.gap(Gap::L));
    openers(view, flow);
}

void gallery_over(View& view) {
    GalleryState& state = view.state.gallery;
    ui::toast(view.ui, state.toast);
    if (!state.asking) return;
    const ui::Dialog question{sample(view, "Forget everything that was typed here?", "أتريد نسيان كل ما كُتب هنا؟"),
                              sample(view, "It cannot be brought back afterwards. Nothing else changes.",
                                     "لا يمكن استرجاعه بعد ذلك. لا يتغيّر شيء آخر."),
                              {{sample(view, "Keep it", "أبقِه"), ui::ButtonKind::Primary},
                               {sample(view, "Forget it", "انسَه"), ui::ButtonKind::Secondary}},
                              0};
    if (const auto answer = ui::dialog(view.ui, "gallery.dialog", question)) {
        state.asking = false;
        if (*answer != question.safe) state.field = {};
    }
}

}  // namespace amparo::screens
