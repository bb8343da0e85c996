#include "app/shell/glfw_input.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <array>
#include <optional>

#include "app/base/secret.hpp"
#include "app/base/utf8.hpp"

namespace amparo::shell {

namespace {

using models::Place;
using ui::Key;

Input& input_of(GLFWwindow* window) { return *static_cast<Input*>(glfwGetWindowUserPointer(window)); }

std::optional<Key> plain_key(int key, bool shift) {
    switch (key) {
        case GLFW_KEY_TAB: return shift ? Key::BackTab : Key::Tab;
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER: return Key::Enter;
        case GLFW_KEY_SPACE: return Key::Space;
        case GLFW_KEY_ESCAPE: return Key::Escape;
        case GLFW_KEY_UP: return Key::Up;
        case GLFW_KEY_DOWN: return Key::Down;
        case GLFW_KEY_LEFT: return Key::Start;
        case GLFW_KEY_RIGHT: return Key::End;
        case GLFW_KEY_PAGE_UP: return Key::PageUp;
        case GLFW_KEY_PAGE_DOWN: return Key::PageDown;
        case GLFW_KEY_HOME: return Key::Home;
        case GLFW_KEY_END: return Key::Finish;
        case GLFW_KEY_BACKSPACE: return Key::Backspace;
        case GLFW_KEY_DELETE: return Key::Delete;
        default: return std::nullopt;
    }
}

/// Letters of shortcuts are those of the layout in use, so that Ctrl+C is where it is written.
char letter_of(int key, int scancode) {
    const char* name = glfwGetKeyName(key, scancode);
    if (name != nullptr && name[0] >= 'a' && name[0] <= 'z' && name[1] == '\0') return name[0];
    // An Arabic or Russian layout has no Latin letters; then the place of the key decides.
    return key >= GLFW_KEY_A && key <= GLFW_KEY_Z ? static_cast<char>('a' + key - GLFW_KEY_A) : '\0';
}

/// Keys that go or delete further with Ctrl: by words, or to the ends of the text.
bool goes_further(Key key) {
    switch (key) {
        case Key::Start:
        case Key::End:
        case Key::Home:
        case Key::Finish:
        case Key::Backspace:
        case Key::Delete: return true;
        default: return false;
    }
}

void control_key(Input& input, int key, int scancode, bool shift) {
    const auto plain = plain_key(key, shift);
    if (plain && goes_further(*plain)) return input.ui->feed_key(*plain, shift, true);
    constexpr std::array<Place, 6> kPlaces{Place::Home, Place::Checks, Place::Accounts, Place::Lessons, Place::Cases, Place::Settings};
    // A question is answered before anything else of the page; help and the way out stay.
    const bool asked = input.ui->dialog_open();
    const Place place = input.model->places.here().place;
    if (!asked && place != Place::FirstRun && place != Place::Unlock && key >= GLFW_KEY_1 &&
        key < GLFW_KEY_1 + static_cast<int>(kPlaces.size())) {
        input.model->places.go(kPlaces[static_cast<std::size_t>(key - GLFW_KEY_1)]);
        return;
    }
    if (key == GLFW_KEY_EQUAL || key == GLFW_KEY_KP_ADD) return input.model->look.grow();
    if (key == GLFW_KEY_MINUS || key == GLFW_KEY_KP_SUBTRACT) return input.model->look.shrink();
    switch (letter_of(key, scancode)) {
        case 'h':
            if (shift) input.model->open_help();
            return;
        case 'g':
            if (shift && !asked) input.model->places.go(Place::Gallery);
            return;
        case 'e':
            if (!asked && input.model->places.here().place != Place::FirstRun) input.model->toggle_english();
            return;
        case 'l':
            if (!asked) input.model->keeping().close();
            return;
        case 'q': input.close = true; return;
        case 'c': return input.ui->feed_key(Key::Copy);
        case 'x': return input.ui->feed_key(Key::Cut);
        case 'v': return input.ui->feed_key(Key::Paste);
        case 'a': return input.ui->feed_key(Key::SelectAll);
        case 'z': return input.ui->feed_key(shift ? Key::Redo : Key::Undo);
        case 'y': return input.ui->feed_key(Key::Redo);
        default: return;
    }
}

void on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
    Input& input = input_of(window);
    ++input.events;
    if (key == GLFW_KEY_SPACE) input.ui->feed_space(action != GLFW_RELEASE);
    if (action == GLFW_RELEASE) return;
    // A key that is still down from the last answer does not answer the next question.
    const bool presses = key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER || key == GLFW_KEY_SPACE;
    if (action == GLFW_REPEAT && presses && !input.ui->typing()) return;
    if (key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT) {
        if (action == GLFW_PRESS && input.hide.press(HidePresses::Clock::now())) input.model->hide();
        return;
    }
    input.hide.other_key();
    const bool shift = (mods & GLFW_MOD_SHIFT) != 0;
    if (input.wall) {
        if (key == GLFW_KEY_F11 && action == GLFW_PRESS) input.full_screen = true;
        if (const auto plain = plain_key(key, shift)) input.ui->feed_key(*plain, shift);
        return;
    }
    if ((mods & GLFW_MOD_CONTROL) != 0) return control_key(input, key, scancode, shift);
    if (key == GLFW_KEY_F1 && !input.ui->dialog_open()) return input.model->places.go(Place::Settings);
    if (const auto plain = plain_key(key, shift)) input.ui->feed_key(*plain, shift);
}

void on_character(GLFWwindow* window, unsigned code) {
    Input& input = input_of(window);
    ++input.events;
    std::string text;
    utf8::append(text, static_cast<char32_t>(code));
    input.ui->feed_text(text);
    wipe(text);  // it may be a letter of a passphrase
}

void on_pointer(GLFWwindow* window, double x, double y) {
    Input& input = input_of(window);
    ++input.events;
    int width = 1;
    int height = 1;
    int pixel_width = 1;
    int pixel_height = 1;
    glfwGetWindowSize(window, &width, &height);
    glfwGetFramebufferSize(window, &pixel_width, &pixel_height);
    if (width <= 0 || height <= 0) return;
    input.ui->feed_pointer(static_cast<float>(x * pixel_width / width), static_cast<float>(y * pixel_height / height));
}

void on_enter(GLFWwindow* window, int entered) {
    Input& input = input_of(window);
    ++input.events;
    if (entered == GLFW_FALSE) input.ui->feed_pointer_left();
}

void on_button(GLFWwindow* window, int button, int action, int mods) {
    Input& input = input_of(window);
    ++input.events;
    input.hide.other_key();
    input.ui->feed_button(button, action == GLFW_PRESS, (mods & GLFW_MOD_SHIFT) != 0);
}

void on_wheel(GLFWwindow* window, double x, double y) {
    Input& input = input_of(window);
    ++input.events;
    input.ui->feed_wheel(static_cast<float>(x), static_cast<float>(y));
}

void on_focus(GLFWwindow* window, int focused) {
    Input& input = input_of(window);
    ++input.events;
    input.ui->feed_focus(focused == GLFW_TRUE);
}

void on_drop(GLFWwindow* window, int count, const char** paths) {
    Input& input = input_of(window);
    ++input.events;
    if (input.ui->dialog_open() || count <= 0) return;
    input.model->drop_files({paths, paths + std::min(count, 64)});
}

void on_something(GLFWwindow* window) { ++input_of(window).events; }
void on_size(GLFWwindow* window, int /*width*/, int /*height*/) { on_something(window); }
void on_scale(GLFWwindow* window, float /*x*/, float /*y*/) { on_something(window); }

}  // namespace

