#include <algorithm>
#include <cmath>
#include <utility>

#include "app/screens/vault_fields.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using models::Keeping;
using ui::Gap;
using ui::Style;

constexpr float kColumn = 420;

void top_bar(View& view) {
    ui::Ui& ui = view.ui;
    ui::Flow brand{ui.page_margin(), ui.gap(Gap::XL) + ui.gap(Gap::XS), ui.px(ui::size::kSideCard)};
    ui::brand(ui, brand, view.say("window.name"));
    const localization::Language& language = view.model.words().language();
    ui::Button button{{language.name, language.tag}, ui::ButtonKind::Quiet, "ui/globe"};
    const float end = hide_start(view) - ui.gap(Gap::M);
    const float width = ui::button_width(ui, button);
    // Where there is no room the choice is still in the settings.
    if (end - width < brand.end()) return;
    const float top = ui.gap(Gap::XL);
    if (ui::button(ui, "language", {end - width, top, end, top + ui.px(ui::size::kTarget)}, button)) view.model.places.go(models::Place::Settings);
}

/// "without opening" between two lines.
void divider(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const ui::Words words = view.say("vault.without_opening");
    const float width = ui.measure(Style::Caption, words).width + 1;
    const float middle = flow.y + ui.px(ui::type(Style::Caption).line) / 2;
    const float left = flow.x + std::floor((flow.width - width) / 2);
    const float line = ui.px(ui::size::kHairline);
    const float gap = ui.gap(Gap::L);
    if (left - gap > flow.x) {
        ui.fill({flow.x, middle, left - gap, middle + line}, ui::Color::Border);
        ui.fill({left + width + gap, middle, flow.end(), middle + line}, ui::Color::Border);
    }
    ui.draw_label(left, middle, width, Style::Caption, ui::Color::Muted, words);
    ui.note(a11y::Role::Text, {left, flow.y, left + width, flow.y + ui.px(ui::type(Style::Caption).line)}, words);
    flow.y += ui.px(ui::type(Style::Caption).line);
}

bool way(View& view, ui::Flow& flow, const char* id, const char* icon, ui::Color color, const char* word, const char* note) {
    bool pressed = false;
    ui::card(view.ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        ui::ListRow row;
        row.icon = icon;
        row.icon_color = color;
        row.title = view.say(word);
        row.note = view.say(note);
        row.note_beside = true;
        pressed = ui::list_row(view.ui, id, inner, row, true);
    });
    flow.skip(view.ui.gap(Gap::S));
    return pressed;
}

void problem(View& view, ui::Flow& flow) {
    const Keeping& keeping = view.model.keeping();
    if (!keeping.finished() || !keeping.problem()) return;
    ui::callout(view.ui, flow, {ui::CardTone::Warn, "ui/info", {}, view.say(keeping.problem()->message_id())});
    flow.skip(view.ui.gap(Gap::L));
}

/// What the next opening does besides opening, if the person asked for something on the page about saving.
void asked_for(View& view, ui::Flow& flow) {
    Keeping& keeping = view.model.keeping();
    const vault::Opening& how = keeping.next_opening();
    const bool reads = how.access == vault::Opening::Access::Read;
    const bool takes = how.other_program == vault::Opening::OtherProgram::TakeOver;
    if (!reads && !takes && !how.choose) return;
    const auto number = static_cast<std::int64_t>(how.choose.value_or(0) + 1);
    const Message what = takes ? Message{"vault.unlock.take_over", {}} : Message{reads ? "vault.unlock.look" : "vault.unlock.choose", {{"number", number}}};
    ui::callout(view.ui, flow, {ui::CardTone::Info, "ui/info", {}, view.say(what)});
    flow.skip(view.ui.gap(Gap::M));
    if (ui::button(view.ui, "as_usual", flow, {view.say("vault.unlock.as_usual"), ui::ButtonKind::Quiet})) keeping.forget_opening();
    flow.skip(view.ui.gap(Gap::M));
}

}  // namespace

void draw_unlock(View& view) {
    ui::Ui& ui = view.ui;
    Keeping& keeping = view.model.keeping();
    VaultFields& fields = vault_fields(view);
    // Whoever comes here came to type it.
    if (std::exchange(fields.fresh, false)) ui.set_focus("passphrase");
    const float margin = ui.page_margin();
    const float top = ui.gap(Gap::XL) + ui.px(ui::size::kTarget) + ui.gap(Gap::S);
    const float start = ui.begin_scroll("page", {0, top, ui.width(), ui.height()});
    const float width = std::min(ui.width() - 2 * margin, ui.px(kColumn));
    ui::Flow flow{margin + std::floor((ui.width() - 2 * margin - width) / 2), start + ui.gap(Gap::XL), width};
    ui::heading(ui, flow, Style::Heading, view.say("vault.unlock.title"), 1);
    ui::text(ui, flow, Style::Body, view.say("vault.unlock.body"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::M));
    // Before anything is typed: afterwards it is too late.
    ui::icon_line(ui, flow, "ui/screen", view.say("vault.trust"), Style::Body, ui::Color::Text, ui::Color::Warn);
    flow.skip(ui.gap(Gap::L));
    asked_for(view, flow);
    problem(view, flow);
    const bool busy = keeping.busy();
    ui::FieldOptions options;
    options.note = view.say("vault.show_hint");
    options.enabled = !busy;
    const ui::Edited edited = ui::secret_field(ui, "passphrase", flow, view.say("vault.passphrase"), view.say("vault.show"), fields.first, options);
    flow.skip(ui.gap(Gap::L));
    ui::Button open{view.say(busy ? "vault.opening" : "vault.open"), ui::ButtonKind::Primary};
    open.enabled = !busy;
    const ui::Rect rect{flow.x, flow.y, flow.end(), flow.y + std::max(ui.px(ui::size::kHelpButton), ui::button_height(ui, open, flow.width))};
    const bool pressed = ui::button(ui, "open", rect, open);
    if ((pressed || edited.entered) && !busy && fields.first.text.size() > 0) keeping.open(fields.copy_first());
    flow.y = rect.y1;
    flow.skip(ui.gap(Gap::M));
    ui::text(ui, flow, Style::Caption, view.say("vault.unlock.slow"), ui::Color::Muted);
    flow.skip(ui.gap(Gap::XL));
    divider(view, flow);
    flow.skip(ui.gap(Gap::L));
    if (way(view, flow, "help", "nav/help", ui::Color::Urgent, "window.help", "vault.way.help")) view.model.open_help();
    if (way(view, flow, "lessons", "nav/lessons", ui::Color::Muted, "window.place.lessons", "vault.way.lessons")) {
        view.model.places.go(models::Place::Lessons);
    }
    if (way(view, flow, "without", "ui/stick", ui::Color::Muted, "vault.way.without", "vault.way.without.note")) {
        view.model.places.start_at(models::Place::Home);
    }
    ui.end_scroll(flow.y + ui.gap(Gap::XL));
    top_bar(view);
    draw_hide(view);
}

}  // namespace amparo::screens
