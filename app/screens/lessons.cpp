#include <algorithm>

#include "app/base/text.hpp"
#include "app/models/check_words.hpp"
#include "app/screens/lesson_parts.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

constexpr float kTile = 280;
constexpr int kShortMinutes = 10;

ui::Words minutes_words(const View& view, int minutes) { return view.say({"lessons.minutes", {{"count", std::int64_t{minutes}}}}); }

/// The lesson that was left half-way: where it was, and the way back into it.
void go_on(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const std::string id = view.model.learning().unfinished();
    const auto& list = view.model.lesson_list();
    const auto entry = std::ranges::find(list, id, &models::LessonEntry::id);
    const models::LessonProgress* progress = view.model.learning().progress(id);
    if (entry == list.end() || progress == nullptr || progress->pages == 0) return;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        const ui::Button button{view.say("lessons.continue"), ui::ButtonKind::Primary};
        const float wide = ui::button_width(ui, button);
        const bool beside = inner.width - wide - ui.gap(Gap::XL) > ui.px(ui::size::kTooltip);
        const float top = inner.y;
        ui::Flow words{inner.x, inner.y, beside ? inner.width - wide - ui.gap(Gap::XL) : inner.width};
        ui::text(ui, words, Style::Caption, view.say("lessons.continue.title"), ui::Color::Muted);
        ui::heading(ui, words, Style::Title, view.in(entry->wording.lang, entry->title), 2);
        words.skip(ui.gap(Gap::S));
        const float done = static_cast<float>(progress->page) / static_cast<float>(progress->pages);
        const auto left = static_cast<std::int64_t>(std::max(1.0F, static_cast<float>(entry->minutes) * (1 - done) + 0.5F));
        const ui::Words where = view.say({"lessons.continue.where",
                                          {{"page", static_cast<std::int64_t>(progress->page + 1)}, {"total", static_cast<std::int64_t>(progress->pages)}, {"count", left}}});
        ui::progress(ui, "learn.progress", words, done, where);
        words.skip(ui.gap(Gap::XS));
        ui::text(ui, words, Style::Caption, where, ui::Color::Muted);
        const float target = ui.px(ui::size::kTarget);
        if (!beside) words.skip(ui.gap(Gap::M));
        const float y = beside ? top + (words.y - top - target) / 2 : words.y;
        const float x = beside ? inner.end() - wide : inner.x;
        if (ui::button(ui, "lessons.continue", ui::Rect{x, y, x + wide, y + target}, button)) view.model.open_lesson(id);
        inner.y = beside ? words.y : words.y + target;
    });
    flow.skip(ui.gap(Gap::L));
}

/// Questions whose day has come.
void again(View& view, ui::Flow& flow) {
    const std::size_t due = view.model.learning().due(view.model.today()).size();
    if (due == 0) return;
    ui::card(view.ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        ui::ListRow row;
        row.icon = "ui/bell";
        row.icon_color = ui::Color::Accent;
        row.title = view.say({"lessons.review.due", {{"count", static_cast<std::int64_t>(due)}}});
        row.note = view.say("lessons.review.due.note");
        if (ui::list_row(view.ui, "learn.review", inner, row, true)) view.model.open_review();
    });
    flow.skip(view.ui.gap(Gap::L));
}

/// So many at once; the next takes the place of one that was read.
constexpr std::size_t kForYou = 3;

/// Lessons about what the check-up found, the first few of them.
void for_you(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    std::vector<const models::LessonEntry*> wanted;
    for (const models::LessonEntry& entry : view.model.lesson_list()) {
        if (wanted.size() < kForYou && view.model.why(entry.id) != nullptr && !view.model.learning().done(entry.id)) wanted.push_back(&entry);
    }
    if (wanted.empty()) return;
    ui::heading(ui, flow, Style::Title, view.say("lessons.for_you"), 2);
    flow.skip(ui.gap(Gap::S));
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        for (const models::LessonEntry* entry : wanted) {
            ui::ListRow row;
            row.icon = lesson_icon(view, entry->id);
            row.icon_color = ui::Color::Accent;
            row.title = view.in(entry->wording.lang, entry->title);
            row.note = why_words(view, *view.model.why(entry->id));
            row.end_note = minutes_words(view, entry->minutes);
            if (ui::list_row(ui, "why." + entry->id, inner, row, entry == wanted.back())) view.model.open_lesson(entry->id);
        }
    });
    flow.skip(ui.gap(Gap::XL));
}

