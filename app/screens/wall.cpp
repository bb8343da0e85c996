// What the group sees: one card, as large as the window allows, and nothing of the trainer's.

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "app/screens/trainer_parts.hpp"

namespace amparo::screens {

using ui::Gap;
using ui::Style;

namespace {

constexpr float kMargin = 0.0625F;  // of the window's width
constexpr float kFoot = 72;
constexpr float kSeconds = 60;

ui::SlideLine paragraph(ui::Words words) {
    ui::SlideLine line(std::move(words));
    line.dot = false;
    return line;
}

/// In the digits of the wall's language.
ui::Words number_on(View& view, std::int64_t number) {
    return View::as_words(view.model.trainer().wall().words().tr(Message{"window.number", {{"count", number}}}));
}

ui::Words letter(std::size_t answer) { return View::code(std::string(1, static_cast<char>('A' + answer))); }

}  // namespace

std::string role_icon(lessons::BlockRole role) {
    switch (role) {
        case lessons::BlockRole::Opening: return "ui/hand";
        case lessons::BlockRole::Agreements: return "ui/scale";
        case lessons::BlockRole::Activity: return "ui/group";
        case lessons::BlockRole::Discussion: return "ui/chat";
        case lessons::BlockRole::Input: return "nav/trainer";
        case lessons::BlockRole::Deepening: return "ui/phone";
        case lessons::BlockRole::Synthesis: return "ui/flag";
        case lessons::BlockRole::Energiser: return "ui/sun";
        case lessons::BlockRole::Break: return "ui/pause";
        case lessons::BlockRole::Closing: return "ui/tick";
    }
    return "nav/trainer";
}

ui::Words time_words(std::int64_t seconds) {
    const std::int64_t all = std::abs(seconds);
    const std::int64_t rest = all % static_cast<std::int64_t>(kSeconds);
    const std::string text = (seconds < 0 ? "-" : "") + std::to_string(all / static_cast<std::int64_t>(kSeconds)) + ":" + (rest < 10 ? "0" : "") + std::to_string(rest);
    return View::code(text);
}

ui::Slide slide_of(View& view, const models::WallCard& card, const models::Presenter& presenter) {
    const std::string& lang = card.wording.lang;
    ui::Slide out{view.in(lang, card.title), {}};
    for (const lessons::Block& block : card.body) {
        if (block.kind == lessons::BlockKind::Picture) {
            // Where it cannot be shown the room reads what it shows.
            ui::SlideLine line = paragraph(view.in(lang, lessons::plain_text(block.spans)));
            line.picture = picture_of(view, card.lesson, block);
            out.lines.push_back(std::move(line));
            continue;
        }
        const bool item = block.kind == lessons::BlockKind::ListItem;
        ui::SlideLine line(view.in(lang, joined(block.spans)));
        line.dot = item;
        if (item && block.number > 0) line.label = number_on(view, static_cast<std::int64_t>(block.number));
        if (block.kind == lessons::BlockKind::Code) line.style = Style::Mono;
        if (block.kind == lessons::BlockKind::Rule) continue;
        out.lines.push_back(std::move(line));
    }
    if (!card.question) return out;
    const bool shown = presenter.answer_shown();
    const int all = presenter.all_hands();
    for (std::size_t i = 0; i < card.question->options.size(); ++i) {
        const lessons::QuizOption& option = card.question->options[i];
        ui::SlideLine line(view.in(lang, joined(option.text)));
        line.label = letter(i);
        if (shown && option.right) line.color = ui::Color::Ok;
        if (all > 0) {
            line.bar = static_cast<float>(presenter.hands(i)) / static_cast<float>(all);
            line.count = number_on(view, presenter.hands(i));
        }
        out.lines.push_back(std::move(line));
        if (!shown || !option.right) continue;
        // Shape, word and colour: the word stands below the answer, with the reason.
        const auto& words = view.model.trainer().wall().words();
        ui::SlideLine reason = paragraph(View::as_words(words.tr(Message{"trainer.this_one", {{"reason", lessons::plain_text(option.feedback)}}})));
        reason.color = ui::Color::Ok;
        out.lines.push_back(std::move(reason));
    }
    return out;
}

void draw_wall(View& view, bool own_window) {
    ui::Ui& ui = view.ui;
    models::Trainer& trainer = view.model.trainer();
    models::Presenter* presenter = trainer.presenter();
    const auto& words = trainer.wall().words();
    const float margin = std::round(ui.width() * kMargin);
    if (presenter == nullptr) {
        // The workshop is over; its window goes with the next event.
        return;
    }
    const std::int64_t now = trainer.now();
    // A remote control for slides presses Page Down and Page Up. Here nothing is typed, so letters may be keys.
    if (ui.take_key(ui::Key::PageDown) || ui.take_key(ui::Key::End) || ui.take_key(ui::Key::Down) || ui.take_key(ui::Key::Space)) presenter->next(now);
    if (ui.take_key(ui::Key::PageUp) || ui.take_key(ui::Key::Start) || ui.take_key(ui::Key::Up)) presenter->back(now);
    const std::string typed = ui.take_text();
    if (typed == "b" || typed == "B" || typed == ".") presenter->set_blank(!presenter->blank());
    const bool leave = ui.take_key(ui::Key::Escape);
    if (leave) {
        if (own_window) {
            trainer.set_wall_window(false);
        } else {
            view.model.places.back();
        }
    }
    if (!presenter->blank()) {
        const float foot = std::min(ui.px(kFoot), ui.height() / 5);
        const ui::Rect area{margin, std::round(margin / 2), ui.width() - margin, ui.height() - foot - ui.gap(Gap::M)};
        ui::slide(ui, "wall." + std::to_string(presenter->at()), area, slide_of(view, presenter->shown(), *presenter));
        const float middle = ui.height() - foot / 2;
        const ui::Words name = View::as_words(words.tr("window.name"));
        const float mark = ui.measure(Style::Body, name).width + 1;
        ui.draw_label(margin, middle, mark, Style::Body, ui::Color::Muted, name);
        ui.note(a11y::Role::Text, {margin, middle - foot / 2, margin + mark, ui.height()}, name);
        const ui::Words where = View::as_words(words.tr(Message{
            "trainer.card_of", {{"card", static_cast<std::int64_t>(presenter->at() + 1)}, {"total", static_cast<std::int64_t>(presenter->cards().size())}}}));
        const float wide = ui.measure(Style::Body, where).width + 1;
        ui.draw_label(ui.width() - margin - wide, middle, wide, Style::Body, ui::Color::Muted, where);
        ui.note(a11y::Role::Status, {ui.width() - margin - wide, middle - foot / 2, ui.width() - margin, ui.height()}, where);
        if (!own_window) {
            const ui::Button back{view.say("trainer.wall.back"), ui::ButtonKind::Quiet};
            const float room = ui::button_width(ui, back);
            const float x = std::round((ui.width() - room) / 2);
            const float half = ui.px(ui::size::kTarget) / 2;
            if (x > margin + mark && x + room < ui.width() - margin - wide) {
                if (ui::button(ui, "wall.back", ui::Rect{x, middle - half, x + room, middle + half}, back)) view.model.places.back();
            }
        }
    } else {
        // Told to those who hear it, not shown.
        ui.note(a11y::Role::Status, {margin, margin, ui.width() - margin, margin + ui.px(ui::size::kTarget)}, View::as_words(words.tr("trainer.blank.now")));
    }
}

}  // namespace amparo::screens
