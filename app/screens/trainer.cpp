// Planning a workshop: how long, which lessons, and then block by block.

#include <algorithm>
#include <array>
#include <cmath>

#include "app/models/workshop_html.hpp"
#include "app/screens/trainer_parts.hpp"

namespace amparo::screens {

namespace {

using models::OfflineGap;
using models::PlanNote;
using models::Trainer;
using models::Workshop;
using ui::Gap;
using ui::Style;

constexpr int kMinutes = 5;
constexpr int kHalfHour = 30;
constexpr int kHour = 60;
constexpr int kTwoHours = 120;
constexpr int kDay = 420;
constexpr std::array<int, 5> kRooms = {kHalfHour, kHour, kTwoHours, Workshop::kHalfDay, kDay};

ui::Words minutes_words(const View& view, int minutes) { return view.say({"lessons.minutes", {{"count", std::int64_t{minutes}}}}); }

ui::Words room_words(const View& view, int minutes) {
    switch (minutes) {
        case kHour: return view.say("trainer.room.hour");
        case kTwoHours: return view.say("trainer.room.two_hours");
        case Workshop::kHalfDay: return view.say("trainer.half_day");
        case kDay: return view.say("trainer.room.day");
        default: return minutes_words(view, minutes);
    }
}

/// How much time there is.
void rooms(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    std::vector<ui::Segment> items;
    std::size_t selected = kRooms.size();
    for (std::size_t i = 0; i < kRooms.size(); ++i) {
        items.push_back({std::to_string(kRooms[i]), room_words(view, kRooms[i]), {}});
        if (trainer.plan().room == kRooms[i]) selected = i;
    }
    ui::text(ui, flow, Style::BodyStrong, view.say("trainer.room"));
    flow.skip(ui.gap(Gap::S));
    ui::Flow bar{flow.x, flow.y, std::min(flow.width, ui::segments_width(ui, items))};
    const std::size_t pressed = ui::segments(ui, "trainer.room", bar, items, selected);
    flow.y = bar.y;
    if (pressed != selected && pressed < kRooms.size()) view.after([&trainer, pressed] { trainer.set_room(kRooms[pressed]); });
    flow.skip(ui.gap(Gap::L));
}

/// The plan that somebody brought on a stick.
void bring(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    bool& open = view.state.open["teach.bring"];
    ui::disclosure(ui, "teach.bring", flow, view.say("trainer.open"), {}, open, [&](ui::Flow& inner) {
        ui::field(ui, "teach.path", inner, view.say("trainer.open.path"), view.state.trainer.path, {view.say("trainer.open.note")});
        inner.skip(ui.gap(Gap::S));
        ui::Button button{view.say("trainer.open.do"), ui::ButtonKind::Secondary, "ui/import"};
        button.enabled = !view.state.trainer.path.text().empty();
        if (!button.enabled) button.reason = view.say("trainer.open.empty");
        if (ui::button(ui, "trainer.open", inner, button)) {
            view.after([&view, &trainer] {
                const auto bytes = view.model.read_plan(view.state.trainer.path.text());
                const Result<void> opened = bytes ? trainer.open_plan(*bytes) : std::unexpected(bytes.error());
                view.state.trainer.said = opened ? Message{} : Message{"trainer.open.failed", {{"reason", opened.error().detail}}};
            });
        }
    });
    flow.skip(ui.gap(Gap::L));
}

void said(View& view, ui::Flow& flow) {
    if (view.state.trainer.said.empty()) return;
    ui::icon_line(view.ui, flow, "ui/info", view.say(view.state.trainer.said));
    flow.skip(view.ui.gap(Gap::M));
}

/// Before there is a plan.
void pick(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    rooms(view, flow, trainer);
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        ui::heading(ui, inner, Style::Title, view.say("trainer.quick"), 2);
        inner.skip(ui.gap(Gap::XS));
        ui::text(ui, inner, Style::Body, view.say("trainer.quick.note"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        if (ui::button(ui, "trainer.quick", inner, {view.say("trainer.quick.do"), ui::ButtonKind::Primary, "ui/calendar"})) {
            view.after([&trainer] {
                trainer.pick_half_day();
                trainer.set_room(Workshop::kHalfDay);
                trainer.make_plan();
            });
        }
    });
    flow.skip(ui.gap(Gap::L));
    ui::heading(ui, flow, Style::Title, view.say("trainer.pick"), 2);
    flow.skip(ui.gap(Gap::S));
    const auto& list = view.model.lesson_list();
    std::vector<ui::CheckItem> items;
    for (const models::LessonEntry& entry : list) {
        ui::CheckItem item{entry.id, view.in(entry.wording.lang, entry.title), minutes_words(view, entry.minutes), trainer.picked(entry.id)};
        items.push_back(std::move(item));
    }
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        if (const auto pressed = ui::checklist(ui, "trainer.pick", inner, view.say("trainer.pick"), items)) {
            view.after([&trainer, id = list[*pressed].id, on = !items[*pressed].checked] { trainer.pick(id, on); });
        }
    });
    flow.skip(ui.gap(Gap::L));
    ui::Button make{view.say("trainer.make"), ui::ButtonKind::Secondary, "ui/calendar"};
    make.enabled = !trainer.picks().empty();
    if (!make.enabled) make.reason = view.say("trainer.make.none");
    if (ui::button(ui, "trainer.make", flow, make)) view.after([&trainer] { trainer.make_plan(); });
    flow.skip(ui.gap(Gap::L));
    bring(view, flow, trainer);
}

