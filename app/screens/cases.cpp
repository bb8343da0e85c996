#include <algorithm>
#include <cmath>

#include "app/base/bytes.hpp"
#include "app/models/case_book.hpp"
#include "app/screens/moments.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using cases::CaseFile;
using cases::EntryKind;
using models::CaseBook;
using ui::Gap;
using ui::Style;

constexpr float kList = 272;

const char* entry_icon(EntryKind kind) {
    switch (kind) {
        case EntryKind::Noticed: return "ui/edit";
        case EntryKind::HandedOver: return "status/sent";
        case EntryKind::Answered: return "ui/chat";
        case EntryKind::Evidence: return "ui/file";
        case EntryKind::Step: return "ui/tick";
        case EntryKind::Note: break;
    }
    return "ui/edit";
}

ui::Words title_of(View& view, const CaseFile& file) {
    if (!file.title.empty()) return view.verbatim(file.title);
    if (file.incident.empty()) return view.say("emergency.unknown");
    return view.say("report.type." + file.incident);
}

void say_result(View& view, const Result<void>& result) {
    if (!result) ui::show_toast(view.ui, view.state.toast, view.say(result.error().message_id()));
}

void list(View& view, ui::Flow& flow, CaseBook& book) {
    ui::card(view.ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        view.ui.counted(a11y::Role::Row, [&] {
            const auto& files = book.files();
            for (const CaseFile& file : files) {
                ui::ListRow row;
                row.icon = file.incident.empty() ? "status/unknown" : "incident/" + file.incident;
                row.title = title_of(view, file);
                row.note = view.say("cases.state." + cases::state_of(file));
                row.chevron = false;
                if (ui::list_row(view.ui, "case." + file.ref, inner, row, file.ref == files.back().ref)) {
                    view.after([&book, ref = file.ref] { book.choose(ref); });
                }
            }
        });
    });
}

void facts(View& view, ui::Flow& flow, const CaseFile& file) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, title_of(view, file), 2);
        ui::text(ui, inner, Style::Mono, view.code(file.ref));
        ui::text(ui, inner, Style::Caption, view.say({"cases.begun", {{"date", Code{readable_moment(file.begun)}}}}), ui::Color::Muted);
        inner.skip(ui.gap(Gap::S));
        if (const auto next = cases::next_date(file)) {
            const ui::Words what = next->rung.empty() ? view.say({"cases.owes", {{"who", next->who}}}) : view.say("cases.rung." + next->rung);
            ui::icon_line(ui, inner, "ui/bell", view.say({"cases.next", {{"date", Code{format_day(next->day)}}}}), Style::BodyStrong, ui::Color::Text, ui::Color::Warn, 3);
            ui::text(ui, inner, Style::Body, what, ui::Color::Muted);
        }
    });
}

void timeline(View& view, ui::Flow& flow, CaseBook& book, const CaseFile& file) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("cases.timeline"), 2);
        inner.skip(ui.gap(Gap::M));
        for (const cases::Entry& entry : file.entries) {
            ui::icon_line(ui, inner, entry_icon(entry.kind), view.say("cases.entry." + std::string(cases::entry_kind_name(entry.kind))), Style::BodyStrong,
                          ui::Color::Text, ui::Color::Accent, 3);
            ui::text(ui, inner, Style::Caption, view.code(readable_moment(entry.when)), ui::Color::Muted);
            if (!entry.who.empty()) ui::text(ui, inner, Style::Body, view.verbatim(entry.who));
            if (!entry.text.empty()) ui::text(ui, inner, Style::Body, view.verbatim(entry.text), ui::Color::Muted);
            inner.skip(ui.gap(Gap::M));
        }
        ui::field(ui, "case.note", inner, view.say("cases.note"), view.state.cases.note);
        inner.skip(ui.gap(Gap::S));
        ui::Button add{view.say("cases.note.add"), ui::ButtonKind::Secondary, "ui/plus"};
        add.enabled = !view.state.cases.note.text().empty();
        if (!add.enabled) add.reason = view.say("cases.note.empty");
        if (ui::button(ui, "case.note.add", inner, add)) {
            view.after([&view, &book] {
                say_result(view, book.note(view.state.cases.note.text()));
                view.state.cases.note = {};
            });
        }
        inner.skip(ui.gap(Gap::S));
        ui::Button answered{view.say("cases.answered"), ui::ButtonKind::Secondary, "ui/chat"};
        if (ui::button(ui, "case.answered", inner, answered)) {
            const auto last = std::find_if(file.entries.rbegin(), file.entries.rend(), [](const cases::Entry& entry) { return entry.kind == EntryKind::HandedOver; });
            const std::string who = last == file.entries.rend() ? std::string{} : last->who;
            view.after([&view, &book, who] {
                say_result(view, book.answered(who, view.state.cases.note.text()));
                view.state.cases.note = {};
            });
        }
    });
}

