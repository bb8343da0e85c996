#include <algorithm>
#include <array>

#include "app/base/date.hpp"
#include "app/models/check_words.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

ui::CardTone tone_of(ui::Status status) {
    switch (status) {
        case ui::Status::Good: return ui::CardTone::Ok;
        case ui::Status::Small: return ui::CardTone::Warn;
        case ui::Status::Large: return ui::CardTone::Danger;
        default: return ui::CardTone::Sunken;
    }
}

void steps(View& view, ui::Flow& flow, const checks::Finding& finding) {
    const auto list = models::remedy_steps(finding.id, finding.judgement.remedy, view.model.words());
    const bool at_risk = finding.judgement.verdict == checks::Verdict::AtRisk;
    if (!at_risk || list.empty()) return;
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say("check.steps.title"), 2);
        inner.skip(ui.gap(Gap::L));
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto number = static_cast<std::int64_t>(i + 1);
            Message step = list[i];
            step.arguments = finding.judgement.arguments;
            ui::numbered(ui, inner, view.say({"window.number", {{"count", number}}}),
                         [&](ui::Flow& words) { ui::text(ui, words, Style::Body, view.say(step)); });
            inner.skip(ui.gap(Gap::L));
        }
        inner.y -= ui.gap(Gap::L);
    });
    flow.skip(ui.gap(Gap::L));
}

/// Where somebody may watch the person, safety comes before every step, and somebody to talk to is one press away.
void safety_first(View& view, ui::Flow& flow, const checks::Finding& finding, const checks::CheckInfo& info) {
    if (!models::may_be_watched(finding, info)) return;
    ui::Ui& ui = view.ui;
    ui::callout(ui, flow, {ui::CardTone::Info, "ui/hand", {}, view.say("checkreport.safety_first")});
    flow.skip(ui.gap(Gap::M));
    if (ui::button(ui, "detail.helpline", flow, {view.say("checkreport.safety.button"), ui::ButtonKind::Secondary, "nav/help"})) {
        view.after([&view] { view.model.open_help(); });
    }
    flow.skip(ui.gap(Gap::L));
}

void by_hand(View& view, ui::Flow& flow, const checks::Finding& finding) {
    const auto message = models::by_hand_message(finding, view.model.words());
    if (!message) return;
    ui::Ui& ui = view.ui;
    // Where we could not tell, looking oneself is the way on; elsewhere it is an extra.
    if (finding.judgement.verdict == checks::Verdict::CannotTell) {
        ui::card(ui, flow, {}, [&](ui::Flow& inner) {
            ui::heading(ui, inner, Style::Title, view.say("check.by_hand.title"), 2);
            inner.skip(ui.gap(Gap::S));
            ui::text(ui, inner, Style::Body, view.say(*message));
        });
    } else {
        ui::disclosure(ui, "detail.by_hand", flow, view.say("check.by_hand.title"), {}, view.state.open["detail.by_hand"],
                       [&](ui::Flow& inner) { ui::text(ui, inner, Style::Body, view.say(*message)); });
    }
    flow.skip(ui.gap(Gap::M));
}

