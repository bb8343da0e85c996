#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/screens/sending.hpp"
#include "app/screens/vault_fields.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

using models::ThemeChoice;
using ui::Gap;
using ui::Style;

void group_title(View& view, ui::Flow& flow, std::string_view icon, const char* word) {
    ui::icon_line(view.ui, flow, icon, view.say(word), Style::Title, ui::Color::Text, ui::Color::Accent, 2);
    flow.skip(view.ui.gap(Gap::M));
}

void look_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    models::Preferences& look = view.model.look;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        group_title(view, inner, "ui/sun", "window.settings.look");
        const std::array<ui::Segment, 4> themes{{{"system", view.say("window.theme.system"), {}},
                                                 {"light", view.say("window.theme.light"), {}},
                                                 {"dark", view.say("window.theme.dark"), {}},
                                                 {"contrast", view.say("window.theme.contrast"), {}}}};
        const float wide = std::min(ui::segments_width(ui, themes), inner.width);
        ui::setting_row(ui, inner, view.say("window.theme"), view.say("window.theme.note"), wide, [&](ui::Flow& control) {
            look.theme = static_cast<ThemeChoice>(ui::segments(ui, "theme", control, themes, static_cast<std::size_t>(look.theme)));
        });
        const float target = ui.px(ui::size::kTarget);
        const ui::Words percent = view.say({"window.text_size.percent", {{"count", std::int64_t{look.text_percent}}}});
        const float number = std::max(ui.px(ui::size::kRailNarrow), ui.measure(Style::BodyStrong, percent).width + 2 * ui.gap(Gap::S));
        ui::setting_row(ui, inner, view.say("window.text_size"), {}, 2 * target + number, [&](ui::Flow& control) {
            ui::Button smaller{view.say("window.text_size.smaller"), ui::ButtonKind::Secondary, "ui/minus"};
            smaller.enabled = look.can_shrink();
            ui::Button larger{view.say("window.text_size.larger"), ui::ButtonKind::Secondary, "ui/plus"};
            larger.enabled = look.can_grow();
            const ui::Rect left{control.x, control.y, control.x + target, control.y + target};
            if (ui::icon_button(ui, "text.smaller", left, smaller)) look.shrink();
            ui.draw_label(left.x1, left.middle_y(), number, Style::BodyStrong, ui::Color::Text, percent, ui::Align::Center);
            ui.note(a11y::Role::Text, {left.x1, left.y0, left.x1 + number, left.y1}, percent);
            const ui::Rect right{left.x1 + number, left.y0, left.x1 + number + target, left.y1};
            if (ui::icon_button(ui, "text.larger", right, larger)) look.grow();
            control.y = left.y1;
        });
        const ui::Words state = view.say(look.moves_little() ? "window.on" : "window.off");
        const ui::Words motion = view.say("window.motion");
        const float toggle = ui::toggle_width(ui, state);
        ui::setting_row(ui, inner, motion, view.say("window.motion.note"), toggle, [&](ui::Flow& control) {
            const float end = control.x + toggle;
            if (ui::toggle(ui, "motion", end, control.y + target / 2, motion, state, look.moves_little())) {
                look.reduced_motion = !look.moves_little();
            }
            control.skip(target);
        });
    });
}

void language_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        group_title(view, inner, "ui/globe", "window.settings.language");
        ui.counted(a11y::Role::Radio, [&] {
            for (const std::string& tag : view.model.languages().tags()) {
                ui::Choice choice = language_choice(view, tag);
                if (choice.note.text.empty()) choice.note = View::as_words(view.model.words_in(tag).tr("window.language.source"));
                const float height = ui::choice_height(ui, choice, inner.width);
                const ui::Rect rect{inner.x, inner.y, inner.end(), inner.y + height};
                if (ui::choice(ui, "language." + tag, rect, choice, tag == view.model.look.language)) view.after([&view, tag] { view.model.set_language(tag); });
                inner.y = rect.y1 + ui.gap(Gap::S);
            }
        });
        ui::icon_line(ui, inner, "ui/info", view.say("window.first.draft"));
    });
}

