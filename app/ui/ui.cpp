#include "app/ui/ui.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <span>
#include <utility>

#include "app/ui/images.hpp"
#include "app/ui/inside_imgui.hpp"
#include "app/ui/mirror.hpp"

namespace amparo::ui {

namespace {

constexpr float kFarAway = -1e6F;
constexpr std::size_t kQueuedKeys = 256;  // more than anybody presses while a frame is drawn
constexpr std::size_t kTypedBytes = 16 * 1024;  // waiting at a time; what a hand types in a frame is a few bytes
constexpr float kWheelUnits = 3 * 24;  // three lines of body text

ImVec2 vec(float x, float y) { return {x, y}; }

}  // namespace

Result<std::unique_ptr<Ui>> Ui::create() {
    std::unique_ptr<Ui> ui(new Ui);
    AMPARO_TRY_VOID(start_sodium());
    AMPARO_TRY(ui->waiting_, SecretString::create(kTypedBytes));
    AMPARO_TRY(ui->typed_, SecretString::create(kTypedBytes));
    AMPARO_TRY(ui->text_, TextEngine::create());
    // What it gives back is wiped as all memory of the program is.
    ImGui::SetAllocatorFunctions([](std::size_t size, void*) -> void* { return ::operator new(size, std::nothrow); },
                                 [](void* block, void*) { ::operator delete(block); });
    ui->context_ = ImGui::CreateContext();
    // Another window may have one already, and a new one does not take its place by itself.
    ImGui::SetCurrentContext(ui->context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags = ImGuiConfigFlags_None;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    ui->text_->attach();
    ui->apply_look();
    return ui;
}

Ui::Ui() : images_(std::make_unique<Images>()) {}

Ui::~Ui() {
    if (context_ != nullptr) ImGui::DestroyContext(context_);
}

void Ui::make_current() { ImGui::SetCurrentContext(context_); }

void Ui::set_look(const Look& look) { next_look_ = look; }

void Ui::apply_look() {
    look_ = next_look_;
    text_->set_mirrored(look_.mirrored);
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    style.WindowPadding = vec(0, 0);
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.WindowRounding = 0;
    style.ItemSpacing = vec(0, 0);
    style.FramePadding = vec(0, 0);
    style.ScrollbarSize = px(size::kScrollbar);
    style.ScrollbarRounding = px(size::kScrollbar) / 2;
    style.AntiAliasedLinesUseTex = true;
    const auto put = [&](ImGuiCol slot, Color token, float alpha) {
        style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(color(token, alpha));
    };
    put(ImGuiCol_WindowBg, Color::Background, 1);
    put(ImGuiCol_ChildBg, Color::Background, 0);
    put(ImGuiCol_ScrollbarBg, Color::Background, 0);
    put(ImGuiCol_ScrollbarGrab, Color::BorderControl, 0.6F);
    put(ImGuiCol_ScrollbarGrabHovered, Color::BorderControl, 1);
    put(ImGuiCol_ScrollbarGrabActive, Color::Accent, 1);
    put(ImGuiCol_NavCursor, Color::Background, 0);
}

void Ui::begin_frame(int width, int height, float seconds) {
    ImGui::SetCurrentContext(context_);
    const bool turned = next_look_.mirrored != look_.mirrored;
    if (!(next_look_ == look_)) apply_look();
    width_ = static_cast<float>(std::max(width, 1));
    height_ = static_cast<float>(std::max(height, 1));
    static_cast<void>(text_->frame_edge());
    images_->begin_frame();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = vec(width_, height_);
    io.DeltaTime = std::max(seconds, 1e-4F);
    time_ += static_cast<double>(io.DeltaTime);
    wake_.reset();
    arrows_ = std::exchange(arrows_now_, {});
    layer_ = Layer::Page;
    if (turned && pointer_inside_) feed_pointer(pointer_x_, pointer_y_);
    ink_.clear();
    nodes_.clear();
    groups_.clear();
    announcements_.clear();
    requests_ = std::exchange(requested_, {});
    last_order_ = std::move(order_);
    order_.clear();
    scrolls_.clear();
    activate_ = false;
    focus_moved_ = false;
    again_ = false;
    last_wheels_ = std::exchange(wheels_, {});
    scrolled_ = false;
    next_input();
    // The keys that are understood here are those of whatever is uppermost.
    layer_ = Layer::Top;
    if (take_key(Key::Tab)) move_focus(1);
    if (take_key(Key::BackTab)) move_focus(-1);
    typing_ = std::exchange(typing_now_, Typing::None);
    if (typing_id_ != focused_) typing_ = Typing::None;
    const bool enter = typing_ != Typing::Lines && take_key(Key::Enter);
    const bool space = !typing() && take_key(Key::Space);
    activate_ = (enter || space) && !focused_.empty();
    layer_ = Layer::Page;

    ImGui::NewFrame();
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) focus_visible_ = false;
    ImGui::SetNextWindowPos(vec(0, 0));
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("##window", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
}

ImDrawData* Ui::end_frame(bool& again) {
    draw_above();
    ImGui::End();
    ImGui::Render();
    settle_focus();
    std::erase_if(moving_, [](const auto& entry) { return !entry.second.seen; });
    for (auto& [id, moving] : moving_) moving.seen = false;
    ImDrawData* data = ImGui::GetDrawData();
    if (look_.mirrored) mirror(*data, width_);
    typed_.clear();
    again = again_ || images_->waits() || input_waits() || !queue_.empty() || !requested_.empty() || focus_moved_ || scrolled_ || text_->face(Face::Regular).codes.overflowed() ||
            text_->face(Face::Strong).codes.overflowed() || text_->face(Face::Mono).codes.overflowed() ||
            text_->mirrored() != look_.mirrored;
    return data;
}

void Ui::feed_pointer(float x, float y) {
    pointer_x_ = x;
    pointer_y_ = y;
    pointer_inside_ = true;
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddMousePosEvent(look_.mirrored ? width_ - 1 - x : x, y);
}

void Ui::feed_pointer_left() {
    pointer_inside_ = false;
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddMousePosEvent(kFarAway, kFarAway);
}

void Ui::feed_button(int button, bool down, bool shift) {
    ImGui::SetCurrentContext(context_);
    if (down) ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, shift);
    if (button >= 0 && button < ImGuiMouseButton_COUNT) ImGui::GetIO().AddMouseButtonEvent(button, down);
}

void Ui::feed_wheel(float x, float y) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddMouseWheelEvent(look_.mirrored ? -x : x, y);
}