/// "Doesn't fit me": with a reason and an end, so that nothing is put aside for good by a slip.
void does_not_fit(View& view, ui::Flow& flow, const checks::Finding& finding) {
    if (finding.judgement.verdict != checks::Verdict::AtRisk) return;
    ui::Ui& ui = view.ui;
    models::LiveCheckUp& check_up = view.model.check_up();
    const std::string id = finding.id;
    if (const models::PutAside* aside = check_up.aside(id)) {
        ui::card(ui, flow, {ui::CardTone::Sunken}, [&](ui::Flow& inner) {
            ui::text(ui, inner, Style::Body, view.say({"aside.until", {{"date", Code{format_day(aside->until)}}}}));
            if (!aside->note.empty()) ui::text(ui, inner, Style::Caption, view.verbatim(aside->note), ui::Color::Muted);
            inner.skip(ui.gap(Gap::M));
            if (ui::button(ui, "aside.back", inner, {view.say("aside.back"), ui::ButtonKind::Secondary})) {
                view.after([&check_up, id] { check_up.take_back(id); });
            }
        });
        flow.skip(ui.gap(Gap::M));
        return;
    }
    ui::disclosure(ui, "detail.aside", flow, view.say("aside.title"), {}, view.state.open["detail.aside"], [&](ui::Flow& inner) {
        constexpr std::array<int, 3> kDays = {30, 90, 365};
        ui::text(ui, inner, Style::Body, view.say("aside.body"));
        inner.skip(ui.gap(Gap::M));
        ui::field(ui, "aside.note", inner, view.say("aside.note"), view.state.aside_note);
        inner.skip(ui.gap(Gap::M));
        const std::array<ui::Segment, 3> items{{{"month", view.say("aside.month"), {}}, {"quarter", view.say("aside.quarter"), {}}, {"year", view.say("aside.year"), {}}}};
        view.state.aside_months = ui::segments(ui, "aside.until", inner, items, view.state.aside_months);
        inner.skip(ui.gap(Gap::M));
        if (ui::button(ui, "aside.put", inner, {view.say("aside.put"), ui::ButtonKind::Secondary})) {
            const Day today = view.model.today();
            const Day until = today + std::chrono::days(kDays.at(view.state.aside_months));
            view.after([&check_up, id, note = view.state.aside_note.text(), until, today] { check_up.put_aside(id, note, until, today); });
            view.after([&view] { view.state.aside_note = {}; });
        }
    });
    flow.skip(ui.gap(Gap::M));
}

void evidence(View& view, ui::Flow& flow, const checks::Finding& finding) {
    ui::Ui& ui = view.ui;
    const auto count = static_cast<std::int64_t>(finding.evidence.size());
    ui::disclosure(ui, "detail.evidence", flow, view.say("window.detail.evidence"),
                   view.say({"window.detail.evidence.count", {{"count", count}}}), view.state.open["detail.evidence"],
                   [&](ui::Flow& inner) {
                       for (const checks::Evidence& item : finding.evidence) {
                           ui::text(ui, inner, Style::Mono, view.code(item.key + " = " + item.value));
                           ui::text(ui, inner, Style::Caption, view.code(item.source), ui::Color::Muted);
                           inner.skip(ui.gap(Gap::S));
                       }
                   });
    flow.skip(ui.gap(Gap::M));
}

void why(View& view, ui::Flow& flow, const checks::CheckInfo& info) {
    ui::Ui& ui = view.ui;
    ui::disclosure(
        ui, "detail.why", flow, view.say("window.detail.why"), view.say("window.detail.why.note"), view.state.open["detail.why"],
        [&](ui::Flow& inner) {
            ui::text(ui, inner, Style::Body, view.say(models::check_message(info.id, "why")));
            const Message watcher = models::check_message(info.id, "watcher");
            if (view.model.words().knows(watcher.id)) {
                inner.skip(ui.gap(Gap::L));
                ui::heading(ui, inner, Style::BodyStrong, view.say("check.watcher.title"), 3);
                ui::text(ui, inner, Style::Body, view.say(watcher));
            }
            inner.skip(ui.gap(Gap::L));
            ui::heading(ui, inner, Style::BodyStrong, view.say("check.sources.title"), 3);
            for (const checks::Source& source : info.sources) {
                ui::text(ui, inner, Style::Caption, view.verbatim(source.title), ui::Color::Muted);
            }
            const auto age = static_cast<std::int64_t>(days_between(info.reviewed, view.model.today()));
            inner.skip(ui.gap(Gap::S));
            ui::text(ui, inner, Style::Caption,
                     view.say({"check.reviewed", {{"date", Code{format_day(info.reviewed)}}, {"count", age}}}), ui::Color::Muted);
            for (const std::string& fact : info.unconfirmed) {
                ui::text(ui, inner, Style::Caption, view.say({"check.unconfirmed", {{"fact", fact}}}), ui::Color::Muted);
            }
        });
    flow.skip(ui.gap(Gap::M));
}

