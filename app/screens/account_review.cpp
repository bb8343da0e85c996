#include <algorithm>
#include <array>

#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using accounts::ActivityItem;
using models::AccountActivity;
using models::FindingGroup;
using models::Mark;
using ui::Gap;
using ui::Style;

constexpr std::size_t kShown = 100;
constexpr std::size_t kNamed = 30;

ui::Status status(FindingGroup group) {
    switch (group) {
        case FindingGroup::FixSoon: return ui::Status::Large;
        case FindingGroup::WorthFixing: return ui::Status::Small;
        case FindingGroup::Good: return ui::Status::Good;
        case FindingGroup::DoesNotApply: return ui::Status::NotApplicable;
        case FindingGroup::CannotTell: break;
    }
    return ui::Status::Unknown;
}

ui::Words word(const View& view, FindingGroup group) {
    switch (group) {
        case FindingGroup::FixSoon: return view.say("check.group.fix_soon");
        case FindingGroup::WorthFixing: return view.say("check.group.worth_fixing");
        case FindingGroup::Good: return view.say("check.group.good");
        default: return view.say("check.group.cannot_tell");
    }
}

void names(View& view, ui::Flow& flow, const accounts::Finding& finding) {
    ui::Ui& ui = view.ui;
    const std::size_t count = std::min(kNamed, finding.accounts.size());
    for (std::size_t i = 0; i < count; ++i) {
        const accounts::AccountName& name = finding.accounts[i];
        const char* id = name.user.empty() ? "accounts.name" : "accounts.name_and_user";
        ui::text(ui, flow, Style::Body, view.say({id, {{"service", name.service}, {"user", Code{name.user}}}}));
    }
    if (finding.accounts.size() > count) {
        ui::text(ui, flow, Style::Caption, view.say({"accounts.more", {{"count", static_cast<std::int64_t>(finding.accounts.size() - count)}}}), ui::Color::Muted);
    }
    if (finding.verdict == accounts::Verdict::AtRisk) {
        flow.skip(ui.gap(Gap::M));
        ui::text(ui, flow, Style::BodyStrong, view.say("check.steps.title"));
        ui::text(ui, flow, Style::Body, view.say(models::finding_message(finding, "step")));
    }
    if (!finding.link.empty()) ui::text(ui, flow, Style::Mono, view.code(finding.link), ui::Color::Muted);
}

void finding_rows(View& view, ui::Flow& inner, const models::AccountImport& import) {
    ui::Ui& ui = view.ui;
    const auto& findings = import.review().findings;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const accounts::Finding& finding = findings[i];
        const FindingGroup group = models::group_of(finding);
        if (group == FindingGroup::Good) continue;
        const std::string id = "account-finding." + finding.id + "." + std::to_string(i);
        bool& open = view.state.open[id];
        ui::ListRow row;
        row.icon = "ui/key";
        row.title = view.say(models::finding_message(finding, "title"));
        row.note = view.say(models::finding_reason(finding));
        row.status = status(group);
        row.status_word = word(view, group);
        row.open = open;
        if (ui::list_row(ui, id, inner, row, false)) open = !open;
        if (!open) continue;
        const float padding = ui.gap(Gap::XL);
        ui::Flow body{inner.x + padding, inner.y + ui.gap(Gap::M), inner.width - 2 * padding};
        names(view, body, finding);
        inner.y = body.y + ui.gap(Gap::L);
        ui::rule(ui, inner);
    }
    bool& good = view.state.open["account-finding.good"];
    const auto count = static_cast<std::int64_t>(import.review().count(accounts::Verdict::Good));
    if (count == 0) return;
    ui::ListRow row;
    row.icon = "status/good";
    row.icon_color = ui::Color::Ok;
    row.title = view.say({"accounts.good", {{"count", count}}});
    row.open = good;
    if (ui::list_row(ui, "account-finding.good", inner, row, !good)) good = !good;
    if (!good) return;
    const float padding = ui.gap(Gap::XL);
    ui::Flow body{inner.x + padding, inner.y, inner.width - 2 * padding};
    for (const accounts::Finding& finding : findings) {
        if (finding.verdict == accounts::Verdict::Good) ui::text(ui, body, Style::Body, view.say(models::finding_reason(finding)));
    }
    inner.y = body.y + ui.gap(Gap::L);
}

