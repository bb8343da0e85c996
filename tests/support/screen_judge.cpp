#include "tests/support/screen_judge.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace amparo::test {

namespace {

using Ink = ui::Ui::Ink;

constexpr float kSlack = 1.5F;      // pixels: sizes are rounded
constexpr float kInkInset = 0.22F;  // of a line's height above and below its letters; tall marks may reach into it
constexpr float kTarget = 44;
constexpr float kTargetSlack = 2;  // the foot line is 44 high with its border

std::string place(const ui::Rect& rect) {
    const auto whole = [](float value) { return std::to_string(static_cast<int>(std::lround(value))); };
    return " at " + whole(rect.x0) + ".." + whole(rect.x1) + ", " + whole(rect.y0) + ".." + whole(rect.y1);
}

ui::Rect seen_part(const Ink& ink) {
    const float inset = ink.rect.height() * kInkInset;
    return {std::max(ink.rect.x0, ink.clip.x0), std::max(ink.rect.y0 + inset, ink.clip.y0), std::min(ink.rect.x1, ink.clip.x1),
            std::min(ink.rect.y1 - inset, ink.clip.y1)};
}

float shared(float a0, float a1, float b0, float b1) { return std::min(a1, b1) - std::max(a0, b0); }

/// Without what is not seen, and spaces of every kind as one, so that lines can be found in the text they are part of.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto rest = text.substr(i);
        bool skipped = false;
        for (const std::string_view unseen : {"\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u00ad", "\u200b", "\u2060"}) {
            if (rest.starts_with(unseen)) {
                i += unseen.size() - 1;
                skipped = true;
                break;
            }
        }
        if (skipped || text[i] == ' ' || text[i] == '\n') continue;
        out += text[i];
    }
    return out;
}

void judge_ink(const ui::Ui& ui, std::vector<std::string>& problems) {
    const float width = ui.width();
    for (const Ink& ink : ui.ink()) {
        const std::string what = "\"" + ink.text + "\"" + place(ink.rect);
        if (ink.missing) problems.push_back("has a character without a glyph: " + what);
        if (ink.shortened) problems.push_back("is shortened: " + what);
        const float left = std::max(ink.clip.x0, 0.0F);
        const float right = std::min(ink.clip.x1, width);
        if (ink.rect.x0 < left - kSlack || ink.rect.x1 > right + kSlack) problems.push_back("is cut at a side: " + what);
        // What scrolls may be cut above and below; what stands still may not.
        if (!ink.scroll.empty()) continue;
        const float inset = ink.rect.height() * kInkInset;
        if (ink.rect.y0 + inset < std::max(ink.clip.y0, 0.0F) || ink.rect.y1 - inset > std::min(ink.clip.y1, ui.height())) {
            problems.push_back("is cut above or below: " + what);
        }
    }
}

void judge_overlaps(const ui::Ui& ui, std::vector<std::string>& problems) {
    const auto& ink = ui.ink();
    for (std::size_t i = 0; i < ink.size(); ++i) {
        const ui::Rect a = seen_part(ink[i]);
        if (a.width() <= 0 || a.height() <= 0) continue;
        for (std::size_t j = i + 1; j < ink.size(); ++j) {
            if (ink[i].layer != ink[j].layer) continue;  // what lies above may cover
            const ui::Rect b = seen_part(ink[j]);
            if (shared(a.x0, a.x1, b.x0, b.x1) > kSlack && shared(a.y0, a.y1, b.y0, b.y1) > kSlack) {
                problems.push_back("lie on each other: \"" + ink[i].text + "\" and \"" + ink[j].text + "\"" + place(b));
            }
        }
    }
}

