#include <algorithm>
#include <array>
#include <utility>

#include "app/models/account_plan.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using models::FindingGroup;
using models::LiveAccounts;
using ui::Gap;
using ui::Style;
using Phase = LiveAccounts::Phase;

constexpr std::size_t kFilesNamed = 6;

ui::Status status_of_group(FindingGroup group) {
    switch (group) {
        case FindingGroup::FixSoon: return ui::Status::Large;
        case FindingGroup::WorthFixing: return ui::Status::Small;
        case FindingGroup::Good: return ui::Status::Good;
        default: return ui::Status::Unknown;
    }
}

ui::Words group_word(const View& view, FindingGroup group) {
    switch (group) {
        case FindingGroup::FixSoon: return view.say("check.group.fix_soon");
        case FindingGroup::WorthFixing: return view.say("check.group.worth_fixing");
        case FindingGroup::Good: return view.say("accounts.plan.all_done");
        default: return view.say("check.group.cannot_tell");
    }
}

ui::Words headline(const View& view) {
    LiveAccounts& accounts = view.model.accounts();
    if (accounts.phase() == Phase::Reading) return view.say("accounts.page.reading");
    if (accounts.phase() == Phase::Broken) return view.say("error.bug");
    if (const auto step = accounts.next_step(view.model.today())) return view.say(step->title);
    return view.say("accounts.page.title");
}

/// What the person typed between commas.
std::vector<std::string> own_words(const View& view) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : view.state.own_words.text() + ",") {
        if (c != ',') {
            word.push_back(c);
        } else if (!word.empty()) {
            out.push_back(std::exchange(word, {}));
        }
    }
    return out;
}

void start_reading(View& view) {
    std::vector<std::string> paths = {view.state.account_path.text()};
    view.after([&view, paths] {
        view.model.accounts().read(paths, {.today = view.model.today(), .own_words = own_words(view)});
        view.state.choosing_export = false;
        view.state.account_path = {};
    });
}

void import_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        const bool first = view.model.accounts().phase() == Phase::Empty;
        ui::Button review{view.say("accounts.import.button"), first && !view.state.choosing_export ? ui::ButtonKind::Primary : ui::ButtonKind::Secondary,
                          "ui/import"};
        const float button = ui::button_width(ui, review);
        const bool beside = inner.width > button + ui.px(ui::size::kSideCard) + ui.gap(Gap::XL);
        ui::Flow words{inner.x, inner.y, inner.width - (beside ? button + ui.gap(Gap::XL) : 0)};
        ui::heading(ui, words, Style::Title, view.say("accounts.import.title"), 2);
        words.skip(ui.gap(Gap::XS));
        ui::text(ui, words, Style::Body, view.say("accounts.import.body"), ui::Color::Muted);
        const float height = ui.px(ui::size::kTarget);
        ui::Rect rect{inner.end() - button, inner.y, inner.end(), inner.y + height};
        if (!beside) {
            words.skip(ui.gap(Gap::L));
            rect = {words.x, words.y, words.x + std::min(button, words.width), words.y + height};
            words.y = rect.y1;
        }
        if (ui::button(ui, "account-review", rect, review)) {
            view.state.choosing_export = !view.state.choosing_export;
            if (view.state.choosing_export) ui.set_focus("account-path");
        }
        inner.y = std::max(words.y, rect.y1);
        if (!view.state.choosing_export) return;
        inner.skip(ui.gap(Gap::L));
        ui::FieldOptions options;
        options.note = view.say("accounts.import.path_note");
        const ui::Edited edited = ui::field(ui, "account-path", inner, view.say("accounts.import.path"), view.state.account_path, options);
        inner.skip(ui.gap(Gap::M));
        ui::FieldOptions own;
        own.note = view.say("accounts.import.own_note");
        static_cast<void>(ui::field(ui, "account-own-words", inner, view.say("accounts.import.own"), view.state.own_words, own));
        inner.skip(ui.gap(Gap::M));
        ui::Button read{view.say("accounts.import.read"), ui::ButtonKind::Primary};
        read.enabled = !view.state.account_path.text().empty();
        read.reason = view.say("accounts.import.path_missing");
        if (ui::button(ui, "account-read", inner, read) || edited.entered) {
            if (!view.state.account_path.text().empty()) start_reading(view);
        }
    });
    flow.skip(ui.gap(Gap::XL));
}

