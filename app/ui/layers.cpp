// What lies above the page, and what moves.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/ui.hpp"

namespace amparo::ui {

namespace {

void begin_cover(const char* id, const Rect& rect, ImGuiWindowFlags flags) {
    ImGui::SetCursorScreenPos({rect.x0, rect.y0});
    ImGui::BeginChild(id, {rect.width(), rect.height()}, ImGuiChildFlags_None,
                      flags | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                          ImGuiWindowFlags_NoSavedSettings);
}

float eased(float t) {
    const float rest = 1 - std::clamp(t, 0.0F, 1.0F);
    return 1 - rest * rest * rest;
}

}  // namespace

void Ui::begin_dialog(std::string_view id, std::string_view first) {
    if (dialog_ != id) {
        if (dialog_.empty()) return_to_ = focused_;
        set_focus(first);
    }
    dialog_now_ = id;
    layer_ = Layer::Dialog;
    begin_cover("##dialog", {0, 0, width_, height_}, ImGuiWindowFlags_None);
}

void Ui::end_dialog(bool answered) {
    ImGui::EndChild();
    layer_ = Layer::Page;
    if (answered) dialog_now_.clear();
}

void Ui::begin_top(const Rect& rect) {
    begin_cover("##top", rect, ImGuiWindowFlags_None);
    layer_ = Layer::Top;
}

void Ui::end_top() {
    ImGui::EndChild();
    layer_ = Layer::Page;
}

void Ui::draw_above() {
    if (above_.empty()) return;
    layer_ = Layer::Top;
    begin_cover("##above", {0, 0, width_, height_}, ImGuiWindowFlags_NoInputs);
    for (const auto& content : std::exchange(above_, {})) content();
    ImGui::EndChild();
    layer_ = Layer::Page;
}

void Ui::settle_focus() {
    const bool closed = !dialog_.empty() && dialog_now_.empty();
    dialog_ = std::exchange(dialog_now_, {});
    // What cannot be reached any more does not take part in the next Tab.
    const Layer gone = dialog_.empty() ? Layer::Dialog : Layer::Page;
    std::erase_if(order_, [&](const FocusItem& item) { return item.layer == gone; });
    if (closed) set_focus(std::exchange(return_to_, {}));
    // The item that had the focus is gone: start again from the top of the page.
    if (!focused_.empty() && std::ranges::none_of(order_, [&](const FocusItem& item) { return item.id == focused_; })) {
        focused_.clear();
    }
}

void Ui::wake_in(float seconds) { wake_ = std::min(wake_.value_or(seconds), std::max(seconds, 0.0F)); }

float Ui::animate(std::string_view id, float target, float seconds, std::optional<float> from) {
    auto at = moving_.find(id);
    if (at == moving_.end()) {
        const float start = from.value_or(target);
        at = moving_.emplace(std::string(id), Moving{start, target, start, time_, true}).first;
    }
    Moving& moving = at->second;
    moving.seen = true;
    if (moving.to != target) moving = {moving.now, target, moving.now, time_, true};
    const float gone = static_cast<float>(time_ - moving.since);
    if (look_.reduced_motion || seconds <= 0 || moving.from == moving.to || gone >= seconds) {
        moving.from = moving.now = target;
    } else {
        moving.now = moving.from + (target - moving.from) * eased(gone / seconds);
        wake_in(motion::kFrame);
    }
    return moving.now;
}

bool Ui::rested(std::string_view id, bool pointed, float seconds) {
    if (!pointed) {
        if (pointed_ == id) pointed_.clear();
        return false;
    }
    if (pointed_ != id) {
        pointed_ = id;
        pointed_since_ = time_;
    }
    const float gone = static_cast<float>(time_ - pointed_since_);
    if (gone >= seconds) return true;
    wake_in(seconds - gone);
    return false;
}

}  // namespace amparo::ui
