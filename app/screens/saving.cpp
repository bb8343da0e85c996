#include <algorithm>
#include <array>
#include <utility>

#include "app/base/date.hpp"
#include "app/screens/moments.hpp"
#include "app/screens/vault_fields.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using models::Keeping;
using ui::Gap;
using ui::Style;

/// How often somebody should make a copy elsewhere.
constexpr std::chrono::days kCopyEvery{30};
/// Of a profile, in MiB.
constexpr std::array<std::int64_t, 3> kRooms{1, 4, 16};

/// What came of the last action, in the card that it belongs to.
void outcome(View& view, ui::Flow& flow, std::initializer_list<Keeping::Action> actions, const char* done) {
    const Keeping& keeping = view.model.keeping();
    if (!keeping.finished() || std::ranges::find(actions, keeping.last()) == actions.end()) return;
    const bool good = !keeping.problem();
    ui::callout(view.ui, flow, {good ? ui::CardTone::Ok : ui::CardTone::Warn, good ? "ui/tick" : "ui/info", {},
                                view.say(good ? std::string(done) : keeping.problem()->message_id())});
    flow.skip(view.ui.gap(Gap::M));
}

void paragraph(View& view, ui::Flow& flow, const char* id, ui::Color color = ui::Color::Text) {
    ui::text(view.ui, flow, Style::Body, view.say(id), color);
    flow.skip(view.ui.gap(Gap::S));
}

/// Two fields for a passphrase that is chosen, and the button. True when it was pressed and both may be taken.
bool choose_passphrase(View& view, ui::Flow& flow, VaultFields& fields, const char* verb, const char* id) {
    ui::Ui& ui = view.ui;
    const bool busy = view.model.keeping().busy();
    ui::FieldOptions options;
    options.enabled = !busy;
    options.note = view.say(models::needs_warning(fields.first.text.view()) ? "vault.other_letters" : "vault.passphrase.note");
    ui::secret_field(ui, std::string(id) + ".first", flow, view.say("vault.passphrase.new"), view.say("vault.show"), fields.first, options);
    flow.skip(ui.gap(Gap::M));
    options.note = {};
    const ui::Edited again = ui::secret_field(ui, std::string(id) + ".second", flow, view.say("vault.passphrase.again"), view.say("vault.show"), fields.second, options);
    flow.skip(ui.gap(Gap::L));
    ui::Button go{view.say(busy ? "vault.working" : verb), ui::ButtonKind::Primary};
    go.enabled = !busy;
    return (ui::button(ui, std::string(id) + ".go", flow, go) || again.entered) && !busy;
}

/// How much may come into it. Nearly everybody can leave it as it is, so it comes after the button.
void room_row(View& view, ui::Flow& flow, VaultFields& fields) {
    ui::Ui& ui = view.ui;
    std::vector<ui::Segment> rooms;
    for (const std::int64_t mebibytes : kRooms) rooms.push_back({std::to_string(mebibytes), view.say({"vault.room.size", {{"count", mebibytes}}}), {}});
    const float wide = std::min(ui::segments_width(ui, rooms), flow.width);
    ui::setting_row(ui, flow, view.say("vault.room"), view.say({"vault.room.note", {{"count", 4 * kRooms[fields.room]}}}), wide,
                    [&](ui::Flow& control) { fields.room = ui::segments(ui, "room", control, rooms, fields.room); });
}