void reading_card(View& view, ui::Flow& flow) {
    LiveAccounts& accounts = view.model.accounts();
    ui::card(view.ui, flow, {}, [&](ui::Flow& inner) {
        const ui::Words words = view.say({"accounts.progress", {{"percent", static_cast<std::int64_t>(accounts.done() / 10)}}});
        ui::text(view.ui, inner, Style::BodyStrong, words);
        inner.skip(view.ui.gap(Gap::M));
        ui::progress(view.ui, "account-reading", inner, static_cast<float>(accounts.done()) / 1000, words);
        inner.skip(view.ui.gap(Gap::L));
        if (ui::button(view.ui, "account-stop", inner, {view.say("window.stop")})) accounts.stop();
    });
    flow.skip(view.ui.gap(Gap::XL));
}

void step_words(View& view, ui::Flow& inner, const accounts::Finding& step) {
    ui::Ui& ui = view.ui;
    ui::text(ui, inner, Style::Body, view.say(models::finding_message(step, "step")));
    ui::text(ui, inner, Style::Caption, view.say(models::finding_reason(step)), ui::Color::Muted);
    if (!step.link.empty()) ui::text(ui, inner, Style::Mono, view.code(step.link), ui::Color::Muted);
}

/// The three most urgent things, on the page itself.
void steps_card(View& view, ui::Flow& flow, const models::AccountImport& passwords) {
    ui::Ui& ui = view.ui;
    const auto steps = passwords.review().steps();
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        const float padding = ui.gap(Gap::XL);
        ui::Flow words{inner.x + padding, inner.y + ui.gap(Gap::L), inner.width - 2 * padding};
        const auto count = static_cast<std::int64_t>(passwords.review().logins);
        ui::heading(ui, words, Style::Title, view.say(steps.empty() ? "accounts.steps.none" : "accounts.steps.title"), 2);
        ui::text(ui, words, Style::Caption, view.say({"accounts.steps.read", {{"count", count}}}), ui::Color::Muted);
        words.skip(ui.gap(Gap::L));
        for (std::size_t i = 0; i < steps.size(); ++i) {
            ui::numbered(ui, words, view.say({"window.number", {{"count", static_cast<std::int64_t>(i + 1)}}}),
                         [&](ui::Flow& beside) { step_words(view, beside, *steps[i]); });
            words.skip(ui.gap(Gap::L));
        }
        inner.y = words.y;
        ui::rule(ui, inner);
        ui::ListRow row;
        row.icon = "ui/key";
        row.title = view.say("accounts.see_passwords");
        if (ui::list_row(ui, "account-passwords", inner, row, true)) view.model.places.go(models::Place::AccountPasswords);
    });
    flow.skip(ui.gap(Gap::XL));
}

void files_lines(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const LiveAccounts& accounts = view.model.accounts();
    std::size_t shown = 0;
    const auto line = [&](const Message& message, bool trouble) {
        if (++shown > kFilesNamed) return;
        ui::icon_line(ui, flow, trouble ? "status/unknown" : "ui/file", view.say(message));
        flow.skip(ui.gap(Gap::XS));
    };
    if (const auto* passwords = accounts.passwords()) {
        for (const models::ImportedFile& file : passwords->files()) {
            line(models::file_message(file), file.unseen());
            for (const auto& problem : file.problems) line(models::problem_message(file, problem), true);
        }
    }
    if (const auto* activity = accounts.activity()) {
        for (const models::ReviewedExport& item : activity->exports()) {
            line(models::export_message(item), item.unseen());
            for (const auto& problem : item.report.problems) line(models::export_problem_message(item, problem), true);
        }
    }
    if (shown > kFilesNamed) {
        ui::text(ui, flow, Style::Caption, view.say({"accounts.more", {{"count", static_cast<std::int64_t>(shown - kFilesNamed)}}}), ui::Color::Muted);
    }
    if (shown > 0) flow.skip(ui.gap(Gap::L));
}

