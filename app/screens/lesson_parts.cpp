#include <algorithm>

#include "app/models/check_words.hpp"
#include "app/screens/lesson_parts.hpp"

namespace amparo::screens {

using ui::Gap;
using ui::Style;

std::string joined(const std::vector<lessons::Span>& spans) {
    std::string out;
    for (const lessons::Span& span : spans) {
        if (span.code) {
            out += "\u2066" + span.text + "\u2069";
        } else {
            out += span.text;
        }
    }
    return out;
}

namespace {

constexpr std::string_view kCheck = "amparo:check/";
constexpr std::string_view kLesson = "amparo:lesson/";
constexpr std::string_view kIncident = "amparo:incident/";

/// Body text of the lesson, which a person may want to copy, such as a command.
void readable(View& view, ui::Flow& flow, const ui::Words& words, Style style, ui::Color color = ui::Color::Text) {
    const models::LessonPlayer* player = view.model.player();
    const std::string page = player == nullptr ? std::string() : player->lesson().id + "." + std::to_string(player->page());
    const std::string id = "read." + page + "." + std::to_string(view.state.readings++);
    ui::text_view(view.ui, id, flow, words, view.state.reading, {style, color});
}

/// The way to another lesson, by its name.
void lesson_link(View& view, ui::Flow& flow, const std::string& target) {
    const std::size_t hash = target.find('#');
    const std::string id = target.substr(0, hash);
    const auto& list = view.model.lesson_list();
    const auto entry = std::ranges::find(list, id, &models::LessonEntry::id);
    if (entry == list.end()) return;
    const models::LessonPlayer* player = view.model.player();
    if (player != nullptr && player->lesson().id == id && hash == std::string::npos) return;
    flow.skip(view.ui.gap(Gap::S));
    const ui::Button button{view.in(entry->wording.lang, entry->title), ui::ButtonKind::Secondary, "nav/lessons"};
    if (!ui::button(view.ui, "link." + target, flow, button)) return;
    const std::string step = hash == std::string::npos ? std::string() : target.substr(hash + 1);
    view.after([&view, id, step] {
        view.model.open_lesson_at(id, step);
        view.ui.scroll_to_top("lesson");
    });
}

void incident_link(View& view, ui::Flow& flow, const std::string& id) {
    flow.skip(view.ui.gap(Gap::S));
    const ui::Button button{view.say("incident." + id), ui::ButtonKind::Secondary, "nav/help"};
    if (!ui::button(view.ui, "link.incident." + id, flow, button)) return;
    view.model.open_help();
    if (view.model.desk() != nullptr) view.model.desk()->choose_incident(id);
}

void check_link(View& view, ui::Flow& flow, const std::string& id) {
    flow.skip(view.ui.gap(Gap::S));
    const ui::Button button{view.say(models::check_message(id, "title")), ui::ButtonKind::Secondary, check_icon(id)};
    if (!ui::button(view.ui, "link." + id, flow, button)) return;
    const bool seen = view.model.check_up().finding(id) != nullptr;
    view.model.places.go(seen ? models::Place::CheckDetail : models::Place::Checks, seen ? id : std::string());
}

const char* why_not_shown(models::PictureState state) {
    switch (state) {
        case models::PictureState::TooLarge: return "lessons.picture.too_large";
        case models::PictureState::Broken: return "lessons.picture.broken";
        case models::PictureState::Missing:
        case models::PictureState::Shown: break;
    }
    return "lessons.picture.missing";
}

/// A picture; where it cannot be shown, what it shows in words, and why.
void picture(View& view, ui::Flow& flow, const lessons::Block& block, const std::string& lang) {
    const ui::Words words = view.in(lang, lessons::plain_text(block.spans));
    if (const auto image = picture_of(view, view.lesson, block)) return ui::picture(view.ui, flow, *image, words);
    const models::LessonPicture& found = view.model.picture(view.lesson, block.picture);
    ui::card(view.ui, flow, {ui::CardTone::Sunken, Gap::L}, [&](ui::Flow& inner) {
        ui::icon_line(view.ui, inner, "ui/eye", words);
        inner.skip(view.ui.gap(Gap::XS));
        ui::text(view.ui, inner, Style::Caption, view.say(why_not_shown(found.state)), ui::Color::Muted);
    });
}

}  // namespace

std::optional<ui::Image> picture_of(View& view, const std::string& lesson, const lessons::Block& block) {
    const models::LessonPicture& found = view.model.picture(lesson, block.picture);
    if (found.state != models::PictureState::Shown) return std::nullopt;
    return ui::Image{lesson + "/" + block.picture, found.pixels.width, found.pixels.height, found.pixels.bytes};
}

void link_button(View& view, ui::Flow& flow, const lessons::Span& span) {
    if (span.link.starts_with("https://") && span.link != span.text) {
        flow.skip(view.ui.gap(Gap::XS));
        readable(view, flow, View::code(span.link), Style::Mono, ui::Color::Muted);
    }
    if (span.link.starts_with(kLesson)) lesson_link(view, flow, span.link.substr(kLesson.size()));
    if (span.link.starts_with(kIncident)) incident_link(view, flow, span.link.substr(kIncident.size()));
    if (span.link.starts_with(kCheck)) check_link(view, flow, span.link.substr(kCheck.size()));
}

void blocks(View& view, ui::Flow& flow, const lessons::Blocks& list, const std::string& lang, Style style,
            ui::Color color) {
    ui::Ui& ui = view.ui;
    bool first = true;
    for (const lessons::Block& block : list) {
        if (!first) flow.skip(ui.gap(block.kind == lessons::BlockKind::ListItem ? Gap::S : Gap::M));
        first = false;
        if (block.kind == lessons::BlockKind::Picture) {
            picture(view, flow, block, lang);
            continue;
        }
        const float indent = ui.gap(Gap::XL) * static_cast<float>(block.depth + block.quoted);
        ui::Flow inner{flow.x + indent, flow.y, flow.width - indent};
        const ui::Words words = view.in(lang, joined(block.spans));
        switch (block.kind) {
            case lessons::BlockKind::Heading: ui::heading(ui, inner, Style::Title, words, 3); break;
            case lessons::BlockKind::Code: readable(view, inner, words, Style::Mono); break;
            case lessons::BlockKind::Rule: ui::rule(ui, inner); break;
            case lessons::BlockKind::ListItem: {
                const float line = ui.px(ui::type(style).line);
                if (block.number > 0) {
                    const ui::Words number = view.say({"window.number", {{"count", static_cast<std::int64_t>(block.number)}}});
                    ui.draw_label(inner.x - ui.gap(Gap::XL), inner.y + line / 2, ui.gap(Gap::XL), Style::BodyStrong, ui::Color::Accent, number);
                    ui.note(a11y::Role::Text, {inner.x - ui.gap(Gap::XL), inner.y, inner.x, inner.y + line}, number);
                } else {
                    ui.circle(inner.x - ui.gap(Gap::M), inner.y + line / 2, ui.gap(Gap::XS) * 0.75F, ui::Color::Accent);
                }
                readable(view, inner, words, style, color);
                break;
            }
            case lessons::BlockKind::Picture:
            case lessons::BlockKind::Paragraph:
            case lessons::BlockKind::Quote: readable(view, inner, words, style, color); break;
        }
        for (std::size_t i = 0; i < block.spans.size(); ++i) {
            // Words of several kinds may be one link.
            if (i == 0 || block.spans[i - 1].link != block.spans[i].link) link_button(view, inner, block.spans[i]);
        }
        flow.y = inner.y;
    }
}

void wording_note(View& view, ui::Flow& flow, const lessons::Wording& wording) {
    const bool draft = wording.state != localization::State::Source && wording.state != localization::State::Reviewed;
    const bool other = wording.lang != view.model.look.language;
    if (view.model.shows_english()) {
        draw_english(view, flow);
        flow.skip(view.ui.gap(Gap::M));
        return;
    }
    if (!draft && !other && !wording.stale) return;
    const char* id = other ? "window.lesson.in_english" : wording.stale ? "window.lesson.stale" : "window.lesson.draft";
    ui::icon_line(view.ui, flow, "ui/info", view.say(id));
    flow.skip(view.ui.gap(Gap::S));
    if (!other) draw_english(view, flow);
    flow.skip(view.ui.gap(Gap::M));
}

void box(View& view, ui::Flow& flow, ui::CardTone tone, std::string_view icon, const char* title, const lessons::Blocks& body,
         const std::string& lang) {
    if (body.empty()) return;
    ui::Ui& ui = view.ui;
    flow.skip(ui.gap(Gap::L));
    ui::card(ui, flow, {tone, Gap::L}, [&](ui::Flow& inner) {
        const float side = ui.px(ui::size::kIconRail);
        ui.icon(icon, {inner.x, inner.y, inner.x + side, inner.y + side}, ui::ink_of(tone), ui::back_of(tone));
        ui::Flow words{inner.x + side + ui.gap(Gap::M), inner.y, inner.width - side - ui.gap(Gap::M)};
        ui::heading(ui, words, Style::BodyStrong, view.say(title), 3);
        words.skip(ui.gap(Gap::XS));
        blocks(view, words, body, lang, Style::Body);
        inner.y = std::max(words.y, inner.y + side);
    });
}

std::string lesson_icon(const View& view, std::string_view id) {
    const lessons::LessonInfo* info = view.model.lessons().all().info(id);
    if (info != nullptr && !info->incidents.empty()) return "incident/" + info->incidents.front();
    if (info != nullptr && !info->checks.empty()) return check_icon(info->checks.front());
    return "nav/lessons";
}

}  // namespace amparo::screens