ui::Words done_of(const View& view, const lessons::Path& path) {
    const auto done = std::ranges::count_if(path.lessons, [&](const std::string& id) { return view.model.learning().done(id); });
    const auto total = static_cast<std::int64_t>(path.lessons.size());
    return view.say({"lessons.path.done", {{"done", std::int64_t{done}}, {"count", total}}});
}

void paths(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const auto& list = view.model.paths();
    if (list.empty()) return;
    ui::heading(ui, flow, Style::Title, view.say("lessons.paths"), 2);
    flow.skip(ui.gap(Gap::S));
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        for (const lessons::Path& path : list) {
            ui::ListRow row;
            row.icon = "ui/flag";
            row.icon_color = ui::Color::Accent;
            row.title = view.in(path.wording.lang, path.title);
            row.note = view.in(path.wording.lang, lessons::plain_text(path.summary));
            row.end_note = done_of(view, path);
            if (ui::list_row(ui, "path." + path.id, inner, row, &path == &list.back())) view.model.places.go(models::Place::LessonPath, path.id);
        }
    });
    flow.skip(ui.gap(Gap::XL));
}

/// Tiles of some lessons.
void lesson_tiles(View& view, ui::Flow& flow, const std::vector<const models::LessonEntry*>& list) {
    std::vector<ui::Tile> items;
    for (const models::LessonEntry* entry : list) {
        ui::Tile tile;
        tile.id = "lesson." + entry->id;
        tile.icon = lesson_icon(view, entry->id);
        tile.title = view.in(entry->wording.lang, entry->title);
        tile.foot = minutes_words(view, entry->minutes);
        if (view.model.learning().done(entry->id)) {
            tile.end = view.say("lessons.done");
            tile.end_is_good = true;
        } else if (!entry->pack.empty()) {
            tile.end = view.say("lessons.pack");
        } else if (entry->added_by_hand) {
            tile.end = view.say("lessons.by_hand");
        } else if (entry->wording.lang != view.model.look.language && !view.model.shows_english()) {
            tile.end = view.say("lessons.english_only");
        }
        items.push_back(std::move(tile));
    }
    if (const auto pressed = ui::tiles(view.ui, flow, items, view.ui.px(kTile))) view.model.open_lesson(list[*pressed]->id);
}

bool matches(const models::LessonEntry& entry, const std::string& wanted) {
    if (wanted.empty()) return true;
    const std::string words = text::lower(entry.title + "\n" + lessons::plain_text(entry.summary));
    return words.find(text::lower(wanted)) != std::string::npos;
}

/// All lessons, with ways to see fewer.
void all(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    LessonFilter& filter = view.state.lessons;
    ui::heading(ui, flow, Style::Title, view.say("lessons.all"), 2);
    flow.skip(ui.gap(Gap::S));
    const std::array<ui::Segment, 4> levels{{{"all", view.say("lessons.level.all"), {}},
                                             {"everyone", view.say("lessons.level.everyone"), {}},
                                             {"raised", view.say("lessons.level.raised"), {}},
                                             {"high", view.say("lessons.level.high"), {}}}};
    ui::Flow bar{flow.x, flow.y, std::min(flow.width, ui::segments_width(ui, levels))};
    filter.level = ui::segments(ui, "learn.level", bar, levels, filter.level);
    flow.y = bar.y + ui.gap(Gap::M);
    const ui::Words name = view.say({"lessons.short", {{"count", std::int64_t{kShortMinutes}}}});
    const ui::CheckItem item{"short", name, {}, filter.brief, true, {}};
    if (ui::checklist(ui, "learn.filter", flow, name, std::span(&item, 1))) filter.brief = !filter.brief;
    flow.skip(ui.gap(Gap::S));
    static_cast<void>(ui::field(ui, "lessons.find", flow, view.say("lessons.find"), filter.find));
    flow.skip(ui.gap(Gap::L));
    std::vector<const models::LessonEntry*> shown;
    for (const models::LessonEntry& entry : view.model.lesson_list()) {
        const bool level = filter.level == 0 || static_cast<std::size_t>(entry.level) + 1 == filter.level;
        if (level && (!filter.brief || entry.minutes <= kShortMinutes) && matches(entry, filter.find.text())) shown.push_back(&entry);
    }
    if (shown.empty()) {
        ui::text(ui, flow, Style::Body, view.say("lessons.none_fit"), ui::Color::Muted);
        return;
    }
    lesson_tiles(view, flow, shown);
}

}  // namespace