/// One thing with the question about it.
void item_row(View& view, ui::Flow& inner, AccountActivity& activity, std::size_t index, bool last) {
    ui::Ui& ui = view.ui;
    const ActivityItem& item = activity.items()[index];
    const float padding = ui.gap(Gap::XL);
    const float tile = ui.px(ui::size::kTarget);
    const FindingGroup group = activity.group(index);
    const bool room = inner.width > ui.px(ui::size::kSideCard) * 1.5F;
    const float lead = room ? tile + ui.gap(Gap::L) : 0;
    ui::Flow words{inner.x + padding + lead, inner.y + ui.gap(Gap::L), inner.width - 2 * padding - lead};
    if (room) ui::status_tile(ui, inner.x + padding, words.y, tile, status(group));
    ui::heading(ui, words, Style::BodyStrong, view.say(models::activity_title(item)), 2);
    // Names of devices and apps are code: they run from left to right and are never translated.
    if (!item.what.empty()) ui::text(ui, words, Style::Mono, view.code(item.what));
    for (const Message& fact : models::activity_facts(item)) ui::text(ui, words, Style::Body, view.say(fact), ui::Color::Muted);
    words.skip(ui.gap(Gap::S));
    ui::text(ui, words, Style::Caption, view.say("accounts.was_it_you"), ui::Color::Muted);
    const std::array<ui::Segment, 3> answers{{{"me", view.say("accounts.answer.me"), {}},
                                              {"not-me", view.say("accounts.answer.not_me"), {}},
                                              {"unsure", view.say("accounts.answer.not_sure"), {}}}};
    const Mark mark = activity.marked(index);
    const std::size_t before = mark == Mark::Unasked ? answers.size() : static_cast<std::size_t>(mark) - 1;
    const std::size_t now = ui::segments(ui, "item." + std::to_string(index), words, answers, before);
    if (now != before) view.after([&activity, index, now] { activity.mark(index, static_cast<Mark>(now + 1)); });
    inner.y = words.y + ui.gap(Gap::L);
    if (!last) ui::rule(ui, inner);
}

void takeover(View& view, ui::Flow& flow, bool urgent) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {urgent ? ui::CardTone::Danger : ui::CardTone::Sunken, Gap::XL}, [&](ui::Flow& inner) {
        ui::text(ui, inner, Style::BodyStrong, view.say("accounts.takeover.title"));
        ui::text(ui, inner, Style::Body, view.say("accounts.takeover.body"));
        inner.skip(ui.gap(Gap::M));
        const ui::Button button{view.say("accounts.takeover.button"), urgent ? ui::ButtonKind::Primary : ui::ButtonKind::Secondary, "nav/help"};
        if (ui::button(ui, "account-takeover", inner, button)) view.after([&view] { view.model.open_takeover(); });
    });
}

/// What would leave and what for, then the choice; nothing leaves before the last button.
void online_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    models::LiveAccounts& accounts = view.model.accounts();
    const models::AccountImport* import = accounts.passwords();
    if (import == nullptr || import->review().logins == 0) return;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("accounts.online.title"), 2);
        if (const auto& asked = import->asked()) {
            ui::text(ui, inner, Style::Body, view.say(models::asked_message(*asked)));
            if (!asked->failed) return;
            inner.skip(ui.gap(Gap::S));
        }
        if (!models::can_ask_anybody()) return ui::text(ui, inner, Style::Body, view.say("accounts.online.no_network"), ui::Color::Muted);
        if (!accounts.can_ask_online()) return ui::text(ui, inner, Style::Body, view.say("accounts.online.files_gone"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::S));
        if (!view.state.asking_online) {
            if (ui::button(ui, "online-show", inner, {view.say("accounts.online.show"), ui::ButtonKind::Secondary})) view.state.asking_online = true;
            return;
        }
        ui::text(ui, inner, Style::Body, view.say({"accounts.online.what", {{"service", Code{models::leak_service_host()}}}}));
        inner.skip(ui.gap(Gap::M));
        ui::text(ui, inner, Style::Caption, view.say("accounts.online.way"), ui::Color::Muted);
        const std::array<ui::Segment, 3> ways{{{"direct", view.say("accounts.online.way.direct"), {}},
                                               {"tor", view.say("accounts.online.way.tor"), {}},
                                               {"browser", view.say("accounts.online.way.browser"), {}}}};
        view.state.online_way = ui::segments(ui, "online-way", inner, ways, view.state.online_way);
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Body, view.say(view.state.online_way == 0 ? "accounts.online.direct" : "accounts.online.tor"));
        inner.skip(ui.gap(Gap::L));
        if (ui::button(ui, "online-ask", inner, {view.say("accounts.online.ask"), ui::ButtonKind::Primary})) {
            view.after([&view, way = view.state.online_way] {
                auto consent = models::consent_to_ask();
                if (!consent) return;
                const std::optional<std::uint16_t> port = way == 0 ? std::nullopt : std::optional(way == 1 ? models::kTorPort : models::kTorBrowserPort);
                view.model.accounts().ask_online(*std::move(consent), port);
                view.state.asking_online = false;
                view.model.places.back();
            });
        }
        inner.skip(ui.gap(Gap::S));
        if (ui::button(ui, "online-leave", inner, {view.say("accounts.online.leave"), ui::ButtonKind::Quiet})) view.state.asking_online = false;
    });
    flow.skip(ui.gap(Gap::L));
}

}  // namespace