void remarks(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    std::size_t number = 0;
    for (const models::PlanRemark& remark : trainer.remarks()) {
        const bool urgent = remark.note == PlanNote::TooLong || remark.note == PlanNote::Missing;
        const std::string id = "trainer.remark." + std::to_string(number++);
        const ui::Words words = view.say(models::remark_message(remark, trainer.plan(), trainer.own()));
        if (remark.note == PlanNote::TooLong) {
            const ui::Banner banner{ui::CardTone::Warn, "ui/timer", words, view.say("trainer.fit")};
            if (ui::banner(ui, id, flow, banner) == ui::BannerAnswer::Action) view.after([&trainer] { trainer.fit_plan(); });
        } else {
            ui::icon_line(ui, flow, urgent ? "ui/bell" : "ui/info", words, Style::Body, ui::Color::Text, urgent ? ui::Color::Warn : ui::Color::Accent);
        }
        flow.skip(ui.gap(Gap::S));
    }
}

/// Whether everything that will be shown is here.
void offline(View& view, ui::Flow& flow, const Trainer& trainer) {
    ui::Ui& ui = view.ui;
    if (trainer.ready()) {
        ui::icon_line(ui, flow, "status/good", view.say("trainer.ready"), Style::BodyStrong, ui::Color::Ok, ui::Color::Ok);
    } else {
        ui::icon_line(ui, flow, "status/small", view.say("trainer.not_ready"), Style::BodyStrong, ui::Color::Warn, ui::Color::Warn);
    }
    for (const models::OfflineRemark& remark : trainer.offline()) {
        if (remark.gap == OfflineGap::NoBlocks || remark.gap == OfflineGap::OtherLanguage) continue;
        const auto& block = trainer.blocks().at(remark.item);
        const char* id = remark.gap == OfflineGap::MissingPicture ? "trainer.gap.picture" : remark.gap == OfflineGap::MissingPage ? "trainer.gap.page" : "trainer.gap.block";
        ui::text(ui, flow, Style::Caption, view.say({id, {{"block", block ? block->title : trainer.plan().items[remark.item].block}}}), ui::Color::Muted);
    }
    const auto other = std::ranges::count(trainer.offline(), OfflineGap::OtherLanguage, &models::OfflineRemark::gap);
    if (other > 0) {
        flow.skip(ui.gap(Gap::XS));
        ui::text(ui, flow, Style::Caption, view.say({"trainer.gap.language", {{"count", std::int64_t{other}}}}), ui::Color::Muted);
    }
    flow.skip(ui.gap(Gap::M));
}

