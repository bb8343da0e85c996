// Every widget in its states, and a sample of scripts: for people who design and test, reached by Ctrl+Shift+G.
#include <array>

#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

void buttons(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    int number = 0;
    for (const auto kind : {ui::ButtonKind::Primary, ui::ButtonKind::Secondary, ui::ButtonKind::Quiet, ui::ButtonKind::Urgent}) {
        for (const bool enabled : {true, false}) {
            ui::Button button{view.say("window.show_me"), kind, "nav/help"};
            button.enabled = enabled;
            ui::button(ui, "gallery.button." + std::to_string(number++), flow, button);
            flow.skip(ui.gap(Gap::S));
        }
    }
}

void states(View& view, ui::Flow& flow) {
    const std::array<std::pair<ui::Status, const char*>, 5> all{{{ui::Status::Large, "check.group.fix_soon"},
                                                                 {ui::Status::Small, "check.group.worth_fixing"},
                                                                 {ui::Status::Unknown, "check.group.cannot_tell"},
                                                                 {ui::Status::Good, "check.group.good"},
                                                                 {ui::Status::NotApplicable, "check.group.does_not_apply"}}};
    ui::card(view.ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        for (const auto& [status, word] : all) {
            ui::ListRow row;
            row.icon = "ui/disk";
            row.title = view.say(word);
            row.note = view.say("window.home.first.body");
            row.status = status;
            row.status_word = view.say(word);
            ui::list_row(view.ui, std::string("gallery.row.") + word, inner, row, status == ui::Status::NotApplicable);
        }
    });
}

void controls(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const std::array<ui::Segment, 3> items{{{"a", view.say("window.filter.todo"), {}},
                                            {"b", view.say("window.filter.all"), {}},
                                            {"c", view.say("check.group.cannot_tell"), {}}}};
    view.state.sample_segment = ui::segments(ui, "gallery.segments", flow, items, view.state.sample_segment);
    flow.skip(ui.gap(Gap::L));
    const ui::Words state = view.say(view.state.sample_on ? "window.on" : "window.off");
    const ui::Words name = view.say("window.settings.look");
    if (ui::toggle(ui, "gallery.toggle", flow.end(), flow.y + ui.px(ui::size::kTarget) / 2, name, state, view.state.sample_on)) {
        view.state.sample_on = !view.state.sample_on;
    }
    flow.skip(ui.px(ui::size::kTarget) + ui.gap(Gap::L));
    ui::field(ui, "gallery.field", flow, view.say("window.region.search"), view.state.sample);
    flow.skip(ui.gap(Gap::L));
    ui::progress(ui, "gallery.progress", flow, 0.4F, view.say("window.home.looking"));
    flow.skip(ui.gap(Gap::L));
    for (const auto tone : {ui::CardTone::Info, ui::CardTone::Ok, ui::CardTone::Warn, ui::CardTone::Danger, ui::CardTone::Sunken}) {
        ui::callout(ui, flow, {tone, "ui/info", view.say("window.first.bad"), view.say("window.first.bad.body")});
        flow.skip(ui.gap(Gap::S));
    }
}

struct Sample {
    const char* lang;
    const char* text;
};
/// The first article of the Universal Declaration's idea in our own plain words, one sentence for each script.
constexpr std::array<Sample, 13> kSamples{{{"en", "Everyone is free and equal. Call +1 202-555-0147."},
                                           {"ar", "كل الناس أحرار ومتساوون. اتصل على \u2066+1 202-555-0147\u2069."},
                                           {"fa", "همه آزاد و برابرند. زنگ بزنید: \u2066+1 202-555-0147\u2069"},
                                           {"ur", "سب لوگ آزاد اور برابر ہیں۔"},
                                           {"he", "כל בני האדם חופשיים ושווים."},
                                           {"ru", "Все люди свободны и равны."},
                                           {"el", "Όλοι οι άνθρωποι είναι ελεύθεροι και ίσοι."},
                                           {"vi", "Mọi người đều tự do và bình đẳng."},
                                           {"hi", "सभी लोग स्वतंत्र और समान हैं।"},
                                           {"my", "လူတိုင်း လွတ်လပ်ပြီး တန်းတူညီမျှ ကြသည်။"},
                                           {"th", "ทุกคนเป็นอิสระและเท่าเทียมกัน"},
                                           {"am", "ሁሉም ሰው ነፃ እና እኩል ነው።"},
                                           {"zh", "人人自由而平等。"}}};

void scripts(View& view, ui::Flow& flow) {
    ui::card(view.ui, flow, {}, [&](ui::Flow& inner) {
        for (const Sample& sample : kSamples) {
            ui::text(view.ui, inner, Style::Caption, view.verbatim(sample.lang), ui::Color::Muted);
            ui::text(view.ui, inner, Style::Lead, {sample.text, sample.lang});
            inner.skip(view.ui.gap(Gap::S));
        }
    });
}

}  // namespace

void draw_gallery(View& view) {
    Page page;
    page.title = view.verbatim("Gallery");
    page.back_id = "back";
    page.back = view.say("window.back");
    draw_frame(view, page, [&](ui::Flow& flow) {
        const float gap = view.ui.gap(Gap::XL);
        buttons(view, flow);
        flow.skip(gap);
        states(view, flow);
        flow.skip(gap);
        controls(view, flow);
        flow.skip(gap);
        scripts(view, flow);
    });
}

}  // namespace amparo::screens