/// The export on the disk is the next thing to be rid of.
void delete_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    LiveAccounts& accounts = view.model.accounts();
    if (accounts.phase() == Phase::Reading || accounts.phase() == Phase::Empty) return;
    if (accounts.to_delete().empty()) {
        if (accounts.deleted() == 0) return;
        ui::callout(ui, flow, {ui::CardTone::Ok, "status/good", {}, view.say("accounts.deleted")});
        flow.skip(ui.gap(Gap::XL));
        return;
    }
    ui::card(ui, flow, {ui::CardTone::Warn, Gap::XL}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("accounts.delete.title"), 2);
        ui::text(ui, inner, Style::Body, view.say("accounts.delete.body"));
        inner.skip(ui.gap(Gap::S));
        for (const std::string& path : accounts.to_delete()) ui::text(ui, inner, Style::Mono, view.code(path));
        inner.skip(ui.gap(Gap::L));
        if (ui::button(ui, "account-deleted", inner, {view.say("accounts.delete.done"), ui::ButtonKind::Secondary})) {
            view.after([&view] {
                LiveAccounts& now = view.model.accounts();
                now.look_for_files();
                if (!now.to_delete().empty()) view.ui.announce(view.say("accounts.delete.still"), true);
                ui::show_toast(view.ui, view.state.toast, view.say(now.to_delete().empty() ? "accounts.deleted" : "accounts.delete.still"));
            });
        }
    });
    flow.skip(ui.gap(Gap::XL));
}

void plan_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const auto& plan = view.model.accounts().plan;
    ui::heading(ui, flow, Style::Title, view.say("accounts.plan.title"), 2);
    ui::text(ui, flow, Style::Caption, view.say("accounts.plan.note"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::M));
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        ui.counted(a11y::Role::Row, [&] {
            for (const models::KeyAccount& account : plan.accounts()) {
                ui::ListRow row;
                row.icon = "nav/accounts";
                row.title = account.name.empty() ? view.say(models::plan_account_message(account)) : view.verbatim(account.name);
                row.note = view.say(models::plan_next_message(account, view.model.today()));
                row.status = status_of_group(account.group());
                row.status_word = group_word(view, account.group());
                if (ui::list_row(ui, "plan." + account.kind, inner, row, &account == &plan.accounts().back())) {
                    view.model.places.go(models::Place::AccountPlan, account.kind);
                }
            }
        });
    });
    flow.skip(ui.gap(Gap::M));
    ui::icon_line(ui, flow, "ui/info", view.say("accounts.plan.four"));
}

void question(View& view, ui::Flow& flow, const models::KeyAccount& account, std::size_t index) {
    ui::Ui& ui = view.ui;
    const models::PlanQuestion question = account.questions[index];
    const std::string id(models::question_id(question));
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("accounts.plan.ask." + id), 2);
        ui::text(ui, inner, Style::Body, view.say("accounts.plan.help." + id), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        using models::Answer;
        std::vector<std::pair<Answer, ui::Segment>> offered = {{Answer::Yes, {"yes", view.say("accounts.answer.yes"), {}}}};
        if (question == models::PlanQuestion::SecondStep) {
            offered.push_back({Answer::ByMessage, {"message", view.say("accounts.answer.sms"), {}}});
        }
        offered.push_back({Answer::No, {"no", view.say("accounts.answer.no"), {}}});
        offered.push_back({Answer::DontKnow, {"unsure", view.say("accounts.answer.unsure"), {}}});
        std::vector<ui::Segment> segments;
        std::size_t before = offered.size();
        for (std::size_t i = 0; i < offered.size(); ++i) {
            segments.push_back(offered[i].second);
            if (offered[i].first == account.answers[index]) before = i;
        }
        const std::size_t now = ui::segments(ui, "ask." + id, inner, segments, before);
        if (now != before) {
            view.after([&view, kind = account.kind, question, answer = offered[now].first] {
                view.model.accounts().plan.answer(kind, question, answer, view.model.today());
            });
        }
    });
    flow.skip(ui.gap(Gap::L));
}

}  // namespace