void ladder(View& view, ui::Flow& flow, CaseBook& book, const CaseFile& file) {
    ui::Ui& ui = view.ui;
    const std::vector<cases::Rung> rungs = cases::ladder_of(file);
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("cases.ladder"), 2);
        ui::text(ui, inner, Style::Caption, view.say("cases.ladder.note"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::S));
        std::vector<ui::CheckItem> items;
        for (const cases::Rung& rung : rungs) {
            ui::Words note;
            if (!rung.taken.empty()) {
                note = view.say({"cases.taken", {{"date", Code{readable_moment(rung.taken)}}}});
            } else if (rung.due) {
                note = view.say({rung.until ? "cases.until" : "cases.due", {{"date", Code{format_day(*rung.due)}}}});
            }
            items.push_back({rung.id, view.say("cases.rung." + rung.id), note, !rung.taken.empty()});
        }
        if (const auto pressed = ui::checklist(ui, "ladder", inner, view.say("cases.ladder"), items)) {
            view.after([&view, &book, id = rungs[*pressed].id] { say_result(view, book.take(id)); });
        }
        inner.skip(ui.gap(Gap::M));
        const ui::Words state = view.say(file.in_eu ? "window.on" : "window.off");
        ui::setting_row(ui, inner, view.say("cases.in_eu"), view.say("cases.in_eu.note"), ui::toggle_width(ui, state), [&](ui::Flow& end) {
            if (ui::toggle(ui, "case.in_eu", end.end(), end.y + ui.px(ui::size::kTarget) / 2, view.say("cases.in_eu"), state, file.in_eu)) {
                view.after([&view, &book, day = file.decision, eu = !file.in_eu] { say_result(view, book.decided(day, eu)); });
            }
            end.skip(ui.px(ui::size::kTarget));
        });
        inner.skip(ui.gap(Gap::S));
        ui::FieldOptions options;
        options.note = view.say("emergency.words.since.note");
        if (ui::field(ui, "case.decision", inner, view.say("report.question.decision-date"), view.state.cases.decision, options).entered) {
            view.after([&view, &book, eu = file.in_eu] { say_result(view, book.decided(view.state.cases.decision.text(), eu)); });
        }
    });
}

void evidence(View& view, ui::Flow& flow, CaseBook& book, const CaseFile& file) {
    ui::Ui& ui = view.ui;
    auto& state = view.state.cases;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::BodyStrong, view.say("cases.evidence"), 2);
        ui::text(ui, inner, Style::Caption, view.say("cases.evidence.note"), ui::Color::Muted);
        for (const cases::EvidenceFile& item : file.evidence) {
            inner.skip(ui.gap(Gap::S));
            ui::text(ui, inner, Style::Body, view.verbatim(item.name));
            ui::text(ui, inner, Style::Mono, view.code(item.sha256), ui::Color::Muted);
            if (view.model.keeping().state() && !book.evidence_is_kept(file.ref, item.name)) {
                ui::icon_line(ui, inner, "ui/info", view.say("vault.evidence.memory"));
            }
        }
        inner.skip(ui.gap(Gap::M));
        ui::FieldOptions options;
        options.note = view.say("cases.path.note");
        ui::field(ui, "case.path", inner, view.say("cases.path"), state.path, options);
        inner.skip(ui.gap(Gap::S));
        const bool named = !state.path.text().empty();
        ui::Button add{view.say("cases.evidence.add"), ui::ButtonKind::Secondary, "ui/plus"};
        ui::Button out{view.say("cases.export"), ui::ButtonKind::Secondary, "ui/file"};
        add.enabled = out.enabled = named;
        if (!named) add.reason = out.reason = view.say("emergency.keep.no_place");
        if (ui::button(ui, "case.evidence.add", inner, add)) {
            view.after([&view, &book, &state] {
                const auto added = view.model.add_evidence(book, state.path.text());
                state.said = added ? Message{"cases.evidence.added", {{"file", *added}}} : Message{added.error().message_id(), {}};
            });
        }
        inner.skip(ui.gap(Gap::S));
        if (ui::button(ui, "case.export", inner, out)) {
            view.after([&view, &book, &state] {
                const auto written = view.model.export_case(book, state.path.text());
                state.said = written ? Message{"emergency.keep.written", {{"path", Code{*written}}}} : Message{written.error().message_id(), {}};
            });
        }
        if (!state.said.empty()) {
            inner.skip(ui.gap(Gap::M));
            ui::callout(ui, inner, {ui::CardTone::Info, "ui/info", {}, view.say(state.said)});
        }
        inner.skip(ui.gap(Gap::M));
        ui::Button close{view.say(file.closed ? "cases.open_again" : "cases.close"), ui::ButtonKind::Quiet, "ui/tick"};
        if (ui::button(ui, "case.close", inner, close)) view.after([&view, &book] { say_result(view, book.close({})); });
        ui::Button remove{view.say("cases.remove"), ui::ButtonKind::Quiet, "ui/trash"};
        if (ui::button(ui, "case.remove", inner, remove)) state.asking_remove = true;
    });
}