void create_card(View& view, ui::Flow& flow, VaultFields& fields) {
    ui::Ui& ui = view.ui;
    Keeping& keeping = view.model.keeping();
    if (fields.suggestion.size() == 0) {
        if (auto made = models::suggest_passphrase()) fields.suggestion = *std::move(made);
    }
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say("vault.create.title"), 2);
        paragraph(view, inner, "vault.create.body", ui::Color::Muted);
        // Before anything is typed: afterwards it is too late.
        ui::icon_line(ui, inner, "ui/screen", view.say("vault.trust"), Style::Body, ui::Color::Text, ui::Color::Warn);
        inner.skip(ui.gap(Gap::M));
        ui::text(ui, inner, Style::BodyStrong, view.say("vault.create.suggestion"));
        inner.skip(ui.gap(Gap::XS));
        ui::secret_view(ui, inner, view.say("vault.code_not_told"), fields.suggestion);
        inner.skip(ui.gap(Gap::S));
        if (ui::button(ui, "another", inner, {view.say("vault.create.another"), ui::ButtonKind::Quiet, "ui/restart"})) fields.suggestion.clear();
        inner.skip(ui.gap(Gap::M));
        outcome(view, inner, {Keeping::Action::Create}, "vault.saved_now");
        if (choose_passphrase(view, inner, fields, "vault.create.go", "create")) {
            keeping.create(fields.take_first(), fields.take_second(), static_cast<std::uint64_t>(kRooms[fields.room]) << 20U);
        }
        inner.skip(ui.gap(Gap::L));
        room_row(view, inner, fields);
    });
    flow.skip(ui.gap(Gap::L));
    ui::callout(ui, flow, {ui::CardTone::Info, "ui/lock", {}, view.say("vault.promise")});
}

/// After how many minutes without a touch it closes.
void closing_row(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    models::IdleLock& idle = view.model.idle();
    std::vector<ui::Segment> items;
    std::size_t selected = 0;
    for (const int minutes : models::IdleLock::kMinutes) {
        if (minutes == idle.minutes()) selected = items.size();
        items.push_back({std::to_string(minutes), view.say({"vault.closing.minutes", {{"count", std::int64_t{minutes}}}}), {}});
    }
    const float wide = std::min(ui::segments_width(ui, items), flow.width);
    ui::setting_row(ui, flow, view.say("vault.closing.after"), view.say("vault.closing.note"), wide, [&](ui::Flow& control) {
        idle.set_minutes(models::IdleLock::kMinutes[ui::segments(ui, "minutes", control, items, selected)]);
    });
}

/// Why an open profile cannot be changed, and what the person can do about it.
void for_reading(View& view, ui::Flow& flow, const vault::KeeperState& state) {
    ui::Ui& ui = view.ui;
    Keeping& keeping = view.model.keeping();
    paragraph(view, flow, models::standing_word(state.standing));
    const auto offer = [&](const char* id, const Message& word, const vault::Opening& how) {
        ui::Button button{view.say(word), ui::ButtonKind::Secondary};
        button.enabled = !keeping.busy();
        if (ui::button(ui, id, flow, button)) keeping.reopen(how);
        flow.skip(ui.gap(Gap::S));
    };
    using vault::Opening;
    if (state.standing == vault::Standing::OtherProgram) {
        offer("take_over", {"vault.take_over", {}}, {Opening::Access::Write, Opening::OtherProgram::TakeOver, {}});
    }
    // Somebody who looks at one of two that do not belong together has to see the other before choosing.
    if (state.standing == vault::Standing::MixedCopies || (state.standing == vault::Standing::Asked && keeping.looked_at())) {
        const auto here = static_cast<std::int64_t>(state.copy + 1);
        offer("look_at_other", {"vault.look_at_other", {{"number", 3 - here}}}, {Opening::Access::Read, Opening::OtherProgram::Respect, 1 - state.copy});
        offer("keep_this", {"vault.keep_this", {{"number", here}, {"other", 3 - here}}}, {Opening::Access::Write, Opening::OtherProgram::Respect, state.copy});
    }
}