void profile_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        group_title(view, inner, "nav/checks", "threat.title");
        ui::text(ui, inner, Style::Caption, view.say("threat.body"), ui::Color::Muted);
        inner.skip(ui.gap(Gap::M));
        models::LiveCheckUp& check_up = view.model.check_up();
        ui.counted(a11y::Role::Radio, [&] {
            for (const models::ThreatProfile profile : models::kThreatProfiles) {
                const std::string id = "threat." + std::string(models::profile_name(profile));
                const ui::Choice choice{view.say(id), view.say(id + ".note"), {}, false};
                const ui::Rect rect{inner.x, inner.y, inner.end(), inner.y + ui::choice_height(ui, choice, inner.width)};
                if (ui::choice(ui, id, rect, choice, profile == check_up.profile())) view.after([&check_up, profile] { check_up.use_profile(profile); });
                inner.y = rect.y1 + ui.gap(Gap::S);
            }
        });
        inner.y -= ui.gap(Gap::S);
    });
}

void privacy_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        group_title(view, inner, "ui/lock", "window.settings.privacy");
        const bool open = view.model.keeping().phase() == models::Keeping::Phase::Open;
        for (const char* id : {open ? "vault.settings.open" : "window.privacy.saved", "window.privacy.network", "window.privacy.hide", "window.privacy.hide_limits"}) {
            ui::text(ui, inner, Style::Body, view.say(id));
            inner.skip(ui.gap(Gap::M));
        }
        const bool none = view.model.keeping().phase() == models::Keeping::Phase::Nothing;
        if (ui::button(ui, "saving", inner, {view.say(none ? "vault.create.title" : "vault.page.title"), ui::ButtonKind::Secondary, "ui/stick"})) {
            view.model.places.go(models::Place::Saving);
        }
        inner.skip(ui.gap(Gap::S));
        if (ui::button(ui, "card", inner, {view.say("vault.card.title"), ui::ButtonKind::Secondary, "ui/group"})) {
            view.after([&view] {
                view.model.places.go(models::Place::Saving);
                vault_fields(view).form = "card";
            });
        }
    });
}

void keys_card(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::card(ui, flow, {}, [&](ui::Flow& inner) {
        group_title(view, inner, "ui/key", "window.settings.keys");
        for (const auto& [keys, id] : {std::pair{"Tab", "window.keys.tab"}, std::pair{"Enter", "window.keys.enter"},
                                       std::pair{"Esc", "window.keys.escape"}, std::pair{"Ctrl+1 … 6", "window.keys.places"},
                                       std::pair{"Ctrl++  Ctrl+-", "window.keys.text"},
                                       std::pair{"Ctrl+E", "window.keys.english"},
                                       std::pair{"Ctrl+L", "vault.keys.close"},
                                       std::pair{"Ctrl+Shift+H", "window.keys.help"}, std::pair{"Shift Shift Shift", "window.keys.hide"},
                                       std::pair{"Ctrl+Q", "window.keys.quit"}}) {
            const float width = ui.px(ui::size::kSideCard) * 0.6F;
            const bool beside = inner.width > 2 * width;
            const float top = inner.y;
            ui::Flow start{inner.x, top, beside ? width : inner.width};
            ui::text(ui, start, Style::Mono, view.code(keys));
            ui::Flow end{beside ? inner.x + width + ui.gap(Gap::M) : inner.x, beside ? top : start.y,
                         beside ? inner.width - width - ui.gap(Gap::M) : inner.width};
            ui::text(ui, end, Style::Body, view.say(id));
            inner.y = std::max(start.y, end.y) + ui.gap(Gap::S);
        }
    });
}

}  // namespace

void draw_settings(View& view) {
    Page page;
    page.title = view.say("window.place.settings");
    page.summary = view.say(view.model.keeping().phase() == models::Keeping::Phase::Open ? "vault.settings.summary" : "window.settings.summary");
    page.over = [&] { draw_sign_in_question(view); };
    draw_frame(view, page, [&](ui::Flow& flow) {
        ui::Ui& ui = view.ui;
        const float gap = ui.gap(Gap::XL);
        const bool two = flow.width >= 3 * ui.px(ui::size::kSideCard);
        const float width = two ? std::floor((flow.width - gap) / 2) : flow.width;
        ui::Flow left{flow.x, flow.y, width};
        look_card(view, left);
        left.skip(gap);
        privacy_card(view, left);
        left.skip(gap);
        profile_card(view, left);
        left.skip(gap);
        network_card(view, left);
        left.skip(gap);
        mail_card(view, left);
        ui::Flow right{two ? flow.x + width + gap : flow.x, two ? flow.y : left.y + gap, width};
        language_card(view, right);
        right.skip(gap);
        keys_card(view, right);
        right.skip(gap);
        contacts_card(view, right);
        flow.y = std::max(left.y, right.y);
    });
}

}  // namespace amparo::screens