ui::Words why_words(const View& view, const checks::Finding& finding) {
    return view.say({"lessons.why", {{"check", MessageRef{models::check_message(finding.id, "title").id}}}});
}

void draw_lessons(View& view) {
    const auto& list = view.model.lesson_list();
    Page page;
    page.title = view.say("window.place.lessons");
    const ui::Button trainer{view.say("trainer.title"), ui::ButtonKind::Secondary, "nav/trainer"};
    if (!list.empty()) page.actions_width = ui::button_width(view.ui, trainer);
    if (!list.empty()) page.actions = [&](ui::Flow& flow) {
        if (ui::button(view.ui, "learn.trainer", flow, trainer)) view.model.places.go(models::Place::Trainer);
    };
    page.summary = list.empty() ? view.say("window.lessons.summary") : view.say({"lessons.summary", {{"count", static_cast<std::int64_t>(list.size())}}});
    draw_frame(view, page, [&](ui::Flow& flow) {
        ui::Ui& ui = view.ui;
        if (list.empty()) {
            ui::card(ui, flow, {}, [&](ui::Flow& inner) {
                const ui::EmptyState empty{"nav/lessons", view.say("window.lessons.none"), view.say("window.lessons.none.body")};
                ui::empty_state(ui, {}, inner, empty);
            });
            return;
        }
        go_on(view, flow);
        again(view, flow);
        for_you(view, flow);
        paths(view, flow);
        all(view, flow);
    });
}

void draw_lesson_path(View& view) {
    const auto& list = view.model.paths();
    const auto path = std::ranges::find(list, view.model.places.here().id, &lessons::Path::id);
    Page page;
    page.back_id = "back";
    page.back = place_name(view, view.model.places.before().place);
    if (path == list.end()) return draw_frame(view, page, [](ui::Flow&) {});
    page.title = view.in(path->wording.lang, path->title);
    page.summary = view.in(path->wording.lang, lessons::plain_text(path->summary));
    draw_frame(view, page, [&](ui::Flow& flow) {
        ui::Ui& ui = view.ui;
        wording_note(view, flow, path->wording);
        ui::text(ui, flow, Style::Caption, done_of(view, *path), ui::Color::Muted);
        flow.skip(ui.gap(Gap::M));
        ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
            for (const std::string& id : path->lessons) {
                const auto& entries = view.model.lesson_list();
                const auto entry = std::ranges::find(entries, id, &models::LessonEntry::id);
                if (entry == entries.end()) continue;
                ui::ListRow row;
                row.icon = lesson_icon(view, id);
                row.icon_color = ui::Color::Accent;
                row.title = view.in(entry->wording.lang, entry->title);
                row.note = minutes_words(view, entry->minutes);
                if (view.model.learning().done(id)) {
                    row.status = ui::Status::Good;
                    row.status_word = view.say("lessons.done");
                }
                if (ui::list_row(ui, "step." + id, inner, row, id == path->lessons.back())) view.model.open_lesson(id);
            }
        });
    });
}

}  // namespace amparo::screens
