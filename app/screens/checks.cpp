#include <algorithm>
#include <array>

#include "app/models/check_words.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using models::FindingGroup;
using models::LiveCheckUp;
using ui::Gap;
using ui::Style;

bool to_do(FindingGroup group) { return group == FindingGroup::FixSoon || group == FindingGroup::WorthFixing; }

bool shown(CheckFilter filter, FindingGroup group) {
    switch (filter) {
        case CheckFilter::ToDo: return to_do(group);
        case CheckFilter::CannotTell: return group == FindingGroup::CannotTell;
        case CheckFilter::All: break;
    }
    return true;
}

ui::Words title(const View& view) {
    LiveCheckUp& check_up = view.model.check_up();
    if (check_up.phase() == LiveCheckUp::Phase::NotYet) return view.say("window.home.not_yet");
    if (check_up.phase() == LiveCheckUp::Phase::Looking) return view.say("window.home.looking");
    const auto open = static_cast<std::int64_t>(check_up.count(FindingGroup::FixSoon) + check_up.count(FindingGroup::WorthFixing));
    if (open > 0) return view.say({"check.headline.open", {{"count", open}}});
    return view.say("check.headline.good");
}

void filters(View& view, ui::Flow& flow) {
    LiveCheckUp& check_up = view.model.check_up();
    const auto number = [&](std::size_t count) {
        return view.say({"window.number", {{"count", static_cast<std::int64_t>(count)}}});
    };
    const std::size_t open = check_up.count(FindingGroup::FixSoon) + check_up.count(FindingGroup::WorthFixing);
    const std::array<ui::Segment, 3> items{{{"todo", view.say("window.filter.todo"), number(open)},
                                            {"all", view.say("window.filter.all"), number(check_up.done())},
                                            {"unknown", view.say("check.group.cannot_tell"),
                                             number(check_up.count(FindingGroup::CannotTell))}}};
    const auto chosen = ui::segments(view.ui, "filter", flow, items, static_cast<std::size_t>(view.state.filter));
    view.state.filter = static_cast<CheckFilter>(chosen);
}

/// What looks good or does not apply folds into one quiet line under "All".
void quiet_rows(View& view, ui::Flow& inner, const std::vector<const checks::Finding*>& quiet) {
    if (quiet.empty()) return;
    bool& open = view.state.open["fold.quiet"];
    ui::ListRow row;
    row.icon = "status/good";
    row.icon_color = ui::Color::Ok;
    row.title = view.say({"window.checks.quiet", {{"count", static_cast<std::int64_t>(quiet.size())}}});
    row.open = open;
    if (ui::list_row(view.ui, "fold.quiet", inner, row, !open)) open = !open;
    for (std::size_t i = 0; open && i < quiet.size(); ++i) finding_row(view, inner, *quiet[i], false, i + 1 == quiet.size());
}

void list(View& view, ui::Flow& flow) {
    LiveCheckUp& check_up = view.model.check_up();
    std::vector<const checks::Finding*> loud;
    std::vector<const checks::Finding*> quiet;
    for (const checks::Finding* finding : check_up.ordered()) {
        const FindingGroup group = models::group_of(*finding);
        if (!shown(view.state.filter, group)) continue;
        const bool hushed = group == FindingGroup::Good || group == FindingGroup::DoesNotApply || check_up.aside(finding->id) != nullptr;
        (hushed ? quiet : loud).push_back(finding);
    }
    if (loud.empty() && quiet.empty()) {
        ui::card(view.ui, flow, {}, [&](ui::Flow& inner) {
            const ui::EmptyState empty{"status/good", view.say("window.checks.empty"), view.say("window.checks.empty.body")};
            ui::empty_state(view.ui, {}, inner, empty);
        });
        return;
    }
    ui::card(view.ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        view.ui.counted(a11y::Role::Row, [&] {
            for (std::size_t i = 0; i < loud.size(); ++i) {
                finding_row(view, inner, *loud[i], false, quiet.empty() && i + 1 == loud.size());
            }
            quiet_rows(view, inner, quiet);
        });
    });
}

void looking_line(View& view, ui::Flow& flow) {
    const Looking look = looking_of(view);
    ui::text(view.ui, flow, Style::Body, look.words, ui::Color::Muted);
    flow.skip(view.ui.gap(Gap::S));
    ui::progress(view.ui, "looking", flow, look.done, look.words);
    flow.skip(view.ui.gap(Gap::L));
}

}  // namespace

void draw_checks(View& view) {
    LiveCheckUp& check_up = view.model.check_up();
    const bool busy = check_up.phase() == LiveCheckUp::Phase::Looking;
    Page page;
    page.title = title(view);
    if (check_up.phase() == LiveCheckUp::Phase::Stopped) page.summary = view.say("window.home.stopped");
    if (check_up.phase() == LiveCheckUp::Phase::NotYet) page.summary = view.say("window.home.not_yet.summary");
    if (check_up.phase() == LiveCheckUp::Phase::Done) {
        Message summary = models::time_message("window.checks.summary", check_up.minutes_to_do());
        summary.arguments.push_back({"time", Code{check_up.looked_at()}});
        page.summary = view.say(summary);
    }
    const bool first = check_up.phase() == LiveCheckUp::Phase::NotYet;
    const ui::Button again{view.say(busy ? "window.stop" : first ? "window.look" : "window.look_again"),
                           first ? ui::ButtonKind::Primary : ui::ButtonKind::Secondary, busy ? "ui/close" : "ui/update"};
    page.actions_width = ui::button_width(view.ui, again);
    page.actions = [&](ui::Flow& flow) {
        if (!ui::button(view.ui, "look", flow, again)) return;
        if (busy) {
            check_up.stop();
        } else {
            view.after([&check_up] { check_up.start(); });
        }
    };
    draw_frame(view, page, [&](ui::Flow& flow) {
        if (busy) looking_line(view, flow);
        if (check_up.phase() == LiveCheckUp::Phase::NotYet) return;
        if (const models::CheckChanges changes = check_up.changes(); !changes.none()) {
            const auto worse = static_cast<std::int64_t>(changes.worse.size());
            const auto solved = static_cast<std::int64_t>(changes.solved.size());
            ui::text(view.ui, flow, Style::Body, view.say({"changes.since", {{"worse", worse}, {"solved", solved}}}), ui::Color::Muted);
            flow.skip(view.ui.gap(Gap::L));
        }
        filters(view, flow);
        flow.skip(view.ui.gap(Gap::XL));
        list(view, flow);
        flow.skip(view.ui.gap(Gap::L));
        if (ui::button(view.ui, "phone", flow, {view.say("phone.open"), ui::ButtonKind::Secondary, "ui/phone"})) {
            view.after([&view] { view.model.places.go(models::Place::Phone); });
        }
    });
}

}  // namespace amparo::screens