void Ui::feed_key(Key key, bool shift, bool control) {
    if (look_.mirrored && key == Key::Start) {
        key = Key::End;
    } else if (look_.mirrored && key == Key::End) {
        key = Key::Start;
    }
    if (queue_.size() < kQueuedKeys) queue_.push_back({key, shift, control});
}

void Ui::feed_text(std::string_view utf8) {
    const bool joins = !queue_.empty() && queue_.back().typed > 0;
    if (utf8.empty() || (!joins && queue_.size() >= kQueuedKeys) || !waiting_.append(utf8)) return;
    if (!joins) queue_.push_back({});
    queue_.back().typed += utf8.size();
}

void Ui::next_input() {
    keys_.clear();
    typed_.clear();
    if (queue_.empty()) return;
    const KeyPress first = queue_.front();
    queue_.erase(queue_.begin());
    if (first.typed == 0) {
        keys_.push_back(first);
    } else {
        static_cast<void>(typed_.append(waiting_.view().substr(0, first.typed)));
        waiting_.remove_first(first.typed);
    }
}

void Ui::feed_focus(bool focused) {
    ImGui::SetCurrentContext(context_);
    // Whoever lets go of it elsewhere is not heard here.
    if (!focused) space_down_ = false;
    ImGui::GetIO().AddFocusEvent(focused);
}

bool Ui::take_any_key() {
    if (covered()) return false;
    // A key that is held down types spaces all the while.
    const bool any = !keys_.empty() || typed_.view().find_first_not_of(' ') != std::string_view::npos;
    keys_.clear();
    typed_.clear();
    return any;
}

bool Ui::take_key(Key key) { return take_press(key).has_value(); }

std::optional<KeyPress> Ui::take_press(Key key) {
    if (covered()) return std::nullopt;
    const auto at = std::ranges::find(keys_, key, &KeyPress::key);
    if (at == keys_.end()) return std::nullopt;
    const KeyPress press = *at;
    keys_.erase(at);
    return press;
}

float Ui::pointer_x() const { return ImGui::GetIO().MousePos.x; }

float Ui::pointer_y() const { return ImGui::GetIO().MousePos.y; }

int Ui::clicks() const { return ImGui::GetIO().MouseClickedCount[ImGuiMouseButton_Left]; }

bool Ui::shift_held() const { return ImGui::GetIO().KeyShift; }

float Ui::own_wheel(const Rect& rect) {
    if (covered()) return 0;
    wheels_.push_back(rect);
    return -ImGui::GetIO().MouseWheel * px(kWheelUnits);
}

void Ui::wants_text(Typing typing) {
    typing_now_ = typing;
    typing_id_ = focused_;
}

