#include <algorithm>
#include <array>
#include <utility>

#include "app/base/bytes.hpp"
#include "app/models/check_words.hpp"
#include "app/screens/sending.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using models::FindingGroup;

struct CheckPicture {
    std::string_view id;
    const char* icon;
};
constexpr std::array<CheckPicture, 17> kPictures{{{"disk-encryption-system", "ui/disk"},
                                                  {"swap-encrypted", "ui/disk"},
                                                  {"autologin-off", "ui/unlock"},
                                                  {"screen-lock-password", "ui/lock"},
                                                  {"screen-lock-delay", "ui/timer"},
                                                  {"chat-data-on-plain-disk", "ui/chat"},
                                                  {"password-export-left-behind", "ui/file"},
                                                  {"os-supported", "ui/screen"},
                                                  {"os-updates-recent", "ui/update"},
                                                  {"os-auto-updates-on", "ui/update"},
                                                  {"restart-pending", "ui/restart"},
                                                  {"firewall-on", "ui/wall"},
                                                  {"open-services", "ui/wifi"},
                                                  {"remote-login-off", "ui/key"},
                                                  {"everyday-account-standard", "nav/accounts"},
                                                  {"passwordless-accounts", "nav/accounts"},
                                                  {"home-folder-private", "ui/file"}}};

}  // namespace

std::string check_icon(std::string_view id) {
    for (const CheckPicture& picture : kPictures) {
        if (picture.id == id) return picture.icon;
    }
    return id.starts_with("browser-") ? "ui/browser" : "nav/checks";
}

ui::Status status_of(const checks::Finding& finding) {
    switch (models::group_of(finding)) {
        case FindingGroup::FixSoon: return ui::Status::Large;
        case FindingGroup::WorthFixing: return ui::Status::Small;
        case FindingGroup::Good: return ui::Status::Good;
        case FindingGroup::DoesNotApply: return ui::Status::NotApplicable;
        case FindingGroup::CannotTell: break;
    }
    return ui::Status::Unknown;
}

ui::Words status_word(const View& view, const checks::Finding& finding) {
    switch (models::group_of(finding)) {
        case FindingGroup::FixSoon: return view.say("check.group.fix_soon");
        case FindingGroup::WorthFixing: return view.say("check.group.worth_fixing");
        case FindingGroup::Good: return view.say("check.group.good");
        case FindingGroup::DoesNotApply: return view.say("check.group.does_not_apply");
        case FindingGroup::CannotTell: break;
    }
    return view.say("check.group.cannot_tell");
}

ui::Words place_name(const View& view, models::Place place) {
    switch (place) {
        case models::Place::Checks:
        case models::Place::CheckDetail:
        case models::Place::Phone: return view.say("window.place.checks");
        case models::Place::Accounts:
        case models::Place::AccountPasswords:
        case models::Place::AccountActivity:
        case models::Place::AccountPlan: return view.say("window.place.accounts");
        case models::Place::LessonPath:
        case models::Place::Lessons: return view.say("window.place.lessons");
        case models::Place::Cases: return view.say("window.place.cases");
        case models::Place::Trainer: return view.say("trainer.title");
        case models::Place::Settings: return view.say("window.place.settings");
        case models::Place::Home: return view.say("window.place.home");
        default: return view.say("window.back");
    }
}

ui::Choice language_choice(View& view, const std::string& tag) {
    const localization::Translator& words = view.model.words_in(tag);
    const localization::Language& language = words.language();
    ui::Choice choice;
    choice.title = {language.name, language.tag};
    choice.mirrored_card = language.right_to_left() != view.ui.mirrored();
    if (language.preview) choice.note = View::as_words(words.tr("window.language.draft_word"));
    return choice;
}

Looking looking_of(const View& view) {
    const auto done = static_cast<std::int64_t>(view.model.check_up().done());
    const auto total = static_cast<std::int64_t>(view.model.check_up().total());
    return {view.say({"check.progress", {{"done", done}, {"total", total}}}),
            total > 0 ? static_cast<float>(done) / static_cast<float>(total) : 0};
}

void lesson_card(View& view, ui::Flow& flow, std::string_view id, const models::LessonEntry& entry) {
    ui::card(view.ui, flow, {ui::CardTone::Plain, ui::Gap::None}, [&](ui::Flow& inner) {
        ui::ListRow row;
        row.icon = "nav/lessons";
        row.icon_color = ui::Color::Accent;
        row.title = view.in(entry.wording.lang, entry.title);
        row.note = view.say({"window.lesson.minutes", {{"count", std::int64_t{entry.minutes}}}});
        if (ui::list_row(view.ui, id, inner, row, true)) view.model.open_lesson(entry.id);
    });
}

void finding_row(View& view, ui::Flow& flow, const checks::Finding& finding, bool beside, bool last) {
    ui::ListRow row;
    row.icon = check_icon(finding.id);
    row.title = view.say(models::check_message(finding.id, "title"));
    row.note = view.say(models::reason_message(finding));
    row.note_beside = beside;
    row.status = status_of(finding);
    row.status_word = status_word(view, finding);
    if (ui::list_row(view.ui, "finding." + finding.id, flow, row, last)) {
        view.model.places.go(models::Place::CheckDetail, finding.id);
    }
}