void draw_accounts(View& view) {
    LiveAccounts& accounts = view.model.accounts();
    Page page;
    page.title = headline(view);
    page.summary = view.say(accounts.phase() == Phase::Stopped ? "accounts.page.stopped"
                            : accounts.phase() == Phase::Done  ? "accounts.passwords.summary"
                                                               : "accounts.page.summary");
    draw_frame(view, page, [&](ui::Flow& flow) {
        if (accounts.phase() == Phase::Reading) {
            reading_card(view, flow);
            return;
        }
        const bool passwords = accounts.passwords() != nullptr && accounts.passwords()->review().logins > 0;
        // What the headline is about comes first.
        const auto* looked = accounts.activity();
        const bool activity_first = looked != nullptr && (looked->forwards() || looked->count(models::Mark::NotMe) > 0);
        if (passwords && !activity_first) steps_card(view, flow, *accounts.passwords());
        if (const auto* activity = accounts.activity(); activity != nullptr && !activity->items().empty()) {
            ui::card(view.ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
                ui::ListRow row;
                row.icon = "ui/eye";
                row.title = view.say("accounts.see_activity");
                row.note = view.say({"accounts.see_activity.note", {{"count", static_cast<std::int64_t>(activity->items().size())}}});
                if (ui::list_row(view.ui, "account-activity", inner, row, true)) view.model.places.go(models::Place::AccountActivity);
            });
            flow.skip(view.ui.gap(Gap::XL));
        }
        if (passwords && activity_first) steps_card(view, flow, *accounts.passwords());
        files_lines(view, flow);
        delete_card(view, flow);
        import_card(view, flow);
        plan_card(view, flow);
    });
}

void draw_account_plan(View& view) {
    const std::string kind = view.model.places.here().id;
    const models::KeyAccount* account = view.model.accounts().plan.find(kind);
    Page page;
    page.back_id = "back";
    page.back = place_name(view, view.model.places.before().place);
    page.title = account == nullptr ? view.say("error.not-found") : view.say(models::plan_account_message(*account));
    const bool kept = view.model.keeping().phase() == models::Keeping::Phase::Open;
    page.summary = view.say(kept ? "accounts.plan.page.kept" : "accounts.plan.page");
    draw_frame(view, page, [&](ui::Flow& flow) {
        if (account == nullptr) return;
        if (view.state.plan_named != kind) {
            view.state.plan_named = kind;
            view.state.account_name = {};
            static_cast<void>(view.state.account_name.buffer.reset(account->name));
        }
        ui::FieldOptions options;
        options.note = view.say("accounts.plan.name_note");
        if (ui::field(view.ui, "plan.name", flow, view.say("accounts.plan.name"), view.state.account_name, options)) {
            view.after([&view, kind] { view.model.accounts().plan.rename(kind, view.state.account_name.text()); });
        }
        flow.skip(view.ui.gap(Gap::XL));
        for (std::size_t i = 0; i < account->questions.size(); ++i) question(view, flow, *account, i);
        ui::icon_line(view.ui, flow, "ui/info", view.say(kept ? "accounts.plan.saved" : "accounts.plan.not_saved"));
    });
}

void account_step(View& view, ui::Flow& flow, const models::AccountStep& step) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        const ui::Button show{view.say("window.show_me"), ui::ButtonKind::Primary};
        ui::text(ui, inner, Style::Caption, view.say("check.next.title"), ui::Color::Muted);
        ui::heading(ui, inner, Style::Title, view.say(step.title), 2);
        inner.skip(ui.gap(Gap::XS));
        ui::text(ui, inner, Style::Body, view.say(step.body));
        inner.skip(ui.gap(Gap::L));
        if (ui::button(ui, "home.accounts", inner, show)) view.model.places.go(models::Place::Accounts);
    });
}

void account_step_row(View& view, ui::Flow& flow, const models::AccountStep& step) {
    ui::Ui& ui = view.ui;
    flow.skip(ui.gap(Gap::XL));
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        ui::ListRow row;
        row.icon = "nav/accounts";
        row.icon_color = ui::Color::Accent;
        row.title = view.say("accounts.home.title");
        row.note = view.say(step.body);
        row.status = ui::Status::Large;
        row.status_word = view.say("check.group.fix_soon");
        if (ui::list_row(ui, "home.accounts", inner, row, true)) view.model.places.go(models::Place::Accounts);
    });
}

}  // namespace amparo::screens