void judge_nodes(const ui::Ui& ui, std::vector<std::string>& problems) {
    std::vector<std::string> said;
    for (const a11y::Node& node : ui.nodes()) {
        said.push_back(plain(node.name));
        said.push_back(plain(node.value));
        said.push_back(plain(node.description));
        const ui::Rect rect{node.bounds.x0, node.bounds.y0, node.bounds.x1, node.bounds.y1};
        const std::string what = node.id + " \"" + node.name + "\"" + place(rect);
        if (rect.x0 < -kSlack || rect.x1 > ui.width() + kSlack) problems.push_back("reaches over the edge: " + what);
        if (node.name.find("[window.") != std::string::npos || node.name.find("[checks.") != std::string::npos ||
            node.name.find('{') != std::string::npos) {
            problems.push_back("is not in words: " + what);
        }
        if (!pressable(node.role)) continue;
        if (node.name.empty()) problems.push_back("has no name: " + what);
        const float least = std::round(kTarget * ui.look().scale) - kTargetSlack;
        if (rect.width() < least || rect.height() < least) problems.push_back("is a small target: " + what);
    }
    for (const Ink& ink : ui.ink()) {
        std::string text = plain(ink.text);
        if (ink.shortened) text.resize(text.size() - std::string_view("…").size());
        if (text.empty()) continue;
        if (std::ranges::none_of(said, [&](const std::string& name) { return name.find(text) != std::string::npos; })) {
            problems.push_back("is drawn but not in any node: \"" + ink.text + "\"");
        }
    }
}

void judge_targets(const ui::Ui& ui, std::vector<std::string>& problems) {
    struct Target {
        const a11y::Node* node;
        a11y::Bounds seen;
    };
    std::vector<Target> seen;
    for (const a11y::Node& node : ui.nodes()) {
        if (pressable(node.role) && !node.clipped) seen.push_back({&node, node.visible});
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (std::size_t j = i + 1; j < seen.size(); ++j) {
            const a11y::Bounds& a = seen[i].seen;
            const a11y::Bounds& b = seen[j].seen;
            if (shared(a.x0, a.x1, b.x0, b.x1) > kSlack && shared(a.y0, a.y1, b.y0, b.y1) > kSlack) {
                problems.push_back("are targets on each other: " + seen[i].node->id + " and " + seen[j].node->id);
            }
        }
    }
}

}  // namespace

bool pressable(a11y::Role role) { return a11y::is_pressed(role) || a11y::is_typed_into(role); }

std::vector<std::string> judge_items(const ui::Ui& ui, const std::vector<ui::SeenItem>& items) {
    std::vector<std::string> problems;
    const auto seen = [&](const ui::Rect& rect) {
        return ui.mirrored() ? a11y::Bounds{ui.width() - rect.x1, rect.y0, ui.width() - rect.x0, rect.y1}
                             : a11y::Bounds{rect.x0, rect.y0, rect.x1, rect.y1};
    };
    const auto near = [](const a11y::Bounds& a, const a11y::Bounds& b) {
        return std::abs(a.x0 - b.x0) < kSlack && std::abs(a.y0 - b.y0) < kSlack && std::abs(a.x1 - b.x1) < kSlack &&
               std::abs(a.y1 - b.y1) < kSlack;
    };
    for (const ui::SeenItem& item : items) {
        const a11y::Bounds at = seen(item.rect);
        const bool told = std::ranges::any_of(ui.nodes(), [&](const a11y::Node& node) {
            return (pressable(node.role) || node.role == a11y::Role::Text) && near(node.bounds, at);
        });
        if (!told) problems.push_back("is an item of Dear ImGui that no reader is told of:" + place(item.rect));
    }
    for (const a11y::Node& node : ui.nodes()) {
        if (!pressable(node.role) || node.visible.y1 <= node.visible.y0) continue;
        const bool reached = std::ranges::any_of(items, [&](const ui::SeenItem& item) { return near(seen(item.rect), node.bounds); });
        if (!reached) problems.push_back("is told as pressable, and the pointer does not reach it: " + node.id);
    }
    return problems;
}

std::vector<std::string> judge_screen(const ui::Ui& ui) {
    std::vector<std::string> problems;
    judge_ink(ui, problems);
    judge_overlaps(ui, problems);
    judge_nodes(ui, problems);
    judge_targets(ui, problems);
    return problems;
}

}  // namespace amparo::test