void Ui::copy(const std::string& text) {
    if (clipboard_.set) clipboard_.set(text);
}

std::string Ui::paste() { return clipboard_.get ? clipboard_.get() : std::string(); }

std::string Ui::take_text() {
    std::string text(typed());
    drop_typed();
    return text;
}

float Ui::px(float units) const { return std::round(units * look_.scale); }

float Ui::page_margin() const { return narrow() ? gap(Gap::XL) : px(size::kPageMargin); }

bool Ui::narrow() const { return width_ < size::kNarrowBelow * look_.scale; }

void Ui::move_focus(int step) {
    focus_visible_ = true;
    focus_moved_ = true;
    if (last_order_.empty()) return;
    const auto count = static_cast<int>(last_order_.size());
    const auto at = std::ranges::find(last_order_, focused_, &FocusItem::id);
    int next = step > 0 ? -1 : count;
    if (at != last_order_.end()) next = static_cast<int>(at - last_order_.begin());
    for (int i = 0; i < count; ++i) {
        next = (next + step + count) % count;
        if (last_order_[static_cast<std::size_t>(next)].stop == TabStop::Yes) break;
    }
    focused_ = last_order_[static_cast<std::size_t>(next)].id;
}

void Ui::set_focus(std::string_view id) {
    focused_ = id;
    focus_moved_ = true;
}

Interaction Ui::interact(std::string_view id, const Rect& rect, a11y::Node node, bool enabled, TabStop stop) {
    Interaction result;
    const bool reachable = enabled || !node.description.empty();
    if (reachable) order_.push_back({std::string(id), layer_, stop});
    if (covered()) return result;
    if (reachable) {
        result.focused = focused_ == id;
        if (result.focused && focus_moved_) scroll_into_view(rect);
    }
    const Interaction pointed = touch(id, rect);
    result.pointed = pointed.hovered;
    if (enabled) {
        result.hovered = pointed.hovered;
        result.held = pointed.held;
        result.pressed = pointed.pressed;
        if (pointed.pressed) focused_ = id;
    }
    if (enabled && result.focused && activate_) {
        result.pressed = true;
        activate_ = false;
    }
    for (const a11y::Request& request : requests_) {
        if (!reachable || request.id != id) continue;
        if (enabled && request.kind == a11y::Request::Kind::Press) result.pressed = true;
        focused_ = id;
    }
    node.id = id;
    node.enabled = enabled;
    node.focusable = true;
    node.focused = focused_ == id && reachable;
    add_node(std::move(node), rect);
    result.focused = result.focused && focus_visible_;
    return result;
}

Interaction Ui::touch(std::string_view id, const Rect& rect) {
    Interaction result;
    if (covered() || rect.width() <= 0 || rect.height() <= 0) return result;
    ImGui::SetCursorScreenPos(vec(rect.x0, rect.y0));
    ImGui::PushID(id.data(), id.data() + id.size());
    result.pressed = ImGui::InvisibleButton("##item", vec(rect.width(), rect.height()));
    ImGui::PopID();
    result.hovered = ImGui::IsItemHovered();
    result.held = ImGui::IsItemActive();
    return result;
}

void Ui::note(a11y::Role role, const Rect& rect, const Words& words, int level) {
    a11y::Node node;
    node.role = role;
    node.name = words.text;
    node.language = words.lang;
    node.level = level;
    add_node(std::move(node), rect);
}

void Ui::add_node(a11y::Node node, const Rect& rect) {
    if (covered()) return;
    Rect visible = rect;
    for (const Scroll& scroll : scrolls_) {
        node.clipped = node.clipped || rect.y1 <= scroll.rect.y0 || rect.y0 >= scroll.rect.y1;
        visible = {rect.x0, std::max(visible.y0, scroll.rect.y0), rect.x1, std::min(visible.y1, scroll.rect.y1)};
    }
    node.visible = seen(visible);
    node.parent = groups_.empty() ? -1 : groups_.back();
    node.bounds = seen(rect);
    nodes_.push_back(std::move(node));
}

a11y::Bounds Ui::seen(const Rect& rect) const {
    return look_.mirrored ? a11y::Bounds{width_ - rect.x1, rect.y0, width_ - rect.x0, rect.y1}
                          : a11y::Bounds{rect.x0, rect.y0, rect.x1, rect.y1};
}

void Ui::begin_group(a11y::Node node, const Rect& rect) {
    add_node(std::move(node), rect);
    groups_.push_back(covered() ? -1 : static_cast<int>(nodes_.size()) - 1);
}