void content(View& view, ui::Flow& flow, CaseBook& book) {
    ui::Ui& ui = view.ui;
    if (book.broken() > 0) {
        const auto count = static_cast<std::int64_t>(book.broken());
        ui::callout(ui, flow, {ui::CardTone::Warn, "status/small", {}, view.say({"cases.broken", {{"count", count}}})});
        flow.skip(ui.gap(Gap::L));
    }
    const CaseFile* shown = book.chosen();
    if (shown == nullptr) {
        ui::callout(ui, flow, {ui::CardTone::Sunken, "nav/cases", {}, view.say("cases.none")});
        flow.skip(ui.gap(Gap::L));
        if (ui::button(ui, "case.help", flow, {view.say("window.help"), ui::ButtonKind::Secondary, "nav/help"})) view.model.open_help();
        return;
    }
    const CaseFile file = *shown;
    const float gap = ui.gap(Gap::XL);
    const bool beside = flow.width >= ui.px(kList + ui::size::kColumn / 2) + gap;
    ui::Flow left{flow.x, flow.y, beside ? ui.px(kList) : flow.width};
    list(view, left, book);
    ui::Flow right = beside ? ui::Flow{left.end() + gap, flow.y, flow.width - left.width - gap} : ui::Flow{flow.x, left.y + gap, flow.width};
    facts(view, right, file);
    right.skip(gap);
    timeline(view, right, book, file);
    right.skip(gap);
    ladder(view, right, book, file);
    right.skip(gap);
    evidence(view, right, book, file);
    flow.y = std::max(left.y, right.y);
}

}  // namespace

void draw_cases(View& view) {
    CaseBook& book = view.model.cases();
    Page page;
    page.title = view.say(models::cases_headline(book, view.model.today()));
    page.summary = view.say(view.model.keeping().phase() == models::Keeping::Phase::Open ? "vault.cases.where" : "cases.where");
    page.over = [&] {
        auto& state = view.state.cases;
        if (!state.asking_remove) return;
        ui::Dialog ask;
        ask.question = view.say("cases.remove.ask");
        ask.body = view.say("cases.remove.body");
        ask.answers = {{view.say("cases.remove.no"), ui::ButtonKind::Secondary}, {view.say("cases.remove.yes"), ui::ButtonKind::Primary}};
        const auto answer = ui::dialog(view.ui, "remove", ask);
        if (!answer) return;
        state.asking_remove = false;
        if (*answer == 1) view.after([&book] { book.remove(); });
    };
    draw_frame(view, page, [&](ui::Flow& flow) {
        const bool open = view.model.keeping().phase() == models::Keeping::Phase::Open;
        if (!open && view.model.can_keep()) {
            if (ui::button(view.ui, "saving", flow, {view.say("vault.cases.save"), ui::ButtonKind::Secondary, "ui/stick"})) {
                view.after([&view] { view.model.places.go(models::Place::Saving); });
            }
            flow.skip(view.ui.gap(Gap::L));
        }
        content(view, flow, book);
    });
}

}  // namespace amparo::screens
