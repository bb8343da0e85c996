#include <algorithm>

#include "app/models/check_words.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using models::FindingGroup;
using models::LiveCheckUp;
using ui::Gap;
using ui::Style;

constexpr std::size_t kRows = 4;

ui::Words headline(const View& view) {
    LiveCheckUp& check_up = view.model.check_up();
    if (const auto step = view.model.first_account_step()) return view.say(step->title);
    if (check_up.phase() == LiveCheckUp::Phase::NotYet) return view.say("window.home.not_yet");
    if (check_up.phase() == LiveCheckUp::Phase::Looking) return view.say("window.home.looking");
    if (check_up.phase() == LiveCheckUp::Phase::Broken) return view.say("error.bug");
    if (const auto* next = check_up.next_step()) return view.say(models::reason_message(*next));
    const auto unseen = static_cast<std::int64_t>(check_up.count(FindingGroup::CannotTell));
    if (unseen > 0) return view.say({"check.headline.unseen", {{"count", unseen}}});
    return view.say("check.headline.good");
}

ui::Words summary(const View& view) {
    LiveCheckUp& check_up = view.model.check_up();
    switch (check_up.phase()) {
        case LiveCheckUp::Phase::NotYet: return view.say("window.home.not_yet.summary");
        case LiveCheckUp::Phase::Looking: return view.say("window.home.looking.summary");
        case LiveCheckUp::Phase::Stopped: return view.say("window.home.stopped");
        default: return view.say({"window.home.looked", {{"time", Code{check_up.looked_at()}}}});
    }
}

void first_look(View& view, ui::Flow& flow) {
    ui::card(view.ui, flow, {}, [&](ui::Flow& inner) {
        const ui::EmptyState empty{"nav/checks", view.say("window.home.first.title"), view.say("window.home.first.body"),
                                   view.say("window.look"), "nav/checks"};
        if (ui::empty_state(view.ui, "look", inner, empty)) {
            view.after([&view] { view.model.check_up().start(); });
        }
    });
}

void looking(View& view, ui::Flow& flow) {
    LiveCheckUp& check_up = view.model.check_up();
    ui::card(view.ui, flow, {}, [&](ui::Flow& inner) {
        const Looking look = looking_of(view);
        ui::text(view.ui, inner, Style::BodyStrong, look.words);
        inner.skip(view.ui.gap(Gap::M));
        ui::progress(view.ui, "looking", inner, look.done, look.words);
        inner.skip(view.ui.gap(Gap::L));
        if (ui::button(view.ui, "stop", inner, {view.say("window.stop")})) check_up.stop();
    });
}

void next_step(View& view, ui::Flow& flow, const checks::Finding& next) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        const ui::Button show{view.say("window.show_me"), ui::ButtonKind::Primary};
        const float tile = ui.px(ui::size::kTile);
        const float button = ui::button_width(ui, show);
        const bool beside = inner.width > tile + button + ui.px(ui::size::kSideCard) + 2 * ui.gap(Gap::XL);
        const float lead = inner.width > ui.px(ui::size::kSideCard) * 1.5F ? tile + ui.gap(Gap::XL) : 0;
        if (lead > 0) ui::status_tile(ui, inner.x, inner.y, tile, status_of(next));
        ui::Flow words{inner.x + lead, inner.y, inner.width - lead - (beside ? button + ui.gap(Gap::XL) : 0)};
        ui::text(ui, words, Style::Caption, view.say("check.next.title"), ui::Color::Muted);
        ui::heading(ui, words, Style::Title, view.say(models::check_message(next.id, "title")), 2);
        words.skip(ui.gap(Gap::XS));
        ui::text(ui, words, Style::Body, view.say(models::check_message(next.id, "why")));
        words.skip(ui.gap(Gap::M));
        if (const auto* info = view.model.check_up().info(next.id)) {
            ui::icon_line(ui, words, "ui/clock", view.say(models::effort_message(*info)));
        }
        const float height = ui.px(ui::size::kTarget);
        ui::Rect rect{inner.end() - button, inner.y, inner.end(), inner.y + height};
        if (!beside) {
            words.skip(ui.gap(Gap::L));
            rect = {words.x, words.y, words.x + button, words.y + height};
            words.skip(height);
        }
        if (ui::button(ui, "next.show", rect, show)) view.model.places.go(models::Place::CheckDetail, next.id);
        inner.y = std::max(words.y, inner.y + tile);
    });
}

void looked_at(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    LiveCheckUp& check_up = view.model.check_up();
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        const float padding = ui.gap(Gap::XL);
        ui::Button all{view.say("window.see_all"), ui::ButtonKind::Quiet, "ui/chevron", true, true};
        const float width = ui::button_width(ui, all);
        ui::Flow head{inner.x + padding, inner.y + ui.gap(Gap::L), inner.width - 2 * padding - width};
        const float title_top = head.y;
        ui::heading(ui, head, Style::Title, view.say("window.looked_at"), 2);
        const auto good = static_cast<std::int64_t>(check_up.count(FindingGroup::Good));
        ui::text(ui, head, Style::Caption,
                 view.say({"window.looked_at.count", {{"total", static_cast<std::int64_t>(check_up.done())}, {"count", good}}}),
                 ui::Color::Muted);
        const float height = ui.px(ui::size::kTarget);
        const ui::Rect rect{inner.end() - padding - width + ui.gap(Gap::M), title_top, inner.end() - padding + ui.gap(Gap::M),
                            title_top + height};
        if (ui::button(ui, "see_all", rect, all)) view.model.places.go(models::Place::Checks);
        inner.y = std::max(head.y, rect.y1) + ui.gap(Gap::L);
        ui::rule(ui, inner);
        const auto findings = check_up.ordered();
        const std::size_t count = std::min(kRows, findings.size());
        view.ui.counted(a11y::Role::Row, [&] {
            for (std::size_t i = 0; i < count; ++i) finding_row(view, inner, *findings[i], true, i + 1 == count);
        });
    });
}

}  // namespace

void draw_home(View& view) {
    Page page;
    page.title = headline(view);
    page.summary = summary(view);
    draw_frame(view, page, [&](ui::Flow& flow) {
        LiveCheckUp& check_up = view.model.check_up();
        const float gap = view.ui.gap(Gap::XL);
        const auto account = view.model.first_account_step();
        if (account) {
            account_step(view, flow, *account);
            if (check_up.phase() == LiveCheckUp::Phase::NotYet || check_up.phase() == LiveCheckUp::Phase::Looking) flow.skip(gap);
        }
        if (check_up.phase() == LiveCheckUp::Phase::NotYet) {
            first_look(view, flow);
        } else if (check_up.phase() == LiveCheckUp::Phase::Looking) {
            looking(view, flow);
        } else if (const auto* next = account ? nullptr : check_up.next_step()) {
            next_step(view, flow, *next);
        }
        if (const auto step = view.model.accounts().next_step(view.model.today()); step && !account) account_step_row(view, flow, *step);
        if (check_up.done() > 0) {
            flow.skip(gap);
            looked_at(view, flow);
        }
        flow.skip(gap);
        const auto& lessons = view.model.lesson_list();
        if (!lessons.empty()) lesson_card(view, flow, "lesson", lessons.front());
    });
}

}  // namespace amparo::screens
