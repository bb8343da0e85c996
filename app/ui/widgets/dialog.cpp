#include "app/ui/widgets/dialog.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace amparo::ui {

namespace {

constexpr int kShadowSteps = 8;
constexpr float kShadowStep = 3;       // units between two of them
constexpr float kShadowDrop = 6;       // units
constexpr float kShadowAlpha = 0.02F;  // of each; they lie on each other

std::string answer_id(std::string_view id, std::size_t index) { return std::string(id) + "/" + std::to_string(index); }

float row_width(Ui& ui, const Dialog& dialog) {
    float width = ui.gap(Gap::M) * static_cast<float>(dialog.answers.size() - 1);
    for (const Button& answer : dialog.answers) width += button_width(ui, answer);
    return width;
}

float words_height(Ui& ui, const Dialog& dialog, float width) {
    float height = ui.measure(Style::Title, dialog.question, width).height;
    if (!dialog.body.text.empty()) height += ui.measure(Style::Body, dialog.body, width).height + ui.gap(Gap::S);
    return height;
}

float answers_height(Ui& ui, const Dialog& dialog, float width) {
    if (row_width(ui, dialog) <= width) return ui.px(size::kTarget);
    float height = -ui.gap(Gap::S);
    for (const Button& answer : dialog.answers) height += button_height(ui, answer, width) + ui.gap(Gap::S);
    return height;
}

void shadow(Ui& ui, const Rect& box, float radius) {
    const float drop = ui.px(kShadowDrop);
    for (int i = kShadowSteps; i > 0; --i) {
        const float by = ui.px(kShadowStep * static_cast<float>(i));
        const Rect wide = box.inset(-by);
        ui.shade({wide.x0, wide.y0 + drop, wide.x1, wide.y1 + drop}, kShadowAlpha, radius + by);
    }
}

std::optional<std::size_t> answers(Ui& ui, std::string_view id, Flow& flow, const Dialog& dialog) {
    const bool beside = row_width(ui, dialog) <= flow.width;
    std::optional<std::size_t> answer;
    float x = flow.x;
    float bottom = flow.y;
    for (std::size_t i = 0; i < dialog.answers.size(); ++i) {
        const Button& button = dialog.answers[i];
        const float width = beside ? button_width(ui, button) : flow.width;
        const float height = beside ? ui.px(size::kTarget) : button_height(ui, button, width);
        if (ui::button(ui, answer_id(id, i), Rect{x, flow.y, x + width, flow.y + height}, button)) answer = i;
        bottom = flow.y + height;
        if (beside) {
            x += width + ui.gap(Gap::M);
        } else {
            flow.y = bottom + ui.gap(Gap::S);
        }
    }
    flow.y = bottom;
    return answer;
}

/// Centred below the line of Hide now, which nothing may cover.
Rect box_of(Ui& ui, float content) {
    const float margin = ui.gap(Gap::L);
    const float top = ui.gap(Gap::XL) + ui.px(size::kTarget) + ui.gap(Gap::M);
    const float width = std::max(std::min(ui.px(size::kDialog), ui.width() - 2 * margin), 1.0F);
    const float room = std::max(ui.height() - margin - top, ui.px(size::kTarget));
    const float height = std::min(content + 2 * ui.gap(Gap::XL), room);
    // A little above the middle is where the eye looks for the middle.
    const float y = std::round(std::max((ui.height() - height) * 0.45F, top));
    const float x = std::round((ui.width() - width) / 2);
    const float at = std::min(y, top + room - height);
    return {x, at, x + width, at + height};
}

}  // namespace

std::optional<std::size_t> dialog(Ui& ui, std::string_view id, const Dialog& dialog) {
    ui.begin_dialog(id, answer_id(id, dialog.safe));
    std::optional<std::size_t> answer;
    ui.faded(ui.animate(id, 1, motion::kSlow, 0), [&] {
        ui.shade({0, 0, ui.width(), ui.height()}, kScrim);
        const float padding = ui.gap(Gap::XL);
        const float width = std::max(box_of(ui, 0).width() - 2 * padding, 1.0F);
        const float said = words_height(ui, dialog, width);
        const float asked = answers_height(ui, dialog, width);
        const Rect box = box_of(ui, said + padding + asked);
        const float radius = ui.px(size::kRadiusCard);
        shadow(ui, box, radius);
        ui.fill(box, Color::Surface, radius);
        ui.outline(box, ui.theme().high_contrast() ? Color::BorderControl : Color::Border,
                   ui.px(size::kHairline) * (ui.theme().high_contrast() ? 2.0F : 1.0F), radius);

        a11y::Node node;
        node.role = a11y::Role::Dialog;
        node.id = id;
        node.name = dialog.question.text;
        node.description = dialog.body.text;
        node.language = dialog.question.lang;
        ui.begin_group(std::move(node), box);
        // The answers stay in view while long words scroll above them; in a tiny window all of it scrolls.
        const float room = box.height() - 3 * padding - asked;
        const bool pinned = room >= std::min(said, 2 * ui.px(type(Style::Title).line));
        const Rect area = pinned ? Rect{box.x0, box.y0 + padding, box.x1, box.y0 + padding + room} : box;
        const float top = ui.begin_scroll(std::string(id) + "/scroll", area, ScrollKeys::Heard,
                                          pinned && said <= room ? ScrollBar::Hidden : ScrollBar::Shown);
        Flow flow{box.x0 + padding, top + (pinned ? 0 : padding), width};
        heading(ui, flow, Style::Title, dialog.question, 1);
        if (!dialog.body.text.empty()) {
            flow.skip(ui.gap(Gap::S));
            text(ui, flow, Style::Body, dialog.body);
        }
        if (pinned) {
            ui.end_scroll(flow.y);
            flow.y = area.y1;
        }
        flow.skip(padding);
        answer = answers(ui, id, flow, dialog);
        if (!pinned) ui.end_scroll(flow.y + padding);
        ui.end_group();
    });
    if (ui.take_key(Key::Escape)) answer = dialog.safe;
    ui.end_dialog(answer.has_value());
    return answer;
}

}  // namespace amparo::ui