void Ui::set_group_rect(const Rect& rect) {
    if (!groups_.empty() && groups_.back() >= 0) nodes_[static_cast<std::size_t>(groups_.back())].bounds = seen(rect);
}

void Ui::counted(a11y::Role role, const std::function<void()>& content) {
    const std::size_t first = nodes_.size();
    content();
    std::vector<a11y::Node*> items;
    for (a11y::Node& node : std::span(nodes_).subspan(first)) {
        if (node.role == role && node.count == 0) items.push_back(&node);
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i]->position = static_cast<int>(i + 1);
        items[i]->count = static_cast<int>(items.size());
    }
}

void Ui::end_group() {
    if (!groups_.empty()) groups_.pop_back();
}

void Ui::announce(const Words& words, bool urgent) { announcements_.push_back({words.text, words.lang, urgent}); }

void Ui::request(a11y::Request request) {
    if (requested_.size() < kRequests) requested_.push_back(std::move(request));
}

std::optional<a11y::Request> Ui::take_request(std::string_view id) {
    const auto at = std::ranges::find_if(requests_, [&](const a11y::Request& request) {
        return request.id == id &&
               (request.kind == a11y::Request::Kind::SetText || request.kind == a11y::Request::Kind::SetCaret);
    });
    if (at == requests_.end()) return std::nullopt;
    a11y::Request found = std::move(*at);
    requests_.erase(at);
    return found;
}

float Ui::begin_scroll(std::string_view id, const Rect& rect, ScrollKeys keys, ScrollBar shown) {
    ImGui::SetCursorScreenPos(vec(rect.x0, rect.y0));
    const ImGuiWindowFlags bar = shown == ScrollBar::Hidden ? ImGuiWindowFlags_NoScrollbar : ImGuiWindowFlags_None;
    ImGui::BeginChild(ImGui::GetID(id.data(), id.data() + id.size()), vec(rect.width(), rect.height()), ImGuiChildFlags_None,
                      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoSavedSettings | bar);
    scrolls_.push_back({std::string(id), rect});
    const auto top = std::ranges::find(to_top_, id);
    if (top != to_top_.end()) {
        to_top_.erase(top);
        ImGui::SetScrollY(0);
    }
    float target = ImGui::GetScrollY();
    const float page = rect.height() - px(type(Style::Body).line);
    const bool elsewhere = std::ranges::any_of(last_wheels_, [&](const Rect& own) {
        return pointer_x() >= own.x0 && pointer_x() < own.x1 && pointer_y() >= own.y0 && pointer_y() < own.y1;
    });
    // An area inside another hears the wheel alone.
    if (!elsewhere && ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
        target -= ImGui::GetIO().MouseWheel * px(kWheelUnits);
    }
    if (keys == ScrollKeys::Heard && typing_ != Typing::Lines && (arrows_.empty() || arrows_ != focused_)) {
        if (take_key(Key::PageDown)) target += page;
        if (take_key(Key::PageUp)) target -= page;
        if (take_key(Key::Down)) target += px(kWheelUnits);
        if (take_key(Key::Up)) target -= px(kWheelUnits);
        if (!typing() && take_key(Key::Home)) target = 0;
        if (!typing() && take_key(Key::Finish)) target = ImGui::GetScrollMaxY();
    }
    target = std::clamp(std::round(target), 0.0F, ImGui::GetScrollMaxY());
    if (target != ImGui::GetScrollY()) {
        ImGui::SetScrollY(target);
        // The picture settles one frame later; the focus must not pull the page back.
        scrolled_ = true;
    }
    return ImGui::GetCursorScreenPos().y;
}

void Ui::end_scroll(float bottom) {
    const float top = scrolls_.back().rect.y0 - ImGui::GetScrollY();
    ImGui::SetCursorScreenPos(vec(scrolls_.back().rect.x0, top));
    ImGui::Dummy(vec(1, std::max(bottom - top, 1.0F)));
    ImGui::EndChild();
    scrolls_.pop_back();
}

void Ui::scroll_to_top(std::string_view id) { to_top_.emplace_back(id); }

void Ui::scroll_into_view(const Rect& rect) {
    if (scrolls_.empty()) return;
    const Rect& area = scrolls_.back().rect;
    const float margin = px(units(Gap::XXL));
    float scroll = ImGui::GetScrollY();
    if (rect.y1 + margin > area.y1) scroll += rect.y1 + margin - area.y1;
    if (rect.y0 - margin < area.y0) scroll -= area.y0 - (rect.y0 - margin);
    if (scroll != ImGui::GetScrollY()) ImGui::SetScrollY(std::max(scroll, 0.0F));
}

}  // namespace amparo::ui
