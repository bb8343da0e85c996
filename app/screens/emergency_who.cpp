#include "app/screens/emergency.hpp"

#include <algorithm>
#include <cmath>

#include "app/models/channel_words.hpp"

namespace amparo::screens {

namespace {

using models::HelpStep;
using ui::Gap;
using ui::Style;

constexpr std::size_t kRegionsShown = 24;
constexpr std::size_t kDesksShown = 4;

/// One thing that was chosen, and the way to change it.
bool chosen_line(View& view, ui::Flow& flow, std::string_view id, std::string_view icon, const ui::Words& words) {
    ui::ListRow row;
    row.icon = icon;
    row.title = words;
    row.end_note = view.say("window.change");
    return ui::list_row(view.ui, id, flow, row, false);
}

void region_list(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    const float padding = ui.gap(Gap::XL);
    ui::Flow inner{flow.x + padding, flow.y + ui.gap(Gap::M), flow.width - 2 * padding};
    ui::field(ui, "region.search", inner, view.say("window.region.search"), view.state.region);
    inner.skip(ui.gap(Gap::M));
    ui::Button anywhere{view.say("window.region.anywhere"), ui::ButtonKind::Secondary, "ui/globe"};
    if (ui::button(ui, "region.anywhere", inner, anywhere)) {
        help.choose_region({});
        view.state.choosing_region = false;
    }
    inner.skip(ui.gap(Gap::M));
    const auto found = help.desk().find_regions(view.state.region.text(), kRegionsShown);
    if (found.empty()) ui::text(ui, inner, Style::Body, view.say("window.region.none"), ui::Color::Muted);
    flow.y = inner.y;
    ui.counted(a11y::Role::Row, [&] {
        for (const std::string& region : found) {
            ui::ListRow row;
            row.title = {help.desk().book().regions().name(region), "en"};
            row.chevron = false;
            if (ui::list_row(ui, "region." + region, flow, row, region == found.back())) {
                help.choose_region(region);
                view.state.choosing_region = false;
                view.state.region = {};
            }
        }
    });
    ui::rule(ui, flow);
}

void language_row(View& view, ui::Flow& flow, models::HelpDesk& desk) {
    ui::Ui& ui = view.ui;
    const float padding = ui.gap(Gap::XL);
    ui::Flow row{flow.x + padding, flow.y, flow.width - 2 * padding};
    const bool on = desk.filters_language();
    const ui::Words name = view.say({"window.help.my_language", {{"language", view.model.words().language().name}}});
    const ui::Words state = view.say(on ? "window.on" : "window.off");
    const float height = ui.px(ui::size::kTallRow);
    const float icon = ui.px(ui::size::kIconRail);
    ui.icon("ui/chat", {row.x, row.y + std::round((height - icon) / 2), row.x + icon, row.y + std::round((height - icon) / 2) + icon},
            ui::Color::Muted, ui::Color::Surface);
    const float lead = icon + ui.gap(Gap::L);
    const float room = row.width - lead - ui.px(ui::size::kRailNarrow) - ui.gap(Gap::XXL);
    const float words_height = ui.measure(Style::Body, name, room).height;
    const float row_height = std::max(height, words_height + ui.gap(Gap::L));
    ui.draw_text(row.x + lead, row.y + std::round((row_height - words_height) / 2), room, Style::Body, ui::Color::Text, name);
    if (ui::toggle(ui, "desk.my_language", row.end(), row.y + row_height / 2, name, state, on)) desk.only_my_language(!on);
    flow.y = row.y + row_height;
}

void contact(View& view, ui::Flow& flow, const escalation::Channel& channel, std::size_t index) {
    ui::Ui& ui = view.ui;
    const escalation::Contact& item = channel.contacts[index];
    ui::Button copy{view.say("window.copy"), ui::ButtonKind::Secondary, "ui/copy"};
    copy.about = view.code(item.value);
    const float width = ui::button_width(ui, copy);
    ui::Flow words{flow.x, flow.y, flow.width - width - ui.gap(Gap::L)};
    ui::text(ui, words, Style::Caption, view.say("channels.method." + item.method), ui::Color::Muted);
    // Addresses and numbers are never reordered and never translated.
    ui::text(ui, words, Style::Mono, view.code(item.value));
    if (!item.note.empty()) {
        const std::string part = "contact." + std::to_string(index + 1);
        const localization::Text note = models::channel_text(view.model.words(), channel, part, item.note);
        ui::text(ui, words, Style::Caption, View::as_words(note), ui::Color::Muted);
    }
    const ui::Rect rect{flow.end() - width, flow.y, flow.end(), flow.y + ui.px(ui::size::kTarget)};
    const std::string id = "copy." + channel.id + "." + std::to_string(index);
    if (ui::button(ui, id, rect, copy)) {
        ui.copy(item.value);
        ui::show_toast(ui, view.state.toast, view.say({"window.copied", {{"text", Code{item.value}}}}));
    }
    flow.y = std::max(words.y, rect.y1) + ui.gap(Gap::M);
}

void details(View& view, ui::Flow& flow, const escalation::Suggestion& suggestion) {
    ui::Ui& ui = view.ui;
    const escalation::Channel& channel = *suggestion.channel;
    const auto sentence = [&](const char* id, const char* name, const char* part, const std::string& english) {
        if (english.empty()) return;
        ui::text(ui, flow, Style::Body,
                 view.say({id, {{name, models::channel_text(view.model.words(), channel, part, english).text}}}), ui::Color::Muted);
    };
    sentence("channels.response", "time", "response_time", channel.response_time);
    sentence("channels.hours", "hours", "hours", channel.hours);
    flow.skip(ui.gap(Gap::S));
    ui::card(ui, flow, {ui::CardTone::Sunken, Gap::M}, [&](ui::Flow& inner) {
        ui::Words why = view.say("emergency.why");
        for (const Message& reason : models::why_messages(suggestion, view.model.words().language())) why.text += " " + view.say(reason).text;
        ui::text(ui, inner, Style::Body, why);
    });
    flow.skip(ui.gap(Gap::M));
}

/// What the button to a desk says: a form is filled in, a number is called.
const char* write_word(const escalation::Channel& channel) {
    const auto has = [&](std::string_view method) {
        return std::ranges::find(channel.contacts, method, &escalation::Contact::method) != channel.contacts.end();
    };
    if (channel.kind == escalation::ChannelKind::Platform) return "emergency.fill_in";
    if (has("email") || has("signal") || has("whatsapp") || has("telegram") || has("webform") || has("globaleaks")) return "emergency.write";
    return has("phone") ? "emergency.call" : "emergency.look";
}

void desk_card(View& view, ui::Flow& flow, models::Emergency& help, const escalation::Suggestion& suggestion, bool first) {
    ui::Ui& ui = view.ui;
    models::HelpDesk& desk = help.desk();
    const escalation::Channel& channel = *suggestion.channel;
    const bool open = desk.opened() == channel.id || (first && desk.opened().empty());
    ui::card(ui, flow, {first ? ui::CardTone::Chosen : ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        const float padding = ui.gap(Gap::XL);
        if (first) {
            inner.skip(ui.gap(Gap::L));
            ui::Flow label{inner.x + padding, inner.y, inner.width - 2 * padding};
            ui::text(ui, label, Style::CaptionStrong, view.say("window.help.best"), ui::Color::Accent);
            inner.y = label.y;
        }
        ui::ListRow row;
        row.title = {channel.name, "en"};
        row.note = view.say(models::grade_message(channel, desk.today()));
        row.open = open;
        if (ui::list_row(ui, "desk." + channel.id, inner, row, true)) desk.toggle(channel.id);
        if (!open) return;
        ui::Flow body{inner.x + padding, inner.y, inner.width - 2 * padding};
        details(view, body, suggestion);
        // One primary button on the page: that of the desk that fits best.
        ui::Button write{view.say(write_word(channel)), first ? ui::ButtonKind::Primary : ui::ButtonKind::Secondary, "ui/next"};
        write.icon_after = true;
        write.icon_flips = true;
        write.about = {channel.name, "en"};
        if (wide_button(view, body, "write." + channel.id, write)) {
            help.write_to(channel.id);
            ui.scroll_to_top(kHelpScroll);
        }
        body.skip(ui.gap(Gap::L));
        contact_list(view, body, channel, desk.incident());
        ui::text(ui, body, Style::Caption, view.say({"channels.operator", {{"name", channel.operator_name}}}), ui::Color::Muted);
        inner.y = body.y + ui.gap(Gap::L);
    });
    flow.skip(ui.gap(Gap::M));
}

/// The one sentence of first aid that cannot wait, and the way to the rest.
void first_aid_line(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    const std::vector<const escalation::Flow*> aids = help.flows();
    if (aids.empty()) return;
    ui::card(ui, flow, {ui::CardTone::Warn, Gap::L}, [&](ui::Flow& inner) {
        ui::icon_line(ui, inner, "status/small", view.say("emergency.first"), Style::BodyStrong, ui::Color::Text, ui::Color::Warn, 2);
        ui::text(ui, inner, Style::Body, view.say("flows." + aids.front()->id + ".first"));
        inner.skip(ui.gap(Gap::S));
        for (const escalation::Flow* aid : aids) {
            ui::Button how{aids.size() == 1 ? view.say("emergency.how") : view.say("flows." + aid->id + ".title"), ui::ButtonKind::Secondary, "ui/next"};
            how.icon_after = true;
            how.icon_flips = true;
            if (ui::button(ui, "aid." + aid->id, inner, how)) {
                help.open_flow(aid->id);
                ui.scroll_to_top(kHelpScroll);
            }
            if (aid != aids.back()) inner.skip(ui.gap(Gap::S));
        }
    });
    flow.skip(ui.gap(Gap::L));
}

void choices(View& view, ui::Flow& flow, models::Emergency& help) {
    models::HelpDesk& desk = help.desk();
    ui::card(view.ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        const bool unknown = desk.incident().empty();
        const ui::Words what = unknown ? view.say("emergency.unknown") : view.say("window.incident." + desk.incident());
        if (chosen_line(view, inner, "change.incident", unknown ? "status/unknown" : "incident/" + desk.incident(), what)) {
            view.state.choosing_region = false;
            view.after([&view, &help] { help.back(), view.ui.scroll_to_top(kHelpScroll); });
        }
        region_row(view, inner, help);
        language_row(view, inner, desk);
    });
    flow.skip(view.ui.gap(Gap::L));
}

/// People and organisations that the person named.
void own_contacts(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    const auto& contacts = view.model.sending().contacts();
    if (contacts.empty()) return;
    flow.skip(ui.gap(Gap::M));
    ui::heading(ui, flow, Style::BodyStrong, view.say("sending.contacts"), 2);
    flow.skip(ui.gap(Gap::S));
    ui::card(ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        for (std::size_t i = 0; i < contacts.size(); ++i) {
            ui::ListRow row;
            row.icon = "ui/group";
            row.title = {contacts[i].name, "en"};
            row.note = view.code(contacts[i].address);
            if (!ui::list_row(ui, "person." + std::to_string(i), inner, row, i + 1 == contacts.size())) continue;
            help.write_to_person(models::Sending::recipient_of(contacts[i]));
            ui.scroll_to_top(kHelpScroll);
        }
    });
}

}  // namespace