void wall_language(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    std::vector<ui::Segment> items;
    std::vector<std::string> tags;
    std::size_t selected = 0;
    for (const auto& catalog : view.model.languages().catalogs()) {
        const localization::Language& language = catalog->language();
        if (language.tag == trainer.wall_language()) selected = tags.size();
        tags.push_back(language.tag);
        items.push_back({language.tag, view.in(language.tag, language.name), {}});
    }
    if (tags.size() < 2) return;
    ui::text(ui, flow, Style::BodyStrong, view.say("trainer.wall_language"));
    flow.skip(ui.gap(Gap::S));
    ui::Flow bar{flow.x, flow.y, std::min(flow.width, ui::segments_width(ui, items))};
    const std::size_t pressed = ui::segments(ui, "teach.language", bar, items, selected);
    flow.y = bar.y;
    if (pressed != selected) view.after([&trainer, tag = tags[pressed]] { trainer.set_wall_language(tag); });
    flow.skip(ui.gap(Gap::L));
}

void keep_papers(View& view, Trainer& trainer) {
    std::string last;
    for (const Trainer::PaperFile& paper : trainer.papers()) {
        const auto kept = view.model.keep_paper(paper.name, paper.text);
        if (!kept) {
            view.state.trainer.said = Message{"lessons.handout.failed", {}};
            return;
        }
        last = *kept;
    }
    const std::size_t slash = last.rfind('/');
    view.state.trainer.said = Message{"trainer.paper.kept", {{"path", Code{last.substr(0, slash)}}}};
}

void acts(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    ui::Button present{view.say("trainer.present"), ui::ButtonKind::Primary, "nav/trainer"};
    present.enabled = trainer.ready();
    if (!present.enabled) present.reason = view.say("trainer.not_ready");
    if (ui::button(ui, "trainer.present", flow, present)) {
        view.after([&view, &trainer] {
            if (trainer.start()) view.model.places.go(models::Place::Presenter);
        });
    }
    flow.skip(ui.gap(Gap::S));
    if (view.model.can_keep_pages()) {
        if (ui::button(ui, "trainer.paper", flow, {view.say("trainer.paper"), ui::ButtonKind::Secondary, "ui/print"})) view.after([&view, &trainer] { keep_papers(view, trainer); });
        flow.skip(ui.gap(Gap::XS));
        ui::text(ui, flow, Style::Caption, view.say("trainer.paper.note"), ui::Color::Muted);
        flow.skip(ui.gap(Gap::S));
    }
    said(view, flow);
}