void state_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    Keeping& keeping = view.model.keeping();
    const auto state = keeping.state();
    if (!state) return;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        const bool reading = state->standing != vault::Standing::Writer;
        const char* word = reading ? "vault.now.reading" : state->unsaved ? "vault.now.saving" : state->mirrored ? "vault.now.both" : "vault.now.one";
        ui::heading(ui, inner, Style::Title, view.say(word), 2);
        inner.skip(ui.gap(Gap::S));
        if (state->error) {
            ui::callout(ui, inner, {ui::CardTone::Warn, "ui/info", {}, view.say(state->error->message_id())});
            inner.skip(ui.gap(Gap::M));
            if (ui::button(ui, "again", inner, {view.say("vault.try_again"), ui::ButtonKind::Secondary})) keeping.save_soon();
            inner.skip(ui.gap(Gap::M));
        }
        if (reading) for_reading(view, inner, *state);
        if (state->healed) paragraph(view, inner, "vault.healed");
        if (state->last_saved) {
            ui::text(ui, inner, Style::Body, view.say({"vault.last_saved", {{"moment", Code{readable_moment(format_moment(*state->last_saved))}}}}), ui::Color::Muted);
        }
        const auto percent = static_cast<std::int64_t>(state->capacity == 0 ? 0 : (state->used * 100 + state->capacity - 1) / state->capacity);
        ui::text(ui, inner, Style::Body, view.say({"vault.used", {{"percent", percent}}}), ui::Color::Muted);
        const auto copied = view.model.last_copy();
        const bool old = !copied || view.model.today() - *copied > kCopyEvery;
        const Message elsewhere = copied ? Message{old ? "vault.copy_made.old" : "vault.copy_made", {{"date", Code{format_day(*copied)}}}}
                                         : Message{"vault.copy_made.never", {}};
        ui::icon_line(ui, inner, old ? "ui/info" : "ui/tick", view.say(elsewhere));
        inner.skip(ui.gap(Gap::L));
        ui::Button close{view.say(keeping.phase() == Keeping::Phase::Closing ? "vault.closing" : "vault.close"), ui::ButtonKind::Primary, "ui/lock"};
        close.enabled = !keeping.busy();
        if (ui::button(ui, "close", inner, close)) keeping.close();
        inner.skip(ui.gap(Gap::L));
        closing_row(view, inner);
    });
    flow.skip(ui.gap(Gap::L));
}

/// A card that opens and closes; one form at a time, since they share the fields.
void form(View& view, ui::Flow& flow, VaultFields& fields, const std::string& id, const std::string& title, const std::function<void(ui::Flow&)>& content) {
    bool open = fields.form == id;
    const bool before = open;
    ui::disclosure(view.ui, "form." + id, flow, view.say(title), {}, open, content);
    if (open != before) {
        fields.form = open ? id : std::string{};
        static_cast<void>(fields.take_first());
        static_cast<void>(fields.take_second());
        view.model.keeping().forget();
    }
    flow.skip(view.ui.gap(Gap::M));
}

/// `missing`: what the person has to say first, or nothing; a button that would do nothing is off and says so.
bool act(View& view, ui::Flow& flow, const char* id, const char* word, ui::ButtonKind kind = ui::ButtonKind::Secondary, const char* missing = nullptr) {
    ui::Button button{view.say(word), kind};
    button.enabled = !view.model.keeping().busy() && missing == nullptr;
    if (missing != nullptr) button.reason = view.say(missing);
    const bool pressed = ui::button(view.ui, id, flow, button);
    flow.skip(view.ui.gap(Gap::S));
    return pressed;
}

void recovery_form(View& view, ui::Flow& flow, bool there) {
    Keeping& keeping = view.model.keeping();
    paragraph(view, flow, "vault.recovery.body");
    outcome(view, flow, {Keeping::Action::MakeRecovery}, "vault.recovery.made");
    outcome(view, flow, {Keeping::Action::RevokeRecovery}, "vault.recovery.revoked");
    if (keeping.recovery_code().size() > 0) {
        ui::secret_view(view.ui, flow, view.say("vault.code_not_told"), keeping.recovery_code());
        flow.skip(view.ui.gap(Gap::M));
    }
    if (act(view, flow, "recovery.make", there ? "vault.recovery.replace" : "vault.recovery.make")) keeping.make_recovery();
    if (there && act(view, flow, "recovery.revoke", "vault.recovery.revoke")) keeping.revoke_recovery();
}