bool HidePresses::press(Clock::time_point now) {
    if (count(now) == 0) first_ = now;
    return ++count_ >= 3;
}

int HidePresses::count(Clock::time_point now) {
    if (count_ > 0 && now - first_ > kWithin) count_ = 0;
    return count_;
}

void connect_input(GLFWwindow* window, Input& input) {
    glfwSetWindowUserPointer(window, &input);
    glfwSetKeyCallback(window, on_key);
    glfwSetCharCallback(window, on_character);
    glfwSetCursorPosCallback(window, on_pointer);
    glfwSetCursorEnterCallback(window, on_enter);
    glfwSetMouseButtonCallback(window, on_button);
    glfwSetScrollCallback(window, on_wheel);
    glfwSetWindowFocusCallback(window, on_focus);
    glfwSetDropCallback(window, on_drop);
    glfwSetWindowRefreshCallback(window, on_something);
    glfwSetFramebufferSizeCallback(window, on_size);
    glfwSetWindowContentScaleCallback(window, on_scale);
    input.ui->set_clipboard({[window](const std::string& text) { glfwSetClipboardString(window, text.c_str()); },
                             [window]() -> std::string {
                                 const char* text = glfwGetClipboardString(window);
                                 return text == nullptr ? std::string() : std::string(text);
                             }});
}

}  // namespace amparo::shell