void draw_account_passwords(View& view) {
    const models::AccountImport* import = view.model.accounts().passwords();
    Page page;
    page.back_id = "back";
    page.back = place_name(view, view.model.places.before().place);
    page.title = view.say("accounts.passwords.title");
    page.summary = view.say("accounts.passwords.summary");
    draw_frame(view, page, [&](ui::Flow& flow) {
        ui::Ui& ui = view.ui;
        if (import == nullptr) {
            ui::text(ui, flow, Style::Body, view.say("accounts.forgotten"), ui::Color::Muted);
            return;
        }
        ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
            ui.counted(a11y::Role::Row, [&] { finding_rows(view, inner, *import); });
        });
        flow.skip(ui.gap(Gap::L));
        online_card(view, flow);
        ui::text(ui, flow, Style::Caption, view.say({"accounts.credit", {{"date", Code{format_day(import->directory().compiled())}}}}), ui::Color::Muted);
        ui::text(ui, flow, Style::Caption, view.verbatim(import->directory().credit()), ui::Color::Muted);
        ui::text(ui, flow, Style::Caption, view.verbatim(import->breaches().credit()), ui::Color::Muted);
        flow.skip(ui.gap(Gap::L));
        if (ui::button(ui, "account-forget", flow, {view.say("accounts.forget"), ui::ButtonKind::Secondary, "ui/close"})) {
            view.after([&view] {
                view.model.accounts().forget();
                view.model.places.back();
            });
        }
    });
}

void draw_account_activity(View& view) {
    AccountActivity* activity = view.model.accounts().activity();
    Page page;
    page.back_id = "back";
    page.back = place_name(view, view.model.places.before().place);
    const bool not_me = activity != nullptr && activity->count(Mark::NotMe) > 0;
    page.title = view.say(not_me ? "accounts.page.not_me" : "accounts.review.title");
    page.summary = view.say("accounts.review.summary");
    draw_frame(view, page, [&](ui::Flow& flow) {
        ui::Ui& ui = view.ui;
        if (activity == nullptr) {
            ui::text(ui, flow, Style::Body, view.say("accounts.forgotten"), ui::Color::Muted);
            return;
        }
        if (not_me) {
            takeover(view, flow, true);
            flow.skip(ui.gap(Gap::L));
        }
        const std::size_t shown = std::min(kShown, activity->items().size());
        ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
            for (std::size_t i = 0; i < shown; ++i) item_row(view, inner, *activity, i, i + 1 == shown);
        });
        flow.skip(ui.gap(Gap::L));
        if (activity->items().size() > shown) {
            ui::text(ui, flow, Style::Caption, view.say({"accounts.more", {{"count", static_cast<std::int64_t>(activity->items().size() - shown)}}}), ui::Color::Muted);
        }
        ui::icon_line(ui, flow, "ui/info", view.say("accounts.activity.networks_note"));
        if (activity->oldest() > 0) {
            flow.skip(ui.gap(Gap::S));
            ui::icon_line(ui, flow, "ui/clock",
                          view.say({"accounts.activity.span",
                                    {{"first", Code{format_day(day_of(activity->oldest()))}}, {"last", Code{format_day(day_of(activity->newest()))}}}}));
        }
        flow.skip(ui.gap(Gap::L));
        if (!not_me) takeover(view, flow, false);
    });
}

void evidence_card(View& view, ui::Flow& flow) {
    if (view.model.evidence().empty()) return;
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("accounts.evidence.title"), 2);
        ui::text(ui, inner, Style::Body, view.say("accounts.evidence.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::S));
        ui::text(ui, inner, Style::Body, {view.model.evidence(), view.model.words().language().tag});
        inner.skip(ui.gap(Gap::M));
        if (ui::button(ui, "evidence.copy", inner, {view.say("window.copy"), ui::ButtonKind::Secondary, "ui/copy"})) {
            ui.copy(view.model.evidence());
            ui::show_toast(ui, view.state.toast, view.say("accounts.evidence.copied"));
        }
    });
    flow.skip(ui.gap(Gap::L));
}

}  // namespace amparo::screens