/// One block of the plan: when, what, and what can be changed about it.
void block_row(View& view, ui::Flow& flow, Trainer& trainer, std::size_t index, int begins) {
    ui::Ui& ui = view.ui;
    const models::PlanItem& item = trainer.plan().items[index];
    const auto& block = trainer.blocks()[index];
    const std::string key = std::to_string(index);
    const float target = ui.px(ui::size::kTarget);
    const float pad = ui.gap(Gap::L);
    const bool beside = flow.width > ui.px(ui::size::kColumn);
    const ui::Words title = block ? view.in(block->wording.lang, block->title) : view.say({"trainer.note.missing", {{"block", Code{item.block}}}});
    ui::Words role = block ? view.say(models::role_message(block->role)) : ui::Words{};
    const float top = flow.y + ui.gap(Gap::S);
    const ui::Words time = View::code(models::clock_text(begins));
    const float clock = ui.measure(Style::BodyStrong, time).width + ui.gap(Gap::M);
    const float buttons = 5 * target + ui.px(ui::size::kTarget) * 1.6F + 2 * ui.gap(Gap::S);
    const float icon = ui.px(ui::size::kIconRail);
    ui.draw_label(flow.x + pad, top + target / 2, clock, Style::BodyStrong, ui::Color::Text, time);
    ui.note(a11y::Role::Text, {flow.x + pad, top, flow.x + pad + clock, top + target}, time);
    const float x = flow.x + pad + clock + icon + ui.gap(Gap::M);
    if (block) ui.icon(role_icon(block->role), {x - icon - ui.gap(Gap::S), top + (target - icon) / 2, x - ui.gap(Gap::S), top + (target + icon) / 2}, ui::Color::Accent, ui::Color::Surface);
    // Long words need the whole line in a narrow window.
    ui::Flow words = beside ? ui::Flow{x, top, flow.end() - pad - x - buttons} : ui::Flow{flow.x + pad, top + target, flow.width - 2 * pad};
    ui::text(ui, words, Style::BodyStrong, title);
    if (!role.text.empty()) ui::text(ui, words, Style::Caption, role, ui::Color::Muted);
    float row = beside ? top : words.y + ui.gap(Gap::XS);
    float at = beside ? flow.end() - pad - buttons + ui.gap(Gap::S) : flow.x + pad;
    const auto push = [&](const char* name, const char* say, const char* sign, bool enabled, auto act) {
        ui::Button button{view.say(say), ui::ButtonKind::Quiet, sign};
        button.about = title;
        button.enabled = enabled;
        if (ui::icon_button(ui, std::string("block.") + name + "." + key, ui::Rect{at, row, at + target, row + target}, button)) view.after(act);
        at += target;
    };
    push("less", "trainer.block.less", "ui/minus", item.minutes > Workshop::kLeastBlock, [&trainer, index] { trainer.change_minutes(index, -kMinutes); });
    const ui::Words length = view.say({"window.number", {{"count", std::int64_t{item.minutes}}}});
    const float wide = std::round(target * 1.6F);
    ui.draw_label(at, row + target / 2, wide, Style::BodyStrong, ui::Color::Text, length, ui::Align::Center);
    a11y::Node minutes;
    minutes.role = a11y::Role::Text;
    minutes.name = minutes_words(view, item.minutes).text;
    minutes.language = length.lang;
    minutes.value = length.text;
    ui.note(std::move(minutes), {at, row, at + wide, row + target});
    at += wide;
    push("more", "trainer.block.more", "ui/plus", item.minutes < Workshop::kMostBlock, [&trainer, index] { trainer.change_minutes(index, kMinutes); });
    // In the narrowest windows what moves a block stands below what lengthens it.
    if (at + 3 * target > flow.end()) {
        at = flow.x + pad;
        row += target;
    }
    push("earlier", "lessons.order.earlier", "ui/chevron-up", index > 0, [&trainer, index] { trainer.move(index, true); });
    push("later", "lessons.order.later", "ui/chevron-down", index + 1 < trainer.plan().items.size(), [&trainer, index] { trainer.move(index, false); });
    push("remove", "trainer.block.remove", "ui/trash", true, [&trainer, index] { trainer.remove(index); });
    flow.y = std::max(words.y, row + target) + ui.gap(Gap::S);
}

void agenda(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    ui::heading(ui, flow, Style::Title, view.say("trainer.agenda"), 2);
    flow.skip(ui.gap(Gap::S));
    const std::vector<int> times = models::begin_times(trainer.plan());
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        std::string before;
        for (std::size_t i = 0; i < times.size(); ++i) {
            const std::string& lesson = trainer.plan().items[i].lesson;
            if (i > 0) ui::rule(ui, inner);
            if (!lesson.empty() && lesson != before) {
                const auto& list = view.model.lesson_list();
                const auto entry = std::ranges::find(list, lesson, &models::LessonEntry::id);
                ui::Flow words{inner.x + ui.gap(Gap::L), inner.y + ui.gap(Gap::M), inner.width - 2 * ui.gap(Gap::L)};
                ui::heading(ui, words, Style::CaptionStrong, entry == list.end() ? View::code(lesson) : view.in(entry->wording.lang, entry->title), 3, ui::Color::Accent);
                inner.y = words.y;
            }
            before = lesson;
            block_row(view, inner, trainer, i, times[i]);
        }
    });
    flow.skip(ui.gap(Gap::L));
}

void add(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    bool& open = view.state.open["trainer.add"];
    ui::disclosure(ui, "trainer.add", flow, view.say("trainer.add"), {}, open, [&](ui::Flow& inner) {
        for (const lessons::TeachBlock& block : trainer.own().blocks("")) {
            ui::ListRow row;
            row.icon = role_icon(block.role);
            row.title = view.in(block.wording.lang, block.title);
            row.note = view.say(models::role_message(block.role));
            row.end_note = minutes_words(view, block.minutes);
            row.chevron = false;
            if (ui::list_row(ui, "trainer.add." + block.id, inner, row, false)) view.after([&trainer, id = block.id] { trainer.add_block(id); });
        }
        const auto& list = view.model.lesson_list();
        for (const models::LessonEntry& entry : list) {
            ui::ListRow row;
            row.icon = lesson_icon(view, entry.id);
            row.title = view.in(entry.wording.lang, entry.title);
            row.end_note = minutes_words(view, entry.minutes);
            row.chevron = false;
            if (ui::list_row(ui, "trainer.add-lesson." + entry.id, inner, row, entry.id == list.back().id)) view.after([&trainer, id = entry.id] { trainer.add_lesson(id); });
        }
    });
    flow.skip(ui.gap(Gap::L));
}