void second_form(View& view, ui::Flow& flow, VaultFields& fields) {
    Keeping& keeping = view.model.keeping();
    paragraph(view, flow, "vault.second.body");
    for (const char* id : {"vault.second.limit_copies", "vault.second.limit_chips", "vault.second.limit_known", "vault.second.limit_watched"}) {
        ui::icon_line(view.ui, flow, "ui/info", view.say(id), Style::Body, ui::Color::Text);
        flow.skip(view.ui.gap(Gap::S));
    }
    // The same for everybody, whatever lies in the other space.
    ui::callout(view.ui, flow, {ui::CardTone::Danger, "ui/info", {}, view.say("vault.second.replaces")});
    flow.skip(view.ui.gap(Gap::M));
    outcome(view, flow, {Keeping::Action::MakeSecond}, "vault.second.made");
    outcome(view, flow, {Keeping::Action::JoinSecond}, "vault.second.joined");
    outcome(view, flow, {Keeping::Action::RemoveSecond}, "vault.second.removed");
    if (choose_passphrase(view, flow, fields, "vault.second.make", "second")) fields.question = "second";
    flow.skip(view.ui.gap(Gap::L));
    paragraph(view, flow, "vault.second.join.body");
    // The first field is enough: nothing new is chosen.
    const char* missing = fields.first.text.size() == 0 ? "vault.second.join.missing" : nullptr;
    if (act(view, flow, "second.join", "vault.second.join", ui::ButtonKind::Secondary, missing)) {
        keeping.join_second(fields.take_first());
        static_cast<void>(fields.take_second());
    }
    const auto state = keeping.state();
    if (state && state->has_second && act(view, flow, "second.remove", "vault.second.remove")) fields.question = "second.remove";
}

/// What cannot be taken back is asked once more.
void ask(View& view, VaultFields& fields) {
    if (fields.question.empty()) return;
    Keeping& keeping = view.model.keeping();
    const bool destroy = fields.question == "destroy";
    const bool remove = fields.question == "second.remove";
    ui::Dialog dialog;
    dialog.question = view.say(destroy ? "vault.destroy.question" : remove ? "vault.second.remove.question" : "vault.second.question");
    dialog.body = view.say(destroy ? "vault.destroy.question.body" : remove ? "vault.second.remove.body" : "vault.second.replaces");
    dialog.answers = {{view.say("vault.keep"), ui::ButtonKind::Primary},
                      {view.say(destroy ? "vault.destroy.go" : remove ? "vault.second.remove" : "vault.second.make"), ui::ButtonKind::Secondary}};
    const auto answer = ui::dialog(view.ui, "ask", dialog);
    if (!answer) return;
    fields.question.clear();
    if (*answer == 0) return;
    if (destroy) {
        keeping.destroy();
    } else if (remove) {
        keeping.remove_second();
    } else {
        keeping.make_second(fields.take_first(), fields.take_second());
    }
}

void look_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        const bool on = view.model.keeps_look();
        const ui::Words state = view.say(on ? "window.on" : "window.off");
        const ui::Words name = view.say("vault.look");
        const float width = ui::toggle_width(ui, state);
        ui::setting_row(ui, inner, name, view.say("vault.look.note"), width, [&](ui::Flow& control) {
            const float target = ui.px(ui::size::kTarget);
            if (ui::toggle(ui, "look", control.x + width, control.y + target / 2, name, state, on)) view.model.keep_look(!on);
            control.skip(target);
        });
    });
}