ui::Button english_button(const View& view) {
    const ui::Words words = view.model.shows_english() ? view.way_back() : view.say("window.lesson.english");
    return {words, ui::ButtonKind::Secondary, "ui/globe"};
}

void draw_english(View& view, ui::Flow& flow) {
    if (ui::button(view.ui, "english", flow, english_button(view))) view.after([&view] { view.model.toggle_english(); });
}

void copy_private(View& view, const std::string& text) {
    constexpr double kSeconds = 60;
    view.ui.copy(text);
    view.state.copied = CopiedText{blake2b(as_bytes(text)), view.ui.time() + kSeconds};
}

namespace {

/// Takes back what was copied when its time is over; what somebody copied since is theirs.
void take_back_copied(View& view) {
    auto& copied = view.state.copied;
    if (!copied) return;
    const double left = copied->until - view.ui.time();
    if (left > 0) {
        view.ui.wake_in(static_cast<float>(left));
        return;
    }
    if (blake2b(as_bytes(view.ui.paste())) == copied->digest) view.ui.copy({});
    copied.reset();
}

void draw_place(View& view) {
    switch (view.model.places.here().place) {
        case models::Place::FirstRun: return draw_first_run(view);
        case models::Place::Home: return draw_home(view);
        case models::Place::Checks: return draw_checks(view);
        case models::Place::CheckDetail: return draw_check_detail(view);
        case models::Place::Phone: return draw_phone(view);
        case models::Place::Accounts: return draw_accounts(view);
        case models::Place::AccountPasswords: return draw_account_passwords(view);
        case models::Place::AccountActivity: return draw_account_activity(view);
        case models::Place::AccountPlan: return draw_account_plan(view);
        case models::Place::Lessons: return draw_lessons(view);
        case models::Place::LessonPath: return draw_lesson_path(view);
        case models::Place::Lesson: return draw_lesson(view);
        case models::Place::Trainer: return draw_trainer(view);
        case models::Place::Presenter: return draw_presenter(view);
        case models::Place::Wall: return draw_wall(view);
        case models::Place::Cases: return draw_cases(view);
        case models::Place::Settings: return draw_settings(view);
        case models::Place::Emergency: return draw_emergency(view);
        case models::Place::Gallery: return draw_gallery(view);
        case models::Place::Unlock: return draw_unlock(view);
        case models::Place::Saving: return draw_saving(view);
    }
}

/// A profile was closed: what was typed, copied and unfolded is gone with it. Passphrases go as their page is left.
void forget_typed(View& view) {
    if (view.state.copied) {
        view.state.copied->until = 0;
        take_back_copied(view);
    }
    ViewState fresh;
    fresh.vault = std::move(view.state.vault);
    fresh.heard_title = std::move(view.state.heard_title);
    fresh.hide_presses = view.state.hide_presses;
    fresh.seen_visit = view.state.seen_visit;
    fresh.seen_forgotten = view.model.forgotten();
    view.state = std::move(fresh);
    view.ui.text_engine().forget_texts();
}

/// How a check-up ended, for those who do not see it end, on whatever page they are by then.
void announce_check_up(View& view) {
    using Phase = models::LiveCheckUp::Phase;
    models::LiveCheckUp& check_up = view.model.check_up();
    const Phase before = std::exchange(view.state.heard_phase, check_up.phase());
    if (before != Phase::Looking || before == check_up.phase()) return;
    const auto open = static_cast<std::int64_t>(check_up.count(FindingGroup::FixSoon) + check_up.count(FindingGroup::WorthFixing));
    const auto unseen = static_cast<std::int64_t>(check_up.count(FindingGroup::CannotTell));
    if (check_up.phase() == Phase::Stopped) {
        view.ui.announce(view.say("window.home.stopped"));
    } else if (check_up.phase() == Phase::Broken) {
        view.ui.announce(view.say("error.bug"));
    } else if (open > 0) {
        view.ui.announce(view.say({"check.headline.open", {{"count", open}}}));
    } else if (unseen > 0) {
        view.ui.announce(view.say({"check.headline.unseen", {{"count", unseen}}}));
    } else {
        view.ui.announce(view.say("check.headline.good"));
    }
}

/// Another page says what it is, since the focus does not stand on it yet. The first page says it through the window.
void announce_title(View& view) {
    const auto& nodes = view.ui.nodes();
    const auto title = std::ranges::find_if(
        nodes, [](const a11y::Node& node) { return node.role == a11y::Role::Heading && node.level == 1; });
    if (title == nodes.end()) return;
    const std::string before = std::exchange(view.state.heard_title, title->name);
    if (!before.empty() && before != title->name) view.ui.announce({title->name, title->language});
}

}  // namespace

void draw(View& view) {
    if (view.model.forgotten() != view.state.seen_forgotten) forget_typed(view);
    // First, so that the page it leads to is drawn as a new one at once and keeps the focus that it asks for.
    if (view.ui.take_key(ui::Key::Escape)) view.model.go_back();
    const std::size_t visit = view.model.places.visits();
    if (visit != view.state.seen_visit) {
        view.state.seen_visit = visit;
        view.ui.scroll_to_top("page");
        view.ui.set_focus("");
    }
    watch_sending(view);
    draw_place(view);
    ui::toast(view.ui, view.state.toast);
    take_back_copied(view);
    announce_title(view);
    announce_check_up(view);
    for (const auto& action : std::exchange(view.state.after, {})) action();
}

}  // namespace amparo::screens