void begins(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    const Workshop& plan = trainer.plan();
    const int minutes = plan.minutes();
    ui::text(ui, flow, Style::Body, view.say({"trainer.plan.when", {{"from", Code{models::clock_text(plan.begins)}},
                                                                     {"until", Code{models::clock_text(plan.begins + minutes)}},
                                                                     {"count", std::int64_t{minutes}}}}));
    flow.skip(ui.gap(Gap::S));
    const std::array<std::pair<const char*, int>, 2> moves{{{"trainer.begins.earlier", -kHalfHour}, {"trainer.begins.later", kHalfHour}}};
    float x = flow.x;
    float tall = ui.px(ui::size::kTarget);
    for (const auto& [id, by] : moves) {
        const ui::Button button{view.say(id), ui::ButtonKind::Secondary};
        const float wide = std::min(ui::button_width(ui, button), flow.width);
        if (x > flow.x && x + wide > flow.end()) {
            flow.skip(tall + ui.gap(Gap::S));
            x = flow.x;
        }
        tall = std::max(ui.px(ui::size::kTarget), ui::button_height(ui, button, wide));
        if (ui::button(ui, id, ui::Rect{x, flow.y, x + wide, flow.y + tall}, button)) trainer.set_begins(plan.begins + by);
        x += wide + ui.gap(Gap::S);
    }
    flow.skip(tall + ui.gap(Gap::L));
}

void plan(View& view, ui::Flow& flow, Trainer& trainer) {
    ui::Ui& ui = view.ui;
    if (ui::field(ui, "trainer.title", flow, view.say("trainer.title.label"), view.state.trainer.title, {view.say("trainer.title.note")})) {
        trainer.set_title(view.state.trainer.title.text());
    }
    flow.skip(ui.gap(Gap::L));
    begins(view, flow, trainer);
    rooms(view, flow, trainer);
    remarks(view, flow, trainer);
    offline(view, flow, trainer);
    acts(view, flow, trainer);
    flow.skip(ui.gap(Gap::M));
    agenda(view, flow, trainer);
    add(view, flow, trainer);
    wall_language(view, flow, trainer);
    bring(view, flow, trainer);
    if (ui::button(ui, "trainer.clear", flow, {view.say("trainer.clear"), ui::ButtonKind::Quiet, "ui/trash"})) view.state.trainer.asking_clear = true;
    flow.skip(ui.gap(Gap::XL));
}

}  // namespace

void draw_trainer(View& view) {
    Trainer& trainer = view.model.trainer();
    Page page;
    page.title = view.say("trainer.title");
    page.summary = view.say("trainer.summary");
    page.back_id = "back";
    page.back = place_name(view, view.model.places.before().place);
    page.scroll = "trainer";
    page.over = [&] {
        if (!view.state.trainer.asking_clear) return;
        ui::Dialog dialog;
        dialog.question = view.say("trainer.clear.question");
        dialog.body = view.say("trainer.clear.body");
        dialog.answers = {{view.say("trainer.clear.yes")}, {view.say("trainer.clear.no")}};
        dialog.safe = 1;
        const auto answer = ui::dialog(view.ui, "teach.clear", dialog);
        if (!answer) return;
        view.state.trainer.asking_clear = false;
        if (*answer == 0) {
            view.state.trainer = {};
            view.after([&trainer] { trainer.clear(); });
        }
    };
    draw_frame(view, page, [&](ui::Flow& flow) {
        if (trainer.plan().items.empty()) {
            said(view, flow);
            pick(view, flow, trainer);
        } else {
            plan(view, flow, trainer);
        }
    });
}

}  // namespace amparo::screens