/// The person's own emergency card; it can be filled in whether anything is saved or not.
void card_form(View& view, ui::Flow& flow, VaultFields& fields) {
    ui::Ui& ui = view.ui;
    models::EmergencyCard& card = view.model.card();
    form(view, flow, fields, "card", "vault.card.title", [&](ui::Flow& inner) {
        if (!std::exchange(fields.card_filled, true)) {
            for (std::size_t i = 0; i < fields.card.size(); ++i) {
                const models::CardEntry& entry = card.entries()[i / 2];
                fields.card[i].buffer.reset(i % 2 == 0 ? entry.name : entry.number);
            }
        }
        paragraph(view, inner, "vault.card.body");
        for (std::size_t i = 0; i < models::EmergencyCard::kEntries; ++i) {
            const auto number = static_cast<std::int64_t>(i + 1);
            const std::string id = "card." + std::to_string(i);
            const bool name = ui::field(ui, id + ".name", inner, view.say({"vault.card.name", {{"number", number}}}), fields.card[2 * i]).changed;
            inner.skip(ui.gap(Gap::S));
            const bool reach = ui::field(ui, id + ".number", inner, view.say({"vault.card.number", {{"number", number}}}), fields.card[2 * i + 1]).changed;
            inner.skip(ui.gap(Gap::L));
            if (name || reach) card.set(i, fields.card[2 * i].text(), fields.card[2 * i + 1].text());
        }
        if (view.model.can_keep()) {
            const bool on = view.model.card_is_open();
            const ui::Words state = view.say(on ? "window.on" : "window.off");
            const ui::Words label = view.say("vault.card.open");
            const float width = ui::toggle_width(ui, state);
            ui::setting_row(ui, inner, label, view.say("vault.card.open.note"), width, [&](ui::Flow& control) {
                const float target = ui.px(ui::size::kTarget);
                if (ui::toggle(ui, "card.open", control.x + width, control.y + target / 2, label, state, on)) view.model.open_card(!on);
                control.skip(target);
            });
            inner.skip(ui.gap(Gap::M));
        }
        ui::FieldOptions options;
        options.note = view.say("vault.card.file.note");
        ui::field(ui, "card.file", inner, view.say("vault.card.file"), fields.card_file, options);
        inner.skip(ui.gap(Gap::M));
        ui::Button print{view.say("vault.card.print"), ui::ButtonKind::Secondary};
        print.enabled = !card.empty() && !fields.card_file.text().empty();
        if (!print.enabled) print.reason = view.say("vault.card.print.empty");
        if (ui::button(ui, "card.print", inner, print)) {
            const std::string text = card.text();
            const auto written = view.model.write_file(fields.card_file.text(), as_bytes(text));
            fields.card_said = {written ? "vault.card.printed" : written.error().code == Errc::Conflict ? "vault.error.file_exists" : written.error().message_id(), {}};
        }
        if (!fields.card_said.id.empty()) {
            inner.skip(ui.gap(Gap::S));
            ui::text(ui, inner, Style::Body, view.say(fields.card_said));
        }
    });
}

/// What belongs together, under its name.
void group(View& view, ui::Flow& flow, const char* id) {
    flow.skip(view.ui.gap(Gap::M));
    ui::heading(view.ui, flow, Style::Title, view.say(id), 2);
    flow.skip(view.ui.gap(Gap::S));
}

