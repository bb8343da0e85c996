#include "app/screens/emergency.hpp"

#include <array>


namespace amparo::screens {

namespace {

using escalation::Report;
using escalation::Stage;
using ui::Gap;
using ui::Style;

constexpr std::array<const char*, 6> kMethods = {"reply", "signal", "whatsapp", "email", "phone", "person"};

/// Takes over what the report says when the page is opened.
void fill(View& view, models::Emergency& help) {
    auto& state = view.state.help;
    if (state.filled) return;
    const Report& report = help.report();
    const auto set = [](ui::FieldState& field, const std::string& text) { field.buffer.reset(text); };
    set(state.fields["alias"], report.alias);
    set(state.fields["summary"], report.summary);
    set(state.fields["since"], report.timeline.empty() ? "" : report.timeline.front().when);
    set(state.fields["done"], report.actions_taken.empty() ? "" : report.actions_taken.front());
    set(state.fields["wanted"], report.wanted.empty() ? "" : report.wanted.front());
    set(state.fields["code"], report.safe_reply.code_word);
    set(state.fields["avoid"], report.safe_reply.avoid);
    set(state.fields["value"], report.callback.empty() ? "" : report.callback.front().value);
    set(state.fields["hours"], report.callback.empty() ? "" : report.callback.front().hours);
    state.details.buffer.reset(report.details);
    for (const escalation::Answer& answer : report.answers) set(state.fields["question." + answer.question], answer.value);
    state.filled = true;
}

void line(View& view, ui::Flow& flow, models::Emergency& help, const std::string& id, const ui::Words& label, const ui::Words& note,
          const std::function<void(Report&, const std::string&)>& put) {
    ui::FieldState& field = view.state.help.fields[id];
    ui::FieldOptions options;
    options.note = note;
    if (ui::field(view.ui, "words." + id, flow, label, field, options)) {
        help.change([&](Report& report) { put(report, field.text()); });
    }
    flow.skip(view.ui.gap(Gap::L));
}

void one(std::vector<std::string>& list, const std::string& text) {
    list.clear();
    if (!text.empty()) list.push_back(text);
}

void answer_question(Report& report, std::string_view question, const std::string& text) {
    std::erase_if(report.answers, [&](const escalation::Answer& item) { return item.question == question; });
    if (!text.empty()) report.answers.push_back({std::string(question), text});
}

void callback(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    ui::heading(ui, flow, Style::BodyStrong, view.say("emergency.words.answer"), 2);
    flow.skip(ui.gap(Gap::S));
    const std::string now = help.report().callback.empty() ? "reply" : help.report().callback.front().method;
    std::vector<ui::Segment> items;
    std::size_t selected = 0;
    for (std::size_t i = 0; i < kMethods.size(); ++i) {
        if (now == kMethods[i]) selected = i;
        items.push_back({kMethods[i], view.say(std::string("emergency.words.by.") + kMethods[i]), {}});
    }
    const std::size_t chosen = ui::segments(ui, "words.by", flow, items, selected);
    if (chosen != selected) {
        help.change([&](Report& report) {
            report.callback.resize(1);
            report.callback.front().method = kMethods[chosen];
            if (chosen == 0) report.callback.front().value.clear();
        });
    }
    flow.skip(ui.gap(Gap::L));
    if (now != "reply") {
        line(view, flow, help, "value", view.say("emergency.words.value"), view.say("emergency.words.value.note"),
             [](Report& report, const std::string& text) { report.callback.front().value = text; });
    }
    line(view, flow, help, "hours", view.say("emergency.words.hours"), {},
         [](Report& report, const std::string& text) { report.callback.front().hours = text; });
}

void full_story(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    line(view, flow, help, "summary", view.say("report.line.summary"), view.say("emergency.words.summary.note"),
         [](Report& report, const std::string& text) { report.summary = text; });
    ui::EditorOptions options;
    options.field.note = view.say("emergency.words.details.note");
    if (ui::editor(ui, "words.details", flow, view.say("report.line.details"), view.state.help.details, options)) {
        help.change([&](Report& report) { report.details = view.state.help.details.text(); });
    }
    flow.skip(ui.gap(Gap::L));
    line(view, flow, help, "wanted", view.say("report.line.wanted"), {},
         [](Report& report, const std::string& text) { one(report.wanted, text); });
    for (const std::string& type : help.report().types) {
        for (const escalation::ReportQuestion& question : escalation::questions_of(type)) {
            const std::string id(question.id);
            line(view, flow, help, "question." + id, view.say("report.question." + id), {},
                 [&](Report& report, const std::string& text) { answer_question(report, question.id, text); });
        }
    }
}

}  // namespace

void draw_help_words(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    fill(view, help);
    help_title(view, flow, {"emergency.words", {}}, {"emergency.words.body", {}});
    ui::callout(ui, flow, {ui::CardTone::Warn, "ui/key", {}, view.say("emergency.words.never")});
    flow.skip(ui.gap(Gap::L));
    line(view, flow, help, "alias", view.say("report.line.alias"), view.say("emergency.words.alias.note"),
         [](Report& report, const std::string& text) { report.alias = text; });
    callback(view, flow, help);
    line(view, flow, help, "since", view.say("report.line.since"), view.say("emergency.words.since.note"), [](Report& report, const std::string& text) {
        if (text.empty()) {
            if (!report.timeline.empty() && report.timeline.front().what.empty()) report.timeline.erase(report.timeline.begin());
            return;
        }
        if (report.timeline.empty()) report.timeline.push_back({});
        report.timeline.front().when = text;
    });
    line(view, flow, help, "done", view.say("report.line.done"), {}, [](Report& report, const std::string& text) { one(report.actions_taken, text); });
    line(view, flow, help, "code", view.say("report.line.code"), view.say("emergency.words.code.note"),
         [](Report& report, const std::string& text) { report.safe_reply.code_word = text; });
    line(view, flow, help, "avoid", view.say("report.line.avoid"), {}, [](Report& report, const std::string& text) { report.safe_reply.avoid = text; });
    if (help.form() == escalation::Form::Message) {
        const bool full = help.stage() == Stage::Full;
        ui::setting_row(ui, flow, view.say("emergency.words.full"), view.say("emergency.words.full.note"), ui::toggle_width(ui, view.say(full ? "window.on" : "window.off")),
                        [&](ui::Flow& end) {
                            const ui::Words state = view.say(full ? "window.on" : "window.off");
                            const float middle = end.y + ui.px(ui::size::kTarget) / 2;
                            if (ui::toggle(ui, "words.full", end.end(), middle, view.say("emergency.words.full"), state, full)) {
                                help.choose_stage(full ? Stage::FirstContact : Stage::Full);
                            }
                            end.skip(ui.px(ui::size::kTarget));
                        });
        flow.skip(ui.gap(Gap::L));
    }
    if (help.stage() == Stage::Full || help.form() != escalation::Form::Message) full_story(view, flow, help);
    if (wide_button(view, flow, "words.done", {view.say("emergency.words.back"), ui::ButtonKind::Primary, "ui/tick"})) {
        help.back();
        ui.scroll_to_top(kHelpScroll);
    }
}

}  // namespace amparo::screens