void side(View& view, ui::Flow& flow, const checks::Finding& finding, const checks::CheckInfo& info) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::XL}, [&](ui::Flow& inner) {
        if (finding.judgement.verdict == checks::Verdict::AtRisk) {
            ui::heading(ui, inner, Style::BodyStrong, view.say("window.detail.needs"), 2);
            inner.skip(ui.gap(Gap::M));
            ui::icon_line(ui, inner, "ui/clock",
                          view.say(models::time_message("window.detail.minutes", info.minutes)), Style::Body, ui::Color::Text);
            if (info.restart) {
                inner.skip(ui.gap(Gap::S));
                ui::icon_line(ui, inner, "ui/restart", view.say("window.detail.restart"), Style::Body, ui::Color::Text);
            }
            inner.skip(ui.gap(Gap::L));
        }
        const bool busy = view.model.check_up().phase() == models::LiveCheckUp::Phase::Looking;
        ui::Button again{view.say("window.look_again"), ui::ButtonKind::Secondary, "ui/update"};
        again.enabled = !busy;
        const ui::Rect rect{inner.x, inner.y, inner.end(), inner.y + ui.px(ui::size::kTarget)};
        if (ui::button(ui, "detail.again", rect, again)) view.after([&view] { view.model.check_up().start(); });
        inner.y = rect.y1;
    });
    const auto lessons = view.model.lessons().for_check(finding.id);
    for (const models::LessonEntry& entry : view.model.lesson_list()) {
        if (std::ranges::find(lessons, entry.id) == lessons.end()) continue;
        flow.skip(ui.gap(Gap::L));
        lesson_card(view, flow, "detail.lesson." + entry.id, entry);
    }
}

}  // namespace

void draw_check_detail(View& view) {
    const std::string id = view.model.places.here().id;
    const checks::Finding* finding = view.model.check_up().finding(id);
    const checks::CheckInfo* info = view.model.check_up().info(id);
    Page page;
    page.title = view.say(models::check_message(id, "title"));
    page.back_id = "back";
    page.back = place_name(view, view.model.places.before().place);
    draw_frame(view, page, [&](ui::Flow& flow) {
        ui::Ui& ui = view.ui;
        if (finding == nullptr || info == nullptr) {
            // A new look is under way and has not come to this check yet.
            ui::text(ui, flow, Style::Body, view.say("window.home.looking.summary"), ui::Color::Muted);
            return;
        }
        const float side_width = ui.px(ui::size::kSideCard);
        const bool two = flow.width >= side_width * 2.5F;
        ui::Flow main{flow.x, flow.y, two ? flow.width - side_width - ui.gap(Gap::XL) : flow.width};
        const ui::Status status = status_of(*finding);
        ui::callout(ui, main,
                    {tone_of(status), std::string(ui::status_icon(status)), status_word(view, *finding),
                     view.say(models::reason_message(*finding))});
        main.skip(ui.gap(Gap::L));
        if (!two) {
            ui::Flow below{flow.x, main.y, flow.width};
            side(view, below, *finding, *info);
            main.y = below.y + ui.gap(Gap::L);
        }
        safety_first(view, main, *finding, *info);
        steps(view, main, *finding);
        does_not_fit(view, main, *finding);
        by_hand(view, main, *finding);
        evidence(view, main, *finding);
        why(view, main, *info);
        float bottom = main.y;
        if (two) {
            ui::Flow aside{main.end() + ui.gap(Gap::XL), flow.y, side_width};
            side(view, aside, *finding, *info);
            bottom = std::max(bottom, aside.y);
        }
        flow.y = bottom;
    });
}

}  // namespace amparo::screens