void forms(View& view, ui::Flow& flow, VaultFields& fields) {
    Keeping& keeping = view.model.keeping();
    const auto state = keeping.state();
    group(view, flow, "vault.group.prepare");
    card_form(view, flow, fields);
    form(view, flow, fields, "move", "vault.move.title", [&](ui::Flow& inner) {
        paragraph(view, inner, "vault.move.body");
        outcome(view, inner, {Keeping::Action::CopyTo}, "vault.move.done");
        ui::field(view.ui, "move.folder", inner, view.say("vault.move.folder"), fields.folder);
        inner.skip(view.ui.gap(Gap::M));
        const char* missing = fields.folder.text().empty() ? "vault.move.missing" : nullptr;
        if (act(view, inner, "move.go", "vault.move.go", ui::ButtonKind::Secondary, missing)) keeping.copy_to(fields.folder.text());
    });
    form(view, flow, fields, "recovery", "vault.recovery.title", [&](ui::Flow& inner) { recovery_form(view, inner, state && state->has_recovery); });
    form(view, flow, fields, "export", "vault.export.title", [&](ui::Flow& inner) {
        paragraph(view, inner, "vault.export.body");
        outcome(view, inner, {Keeping::Action::ExportTo}, "vault.export.done");
        ui::FieldOptions options;
        options.note = view.say("vault.export.address.note");
        ui::field(view.ui, "export.address", inner, view.say("vault.export.address"), fields.address, options);
        inner.skip(view.ui.gap(Gap::M));
        ui::field(view.ui, "export.file", inner, view.say("vault.export.file"), fields.file);
        inner.skip(view.ui.gap(Gap::M));
        const char* missing = fields.address.text().empty() || fields.file.text().empty() ? "vault.export.missing" : nullptr;
        if (act(view, inner, "export.go", "vault.export.go", ui::ButtonKind::Secondary, missing)) keeping.export_to(fields.address.text(), fields.file.text());
    });
    form(view, flow, fields, "second", "vault.second.title", [&](ui::Flow& inner) { second_form(view, inner, fields); });
    group(view, flow, "vault.group.happened");
    form(view, flow, fields, "passphrase", "vault.change.title", [&](ui::Flow& inner) {
        paragraph(view, inner, "vault.change.body");
        outcome(view, inner, {Keeping::Action::ChangePassphrase}, "vault.changed_passphrase");
        if (choose_passphrase(view, inner, fields, "vault.change.go", "change")) keeping.change_passphrase(fields.take_first(), fields.take_second());
    });
    form(view, flow, fields, "copied", "vault.copied.title", [&](ui::Flow& inner) {
        paragraph(view, inner, "vault.copied.body");
        outcome(view, inner, {Keeping::Action::RenewKeys}, "vault.copied.done");
        if (act(view, inner, "copied.go", "vault.copied.go")) keeping.renew_keys();
    });
    form(view, flow, fields, "destroy", "vault.destroy.title", [&](ui::Flow& inner) {
        paragraph(view, inner, "vault.destroy.body");
        outcome(view, inner, {Keeping::Action::Destroy}, "vault.destroyed");
        if (act(view, inner, "destroy.go", "vault.destroy.go")) fields.question = "destroy";
    });
}

}  // namespace

void draw_saving(View& view) {
    Keeping& keeping = view.model.keeping();
    VaultFields& fields = vault_fields(view);
    // Whoever comes for one form has it before them.
    if (std::exchange(fields.fresh, false) && !fields.form.empty()) view.ui.set_focus("form." + fields.form);
    Page page;
    const bool none = keeping.phase() == Keeping::Phase::Nothing || keeping.phase() == Keeping::Phase::Never;
    page.title = view.say(none ? "vault.page.none" : "vault.page.title");
    page.back_id = "back";
    page.back = place_name(view, view.model.places.before().place);
    page.column = ui::size::kColumn;
    page.over = [&] { ask(view, fields); };
    draw_frame(view, page, [&](ui::Flow& flow) {
        switch (keeping.phase()) {
            case Keeping::Phase::Never: paragraph(view, flow, "vault.never"); break;
            case Keeping::Phase::Nothing:
                outcome(view, flow, {Keeping::Action::Destroy}, "vault.destroyed");
                create_card(view, flow, fields);
                break;
            case Keeping::Phase::Locked:
                paragraph(view, flow, "vault.locked");
                if (act(view, flow, "unlock", "vault.unlock.title", ui::ButtonKind::Primary)) view.model.places.go(models::Place::Unlock);
                form(view, flow, fields, "destroy", "vault.destroy.title", [&](ui::Flow& inner) {
                    paragraph(view, inner, "vault.destroy.body");
                    outcome(view, inner, {Keeping::Action::Destroy}, "vault.destroyed");
                    if (act(view, inner, "destroy.go", "vault.destroy.go")) fields.question = "destroy";
                });
                break;
            case Keeping::Phase::Opening:
                if (keeping.last() == Keeping::Action::Create) create_card(view, flow, fields);
                break;
            case Keeping::Phase::Open:
            case Keeping::Phase::Closing:
                outcome(view, flow, {Keeping::Action::Create}, "vault.saved_now");
                state_card(view, flow);
                forms(view, flow, fields);
                break;
        }
        flow.skip(view.ui.gap(Gap::S));
        const bool grouped = keeping.phase() == Keeping::Phase::Open || keeping.phase() == Keeping::Phase::Closing;
        if (!grouped) card_form(view, flow, fields);
        if (view.model.can_keep()) look_card(view, flow);
    });
}

}  // namespace amparo::screens