void region_row(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Words where = view.say("window.region.anywhere");
    if (!help.desk().region().empty()) where = {help.desk().book().regions().name(help.desk().region()), "en"};
    if (chosen_line(view, flow, "change.region", "ui/flag", where)) view.state.choosing_region = !view.state.choosing_region;
    if (view.state.choosing_region) region_list(view, flow, help);
}

void contact_list(View& view, ui::Flow& flow, const escalation::Channel& channel, const std::string& incident) {
    for (std::size_t i = 0; i < channel.contacts.size(); ++i) {
        const escalation::Contact& item = channel.contacts[i];
        // A form for another incident would only lead astray.
        if (!item.incident.empty() && !incident.empty() && item.incident != incident) continue;
        contact(view, flow, channel, i);
    }
}

void draw_who(View& view, ui::Flow& flow, models::Emergency& help) {
    ui::Ui& ui = view.ui;
    models::HelpDesk& desk = help.desk();
    help_title(view, flow, {"window.help.who", {}}, {"window.help.who.body", {}});
    first_aid_line(view, flow, help);
    // A press may change the list that is being drawn.
    const std::vector<escalation::Suggestion> shown = desk.suggestions();
    if (desk.all_old()) {
        ui::callout(ui, flow, {ui::CardTone::Warn, "status/small", {}, view.say("channels.all_old")});
        flow.skip(ui.gap(Gap::L));
    }
    if (shown.empty()) {
        ui::callout(ui, flow, {ui::CardTone::Info, "ui/info", {}, view.say("window.help.none")});
        flow.skip(ui.gap(Gap::L));
    }
    evidence_card(view, flow);
    const bool all = view.state.open["who.all"];
    ui.counted(a11y::Role::Row, [&] {
        for (std::size_t i = 0; i < shown.size() && (all || i < kDesksShown); ++i) desk_card(view, flow, help, shown[i], i == 0);
    });
    if (!all && shown.size() > kDesksShown) {
        const auto more = static_cast<std::int64_t>(shown.size() - kDesksShown);
        if (ui::button(ui, "who.more", flow, {view.say({"emergency.more", {{"count", more}}}), ui::ButtonKind::Quiet})) view.state.open["who.all"] = true;
    }
    if (desk.hidden() > 0) {
        ui::text(ui, flow, Style::Caption,
                 view.say({"window.help.hidden", {{"count", static_cast<std::int64_t>(desk.hidden())}}}), ui::Color::Muted);
    }
    own_contacts(view, flow, help);
    flow.skip(ui.gap(Gap::L));
    ui::heading(ui, flow, Style::BodyStrong, view.say("emergency.narrow"), 2);
    flow.skip(ui.gap(Gap::S));
    choices(view, flow, help);
}

}  // namespace amparo::screens
